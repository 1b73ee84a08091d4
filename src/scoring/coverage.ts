import type { CoverageKind } from '../domain/event.js';
import type { IncidentFile } from '../domain/incident-file.js';
import type { Instant } from '../domain/instant.js';

/**
 * Whether some source of this incident records any of these kinds and covers the whole span: only then does silence mean
 * that nothing happened (law 1). Where it is asked of one person, a source that knows them under no handle could not have
 * recorded what they did: GitHub says nothing of an engineer whose login nobody has linked.
 */
export function couldRecord(
  file: IncidentFile,
  kinds: readonly CoverageKind[],
  { person, ...span }: { readonly from: Instant; readonly until: Instant; readonly person?: string },
): boolean {
  const handles = file.people[person ?? '']?.handles ?? [];
  const isKnownTo = (connection: string): boolean =>
    handles.length === 0 || handles.some((handle) => handle.connection === connection);
  return file.coverage.some(
    (source) =>
      isKnownTo(source.connection) &&
      source.covers.some((kind) => kinds.includes(kind)) &&
      (source.from === undefined || source.from <= span.from) &&
      (source.until === undefined || source.until >= span.until),
  );
}

/** Whether some source of this incident records any of these kinds at all, whenever. */
export function everRecords(file: IncidentFile, kinds: readonly CoverageKind[]): boolean {
  return file.coverage.some((source) => source.covers.some((kind) => kinds.includes(kind)));
}

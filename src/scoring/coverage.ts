import type { CoverageKind } from '../domain/event.js';
import type { IncidentFile } from '../domain/incident-file.js';
import type { Instant } from '../domain/instant.js';

/**
 * Whether some source of this incident records any of these kinds and covers the whole span: only then does silence mean
 * that nothing happened (law 1).
 */
export function couldRecord(
  file: IncidentFile,
  kinds: readonly CoverageKind[],
  span: { readonly from: Instant; readonly until: Instant },
): boolean {
  return file.coverage.some(
    (source) =>
      source.covers.some((kind) => kinds.includes(kind)) &&
      (source.from === undefined || source.from <= span.from) &&
      (source.until === undefined || source.until >= span.until),
  );
}

/** Whether some source of this incident records any of these kinds at all, whenever. */
export function everRecords(file: IncidentFile, kinds: readonly CoverageKind[]): boolean {
  return file.coverage.some((source) => source.covers.some((kind) => kinds.includes(kind)));
}

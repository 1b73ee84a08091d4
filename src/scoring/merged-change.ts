import type { RecordedEvent } from '../domain/incident-file.js';
import { type Instant, parseInstant } from '../domain/instant.js';

/** When a `fix` was merged, as far as its details say. */
export function mergedAt({ kind, details }: RecordedEvent): Instant | undefined {
  const text = details['mergedAt'];
  if (kind !== 'fix' || typeof text !== 'string') return undefined;
  const read = parseInstant(text);
  return 'instant' in read ? read.instant : undefined;
}

/**
 * Whether a `fix` is a merged change, as the native format defines it: where a record has no `details.mergedAt` at all, the
 * event's own `at` is taken for the merge. A field that is there and holds no instant says that nothing was merged yet.
 */
export function isMergedChange(event: RecordedEvent): boolean {
  if (event.kind !== 'fix') return false;
  return event.details['mergedAt'] === undefined || mergedAt(event) !== undefined;
}

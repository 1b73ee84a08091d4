import type { ActionItem } from '../../domain/incident-file.js';
import type { Instant } from '../../domain/instant.js';

/** A stretch of time in which an item was somebody's. */
export interface Tenure {
  readonly person: string;
  readonly from: Instant;
  /** When it was passed on; absent while it is still theirs. */
  readonly until?: Instant;
}

/** Whose the item was, in time order. Before the first recorded assignment it is known only where that names a `from`. */
export function tenuresOf(item: ActionItem): Tenure[] {
  const starts = startsOf(item);
  return starts.flatMap((start, index) => {
    const next = starts[index + 1];
    if (next === undefined) return [start];
    return next.from === start.from ? [] : [{ ...start, until: next.from }];
  });
}

function startsOf(item: ActionItem): { person: string; from: Instant }[] {
  const assignments = item.events.filter((event) => event.kind === 'assigned');
  const before = assignments[0]?.from;
  const starts: { person: string; from: Instant }[] = before ? [{ person: before, from: item.createdAt }] : [];
  for (const { at, subject } of assignments) {
    if (subject !== undefined && starts.at(-1)?.person !== subject) starts.push({ person: subject, from: at });
  }
  const last = starts.at(-1);
  if (item.assignee !== undefined && item.assignee !== last?.person) {
    starts.push({ person: item.assignee, from: last?.from ?? item.createdAt });
  }
  return starts;
}

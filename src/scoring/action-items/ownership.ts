import type { ActionItem } from '../../domain/incident-file.js';
import type { Instant } from '../../domain/instant.js';

/** A stretch of time in which an item was somebody's. */
export interface Tenure {
  readonly person: string;
  readonly from: Instant;
  /** When it was passed on; absent while it is still theirs. */
  readonly until?: Instant;
}

/** From an instant on the item was this person's, or nobody's. */
interface Start {
  readonly person: string | undefined;
  readonly from: Instant;
}

/** Whose the item was, in time order. Before the first recorded assignment it is known only where that names a `from`. */
function tenuresOf(item: ActionItem): Tenure[] {
  const starts = startsOf(item);
  return starts.flatMap(({ person, from }, index) => {
    const next = starts[index + 1];
    if (person === undefined || next?.from === from) return [];
    return [{ person, from, ...(next === undefined ? {} : { until: next.from }) }];
  });
}

/** One tenure a person: the latest, should the item have come back to them. */
export function lastTenures(item: ActionItem): Tenure[] {
  return [...new Map(tenuresOf(item).map((tenure) => [tenure.person, tenure])).values()];
}

/** The person's latest tenure; undefined when the item was never theirs. */
export function lastTenureOf(item: ActionItem, person: string): Tenure | undefined {
  return tenuresOf(item).findLast((tenure) => tenure.person === person);
}

/** An assignment without a subject took the item away from whoever had it. */
function startsOf(item: ActionItem): Start[] {
  const assignments = item.events.filter((event) => event.kind === 'assigned');
  const before = assignments[0]?.from;
  const starts: Start[] = before ? [{ person: before, from: item.createdAt }] : [];
  for (const { at, subject } of assignments) {
    const last = starts.at(-1);
    if (last === undefined ? subject !== undefined : last.person !== subject)
      starts.push({ person: subject, from: at });
  }
  const last = starts.at(-1);
  if (item.assignee !== undefined && item.assignee !== last?.person) {
    starts.push({ person: item.assignee, from: last?.from ?? item.createdAt });
  }
  return starts;
}

import type { ActionItem, ActionItemEvent } from '../../domain/incident-file.js';
import type { Instant } from '../../domain/instant.js';
import type { Tenure } from './ownership.js';

/** The closing that still holds: the last one that no reopening followed. */
export function standingClose(events: readonly ActionItemEvent[]): ActionItemEvent | undefined {
  const last = events.findLast((event) => event.kind === 'closed' || event.kind === 'reopened');
  return last?.kind === 'closed' ? last : undefined;
}

/** When, and by whom if that is recorded, an item was closed and has stayed closed. */
export interface Closing {
  readonly at: Instant;
  readonly by: string | undefined;
  /** The event that tells it, where there is one; else the item's own fields do. */
  readonly event: ActionItemEvent | undefined;
}

/** The closing by the item's own fields, else by its events; undefined while it is open or open again. */
export function closingOf(item: ActionItem): Closing | undefined {
  const event = standingClose(item.events);
  const { closedAt } = item;
  if (closedAt === undefined) {
    return event === undefined ? undefined : { at: event.at, by: event.actor ?? item.closedBy, event };
  }
  const reopened = item.events.some((one) => one.kind === 'reopened' && one.at > closedAt);
  if (reopened) return event === undefined ? undefined : { at: event.at, by: event.actor, event };
  return { at: closedAt, by: item.closedBy ?? event?.actor, event };
}

/** The closing that held at an instant, whatever came after it. */
function closingAt(item: ActionItem, instant: Instant): Closing | undefined {
  const events = item.events.filter(({ at }) => at <= instant);
  const isLater = item.closedAt !== undefined && item.closedAt > instant;
  return closingOf(isLater ? { ...item, events, closedAt: undefined, closedBy: undefined } : { ...item, events });
}

/**
 * The closing that decides whether what was due was delivered: the one that held when it fell due, whatever was opened again
 * later, else the one that holds now; if it came while the item was theirs. What was dropped in the end was not delivered
 * before: its resolution tells of the closing that holds.
 */
export function closingFor(item: ActionItem, tenure: Tenure, due: Instant | undefined): Closing | undefined {
  const delivered = due === undefined || item.resolution === 'wont-do' ? undefined : closingAt(item, due);
  const isTheirs = delivered !== undefined && delivered.at >= tenure.from && isBefore(delivered, tenure);
  return isTheirs ? delivered : closingDuring(item, tenure);
}

/** The closing that holds, if it came while the item was theirs; without a tenure, whenever it came. */
export function closingDuring(item: ActionItem, tenure: Tenure | undefined): Closing | undefined {
  const closing = closingOf(item);
  return closing === undefined || tenure === undefined || isBefore(closing, tenure) ? closing : undefined;
}

/** Whether it came before the item was passed on. */
function isBefore({ at }: Closing, { until }: Tenure): boolean {
  return until === undefined || at <= until;
}

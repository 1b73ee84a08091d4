import type { ActionItem, ActionItemEvent } from '../../domain/incident-file.js';
import type { Instant } from '../../domain/instant.js';
import type { ScoringContext } from '../scoring-context.js';
import { closingOf } from './closing.js';
import type { Tenure } from './ownership.js';
import { plusWorkingDays } from './working-days.js';

/** When somebody took an item on. */
export interface Acceptance {
  readonly at: Instant;
  /** Nobody recorded it: the item stayed theirs for five working days. */
  readonly inferred: boolean;
  readonly event?: ActionItemEvent;
}

/**
 * Accepted (rule B6): `acceptedAt` or an acceptance on record; else the assignee's own first act on the item; else that it
 * was still theirs five working days after assignment, as far as as-of tells. Undefined: not accepted, or not yet.
 */
export function acceptanceOf(
  item: ActionItem,
  tenure: Tenure,
  timeZone: string,
  context: ScoringContext,
): Acceptance | undefined {
  return recordedAcceptance(item, tenure) ?? firstOwnAct(item, tenure) ?? inferred(tenure, timeZone, context);
}

function isDuring(at: Instant, { from, until }: Tenure): boolean {
  return at >= from && (until === undefined || at < until);
}

/** `acceptedAt` may precede the first assignment on record: an item can be accepted as it is made. */
function recordedAcceptance(item: ActionItem, tenure: Tenure): Acceptance | undefined {
  const event = item.events.find(
    ({ kind, at, actor, subject }) =>
      kind === 'accepted' && (actor ?? subject) === tenure.person && isDuring(at, tenure),
  );
  const { acceptedAt } = item;
  const { until } = tenure;
  const start = hadEarlierOwner(item, tenure) ? tenure.from : item.createdAt;
  const isTheirs = acceptedAt !== undefined && isDuring(acceptedAt, { person: tenure.person, from: start, until });
  if (isTheirs && (event === undefined || acceptedAt <= event.at)) return { at: acceptedAt, inferred: false, event };
  return event === undefined ? undefined : { at: event.at, inferred: false, event };
}

function hadEarlierOwner(item: ActionItem, tenure: Tenure): boolean {
  return item.events.some(
    ({ kind, at, from }) =>
      kind === 'assigned' && (at < tenure.from || (at === tenure.from && from !== undefined && from !== '')),
  );
}

function firstOwnAct(item: ActionItem, tenure: Tenure): Acceptance | undefined {
  const event = item.events.find(({ actor, at }) => actor === tenure.person && isDuring(at, tenure));
  const closing = closingOf(item);
  const closed = closing?.by === tenure.person && isDuring(closing.at, tenure) ? closing.at : undefined;
  if (event === undefined) return closed === undefined ? undefined : { at: closed, inferred: false };
  return closed !== undefined && closed < event.at
    ? { at: closed, inferred: false }
    : { at: event.at, inferred: false, event };
}

function inferred(tenure: Tenure, timeZone: string, context: ScoringContext): Acceptance | undefined {
  const { inferredAcceptanceWorkingDays } = context.rubric.followsThrough;
  const at = plusWorkingDays(tenure.from, inferredAcceptanceWorkingDays, timeZone);
  return at <= context.asOf && isDuring(at, tenure) ? { at, inferred: true } : undefined;
}

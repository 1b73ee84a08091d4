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
 * was still theirs, and open, five working days after assignment, as far as as-of tells. Undefined: not accepted, or not
 * yet.
 */
export function acceptanceOf(
  item: ActionItem,
  tenure: Tenure,
  timeZone: string,
  context: Pick<ScoringContext, 'rubric' | 'asOf'>,
): Acceptance | undefined {
  return recordedAcceptance(item, tenure) ?? firstOwnAct(item, tenure) ?? inferred(item, tenure, timeZone, context);
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

/** What was closed before then left the assignee nothing to take on. */
function inferred(
  item: ActionItem,
  tenure: Tenure,
  timeZone: string,
  { rubric, asOf }: Pick<ScoringContext, 'rubric' | 'asOf'>,
): Acceptance | undefined {
  const at = plusWorkingDays(tenure.from, rubric.followsThrough.inferredAcceptanceWorkingDays, timeZone);
  const closing = closingOf(item);
  if (closing !== undefined && closing.at <= at) return undefined;
  return at <= asOf && isDuring(at, tenure) ? { at, inferred: true } : undefined;
}

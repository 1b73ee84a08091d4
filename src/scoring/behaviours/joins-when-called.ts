import type { CoverageKind } from '../../domain/event.js';
import type { IncidentFile } from '../../domain/incident-file.js';
import { minutesBetween } from '../../domain/instant.js';
import type { Observation, Outcome, Reason } from '../../domain/observation.js';
import { couldRecord } from '../coverage.js';
import { isOnLeave } from '../leave.js';
import { type Limit, limitFrom } from '../limit.js';
import { actsOf, type Arrival, isParticipation, presenceBefore } from '../participation.js';
import type { Rubric } from '../rubric.js';
import { addTo } from '../once-per-file.js';
import { isBot, isTimed, type TimedEvent, wasThereUntimed } from '../roles.js';
import { availabilityOf, isWanted, type ScoringContext } from '../scoring-context.js';
import { severityAt } from '../severity-at.js';
import { tierOfEvent } from '../tier.js';
import type { Behaviour } from './behaviour.js';
import { isEmail } from './pages.js';

/**
 * Any act of theirs shows that they joined, but only where joining itself is recorded does its absence say that they did
 * not: a pager with notes does not know who was on the call.
 */
const JOINING_RECORDED_AS: readonly CoverageKind[] = ['joined'];

/** Rule B2. */
export const joinsWhenCalled: Behaviour = {
  id: 'joins-when-called',
  question: 'When a colleague called them to an incident, did they join in time?',
  needs: ['responder-added', 'escalated', 'paged'],
  observe: (file, context) => {
    if (file.incident === null) return [];
    const calls = [...callsByPerson(file)].filter(([person]) => isWanted(person, context));
    return calls.flatMap(([person, theirs]) => observe(person, theirs, file, context) ?? []);
  },
};

function callsByPerson(file: IncidentFile): Map<string, TimedEvent[]> {
  const calls = new Map<string, TimedEvent[]>();
  for (const event of file.events) {
    if (event.subject === undefined || !isTimed(event) || !isCall(event, file)) continue;
    addTo(calls, event.subject, event);
  }
  return calls;
}

/**
 * A person called another in: responder-added, or escalated or paged with a person as actor. What a machine sends by
 * itself, an e-mail, and adding oneself are no calls.
 */
function isCall(event: TimedEvent, file: IncidentFile): boolean {
  const { kind, actor, subject } = event;
  if (subject === undefined || actor === subject || isBot(file, subject)) return false;
  if (actor !== undefined && isBot(file, actor)) return false;
  if (kind === 'responder-added') return true;
  return actor !== undefined && (kind === 'escalated' || (kind === 'paged' && !isEmail(event)));
}

/** The minutes allowed at a severity; undefined where a call is no opportunity. */
function limitMinutesAt(severity: number | undefined, rubric: Rubric): number | undefined {
  const { limitMinutes } = rubric.joinsWhenCalled;
  return severity === 1 || severity === 2 || severity === 3 ? limitMinutes[severity] : undefined;
}

/** The first call at severity 1 to 3 that did not find them on leave; else the first that did, which is excluded. */
function observe(
  person: string,
  calls: readonly TimedEvent[],
  file: IncidentFile,
  context: ScoringContext,
): Observation | undefined {
  const availability = availabilityOf(person, context);
  const counting = calls.filter(
    (call) => limitMinutesAt(severityAt(file, call.at, person), context.rubric) !== undefined,
  );
  const call = counting.find(({ at }) => !isOnLeave(availability, at)) ?? counting[0];
  if (call === undefined) return undefined;
  const severity = severityAt(file, call.at, person);
  const minutes = limitMinutesAt(severity, context.rubric) ?? 0;
  const limit = limitFrom(call.at, { minutes, severity }, availability, context.rubric);
  const join = joinOf({ file, person, event: call, limitMinutes: limit.limitMinutes });
  const verdict: Verdict = isOnLeave(availability, call.at)
    ? { outcome: 'excluded', reason: 'on-leave' }
    : judge({ call, join, person, limit }, file, context);
  return {
    behaviour: 'joins-when-called',
    person,
    incident: file.incident?.id ?? null,
    at: call.at,
    ...verdict,
    minutes: join === undefined ? undefined : Math.max(0, minutesBetween(call.at, join.at)),
    limitMinutes: limit.limitMinutes,
    asleep: limit.asleep,
    severity: limit.severity,
    tier: tierOfEvent(join ?? call, person, file),
    events: join === undefined ? [call.id] : [call.id, join.id],
  };
}

/** What shows they joined: that they were there already, else their first participation after the call. */
function joinOf(call: Arrival): TimedEvent | undefined {
  const { file, person, event } = call;
  const shows = (act: TimedEvent): boolean => isParticipation(act, person, file);
  return presenceBefore(call, shows) ?? actsOf(file, person).find((act) => act.at >= event.at && shows(act));
}

interface Verdict {
  readonly outcome: Outcome;
  readonly reason?: Reason;
}

interface Chance {
  readonly call: TimedEvent;
  readonly join: TimedEvent | undefined;
  readonly person: string;
  readonly limit: Limit;
}

function judge({ call, join, person, limit }: Chance, file: IncidentFile, context: ScoringContext): Verdict {
  if (join !== undefined && join.at <= limit.until) return { outcome: 'met' };
  if (wasThereUntimed(file, person)) return { outcome: 'unseen', reason: 'not-recordable' };
  if (join?.kind === 'joined') return { outcome: 'not-met', reason: 'joined-late' };
  if (join === undefined && context.asOf < limit.until) return { outcome: 'pending', reason: 'limit-not-reached' };
  const recordable = couldRecord(file, JOINING_RECORDED_AS, { from: call.at, until: limit.until });
  if (recordable && join !== undefined) return { outcome: 'not-met', reason: 'joined-late' };
  return recordable ? { outcome: 'not-met', reason: 'not-joined' } : { outcome: 'unseen', reason: 'not-recordable' };
}

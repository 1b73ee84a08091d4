import type { CoverageKind } from '../../domain/event.js';
import type { Incident, IncidentFile } from '../../domain/incident-file.js';
import { type Instant, minutesBetween } from '../../domain/instant.js';
import type { Observation, Outcome, Reason } from '../../domain/observation.js';
import { couldRecord } from '../coverage.js';
import { actsOf, isParticipation } from '../participation.js';
import { actorOf, isBot, roleChangesOf, rolesAt, type TimedEvent } from '../roles.js';
import { isWanted, type ScoringContext } from '../scoring-context.js';
import { severityAt } from '../severity-at.js';
import { FINDING_AND_FIXING, findsOrFixes } from '../substantive.js';
import { tierOfEvent } from '../tier.js';
import type { Behaviour } from './behaviour.js';

const RECORDED_AS = FINDING_AND_FIXING as readonly CoverageKind[];

/** Rule B3. */
export const findsAndFixes: Behaviour = {
  id: 'finds-and-fixes',
  question: 'In incidents they worked in as a responder, did they find the cause, mitigate or fix?',
  needs: RECORDED_AS,
  observe: (file, context) => {
    const { incident } = file;
    if (incident === null || incident.declaredAt > context.asOf) return [];
    const span = { file, end: endOf(file, incident) ?? context.asOf };
    const people = new Set(file.events.flatMap((event) => [actorOf(event), event.actor]));
    return [...people].flatMap((person) =>
      person === undefined || isBot(file, person) || !isWanted(person, context)
        ? []
        : (observe(person, incident, span, context) ?? []),
    );
  },
};

function observe(person: string, incident: Incident, span: Span, context: ScoringContext): Observation | undefined {
  const { file } = span;
  const acts = actsOf(file, person);
  if (!acts.some((act) => isParticipation(act, person, file) && !looksIn(act))) return undefined;
  const { first, minutes } = involvement(acts, person, span);
  if (first === undefined || minutes < context.rubric.findsAndFixes.minimumInvolvementMinutes) return undefined;
  const substantive = acts.filter((act) => findsOrFixes(act, file));
  const [decisive = first] = substantive;
  return {
    behaviour: 'finds-and-fixes',
    person,
    incident: incident.id,
    at: incident.declaredAt,
    ...judge(substantive.length, incident, { ...span, person }),
    severity: severityAt(file, incident.declaredAt, person),
    tier: tierOfEvent(decisive, person, file),
    events: [...new Set([first.id, ...substantive.map((act) => act.id)])],
  };
}

/** Coming to the incident's chat channel, which whoever is curious does: by itself it is no work. */
function looksIn({ kind, details }: TimedEvent): boolean {
  return kind === 'joined' && details['via'] === 'channel';
}

interface Span {
  readonly file: IncidentFile;
  readonly end: Instant;
}

function judge(
  substantiveActs: number,
  incident: Incident,
  { file, end, person }: Span & { readonly person: string },
): { outcome: Outcome; reason?: Reason } {
  if (substantiveActs > 0) return { outcome: 'met' };
  const recordable = couldRecord(file, RECORDED_AS, { from: incident.declaredAt, until: end, person });
  return recordable
    ? { outcome: 'not-met', reason: 'no-substantive-act' }
    : { outcome: 'unseen', reason: 'not-recordable' };
}

/** When the work was over: `resolvedAt`, else the last resolve on record, else the close; undefined while it goes on. */
function endOf(file: IncidentFile, incident: Incident): Instant | undefined {
  const resolve = file.events.findLast((event) => event.kind === 'resolved' && event.incident === incident.id);
  return incident.resolvedAt ?? resolve?.at ?? incident.closedAt;
}

/**
 * Minutes in all spent as responder or without a declared role, from the first participation until they left, else the
 * end of the incident. Time as commander, deputy, communications, scribe, liaison or observer alone is not counted.
 */
function involvement(
  acts: readonly TimedEvent[],
  person: string,
  { file, end }: Span,
): { first: TimedEvent | undefined; minutes: number } {
  const changes = roleChangesOf(file, person);
  const stays = staysOf(acts, person, { file, end });
  let minutes = 0;
  for (const { from, until } of stays) {
    const cuts = changes.flatMap((event) =>
      event.at !== undefined && event.at > from && event.at < until ? [event.at] : [],
    );
    const starts = [from, ...cuts];
    for (const [index, start] of starts.entries()) {
      if (respondsAt(file, person, start)) minutes += minutesBetween(start, starts[index + 1] ?? until);
    }
  }
  return { first: stays[0]?.act, minutes };
}

function respondsAt(file: IncidentFile, person: string, instant: Instant): boolean {
  const roles = rolesAt(file, person, instant);
  return roles.size === 0 || roles.has('responder');
}

/** Each stretch from a first participation until they left or the incident ended. */
function staysOf(
  acts: readonly TimedEvent[],
  person: string,
  { file, end }: Span,
): { act: TimedEvent; from: Instant; until: Instant }[] {
  const stays: { act: TimedEvent; from: Instant; until: Instant }[] = [];
  let since: TimedEvent | undefined;
  for (const act of acts) {
    if (act.at >= end) break;
    if (act.kind === 'left') {
      if (since !== undefined) stays.push({ act: since, from: since.at, until: act.at });
      since = undefined;
    } else if (since === undefined && isParticipation(act, person, file)) {
      since = act;
    }
  }
  if (since !== undefined) stays.push({ act: since, from: since.at, until: end });
  return stays;
}

import type { IncidentFile, RecordedEvent } from '../domain/incident-file.js';
import { type Instant, plusMinutes } from '../domain/instant.js';
import { indexSince } from './in-order.js';
import { addTo, oncePerFile } from './once-per-file.js';
import { actorOf, everObserves, isActOf, isTimed, onlyObserves, type TimedEvent } from './roles.js';
import { isSubstantive } from './substantive.js';

export { actorOf, isActOf, isColleague, onlyObserves } from './roles.js';

/** Joined, in the wide sense of rule B2: joined, a role taken, note, handoff, status-update, resolved, a substantive act. */
export function isParticipation(event: RecordedEvent, person: string, file: IncidentFile): boolean {
  switch (event.kind) {
    case 'role-assumed':
      return actorOf(event) === person || isSubstantive(event, file);
    case 'joined':
    case 'note':
    case 'handoff':
    case 'status-update':
    case 'resolved':
      return true;
    default:
      return isSubstantive(event, file);
  }
}

const acts = oncePerFile((file) => {
  const byPerson = new Map<string, TimedEvent[]>();
  for (const event of file.events) {
    if (!isTimed(event)) continue;
    for (const person of new Set([actorOf(event), event.actor])) {
      if (person !== undefined && isActOf(event, person)) addTo(byPerson, person, event);
    }
  }
  for (const [person, all] of byPerson) {
    if (!everObserves(file, person)) continue;
    byPerson.set(
      person,
      all.filter((event) => !onlyObserves(file, person, event.at)),
    );
  }
  return byPerson;
});

/** The person's own timed acts in time order, without those made as a mere observer. */
export function actsOf(file: IncidentFile, person: string): readonly TimedEvent[] {
  return acts(file).get(person) ?? [];
}

/** A page or a call to a person, and how long it leaves them. */
export interface Arrival {
  readonly file: IncidentFile;
  readonly person: string;
  readonly event: TimedEvent;
  readonly limitMinutes: number;
}

/**
 * The act that shows the person was there already when a page or call arrived: the last one before it that shows presence.
 * It shows nothing once they left, once the incident was resolved or closed, or when they had done nothing for longer than
 * one limit: nobody is there for ever.
 */
export function presenceBefore(
  { file, person, event, limitMinutes }: Arrival,
  shows: (act: TimedEvent) => boolean,
): TimedEvent | undefined {
  const all = actsOf(file, person);
  const last = all[indexSince(all, event.at) - 1];
  if (last === undefined || last.at < plusMinutes(event.at, -limitMinutes)) return undefined;
  const shown = all.findLast((act) => act.at < event.at && (act.kind === 'left' || shows(act)));
  if (shown === undefined || shown.kind === 'left') return undefined;
  return hasEnded(file, event.incident, { from: shown.at, until: event.at }) ? undefined : shown;
}

const ends = oncePerFile(({ events }) =>
  events.filter(isTimed).filter(({ kind }) => kind === 'resolved' || kind === 'closed'),
);

/** Whether the incident, or that record of it, was resolved or closed from one instant to another, both included. */
function hasEnded(file: IncidentFile, record: string, { from, until }: { from: Instant; until: Instant }): boolean {
  const { id, resolvedAt, closedAt } = file.incident ?? {};
  const isWithin = (at: Instant | undefined): boolean => at !== undefined && at >= from && at <= until;
  const isNear = ({ incident }: TimedEvent): boolean => incident === record || incident === id;
  return isWithin(resolvedAt) || isWithin(closedAt) || ends(file).some((end) => isNear(end) && isWithin(end.at));
}

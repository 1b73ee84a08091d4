import type { IncidentFile, RecordedEvent } from '../domain/incident-file.js';
import type { Instant } from '../domain/instant.js';
import { addTo, oncePerFile } from './once-per-file.js';
import { isSubstantive } from './substantive.js';

/** An event that has an instant, and so can be measured. */
export type TimedEvent = RecordedEvent & { at: Instant };

export function isTimed(event: RecordedEvent): event is TimedEvent {
  return event.at !== undefined;
}

/** Whose act an event is: who joined, who took the role, else who did it. */
export function actorOf(event: RecordedEvent): string | undefined {
  if (event.kind === 'role-assumed') return event.subject ?? event.actor;
  if (event.kind === 'joined' || event.kind === 'left') return event.actor ?? event.subject;
  return event.actor;
}

/** Whether the event is the person's own act; giving somebody a role is the giver's act as well as the taker's. */
export function isActOf(event: RecordedEvent, person: string): boolean {
  return actorOf(event) === person || (event.kind === 'role-assumed' && event.actor === person);
}

/** Bots never count. */
export function isBot(file: IncidentFile, person: string): boolean {
  return file.people[person]?.bot === true;
}

/** A person other than this one: nobody's word is their own second opinion, and a bot's is nobody's. */
export function isColleague(who: string | undefined, person: string, file: IncidentFile): boolean {
  return who !== undefined && who !== person && !isBot(file, who);
}

/** Where each person took or gave up a role, in the order of the events. */
const roleChanges = oncePerFile((file) => {
  const changes = new Map<string, RecordedEvent[]>();
  for (const event of file.events) {
    const person = roleHolderOf(event);
    if (person !== undefined) addTo(changes, person, event);
  }
  return changes;
});

/** Whose role the event changes; undefined when it changes none. */
function roleHolderOf(event: RecordedEvent): string | undefined {
  if (event.kind === 'role-assumed') return actorOf(event);
  return event.kind === 'role-released' ? (event.subject ?? event.actor) : undefined;
}

/** The events in which the person took or gave up a role, untimed ones first, then in time order. */
export function roleChangesOf(file: IncidentFile, person: string): readonly RecordedEvent[] {
  return roleChanges(file).get(person) ?? [];
}

/** The roles a person has declared at an instant; those without an instant hold throughout. */
export function rolesAt(file: IncidentFile, person: string, instant: Instant): ReadonlySet<string> {
  const roles = new Set<string>();
  for (const event of roleChangesOf(file, person)) {
    if (event.at !== undefined && event.at > instant) break;
    const role = typeof event.details['role'] === 'string' ? event.details['role'] : undefined;
    if (event.kind === 'role-assumed') roles.add(role ?? 'responder');
    else if (role === undefined) roles.clear();
    else roles.delete(role);
  }
  return roles;
}

/** Whether the person's only declared role then is observer: such acts are never participation (law 6). */
export function onlyObserves(file: IncidentFile, person: string, instant: Instant): boolean {
  const roles = rolesAt(file, person, instant);
  return roles.size === 1 && roles.has('observer');
}

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

/** Whether the person ever took the role of an observer: few do, and only their acts need a second look. */
function everObserves(file: IncidentFile, person: string): boolean {
  return roleChangesOf(file, person).some((event) => event.details['role'] === 'observer');
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

/** The act that shows the person was already there at an instant: the last before it, unless they left since. */
export function presenceBefore(acts: readonly TimedEvent[], instant: Instant): TimedEvent | undefined {
  const last = acts.findLast((event) => event.at < instant);
  return last === undefined || last.kind === 'left' ? undefined : last;
}

const thereUntimed = oncePerFile((file) => {
  const people = file.events.flatMap((event) => (event.at === undefined ? (actorOf(event) ?? []) : []));
  return new Set(people.filter((person) => !onlyObserves(file, person, file.incident?.declaredAt ?? '')));
});

/** Whether a record without an instant says the person was there at some time, and not only to observe. */
export function wasThereUntimed(file: IncidentFile, person: string): boolean {
  return thereUntimed(file).has(person);
}

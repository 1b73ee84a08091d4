import type { IncidentFile, RecordedEvent } from '../domain/incident-file.js';
import type { Instant } from '../domain/instant.js';
import { addTo, oncePerFile } from './once-per-file.js';

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

/** Whether the person ever took the role of an observer: few do, and only their acts need a second look. */
export function everObserves(file: IncidentFile, person: string): boolean {
  return roleChangesOf(file, person).some((event) => event.details['role'] === 'observer');
}

const thereUntimed = oncePerFile((file) => {
  const people = file.events.flatMap((event) => (event.at === undefined ? (actorOf(event) ?? []) : []));
  return new Set(people.filter((person) => !onlyObserves(file, person, file.incident?.declaredAt ?? '')));
});

/** Whether a record without an instant says the person was there at some time, and not only to observe. */
export function wasThereUntimed(file: IncidentFile, person: string): boolean {
  return thereUntimed(file).has(person);
}

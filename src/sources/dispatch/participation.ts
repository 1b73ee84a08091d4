import type { Instant } from '../../domain/instant.js';
import type { EventRecord } from '../../domain/record.js';
import type { Activity, Role } from './shapes.js';

/** Somebody's part in one incident. */
export interface Participant {
  readonly incident: string;
  readonly person: string;
  readonly reportedAt: Instant | undefined;
  /** Who added them; absent where nobody did, or they did it themselves. */
  readonly addedBy?: string | undefined;
  /** The on-call service that brought them in. */
  readonly service?: string | undefined;
  /** The earliest instant at which they took any role: when Dispatch took them in. */
  readonly since: Instant | undefined;
  /** Whether the chat shows them at work, so that their presence is known better than from the list of participants. */
  readonly isActive: boolean;
}

/** The words of the native format for Dispatch's roles. A role it does not know keeps its own name. */
const ROLES: ReadonlyMap<string, string> = new Map([
  ['incident commander', 'commander'],
  ['scribe', 'scribe'],
  ['liaison', 'liaison'],
  ['observer', 'observer'],
]);

/**
 * What a role tells. Being a mere participant is no role: it tells that somebody joined, unless others or an on-call service
 * brought them in, which tells nothing of whether they came. A reporter who was replaced did not report.
 */
export function eventsOfRole(role: Role, participant: Participant): EventRecord[] {
  const name = role.role.trim().toLowerCase();
  if (name === 'reporter') return role.renounced_at ? [] : [reported(role, participant)];
  if (name === 'assignee') return [];
  if (name === 'participant') return joinedWith(role, participant) ? [joined(role, participant)] : [];
  const details = { role: ROLES.get(name) ?? name };
  const act = { incident: participant.incident, subject: participant.person, details };
  const id = (kind: string): string => idOf(participant, `${details.role}-${kind}`, role.assumed_at);
  const assumed: EventRecord = { type: 'event', id: id('assumed'), kind: 'role-assumed', at: role.assumed_at, ...act };
  if (!role.renounced_at) return [assumed];
  return [assumed, { type: 'event', id: id('released'), kind: 'role-released', at: role.renounced_at, ...act }];
}

function reported(role: Role, participant: Participant): EventRecord {
  const { incident, person, reportedAt } = participant;
  const at = reportedAt ?? role.assumed_at;
  return { type: 'event', id: `${incident}/reported/${person}`, incident, kind: 'reported', at, actor: person };
}

function joinedWith(role: Role, { addedBy, service, since, isActive }: Participant): boolean {
  return addedBy === undefined && service === undefined && !isActive && role.assumed_at === since;
}

function joined({ assumed_at: at }: Role, participant: Participant): EventRecord {
  const { incident, person } = participant;
  return { type: 'event', id: idOf(participant, 'joined', at), incident, kind: 'joined', at, actor: person };
}

/**
 * That somebody added them. Whoever was active was there, though nobody knows from when on: presence without an instant, so
 * that a first message is not taken for the moment of joining.
 */
export function eventsOfParticipant(participant: Participant): EventRecord[] {
  const { incident, person, addedBy, since, isActive } = participant;
  const events: EventRecord[] = [];
  if (addedBy !== undefined && since !== undefined) {
    const id = idOf(participant, 'added', since);
    events.push({ type: 'event', id, incident, kind: 'responder-added', at: since, actor: addedBy, subject: person });
  }
  if (isActive) {
    events.push({ type: 'event', id: `${incident}/there/${person}`, incident, kind: 'joined', actor: person });
  }
  return events;
}

/** A stretch of activity in the incident's channel. */
export function eventsOfActivity({ started_at, ended_at }: Activity, participant: Participant): EventRecord[] {
  const { incident, person } = participant;
  const at = (kind: 'joined' | 'left', instant: Instant): EventRecord => ({
    type: 'event',
    id: idOf(participant, `active-${kind}`, instant),
    incident,
    kind,
    at: instant,
    actor: person,
  });
  return [at('joined', started_at), ...(ended_at ? [at('left', ended_at)] : [])];
}

/** Made of what the record says, so that a dump and the API give one event one id. */
function idOf({ incident, person }: Participant, what: string, at: Instant): string {
  return `${incident}/${what}/${person}/${at}`;
}

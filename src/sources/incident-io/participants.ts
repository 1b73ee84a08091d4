import type { EventRecord } from '../../domain/record.js';
import { present } from '../reading/present.js';
import { handleOf } from './people.js';
import type { Participant, Participants, Workloads } from './shapes.js';

/**
 * Who was there, without an instant: incident.io does not say when. It calls whoever wrote nothing in the channel an observer:
 * that is no role anybody declared, so it takes nothing from what they did elsewhere. A type that is not known says nothing
 * unless the person is listed as active.
 */
export function participantEvents(participants: Participants): EventRecord[] {
  const { incident_id: incident, exported_at: updatedAt, incident_participants: listed } = participants;
  const events = new Map<string, EventRecord>();
  for (const [list, active] of [[listed.active, true] as const, [listed.passive, false] as const]) {
    for (const participant of list ?? []) {
      const person = handleOf(participant.user);
      if (person === undefined || events.has(person)) continue;
      const presence = presenceOf(participant, person, active);
      if (presence === undefined) continue;
      const id = `${incident}/participant/${person}`;
      events.set(person, { type: 'event', id, incident, ...presence, ...present({ updatedAt }) });
    }
  }
  return [...events.values()];
}

function presenceOf(
  { participant_type: type }: Participant,
  person: string,
  active: boolean,
): Pick<EventRecord, 'kind' | 'actor' | 'details'> | undefined {
  if (type === 'observer') return { kind: 'joined', actor: person, details: { participant: type } };
  return active || isWorking(type) ? { kind: 'joined', actor: person } : undefined;
}

function isWorking(type: string | null | undefined): boolean {
  return type === 'responder' || type === 'collaborator';
}

/**
 * Who spent time on the incident as a responder or collaborator, without an instant. The minutes are an estimate of the vendor's
 * and stay in the raw record. Who only observed is for the list of participants to say, which is not as old.
 */
export function workloadEvents(workloads: Workloads): EventRecord[] {
  const { incident_id: incident, incident_participant_workloads: all, metadata } = workloads;
  const events = new Map<string, EventRecord>();
  for (const workload of all) {
    const person = handleOf(workload.user);
    if (person === undefined || !isWorking(workload.participant_type)) continue;
    const id = `${incident}/workload/${person}`;
    const updatedAt = metadata?.data_synced_at;
    events.set(id, { type: 'event', id, incident, kind: 'joined', actor: person, ...present({ updatedAt }) });
  }
  return [...events.values()];
}

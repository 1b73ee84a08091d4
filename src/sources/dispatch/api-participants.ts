import { compareText } from '../../domain/compare-text.js';
import type { BatchBuilder } from '../reading/batch-builder.js';
import { checkObject } from '../reading/api-objects.js';
import type { Participant } from './participation.js';
import { byName, handleOf, only } from './people.js';
import { type ApiIncident, type Contact, participantShape, type Role, roleShape } from './shapes.js';
import type { Cast } from './timeline.js';
import { elementsOf, type Located } from './located.js';

/** A role and where it stands. */
interface LocatedRole {
  readonly at: Located;
  readonly role: Role;
}

/** Somebody who took part in an incident of the API. */
export interface ApiParticipation {
  readonly at: Located;
  readonly contact: Contact;
  readonly participant: Participant;
  readonly roles: readonly LocatedRole[];
}

/** Those who took part in an incident, as the API lists them. Whoever has neither e-mail nor number is passed over. */
export function participationsIn(
  batch: BatchBuilder,
  parent: Located,
  incident: ApiIncident & { readonly nativeId: string },
): ApiParticipation[] {
  const found = elementsOf(parent, 'participants').flatMap((at) => {
    const listed = checkObject(batch, at, participantShape);
    const contact = listed?.individual ?? undefined;
    const person = contact === undefined ? undefined : handleOf(contact);
    if (listed === undefined || contact === undefined || person === undefined) return [];
    return [{ at, listed, contact, person, roles: rolesIn(batch, at) }];
  });
  const people = new Map(found.flatMap(({ listed: { id }, person }) => (id ? [[id, person] as const] : [])));
  return found.map(({ at, listed, contact, person, roles }) => {
    const { added_by: adder, added_by_id: adderId } = listed;
    const addedBy = (adder?.individual && handleOf(adder.individual)) ?? people.get(adder?.id ?? adderId ?? '');
    const participant: Participant = {
      incident: incident.nativeId,
      person,
      reportedAt: incident.reported_at,
      addedBy: addedBy === person ? undefined : addedBy,
      service: listed.service?.name ?? undefined,
      since: roles.map(({ role }) => role.assumed_at).sort(compareText)[0],
      isActive: false,
    };
    return { at, contact, participant, roles };
  });
}

function rolesIn(batch: BatchBuilder, parent: Located): LocatedRole[] {
  return elementsOf(parent, 'participant_roles').flatMap((at) => {
    const role = checkObject(batch, at, roleShape);
    return role === undefined ? [] : [{ at, role }];
  });
}

/** Who is who in the timeline of the incident. */
export function castOf(incident: string, everybody: readonly ApiParticipation[], before: Cast['before']): Cast {
  return {
    incident,
    handleOf: (name) =>
      only(
        everybody.filter(({ contact }) => contact.name?.trim() === name).map(({ participant }) => participant.person),
      ) ?? byName(name),
    broughtInBy: (service) =>
      only(
        everybody
          .filter(({ participant }) => participant.addedBy === undefined && participant.service === service)
          .map(({ participant }) => participant.person),
      ),
    before,
  };
}

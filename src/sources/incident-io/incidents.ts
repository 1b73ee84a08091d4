import type { EventRecord, IncidentRecord } from '../../domain/record.js';
import { present } from '../reading/present.js';
import { actorOf, handleOf } from './people.js';
import { refsOf } from './references.js';
import { severityOf } from './severity.js';
import type { IncidentIoIncident, RoleAssignment } from './shapes.js';

/** The fields of an incident that a timestamp can fill, by the timestamp's name; each organisation may rename them. */
const TIMES: ReadonlyMap<string, 'declaredAt' | 'detectedAt' | 'mitigatedAt' | 'resolvedAt' | 'closedAt'> = new Map([
  ['reported', 'declaredAt'],
  ['detected', 'detectedAt'],
  ['fixed', 'mitigatedAt'],
  ['mitigated', 'mitigatedAt'],
  ['resolved', 'resolvedAt'],
  ['closed', 'closedAt'],
]);

/** Timestamps of a new account that fill no field of an incident. */
const OTHER_TIMES: ReadonlySet<string> = new Set([
  'accepted',
  'declined',
  'merged',
  'canceled',
  'cancelled',
  'impact started',
  'identified',
  'documented',
  'reviewed',
  'paused',
]);

/** The incident as a record: an incident manager's own, so it names no kind. */
export function incidentOf(incident: IncidentIoIncident): IncidentRecord {
  const severity = severityOf(incident.severity?.name);
  const refs = refsOf(incident);
  const times = timesOf(incident);
  return {
    type: 'incident',
    id: incident.id,
    title: [incident.name, incident.reference].find((name) => name) ?? incident.id,
    declaredAt: incident.created_at,
    ...times,
    ...(severity !== undefined && { severity }),
    ...(isTest(incident.mode) && { mode: 'test' as const }),
    ...(incident.reference && { keys: [incident.reference] }),
    ...(refs.length > 0 && { refs }),
    ...present({
      severityLabel: incident.severity?.name,
      service: onlyValueOf(incident, ['service']),
      team: onlyValueOf(incident, ['team', 'owning team']),
      url: incident.permalink,
      mergedInto: mergedInto(incident),
      updatedAt: incident.updated_at,
    }),
  };
}

/** Tests and tutorials never count; a retrospective incident is a real one, written down afterwards. */
function isTest(mode: string | null | undefined): boolean {
  return mode === 'test' || mode === 'tutorial';
}

/** Into what it was merged, as the incident itself or an update inside it says. */
function mergedInto({ merged_into_incident_id: own, updates }: IncidentIoIncident): string | undefined {
  const told = (updates ?? []).map((update) => update.merged_into_incident_id);
  return [own, ...told.reverse()].find((id) => id) ?? undefined;
}

function timesOf(incident: IncidentIoIncident): Partial<Record<string, string>> {
  const times: Partial<Record<string, string>> = {};
  for (const { incident_timestamp: timestamp, value } of incident.incident_timestamp_values ?? []) {
    const field = TIMES.get(plainName(timestamp.name));
    if (field !== undefined && value?.value) times[field] ??= value.value;
  }
  return times;
}

/** The names of timestamps that have a value and are not understood. */
export function unknownTimes({ incident_timestamp_values: timestamps }: IncidentIoIncident): string[] {
  return (timestamps ?? []).flatMap(({ incident_timestamp: { name }, value }) => {
    const plain = plainName(name);
    return value?.value && !TIMES.has(plain) && !OTHER_TIMES.has(plain) ? [name] : [];
  });
}

/** `Fixed at` and `fixed` are one name. */
function plainName(name: string): string {
  return name.trim().toLowerCase().replace(/\s+/g, ' ').replace(/ at$/, '');
}

/** The value of the custom field of one of these names, where it has exactly one. */
function onlyValueOf(
  { custom_field_entries: entries }: IncidentIoIncident,
  names: readonly string[],
): string | undefined {
  const entry = entries?.find(({ custom_field: field }) => names.includes(plainName(field.name ?? '')));
  const [value, ...others] = entry?.values ?? [];
  if (value === undefined || others.length > 0) return undefined;
  const said = [value.value_catalog_entry?.name, value.value_option?.value, value.value_text];
  return said.find((text) => text) ?? undefined;
}

/**
 * Who declared it, who reported it, who held which role. Roles have no instant and do not say who gave them. Whoever wrote
 * down a retrospective incident did not declare it.
 */
export function incidentEvents(incident: IncidentIoIncident): EventRecord[] {
  const assignments = incident.incident_role_assignments ?? [];
  const declared: EventRecord = {
    type: 'event',
    id: `${incident.id}/declared`,
    incident: incident.id,
    kind: 'declared',
    at: incident.created_at,
    ...present({ actor: actorOf(incident.creator) }),
  };
  const told = assignments.flatMap((assignment) => assignmentEvent(incident, assignment) ?? []);
  const events = incident.mode === 'retrospective' ? told : [declared, ...told];
  return [...new Map(events.map((event) => [event.id, event])).values()];
}

function assignmentEvent(incident: IncidentIoIncident, { role, assignee }: RoleAssignment): EventRecord | undefined {
  const person = handleOf(assignee);
  if (person === undefined) return undefined;
  if (role.role_type !== 'reporter') {
    return {
      type: 'event',
      id: `${incident.id}/role/${role.id}/${person}`,
      incident: incident.id,
      kind: 'role-assumed',
      subject: person,
      details: { role: roleOf(role) },
    };
  }
  // The instant can be corrected later: the version of the incident that was changed last holds.
  return {
    type: 'event',
    id: `${incident.id}/reported/${person}`,
    incident: incident.id,
    kind: 'reported',
    at: timesOf(incident)['declaredAt'] ?? incident.created_at,
    actor: person,
    ...present({ updatedAt: incident.updated_at }),
  };
}

const ROLES: readonly (readonly [RegExp, string])[] = [
  [/\bdeputy\b/i, 'deputy'],
  [/\bcomm(?:s|unications?)\b/i, 'communications'],
  [/\bscribe\b/i, 'scribe'],
  [/\bliaison\b/i, 'liaison'],
  [/\b(?:observer|shadow)\b/i, 'observer'],
  [/\bresponder\b/i, 'responder'],
];

/** The lead is the commander; another role is what its name says, else it keeps that name. */
function roleOf({ role_type: type, name, shortform }: RoleAssignment['role']): string {
  if (type === 'lead') return 'commander';
  const said = `${name ?? ''} ${shortform ?? ''}`.trim();
  return ROLES.find(([pattern]) => pattern.test(said))?.[1] ?? (said === '' ? 'other' : (name ?? said));
}

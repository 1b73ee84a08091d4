import type { ApiObject, ApiShape, Members } from '../reading/api-objects.js';

/** What a saved answer of incident.io holds. A `listing` is the organisation's own settings, or alerts: nobody's act. */
export type IncidentIoKind =
  | 'incident'
  | 'update'
  | 'participants'
  | 'workloads'
  | 'escalation'
  | 'follow-up'
  | 'postmortem'
  | 'user'
  | 'schedule'
  | 'listing';

export type IncidentIoObject = ApiObject<IncidentIoKind>;

/** Lists of records, each with what its elements are; `updates` stand inside their incident. */
const KINDS_LISTED: Readonly<Record<string, IncidentIoKind>> = {
  incidents: 'incident',
  incident_updates: 'update',
  updates: 'update',
  escalations: 'escalation',
  follow_ups: 'follow-up',
  actions: 'follow-up',
  postmortem_documents: 'postmortem',
  users: 'user',
};

/** Lists that say nothing about what anybody did. Call sessions do not name who was on the call. */
const LISTINGS: readonly string[] = [
  'severities',
  'incident_statuses',
  'incident_roles',
  'incident_timestamps',
  'incident_types',
  'incident_alerts',
  'alerts',
  'alert_attributes',
  'alert_sources',
  'custom_fields',
  'custom_field_options',
  'schedules',
  'call_sessions',
];

const KINDS_WRAPPED: Readonly<Record<string, IncidentIoKind>> = {
  incident: 'incident',
  incident_update: 'update',
  escalation: 'escalation',
  follow_up: 'follow-up',
  action: 'follow-up',
  postmortem_document: 'postmortem',
  user: 'user',
};

export const INCIDENT_IO_API: ApiShape<IncidentIoKind> = {
  lists: new Set([...Object.keys(KINDS_LISTED), ...LISTINGS]),
  singles: Object.keys(KINDS_WRAPPED),
  paging: new Set(['pagination_meta']),
  kindOf,
};

/** Answers that hold no list of records are told by their one member, others by who held them, bare ones by what they have. */
function kindOf(value: Members, holder: string | undefined): IncidentIoKind | undefined {
  if ('incident_participants' in value) return 'participants';
  if ('incident_participant_workloads' in value) return 'workloads';
  if ('schedule_entries' in value) return 'schedule';
  if (LISTINGS.includes(holder ?? '')) return 'listing';
  if (value['id'] === undefined) return undefined;
  const kinds = [KINDS_LISTED, KINDS_WRAPPED].find((names) => Object.hasOwn(names, holder ?? ''));
  if (kinds !== undefined) return kinds[holder ?? ''];
  return bareKind((name) => name in value);
}

/** What an object is that nothing wraps, judged from the names of its members; undefined when they do not tell. */
export function bareKind(has: (name: string) => boolean): IncidentIoKind | undefined {
  return BARE.find(([, marks]) => marks.some((names) => names.every(has)))?.[0];
}

/** Each kind with sets of members of which one suffices; the first that fits holds. */
const BARE: readonly (readonly [IncidentIoKind, readonly (readonly string[])[]])[] = [
  [
    'incident',
    [
      ['reference', 'incident_status'],
      ['reference', 'incident_role_assignments'],
    ],
  ],
  [
    'update',
    [
      ['incident_id', 'new_incident_status'],
      ['incident_id', 'new_severity'],
      ['incident_id', 'updater'],
    ],
  ],
  ['escalation', [['events', 'related_incidents'], ['escalation_path_id']]],
  [
    'postmortem',
    [
      ['incident_id', 'document_url'],
      ['incident_id', 'exported_urls'],
      ['incident_id', 'editors'],
    ],
  ],
  [
    'follow-up',
    [
      ['incident_id', 'status', 'completed_at'],
      ['incident_id', 'status', 'assignee'],
      ['incident_id', 'status', 'created_at', 'title'],
      ['incident_id', 'status', 'created_at', 'description'],
    ],
  ],
  ['user', [['email', 'base_role']]],
];

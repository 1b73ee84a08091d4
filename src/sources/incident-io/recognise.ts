import type { FileSample } from '../source.js';
import { peekObject } from '../reading/peek.js';
import { bareKind } from './answers.js';

/** Members that only answers of incident.io have at their top. */
const OWN: readonly string[] = [
  'incident_updates',
  'incident_update',
  'incident_participants',
  'incident_participant_workloads',
  'incident_statuses',
  'incident_roles',
  'incident_timestamps',
  'incident_types',
  'incident_alerts',
  'follow_ups',
  'follow_up',
  'postmortem_documents',
  'postmortem_document',
  'schedule_entries',
  'call_sessions',
];

const PAGE = /"pagination_meta"\s*:\s*\{[^{}]*"page_size"/;

const INCIDENT = /"incident_status"\s*:|"incident_role_assignments"\s*:|"incident_timestamp_values"\s*:/;

const ESCALATION = /"escalation_path_id"\s*:|"related_incidents"\s*:/;

/** Members that answers of other tools have too, each with what must stand in it. */
const SHARED: readonly (readonly [string, RegExp])[] = [
  ['incidents', INCIDENT],
  ['incident', INCIDENT],
  ['escalations', ESCALATION],
  ['escalation', ESCALATION],
  ['users', /"base_role"\s*:/],
  ['user', /"base_role"\s*:/],
  ['actions', /"incident_id"\s*:/],
  ['action', /"incident_id"\s*:/],
  ['alerts', /"alert_source_id"\s*:/],
  ['severities', /"rank"\s*:/],
];

/** Whether the sample is of incident.io. Other tools list `incidents` and `users` too, so what is in the list tells. */
export function recognises({ head }: FileSample): boolean {
  const object = peekObject(head);
  if (object === undefined) return false;
  if (OWN.some((name) => object.has(name)) || bareKind((name) => object.has(name)) !== undefined) return true;
  const shared = SHARED.filter(([name]) => object.has(name));
  if (shared.length === 0) return false;
  const text = new TextDecoder().decode(head);
  return (object.has('pagination_meta') && PAGE.test(text)) || shared.some(([, mark]) => mark.test(text));
}

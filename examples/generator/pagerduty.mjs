import { logEntriesOf } from './pagerduty-log.mjs';
import {
  botRef,
  incidentAddress,
  policyRef,
  priorityRef,
  serviceRef,
  teamRef,
  userRef,
  usersPage,
} from './pagerduty-refs.mjs';
import { code } from './random.mjs';
import { policyMinutes } from './services.mjs';

const PAGE_SIZE = 25;

export const pagerIdOf = (incident) => `Q${code(`pager ${incident.id}`, 13)}`;

export const pagerUrlOf = (incident) => incidentAddress(pagerIdOf(incident)).html_url;

const short = (ms) => new Date(ms).toISOString().replace('.000Z', 'Z');

function pagerIncidentOf(incident, index) {
  const id = pagerIdOf(incident);
  const number = 1840 + index * 3;
  const log = logEntriesOf(incident, id);
  const closing = incident.steps.find((step) => step.verb === 'resolve' || step.verb === 'botresolve');
  const trigger = log.at(-1);
  return {
    id,
    type: 'incident',
    summary: `[#${String(number)}] ${incident.title}`,
    ...incidentAddress(id),
    incident_number: number,
    title: incident.title,
    created_at: short(incident.startsAt),
    updated_at: short(closing.at),
    status: 'resolved',
    incident_key: code(`key ${incident.id}`, 32, '0123456789abcdef'),
    service: serviceRef(incident.service),
    urgency: incident.severity <= 3 ? 'high' : 'low',
    priority: priorityRef(incident.severity),
    teams: [teamRef(incident.team)],
    escalation_policy: policyRef(incident.team, policyMinutes(incident.severity)),
    // PagerDuty empties both once an incident is resolved. The log below is what remains.
    assignments: [],
    acknowledgements: [],
    first_trigger_log_entry: { id: trigger.id, type: 'trigger_log_entry_reference', summary: trigger.summary },
    last_status_change_at: short(closing.at),
    last_status_change_by: closing.verb === 'botresolve' ? botRef() : userRef(closing.who),
    resolved_at: short(closing.at),
    log_entries: log,
  };
}

const json = (value) => `${JSON.stringify(value, null, 1)}\n`;

/** The PagerDuty files by name: the users, and the incidents in the pages of 25 in which the API gives them. */
export function pagerdutyFiles(incidents) {
  const all = incidents.filter((incident) => incident.inPager).map(pagerIncidentOf);
  const files = { 'pagerduty-users.json': json(usersPage()) };
  for (let offset = 0; offset < all.length; offset += PAGE_SIZE) {
    const page = all.slice(offset, offset + PAGE_SIZE);
    const more = offset + PAGE_SIZE < all.length;
    const name = `pagerduty-incidents-${String(offset / PAGE_SIZE + 1)}.json`;
    files[name] = json({ incidents: page, limit: PAGE_SIZE, offset, more, total: null });
  }
  return files;
}

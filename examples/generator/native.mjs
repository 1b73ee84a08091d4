import { actionItemRecordsOf } from './action-items.mjs';
import { handKept } from './hand-kept.mjs';
import { nativeEventsOf } from './native-events.mjs';
import { emailOf, everybody, leave, people } from './people.mjs';
import { pagerIdOf, pagerUrlOf } from './pagerduty.mjs';
import { shiftsOf } from './shifts.mjs';
import { isoOf } from './timeline.mjs';

const EXPORTED_AT = '2026-07-06T06:00:00.000Z';
const FROM = '2025-12-31T00:00:00.000Z';

/** What the incident bot can record. Pages, acknowledgements and escalations stand in PagerDuty. */
const BOT_COVERS = [
  ...[
    'declared',
    'responder-added',
    'joined',
    'left',
    'role-assumed',
    'role-released',
    'note',
    'diagnosis',
    'mitigation',
  ],
  ...['rollback', 'fix', 'fix-verified', 'handoff', 'status-update', 'customer-update', 'severity-changed', 'resolved'],
  ...['reopened', 'closed', 'root-cause-accepted', 'root-cause-recorded', 'postmortem-drafted', 'postmortem-published'],
  'cause-declared',
];

const exportedFrom = (system) => ({ system, exportedAt: EXPORTED_AT });

const source = (name, covers) => ({
  type: 'source',
  name,
  covers,
  from: FROM,
  until: EXPORTED_AT,
  exportedAt: EXPORTED_AT,
});

const ndjson = (records) => records.map((record) => `${JSON.stringify(record)}\n`).join('');

/** Midnight UTC after the last day, so that spans are half-open. */
const dayEnd = (day) => isoOf(Date.parse(`${day}T00:00:00Z`) + 86_400_000);

function organisation(incidents) {
  const origin = exportedFrom('directory');
  return [
    source('Fernweg directory and on-call calendar', ['shift', 'leave']),
    ...everybody.map((person) => ({
      type: 'person',
      id: person.id,
      name: person.name,
      email: emailOf(person),
      timeZone: person.zone,
      fte: person.bot ? undefined : (person.fte ?? 1),
      bot: person.bot,
      origin,
    })),
    ...people.map(({ id, team, since }) => ({
      type: 'membership',
      person: id,
      team,
      from: `${since ?? '2025-07-01'}T00:00:00.000Z`,
      origin,
    })),
    ...leave.map(({ person, from, to, fraction }) => ({
      type: 'leave',
      person,
      from: `${from}T00:00:00.000Z`,
      until: dayEnd(to),
      fraction,
      origin,
    })),
    ...shiftsOf(incidents).map(({ person, from, until, schedule, level }) => ({
      type: 'shift',
      person,
      from: isoOf(from),
      until: isoOf(until),
      schedule,
      level,
      origin: exportedFrom('pagerduty'),
    })),
  ];
}

function headOf(incident) {
  return {
    type: 'incident',
    id: incident.id,
    title: incident.title,
    declaredAt: isoOf(incident.declaredAt),
    severity: incident.finalSeverity,
    severityLabel: `SEV${String(incident.finalSeverity)}`,
    mode: incident.mode ?? 'real',
    service: incident.service,
    team: incident.team,
    detectedAt: isoOf(incident.startsAt),
    mitigatedAt: isoOf(incident.mitigatedAt),
    resolvedAt: isoOf(incident.resolvedAt),
    url: incident.url,
    refs: incident.inPager ? [{ system: 'pagerduty', id: pagerIdOf(incident), url: pagerUrlOf(incident) }] : undefined,
    customersAffected: incident.customersAffected,
    impact: incident.impact,
    factors: incident.factors,
    origin: exportedFrom('incident-bot'),
  };
}

function eventRecord(incident, { id, kind, at, actor, subject, url, confirmedBy, summary, details }) {
  const origin = exportedFrom('incident-bot');
  return {
    type: 'event',
    id,
    incident: incident.id,
    kind,
    at: isoOf(at),
    actor,
    subject,
    url,
    confirmedBy,
    summary,
    details,
    origin,
  };
}

/** The native files by name. */
export function nativeFiles(incidents) {
  const headed = incidents.filter((incident) => incident.inBot);
  const items = headed.flatMap((incident) => actionItemRecordsOf(incident));
  return {
    'organisation.ndjson': ndjson(organisation(incidents)),
    'incidents.ndjson': ndjson([
      source('Fernweg incident bot', BOT_COVERS),
      ...headed.flatMap((incident) => [
        headOf(incident),
        ...nativeEventsOf(incident).map((event) => eventRecord(incident, event)),
      ]),
    ]),
    'action-items.ndjson': ndjson([
      source('Fernweg tracker, label postmortem', ['action-item', 'action-item-proof']),
      ...items.map((record) => ({ ...record, origin: exportedFrom('tracker') })),
    ]),
    'hand-kept.ndjson': ndjson([
      source('Notes kept by hand', ['note', 'diagnosis', 'mitigation']),
      ...handKept(incidents),
    ]),
  };
}

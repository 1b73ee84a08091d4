import { botRef, incidentAddress, serviceRef, userRef } from './pagerduty-refs.mjs';
import { personById } from './people.mjs';
import { between, code } from './random.mjs';
import { policyMinutes } from './services.mjs';

const MINUTE = 60_000;

const CHANNELS = [
  { type: 'push_notification', words: 'push' },
  { type: 'push_notification', words: 'push' },
  { type: 'sms_notification', words: 'SMS' },
  { type: 'phone_notification', words: 'phone' },
];

const nameOf = (person) => personById(person).name;

const system = (incident) => serviceRef(incident.service);

function notified(at, person, { type, words }) {
  const channel = { type: 'auto', notification: { type, status: 'success' } };
  return { at, type: 'notify', summary: `Notified ${nameOf(person)} by ${words}.`, channel, user: userRef(person) };
}

/** The notifications of one assignment: by the person's first rule, by e-mail, and by phone where nobody answers. */
function notifications(step, person) {
  const first = CHANNELS[between(`channel ${step.seed}`, 0, CHANNELS.length - 1)];
  const entries = [
    notified(step.at, person, first),
    notified(step.at + 1_000, person, { type: 'email_notification', words: 'email' }),
  ];
  const silent = step.reactedAt === undefined;
  return silent ? [...entries, notified(step.at + 5 * MINUTE, person, CHANNELS[3])] : entries;
}

function acknowledged(step, person) {
  if (step.reactedAt === undefined) return [];
  const type = ['mobile', 'website', 'sms'][between(`device ${step.seed}`, 0, 2)];
  return [
    {
      at: step.reactedAt,
      type: 'acknowledge',
      summary: `Acknowledged by ${nameOf(person)}.`,
      agent: userRef(person),
      channel: { type },
    },
  ];
}

function paged(step, incident) {
  const assigned = {
    at: step.at - 1_000,
    type: 'assign',
    summary: `Assigned to ${nameOf(step.who)}.`,
    agent: system(incident),
    channel: { type: 'auto' },
    assignees: [userRef(step.who)],
  };
  return [assigned, ...notifications(step, step.who), ...acknowledged(step, step.who)];
}

function escalated(step, incident) {
  const byTimeout = step.verb === 'escalate';
  const target = byTimeout ? step.who : step.whom;
  const how = byTimeout
    ? `due to a timeout after ${String(policyMinutes(incident.severity))} minutes`
    : `by ${nameOf(step.who)}`;
  const entry = {
    at: step.at - 1_000,
    type: 'escalate',
    summary: `Escalated to ${nameOf(target)} ${how}.`,
    agent: byTimeout ? system(incident) : userRef(step.who),
    channel: { type: byTimeout ? 'timeout' : 'website' },
    assignees: [userRef(target)],
  };
  return [entry, ...notifications(step, target), ...acknowledged(step, target)];
}

function annotated(step) {
  const channel = { type: 'note', summary: step.text };
  return [
    {
      at: step.at,
      type: 'annotate',
      summary: `Note added by ${nameOf(step.who)}.`,
      agent: userRef(step.who),
      channel,
      note: step.text,
    },
  ];
}

function byAgent(type, verb, agent, channel) {
  return (step) => [
    {
      at: step.at,
      type,
      summary: `${verb} by ${agent(step).summary}.`,
      agent: agent(step),
      channel: { type: channel },
    },
  ];
}

const WRITERS = {
  page: paged,
  escalate: escalated,
  pass: escalated,
  note: annotated,
  botack: byAgent('acknowledge', 'Acknowledged', botRef, 'api'),
  botresolve: byAgent('resolve', 'Resolved', botRef, 'api'),
  resolve: byAgent('resolve', 'Resolved', (step) => userRef(step.who), 'website'),
};

/** The log of one incident, newest first as the API gives it. What people did outside PagerDuty is not in it. */
export function logEntriesOf(incident, pagerId) {
  const triggered = {
    at: incident.startsAt,
    type: 'trigger',
    summary: 'Triggered through the API.',
    agent: system(incident),
    channel: { type: 'api', summary: incident.title },
  };
  const entries = [triggered, ...incident.steps.flatMap((step) => WRITERS[step.verb]?.(step, incident) ?? [])];
  return entries
    .map((entry, index) => ({ ...entry, index }))
    .sort((a, b) => b.at - a.at || b.index - a.index)
    .map(({ at, type, summary, index, ...rest }) => {
      const id = `R${code(`log ${incident.id} ${String(index)}`, 25)}`;
      return {
        id,
        type: `${type}_log_entry`,
        summary,
        self: `https://api.pagerduty.com/log_entries/${id}`,
        html_url: null,
        created_at: new Date(at).toISOString().replace('.000Z', 'Z'),
        ...rest,
        incident: { id: pagerId, type: 'incident_reference', summary: incident.title, ...incidentAddress(pagerId) },
      };
    });
}

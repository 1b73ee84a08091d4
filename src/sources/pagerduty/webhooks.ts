import { instantOf, msOf } from '../../domain/instant.js';
import type { CoverageKind, EventKind } from '../../domain/event.js';
import type { ActionItemEventRecord, ActionItemRecord, EventRecord, IncidentRecord } from '../../domain/record.js';
import { present } from '../reading/present.js';
import { severityInName } from '../reading/severity-in-name.js';
import { incidentOf } from './incidents.js';
import { userOf } from './people.js';
import type { Webhook, WebhookIncident, WebhookRoles, WebhookTask } from './webhook-shapes.js';

/** What a webhook says happened, before it has an id. */
interface Act {
  readonly kind: EventKind;
  readonly actor?: string | undefined;
  readonly subject?: string | undefined;
  readonly summary?: string | undefined;
  readonly url?: string | undefined;
  readonly details?: Record<string, string | number>;
}

/** The incident that the act stands in, and the act's own order among those of one webhook. */
interface Standing {
  readonly incident: string;
  readonly index: number;
}

/** Webhooks have ids of their own: a log entry of the same act is another record of it. */
export function webhookEvent({ id, occurred_at: at }: Webhook, act: Act, { incident, index }: Standing): EventRecord {
  const { kind, ...rest } = act;
  const own = index === 0 ? `webhook/${id}` : `webhook/${id}/${String(index)}`;
  return { type: 'event', id: own, incident, kind, at, ...present(rest) };
}

type Reading = (data: WebhookIncident, actor: string | undefined) => Act[];

interface IncidentReading {
  readonly covers: readonly CoverageKind[];
  readonly read: Reading;
}

/** What happened to an incident, by the type of event after `incident.`. Whoever receives one such event receives them all. */
const INCIDENT_READINGS: Readonly<Record<string, IncidentReading>> = {
  triggered: {
    covers: ['reported', 'declared'],
    read: (_, actor) => [actor === undefined ? { kind: 'reported' } : { kind: 'declared', actor }],
  },
  acknowledged: { covers: ['acknowledged'], read: (_, actor) => [{ kind: 'acknowledged', actor }] },
  unacknowledged: {
    covers: ['state-changed'],
    read: (_, actor) => [{ kind: 'state-changed', actor, details: { from: 'acknowledged', to: 'triggered' } }],
  },
  escalated: { covers: ['escalated'], read: (data, actor) => toEach('escalated', data, actor) },
  delegated: { covers: ['escalated'], read: (_, actor) => [{ kind: 'escalated', actor }] },
  reassigned: { covers: ['assigned'], read: (data, actor) => toEach('assigned', data, actor) },
  reopened: { covers: ['reopened'], read: (_, actor) => [{ kind: 'reopened', actor }] },
  resolved: { covers: ['resolved', 'merged'], read: resolved },
  priority_updated: { covers: ['severity-changed'], read: changedSeverity },
};

/** What is read of an incident's own event; undefined where its type tells of no act. */
export function incidentReading({ event_type: type }: Webhook): IncidentReading | undefined {
  const name = type.replace(/^incident\./, '');
  return Object.hasOwn(INCIDENT_READINGS, name) ? INCIDENT_READINGS[name] : undefined;
}

function toEach(kind: EventKind, { assignees }: WebhookIncident, actor: string | undefined): Act[] {
  const subjects = (assignees ?? []).flatMap((assignee) => userOf(assignee)?.handle ?? []);
  return subjects.map((subject) => ({ kind, actor, subject }));
}

/** An incident merged into another was not resolved by anybody. */
function resolved({ resolve_reason: reason }: WebhookIncident, actor: string | undefined): Act[] {
  const into = reason?.incident?.id;
  return into ? [{ kind: 'merged', actor, details: { into } }] : [{ kind: 'resolved', actor }];
}

/** Only what it became is told; a name that holds no severity says nothing of how bad it was. */
function changedSeverity({ priority }: WebhookIncident, actor: string | undefined): Act[] {
  const to = severityInName(priority?.summary ?? priority?.name);
  return to === undefined ? [] : [{ kind: 'severity-changed', actor, details: { to } }];
}

/**
 * The incident as it stood when the webhook was sent. Undefined for one that was resolved earlier, since the webhook does not
 * say when. The REST API counts whole seconds, so the webhook is dated a second back: of one change the API's answer holds.
 */
export function webhookIncidentOf(webhook: Webhook, data: WebhookIncident): IncidentRecord | undefined {
  const isResolving = webhook.event_type === 'incident.resolved';
  if (data.status === 'resolved' && !isResolving) return undefined;
  return incidentOf({
    ...data,
    resolved_at: isResolving ? webhook.occurred_at : undefined,
    updated_at: instantOf(msOf(webhook.occurred_at) - 1000),
  });
}

const ROLES: readonly (readonly [RegExp, string])[] = [
  [/deputy/i, 'deputy'],
  [/communication|comms/i, 'communications'],
  [/commander|\blead(?:er)?\b/i, 'commander'],
  [/scribe/i, 'scribe'],
  [/liaison/i, 'liaison'],
  [/observer/i, 'observer'],
  [/responder/i, 'responder'],
];

/** Roles are named by the organisation; one that is not known keeps its name. */
export function roleActs(
  { role, assignee, old_assignee: before }: WebhookRoles['incident_role_assignments'][number],
  actor: string | undefined,
): Act[] {
  const name = role?.summary ?? 'responder';
  const details = { role: ROLES.find(([pattern]) => pattern.test(name))?.[1] ?? name };
  const [taker, giver] = [userOf(assignee)?.handle, userOf(before)?.handle];
  return [
    ...(giver === undefined ? [] : [{ kind: 'role-released', subject: giver, details } as const]),
    ...(taker === undefined ? [] : [{ kind: 'role-assumed', actor, subject: taker, details } as const]),
  ];
}

/** What a webhook about a task tells: its making is the item, what comes later an event of it. */
export function taskRecords(webhook: Webhook, task: WebhookTask): (ActionItemRecord | ActionItemEventRecord)[] {
  const { id, occurred_at: at, event_type: type } = webhook;
  const actor = userOf(webhook.agent)?.handle;
  const assignee = task.assignees?.map(userOf).find((user) => user !== undefined)?.handle;
  const event = { type: 'action-item-event', id: `webhook/${id}`, item: task.id, at, ...present({ actor }) } as const;
  if (type === 'incident.task.completed') return [{ ...event, kind: 'closed' }];
  if (type === 'incident.task.updated') {
    return assignee === undefined ? [] : [{ ...event, kind: 'assigned', subject: assignee }];
  }
  const item: ActionItemRecord = {
    type: 'action-item',
    id: task.id,
    title: task.name ?? task.summary ?? task.id,
    createdAt: at,
    incident: task.incident.id,
    ...present({ assignee, createdBy: actor }),
  };
  return [item];
}

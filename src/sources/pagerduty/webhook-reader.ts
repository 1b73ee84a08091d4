import type { z } from 'zod';
import type { CoverageKind } from '../../domain/event.js';
import type { CanonicalRecord } from '../../domain/record.js';
import { checkObject, type Members } from '../reading/api-objects.js';
import type { BatchBuilder } from '../reading/batch-builder.js';
import { namedIn } from '../reading/named-in.js';
import { present } from '../reading/present.js';
import type { ExportWatch } from './export-watch.js';
import { userOf } from './people.js';
import type { PagerDutyObject } from './unpack.js';
import {
  type Webhook,
  webhookIncident,
  webhookNote,
  webhookResponder,
  webhookRoles,
  webhookShape,
  webhookStatusUpdate,
  webhookTask,
} from './webhook-shapes.js';
import { incidentReading, roleActs, taskRecords, webhookEvent, webhookIncidentOf } from './webhooks.js';

/** Turns the bodies of webhooks into records. */
export class WebhookReader {
  constructor(
    private readonly batch: BatchBuilder,
    private readonly watch: ExportWatch,
  ) {}

  read(object: PagerDutyObject): void {
    const { value, line, pointer } = object;
    const body = { value: value['event'] as Members, line, pointer: `${pointer}/event` };
    const webhook = checkObject(this.batch, body, webhookShape);
    if (webhook === undefined) return;
    this.watch.has('webhooks');
    this.watch.name([userOf(webhook.agent)]);
    const data = { value: (body.value['data'] ?? {}) as Members, line, pointer: `${body.pointer}/data` };
    const records = this.recordsOf(webhook, data);
    if (records === undefined) {
      this.watch.ignore('PD_WEBHOOK_IGNORED', `Webhooks of type ${webhook.event_type} make no event.`, line);
      return;
    }
    const raw = JSON.stringify(body.value);
    for (const record of records) this.batch.add(record, { line, pointer, raw });
  }

  /** Undefined: that type of event tells of no act. */
  private recordsOf(webhook: Webhook, data: Data): CanonicalRecord[] | undefined {
    if (incidentReading(webhook) !== undefined) return this.incident(webhook, data);
    const { event_type: type } = webhook;
    return Object.hasOwn(this.readings, type) ? this.readings[type]?.(webhook, data) : undefined;
  }

  private incident(webhook: Webhook, data: Data): CanonicalRecord[] {
    const incident = checkObject(this.batch, data, webhookIncident);
    const reading = incidentReading(webhook);
    if (incident === undefined || reading === undefined) return [];
    this.watch.has('webhooks', reading.covers);
    this.watch.name((incident.assignees ?? []).map(userOf));
    const record = webhookIncidentOf(webhook, incident);
    const acts = reading.read(incident, userOf(webhook.agent)?.handle);
    const events = acts.map((act, index) => webhookEvent(webhook, act, { incident: incident.id, index }));
    return [...(record === undefined ? [] : [record]), ...events];
  }

  private readonly readings: Readonly<Record<string, (webhook: Webhook, data: Data) => CanonicalRecord[]>> = {
    'incident.annotated': (webhook, data) =>
      this.one(webhook, { data, shape: webhookNote, covers: ['note'] }, ({ content }) => ({
        kind: 'note',
        actor: userOf(webhook.agent)?.handle,
        ...present({ summary: content, url: namedIn(content).find(({ url }) => url !== undefined)?.url }),
      })),
    'incident.status_update_published': (webhook, data) =>
      this.one(webhook, { data, shape: webhookStatusUpdate, covers: ['status-update'] }, ({ message }) => ({
        kind: 'status-update',
        actor: userOf(webhook.agent)?.handle,
        ...present({ summary: message }),
      })),
    'incident.responder.added': (webhook, data) =>
      this.one(webhook, { data, shape: webhookResponder, covers: ['responder-added'] }, ({ user }) => {
        const subject = this.named(user);
        return subject && { kind: 'responder-added', actor: userOf(webhook.agent)?.handle, subject };
      }),
    'incident.responder.replied': (webhook, data) =>
      this.one(webhook, { data, shape: webhookResponder, covers: ['joined', 'page-declined'] }, ({ user, state }) => {
        const actor = this.named(user);
        const kind = state === 'joined' ? 'joined' : state === 'declined' ? 'page-declined' : undefined;
        return actor && kind && { kind, actor };
      }),
    'incident.role.assigned': (webhook, data) => this.roles(webhook, data),
    'incident.task.created': (webhook, data) => this.task(webhook, data),
    'incident.task.updated': (webhook, data) => this.task(webhook, data),
    'incident.task.completed': (webhook, data) => this.task(webhook, data),
  };

  private one<T extends z.ZodType<{ incident: { id: string } }>>(
    webhook: Webhook,
    { data, shape, covers }: { data: Data; shape: T; covers: readonly CoverageKind[] },
    read: (data: z.output<T>) => Parameters<typeof webhookEvent>[1] | '' | undefined,
  ): CanonicalRecord[] {
    const checked = checkObject(this.batch, data, shape);
    if (checked === undefined) return [];
    this.watch.has('webhooks', covers);
    const act = read(checked);
    return act ? [webhookEvent(webhook, act, { incident: checked.incident.id, index: 0 })] : [];
  }

  private roles(webhook: Webhook, data: Data): CanonicalRecord[] {
    const roles = checkObject(this.batch, data, webhookRoles);
    if (roles === undefined) return [];
    this.watch.has('webhooks', ['role-assumed', 'role-released']);
    const actor = userOf(webhook.agent)?.handle;
    return roles.incident_role_assignments
      .flatMap((assignment) => {
        this.named(assignment.assignee);
        this.named(assignment.old_assignee);
        return roleActs(assignment, actor).map((act) => ({ act, incident: assignment.incident.id }));
      })
      .map(({ act, incident }, index) => webhookEvent(webhook, act, { incident, index }));
  }

  private task(webhook: Webhook, data: Data): CanonicalRecord[] {
    const task = checkObject(this.batch, data, webhookTask);
    if (task === undefined) return [];
    this.watch.has('webhooks', webhook.event_type === 'incident.task.created' ? ['action-item'] : []);
    this.watch.name((task.assignees ?? []).map(userOf));
    return taskRecords(webhook, task);
  }

  private named(reference: Parameters<typeof userOf>[0]): string | undefined {
    const user = userOf(reference);
    this.watch.name([user]);
    return user?.handle;
  }
}

type Data = Pick<PagerDutyObject, 'value' | 'line' | 'pointer'>;

import { z } from 'zod';
import { isoTextSchema } from '../../domain/instant.js';
import { incidentShape, reference } from './shapes.js';

/** Webhooks v3: the envelope of every body, and what its data says for each type of event that is read. */
const text = z.string().nullish();

export const webhookShape = z.object({
  id: z.string().min(1, 'is empty'),
  event_type: z.string(),
  occurred_at: isoTextSchema,
  agent: reference,
});

export type Webhook = z.infer<typeof webhookShape>;

const references = z.array(z.object({ id: text, type: text, summary: text })).nullish();

const inIncident = { incident: z.object({ id: z.string().min(1, 'is empty') }) };

export const webhookIncident = incidentShape.extend({ assignees: references });

export const webhookNote = z.object({ ...inIncident, content: text });

export const webhookStatusUpdate = z.object({ ...inIncident, message: text });

export const webhookResponder = z.object({ ...inIncident, user: reference, state: text });

export const webhookRoles = z.object({
  incident_role_assignments: z.array(
    z.object({
      ...inIncident,
      assignee: reference,
      old_assignee: reference,
      role: z.object({ summary: text }).nullish(),
    }),
  ),
});

export const webhookTask = z.object({
  ...inIncident,
  id: z.string().min(1, 'is empty'),
  name: text,
  summary: text,
  assignees: references,
});

export type WebhookIncident = z.infer<typeof webhookIncident>;
export type WebhookRoles = z.infer<typeof webhookRoles>;
export type WebhookTask = z.infer<typeof webhookTask>;

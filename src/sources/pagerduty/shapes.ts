import { z } from 'zod';
import { isoTextSchema } from '../../domain/instant.js';

/**
 * The parts of PagerDuty's REST objects that are read here (REST API v2: incidents, log entries, users). Everything else
 * stays in the raw record. The API answers null where it has nothing, so every optional field may be null.
 */
const text = z.string().nullish();

/** `{id, type, summary}`: how the API names a user, service or team beside another object. */
const referenceSchema = z.object({ id: text, type: text, summary: text });

export type Reference = z.infer<typeof referenceSchema>;

export const reference = referenceSchema.nullish();

const responderSchema = z.object({
  state: text,
  user: reference,
  requester: reference,
  requested_at: isoTextSchema.nullish(),
  updated_at: isoTextSchema.nullish(),
});

export type Responder = z.infer<typeof responderSchema>;

export const incidentShape = z.object({
  id: z.string().min(1, 'is empty'),
  title: text,
  summary: text,
  html_url: text,
  status: text,
  urgency: text,
  created_at: isoTextSchema,
  updated_at: isoTextSchema.nullish(),
  resolved_at: isoTextSchema.nullish(),
  last_status_change_at: isoTextSchema.nullish(),
  last_status_change_by: reference,
  service: reference,
  teams: z.array(referenceSchema).nullish(),
  priority: z.object({ summary: text, name: text }).nullish(),
  assignments: z.array(z.object({ assignee: reference })).nullish(),
  acknowledgements: z.array(z.object({ acknowledger: reference })).nullish(),
  resolve_reason: z.object({ type: text, incident: reference }).nullish(),
  external_references: z.array(z.object({ external_id: text, external_url: text })).nullish(),
  incidents_responders: z.array(responderSchema).nullish(),
  responder_requests: z
    .array(
      z.object({
        responder_request_targets: z
          .array(
            z.object({
              responder_request_target: z
                .object({ incidents_responders: z.array(responderSchema).nullish() })
                .nullish(),
            }),
          )
          .nullish(),
      }),
    )
    .nullish(),
});

export type PagerDutyIncident = z.infer<typeof incidentShape>;

export const logEntryShape = z.object({
  id: z.string().min(1, 'is empty'),
  type: z.string(),
  summary: text,
  html_url: text,
  created_at: isoTextSchema,
  agent: reference,
  user: reference,
  assignees: z.array(referenceSchema).nullish(),
  incident: reference,
  note: text,
  channel: z
    .object({
      type: text,
      summary: text,
      content: text,
      notification: z.object({ type: text, status: text }).nullish(),
    })
    .nullish(),
});

export type LogEntry = z.infer<typeof logEntryShape>;

export const userShape = z.object({
  id: z.string().min(1, 'is empty'),
  type: text,
  name: text,
  summary: text,
  email: text,
  time_zone: text,
  teams: z.array(referenceSchema).nullish(),
});

export type PagerDutyUser = z.infer<typeof userShape>;

/** One entry of `GET /oncalls`. Without a start or an end somebody is on call for ever. */
export const onCallShape = z.object({
  user: reference,
  schedule: reference,
  start: isoTextSchema.nullish(),
  end: isoTextSchema.nullish(),
});

export type OnCall = z.infer<typeof onCallShape>;

export const notificationShape = z.object({ user: reference });

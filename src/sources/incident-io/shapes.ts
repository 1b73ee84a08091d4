import { z } from 'zod';
import { isoTextSchema } from '../../domain/instant.js';

/**
 * The parts of incident.io's objects that are read here (API v1 and v2). Everything else stays in the raw record. What may be
 * absent may also be null; words of a fixed list are kept as text, since the API's lists grow.
 */
const text = z.string().nullish();

const instant = isoTextSchema.nullish();

const id = z.string().min(1, 'is empty');

const userSchema = z.object({ id: text, name: text });

export type UserReference = z.infer<typeof userSchema>;

const user = userSchema.nullish();

/** Who did something: a user, or a key, workflow or alert, which is nobody. */
const actor = z.object({ user }).nullish();

const issue = z.object({ provider: text, issue_name: text, issue_permalink: text }).nullish();

const status = z.object({ name: text, category: text }).nullish();

const severity = z.object({ name: text }).nullish();

export type IssueReference = z.infer<typeof issue>;

const assignmentSchema = z.object({
  role: z.object({ id, name: text, shortform: text, role_type: text }),
  assignee: user,
});

export type RoleAssignment = z.infer<typeof assignmentSchema>;

const timestampSchema = z.object({
  incident_timestamp: z.object({ name: z.string() }),
  value: z.object({ value: instant }).nullish(),
});

const fieldSchema = z.object({
  custom_field: z.object({ name: text }),
  values: z
    .array(
      z.object({
        value_text: text,
        value_option: z.object({ value: text }).nullish(),
        value_catalog_entry: z.object({ name: text }).nullish(),
      }),
    )
    .nullish(),
});

const attachmentSchema = z.object({
  resource: z.object({ resource_type: text, external_id: text, permalink: text }).nullish(),
});

export const incidentShape = z.object({
  id,
  reference: text,
  name: text,
  permalink: text,
  mode: text,
  visibility: text,
  created_at: isoTextSchema,
  updated_at: instant,
  creator: actor,
  severity,
  incident_status: status,
  incident_role_assignments: z.array(assignmentSchema).nullish(),
  incident_timestamp_values: z.array(timestampSchema).nullish(),
  custom_field_entries: z.array(fieldSchema).nullish(),
  external_issue_reference: issue,
  attachments: z.array(attachmentSchema).nullish(),
  postmortem_document_url: text,
  slack_channel_id: text,
  merged_into_incident_id: text,
  updates: z.array(z.object({ merged_into_incident_id: text })).nullish(),
});

export type IncidentIoIncident = z.infer<typeof incidentShape>;

export const updateShape = z.object({
  id,
  incident_id: id,
  created_at: isoTextSchema,
  message: text,
  new_incident_status: status,
  new_severity: severity,
  merged_into_incident_id: text,
  updater: actor,
});

export type IncidentUpdate = z.infer<typeof updateShape>;

const participantSchema = z.object({ participant_type: text, user });

export type Participant = z.infer<typeof participantSchema>;

export const participantsShape = z.object({
  incident_id: id,
  /** Written by the export script; the answer itself has no instant. */
  exported_at: instant,
  incident_participants: z.object({
    active: z.array(participantSchema).nullish(),
    passive: z.array(participantSchema).nullish(),
  }),
});

export type Participants = z.infer<typeof participantsShape>;

export const workloadsShape = z.object({
  incident_id: id,
  incident_participant_workloads: z.array(participantSchema),
  metadata: z.object({ data_synced_at: instant }).nullish(),
});

export type Workloads = z.infer<typeof workloadsShape>;

const escalationEventSchema = z.object({
  id,
  event: text,
  occurred_at: isoTextSchema,
  urgency: text,
  users: z.array(userSchema).nullish(),
});

export type EscalationEvent = z.infer<typeof escalationEventSchema>;

export const escalationShape = z.object({
  id,
  title: text,
  created_at: isoTextSchema,
  updated_at: instant,
  creator: actor,
  priority: z.object({ name: text }).nullish(),
  events: z.array(escalationEventSchema).nullish(),
  related_incidents: z.array(z.object({ id: text, visibility: text })).nullish(),
});

export type Escalation = z.infer<typeof escalationShape>;

/** A follow-up, or an action, which has no title. */
export const followUpShape = z.object({
  id,
  incident_id: id,
  title: text,
  description: text,
  status: z.string(),
  priority: z.object({ name: text }).nullish(),
  assignee: user,
  creator: actor,
  external_issue_reference: issue,
  created_at: isoTextSchema,
  updated_at: instant,
  completed_at: instant,
});

export type FollowUp = z.infer<typeof followUpShape>;

export const documentShape = z.object({
  id,
  incident_id: id,
  title: text,
  status: text,
  document_url: text,
  editors: z.array(userSchema).nullish(),
  created_at: isoTextSchema,
  // The API types it as any text; one that is no instant says nothing.
  updated_at: isoTextSchema.nullish().catch(undefined),
});

export type PostmortemDocument = z.infer<typeof documentShape>;

export const userShape = z.object({ id, name: text, email: text, slack_user_id: text });

export type IncidentIoUser = z.infer<typeof userShape>;

const entrySchema = z.object({
  start_at: isoTextSchema,
  end_at: isoTextSchema,
  rotation_id: text,
  user,
});

export const scheduleShape = z.object({
  /** Written by the export script; the answer itself does not say of which schedule it is. */
  schedule_id: text,
  schedule_name: text,
  schedule_entries: z.object({ final: z.array(entrySchema).nullish() }),
});

export type ScheduleEntries = z.infer<typeof scheduleShape>;

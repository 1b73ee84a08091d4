import { z } from 'zod';
import { type Instant, parseInstant } from '../../domain/instant.js';

/**
 * The parts of Dispatch's tables and API answers that are read here. Everything else stays in the raw record. Both say null
 * where there is nothing, so every optional field may be null.
 */
const text = z.string().nullish();

/** Whole numbers in the API, their digits in a dump. */
const idText = z.union([z.string().min(1, 'is empty'), z.number()]).transform(String);

const optionalId = idText.nullish();

/** Dispatch keeps instants in UTC and writes them without an offset; its API adds a Z. */
const utcText = z.string().transform((written, context): Instant => {
  const read = parseInstant(written);
  const utc = 'fault' in read && read.fault === 'TIME_NO_ZONE' ? parseInstant(`${written}Z`) : read;
  if ('instant' in utc) return utc.instant;
  context.addIssue({ code: 'custom', message: utc.fault, params: { code: utc.fault } });
  return z.NEVER;
});

const time = utcText.nullish();

/** The instant a text stands for, undefined where it is none. */
export function utcOf(written: string | null | undefined): Instant | undefined {
  const read = utcText.safeParse(written);
  return read.success ? read.data : undefined;
}

const named = z.object({ name: text }).nullish();

const resource = z.object({ weblink: text, resource_id: text, resource_type: text });

export type Resource = z.infer<typeof resource>;

const incidentFields = {
  id: idText,
  name: text,
  title: text,
  status: text,
  visibility: text,
  reported_at: utcText,
  stable_at: time,
  closed_at: time,
  updated_at: time,
};

/** A row of the table `incident`. */
export const incidentRow = z.object({
  ...incidentFields,
  incident_priority_id: text,
  incident_severity_id: text,
  incident_type_id: text,
  duplicate_id: text,
});

export const contactShape = z.object({
  id: optionalId,
  email: text,
  name: text,
  is_external: z.union([z.boolean(), z.string()]).nullish(),
  updated_at: time,
});

export type Contact = z.infer<typeof contactShape>;

export const roleShape = z.object({ role: z.string(), assumed_at: utcText, renounced_at: time });

export type Role = z.infer<typeof roleShape>;

export const activityShape = z.object({ started_at: utcText, ended_at: time });

export type Activity = z.infer<typeof activityShape>;

export const entryShape = z.object({
  uuid: z.string().min(1, 'is empty'),
  started_at: utcText,
  description: z.string(),
  type: text,
  owner: text,
  individual_id: optionalId,
});

export type Entry = z.infer<typeof entryShape>;

const taskFields = {
  id: idText,
  description: text,
  source: text,
  priority: text,
  status: text,
  created_at: utcText,
  updated_at: time,
  resolve_by: time,
  resolved_at: time,
  weblink: text,
};

/** What the table and the API say alike of a task. */
export const taskRow = z.object({ ...taskFields, incident_id: text, creator_id: text, owner_id: text });

export type Task = Pick<z.infer<typeof taskRow>, keyof typeof taskFields>;

const personRef = z.object({ id: optionalId, individual: contactShape.nullish() }).nullish();

export const participantShape = z.object({
  id: optionalId,
  individual: contactShape.nullish(),
  added_by: personRef,
  added_by_id: optionalId,
  service: named,
  participant_roles: z.array(z.unknown()).nullish(),
});

/** An incident of the API. Its participants, events and tasks are checked one by one. */
export const apiIncidentShape = z.object({
  ...incidentFields,
  incident_priority: named,
  incident_severity: named,
  incident_type: named,
  duplicates: z.array(z.object({ id: optionalId, name: text })).nullish(),
  ticket: resource.nullish(),
  conversation: resource.extend({ channel_id: text }).nullish(),
  documents: z.array(resource).nullish(),
});

export type ApiIncident = z.infer<typeof apiIncidentShape>;

export const apiTaskShape = z.object({
  ...taskFields,
  creator: personRef,
  owner: personRef,
  assignees: z.array(personRef).nullish(),
  tickets: z.array(resource).nullish(),
  incident: z.object({ id: optionalId, name: text, visibility: text }).nullish(),
});

export type ApiTask = z.infer<typeof apiTaskShape>;

import { z } from 'zod';
import { evidenceSchema } from './evidence.js';
import { ACTION_ITEM_EVENT_KINDS, COVERAGE_KINDS, EVENT_KINDS } from './event.js';
import { instantSchema } from './instant.js';
import { personSchema } from './person.js';

/** Person ids here are resolved: of a person, or of a handle nobody has linked yet. */
const personId = z.string();

/**
 * Who vouches for a record. `handKept`: a native record without an origin. `by`: who keeps or exported it.
 * A record that is hand-kept, or kept by the person it speaks for, is self-reported for that person.
 */
const provenance = {
  /** The system the record comes from, such as `pagerduty`. */
  system: z.string(),
  handKept: z.boolean(),
  by: personId.optional(),
  evidence: evidenceSchema,
};

export const incidentSchema = z.object({
  id: z.string(),
  /** The source's own id: what people call it. */
  reference: z.string(),
  connection: z.string(),
  title: z.string(),
  /** The latest known, 1 (worst) to 5; see `severityAt`. Absent: not recorded. */
  severity: z.number().optional(),
  severityLabel: z.string().optional(),
  mode: z.enum(['real', 'drill', 'test', 'maintenance']),
  service: z.string().optional(),
  team: z.string().optional(),
  declaredAt: instantSchema,
  detectedAt: instantSchema.optional(),
  mitigatedAt: instantSchema.optional(),
  resolvedAt: instantSchema.optional(),
  closedAt: instantSchema.optional(),
  url: z.string().optional(),
  customersAffected: z.number().optional(),
  impact: z.string().optional(),
  factors: z.array(z.string()),
  ...provenance,
});

export type Incident = z.infer<typeof incidentSchema>;

const recordedEventSchema = z.object({
  id: z.string(),
  /** The incident record it stands in: the head's, or that of an attachment. */
  incident: z.string(),
  kind: z.enum(EVENT_KINDS),
  /** Absent only on `joined` and `role-assumed`: presence, never measured. */
  at: instantSchema.optional(),
  actor: personId.optional(),
  subject: personId.optional(),
  url: z.string().optional(),
  confirmedBy: z.array(personId),
  summary: z.string().optional(),
  details: z.record(z.string(), z.unknown()),
  ...provenance,
});

export type RecordedEvent = z.infer<typeof recordedEventSchema>;

const actionItemEventSchema = z.object({
  id: z.string(),
  kind: z.enum(ACTION_ITEM_EVENT_KINDS),
  at: instantSchema,
  actor: personId.optional(),
  subject: personId.optional(),
  from: z.string().optional(),
  to: z.string().optional(),
  approvedBy: personId.optional(),
  ...provenance,
});

const actionItemSchema = z.object({
  id: z.string(),
  reference: z.string(),
  title: z.string(),
  createdAt: instantSchema,
  assignee: personId.optional(),
  createdBy: personId.optional(),
  class: z.enum(['prevent', 'detect', 'mitigate', 'process']).optional(),
  priority: z.string().optional(),
  acceptedAt: instantSchema.optional(),
  /** An instant, or a calendar day, which ends with that day in the assignee's zone. */
  dueAt: z.string().optional(),
  closedAt: instantSchema.optional(),
  closedBy: personId.optional(),
  verifiedBy: personId.optional(),
  verifiedAt: instantSchema.optional(),
  evidenceUrl: z.string().optional(),
  url: z.string().optional(),
  resolution: z.enum(['done', 'wont-do', 'duplicate']).optional(),
  resolutionApprovedBy: personId.optional(),
  /** The source keeps no instant of closing: that of the last change stands in. Absent: it does. */
  closingInferred: z.boolean().optional(),
  /** Who closed it could not be recorded, so that nobody's being named says nothing. Absent: it could. */
  closerUnrecorded: z.boolean().optional(),
  /** In time order. */
  events: z.array(actionItemEventSchema),
  /** The same item in other systems, counted once: this record, the tracker's, speaks for it. Absent: it stands in one system only. */
  mirrors: z
    .array(
      z.object({ reference: z.string(), system: z.string(), url: z.string().optional(), evidence: evidenceSchema }),
    )
    .optional(),
  /** Systems in which, by its own record, the item stands too and nothing of it was read: it may be closed there. Absent: none. */
  notRead: z.array(z.string()).optional(),
  /** The fixes whose change names the item, by whomever and for whichever incident. Absent: none is known. */
  changes: z.array(recordedEventSchema).optional(),
  ...provenance,
});

export type ActionItem = z.infer<typeof actionItemSchema>;
export type ActionItemEvent = z.infer<typeof actionItemEventSchema>;

/** What one source of this incident can record, and when. */
export const coverageSchema = z.object({
  connection: z.string(),
  system: z.string(),
  covers: z.array(z.enum(COVERAGE_KINDS)),
  from: instantSchema.optional(),
  until: instantSchema.optional(),
});

export type Coverage = z.infer<typeof coverageSchema>;

/**
 * All that is recorded of one incident, out of every system it stands in: the unit of work of every behaviour.
 * `incident` is null in the one file that gathers action items which belong to no incident.
 */
export const incidentFileSchema = z.object({
  incident: incidentSchema.nullable(),
  /** The ids of the incident records attached to this head (pager incidents, tickets, channels), without the head itself. */
  attachments: z.array(z.string()),
  /** The own pages of the head and its attachments, those in their `refs` too: links to them are no artifacts. Absent: only the incident's `url` is known. */
  urls: z.array(z.string()).optional(),
  /** Systems that the head or an attachment names and of which nothing that belongs here was read. Absent: none. */
  notRead: z.array(z.string()).optional(),
  /** The sources this incident stands in. */
  coverage: z.array(coverageSchema),
  /** Untimed first, then by (at, id). */
  events: z.array(recordedEventSchema),
  actionItems: z.array(actionItemSchema),
  /** Everybody the events and items name, by id. Bots are marked here and never count. */
  people: z.record(z.string(), personSchema),
});

export type IncidentFile = z.infer<typeof incidentFileSchema>;

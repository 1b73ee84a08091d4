import { z } from 'zod';
import { ACTION_ITEM_EVENT_KINDS, COVERAGE_KINDS, EVENT_KINDS, UNTIMED_KINDS } from './event.js';
import { FORBIDDEN_TEXT } from './forbidden-text.js';
import { isoTextSchema } from './instant.js';

/**
 * The canonical records: what every source yields and the ledger keeps. They are the native format, version 1, with
 * instants in UTC, and two record types more that only sources write (`handle`, `update`).
 *
 * Ids, and the people they name, are the source's own; the ledger makes them unique by (connection, type, id).
 * Unknown fields are kept. Absent means not recorded, never zero.
 */

const text = z.string().refine((value) => !FORBIDDEN_TEXT.test(value), {
  message: 'holds a NUL or half a surrogate pair; remove that character',
  params: { code: 'TEXT_INVALID_CHAR' },
});

const id = text.min(1, 'is empty').max(512, 'is longer than 512 characters');

const url = text.max(2048, 'is longer than 2,048 characters');

/** Who keeps or exported a record. Without it, or when `by` is the person it speaks for, its tier is self-reported. */
const originSchema = z.looseObject({
  system: text,
  exportedAt: isoTextSchema.optional(),
  by: id.optional(),
});

const common = { origin: originSchema.optional() };

const sourceRecord = z.looseObject({
  type: z.literal('source'),
  /** What this export can and cannot contain. */
  covers: z.array(z.enum(COVERAGE_KINDS)),
  name: text.optional(),
  from: isoTextSchema.optional(),
  until: isoTextSchema.optional(),
  query: text.optional(),
  exportedAt: isoTextSchema.optional(),
  exportedBy: text.optional(),
  ...common,
});

/** A record of another system, by its id there, its page, or both. The system `*` stands for any that has such a key. */
const refSchema = z.looseObject({ system: text, id: text.optional(), url: url.optional() });

/** A user record of the source itself: the only place an e-mail may link a handle to a person. */
const personRecord = z.looseObject({
  type: z.literal('person'),
  id,
  name: text.min(1, 'is empty'),
  email: text.optional(),
  timeZone: text.optional(),
  team: text.optional(),
  /** Share of full time, 0 to 1. */
  fte: z.number().min(0).max(1).optional(),
  bot: z.boolean().optional(),
  /** The vendor's own crosswalk: who this person is in other systems (`slack_user_id`). */
  sameAs: z.array(z.looseObject({ system: text, id: text.optional() })).optional(),
  ...common,
});

/** A name seen beside an id in some other record: enough to print, never enough to link. */
const handleRecord = z.looseObject({
  type: z.literal('handle'),
  id,
  name: text,
  bot: z.boolean().optional(),
});

const membershipRecord = z.looseObject({
  type: z.literal('membership'),
  person: id,
  team: text,
  from: isoTextSchema,
  until: isoTextSchema.optional(),
  ...common,
});

const incidentRecord = z.looseObject({
  type: z.literal('incident'),
  id,
  title: text,
  declaredAt: isoTextSchema,
  /** 1 (worst) to 5. */
  severity: z.number().int().min(1).max(5).optional(),
  severityLabel: text.optional(),
  mode: z.enum(['real', 'drill', 'test', 'maintenance']).optional(),
  service: text.optional(),
  team: text.optional(),
  detectedAt: isoTextSchema.optional(),
  mitigatedAt: isoTextSchema.optional(),
  resolvedAt: isoTextSchema.optional(),
  closedAt: isoTextSchema.optional(),
  url: url.optional(),
  refs: z.array(refSchema).optional(),
  /** Other names it goes by in its own system: `INC-204` beside a technical id, a channel's id beside its name. */
  keys: z.array(id).optional(),
  /**
   * What it is, where it is no incident manager's record: it then attaches to the head that names it or that it names. Only a
   * pager's incident is an incident by itself; a ticket, channel or change without a head belongs to none.
   */
  kind: z.enum(['pager', 'ticket', 'channel', 'change']).optional(),
  /** The incident of the same connection that it was merged into: it attaches to that one. */
  mergedInto: id.optional(),
  customersAffected: z.number().optional(),
  impact: text.optional(),
  factors: z.array(text).optional(),
  updatedAt: isoTextSchema.optional(),
  ...common,
});

const eventRecord = z
  .looseObject({
    type: z.literal('event'),
    id,
    incident: id,
    kind: z.enum(EVENT_KINDS),
    at: isoTextSchema.optional(),
    /** Who did it; neither actor nor subject: the system did. */
    actor: id.optional(),
    /** Whom it was done to. */
    subject: id.optional(),
    url: url.optional(),
    confirmedBy: z.array(id).optional(),
    summary: text.optional(),
    details: z.record(z.string(), z.unknown()).optional(),
    updatedAt: isoTextSchema.optional(),
    ...common,
  })
  .superRefine((event, context) => {
    if (event.at === undefined && !UNTIMED_KINDS.includes(event.kind)) {
      context.addIssue({
        code: 'custom',
        path: ['at'],
        message: 'is required for this kind of event',
        params: { code: 'FIELD_MISSING' },
      });
    }
  });

const actionItemRecord = z.looseObject({
  type: z.literal('action-item'),
  id,
  title: text,
  createdAt: isoTextSchema,
  incident: id.optional(),
  assignee: id.optional(),
  createdBy: id.optional(),
  class: z.enum(['prevent', 'detect', 'mitigate', 'process']).optional(),
  priority: text.optional(),
  acceptedAt: isoTextSchema.optional(),
  /** An instant, or a calendar day, which ends with that day in the assignee's zone. */
  dueAt: z.union([z.iso.date(), isoTextSchema]).optional(),
  closedAt: isoTextSchema.optional(),
  closedBy: id.optional(),
  verifiedBy: id.optional(),
  verifiedAt: isoTextSchema.optional(),
  evidenceUrl: url.optional(),
  url: url.optional(),
  externalRef: text.optional(),
  /** The same item in other systems, and incidents it names. */
  refs: z.array(refSchema).optional(),
  /** Other names it goes by in its own system: `SHOP-12` beside a technical id. */
  keys: z.array(id).optional(),
  /** An issue of a general tracker: an action item only where an incident or a follow-up of one names it, or it names one. */
  onlyIfNamed: z.boolean().optional(),
  /** Fields that are no statement of the source, such as a `closedAt` taken from the last change. */
  inferred: z.array(text).optional(),
  /** Fields that the export could not have held, such as `closedBy`: their absence says nothing. */
  unrecorded: z.array(text).optional(),
  resolution: z.enum(['done', 'wont-do', 'duplicate']).optional(),
  resolutionApprovedBy: id.optional(),
  updatedAt: isoTextSchema.optional(),
  ...common,
});

const actionItemEventRecord = z.looseObject({
  type: z.literal('action-item-event'),
  id,
  item: id,
  kind: z.enum(ACTION_ITEM_EVENT_KINDS),
  at: isoTextSchema,
  actor: id.optional(),
  subject: id.optional(),
  details: z.looseObject({ from: text.optional(), to: text.optional(), approvedBy: id.optional() }).optional(),
  updatedAt: isoTextSchema.optional(),
  ...common,
});

const shiftRecord = z.looseObject({
  type: z.literal('shift'),
  person: id,
  from: isoTextSchema,
  until: isoTextSchema,
  schedule: text.optional(),
  level: z.number().optional(),
  ...common,
});

const leaveRecord = z.looseObject({
  type: z.literal('leave'),
  person: id,
  from: isoTextSchema,
  until: isoTextSchema,
  /** Share of the time away, 1 when absent. */
  fraction: z.number().min(0).max(1).optional(),
  ...common,
});

const attestationRecord = z.looseObject({
  type: z.literal('attestation'),
  id,
  attestor: id,
  subject: id,
  incident: id,
  statement: text,
  response: z.enum(['observed', 'not-observed', 'cannot-say']),
  at: isoTextSchema,
  quote: text.max(400, 'is longer than 400 characters').optional(),
  invited: z.number().optional(),
  revokedAt: isoTextSchema.optional(),
  signature: text.optional(),
  ...common,
});

const noteRecord = z.looseObject({
  type: z.literal('note'),
  id,
  person: id,
  at: isoTextSchema,
  text,
  incident: id.optional(),
  url: url.optional(),
  ...common,
});

/**
 * One row of an incident's history, for sources that export histories rather than events. Its events are made when the
 * IncidentFile is read, by one pure function from all updates of the incident: so order and cutting cannot matter.
 */
const updateRecord = z.looseObject({
  type: z.literal('update'),
  id,
  incident: id,
  at: isoTextSchema,
  /** The source's own count of changes, for updates at the same instant. */
  seq: z.number().int(),
  /** The row's fields, normalised: instants in UTC, missing values absent. */
  fields: z.record(z.string(), z.string()),
});

/** By record type, for sources that know which type they read: quicker than the union. */
export const RECORD_SCHEMAS = {
  source: sourceRecord,
  person: personRecord,
  handle: handleRecord,
  membership: membershipRecord,
  incident: incidentRecord,
  event: eventRecord,
  'action-item': actionItemRecord,
  'action-item-event': actionItemEventRecord,
  shift: shiftRecord,
  leave: leaveRecord,
  attestation: attestationRecord,
  note: noteRecord,
  update: updateRecord,
} as const;

export type RecordType = keyof typeof RECORD_SCHEMAS;

export const RECORD_TYPES = Object.keys(RECORD_SCHEMAS) as RecordType[];

export type SourceRecord = z.infer<typeof sourceRecord>;
export type PersonRecord = z.infer<typeof personRecord>;
export type MembershipRecord = z.infer<typeof membershipRecord>;
export type IncidentRecord = z.infer<typeof incidentRecord>;
export type EventRecord = z.infer<typeof eventRecord>;
export type ActionItemRecord = z.infer<typeof actionItemRecord>;
export type ActionItemEventRecord = z.infer<typeof actionItemEventRecord>;
export type ShiftRecord = z.infer<typeof shiftRecord>;
export type LeaveRecord = z.infer<typeof leaveRecord>;
export type UpdateRecord = z.infer<typeof updateRecord>;

export type CanonicalRecord =
  | SourceRecord
  | PersonRecord
  | z.infer<typeof handleRecord>
  | MembershipRecord
  | IncidentRecord
  | EventRecord
  | ActionItemRecord
  | ActionItemEventRecord
  | ShiftRecord
  | LeaveRecord
  | z.infer<typeof attestationRecord>
  | z.infer<typeof noteRecord>
  | UpdateRecord;

/**
 * The source's own id of a record. Types without one are known by what makes them one:
 * a shift by person, start and schedule, a leave by person and start, a membership by person, team and start.
 */
export function nativeIdOf(record: CanonicalRecord): string {
  switch (record.type) {
    case 'source':
      // An export cannot speak of what came after it, so two of different days are two declarations.
      return [record.name ?? '', record.from ?? '', record.until ?? record.exportedAt ?? ''].join('|');
    case 'membership':
      return [record.person, record.team, record.from].join('|');
    case 'shift':
      return [record.person, record.from, record.schedule ?? ''].join('|');
    case 'leave':
      return [record.person, record.from].join('|');
    default:
      return record.id;
  }
}

/** The incident a record belongs to, by the source's own id; undefined for records that stand outside incidents. */
export function incidentIdOf(record: CanonicalRecord): string | undefined {
  switch (record.type) {
    case 'incident':
      return record.id;
    case 'event':
    case 'action-item':
    case 'update':
    case 'attestation':
    case 'note':
      return record.incident;
    default:
      return undefined;
  }
}

/** When the source last changed the record: of two versions the later holds. */
export function updatedAtOf(record: CanonicalRecord): string | undefined {
  return 'updatedAt' in record ? (record.updatedAt as string | undefined) : undefined;
}

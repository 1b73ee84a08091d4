import { z } from 'zod';
import { TIERS } from '../../domain/evidence.js';
import { instantSchema } from '../../domain/instant.js';
import { BEHAVIOURS, OUTCOMES } from '../../domain/observation.js';
import { STATUSES } from '../../domain/scorecard.js';

/** What a person was in an incident: called or looking on, contributing, or leading it. */
const PARTS = ['observed', 'contributed', 'led'] as const;

export type Part = (typeof PARTS)[number];

/** Numbers of the record index, ascending, each once: where a printed line can be checked. */
const notes = z.array(z.number().int().positive());

const claimSchema = z.object({
  /** One sentence, past tense, counts first. */
  text: z.string(),
  notes,
});

const paragraphSchema = z.object({
  text: z.string(),
  /** Whether the person (or whoever prepared the packet) wrote it, rather than composed from the record. */
  written: z.boolean(),
});

const stripSchema = z.object({
  from: instantSchema,
  until: instantSchema,
  marks: z.array(
    z.object({
      at: instantSchema,
      part: z.enum(PARTS),
      severity: z.number().optional(),
      /** What people call the incident, such as `INC-204`. */
      label: z.string(),
    }),
  ),
  /** The strip as a sentence, for those who do not see it. */
  words: z.string(),
});

const glanceSchema = z.object({
  label: z.string(),
  /** Those of the count that stand on more than the person's own word. */
  filled: z.number().int(),
  /** What the count is out of, or the whole count where some of it is self-reported; else absent. */
  total: z.number().int().optional(),
  /** `11 of 13`, `7`, `7, of them 6 self-reported`, or why there is nothing to count. */
  words: z.string(),
  /** False: no linked source records it. Then there are no squares, and the count says nothing. */
  recorded: z.boolean(),
  /** The ledger's ids of the records counted. */
  recordIds: z.array(z.string()),
});

const profileRowSchema = z.object({
  behaviour: z.enum(BEHAVIOURS),
  name: z.string(),
  /** What the row asks, in one sentence. */
  definition: z.string(),
  status: z.enum(STATUSES),
  met: z.number().int(),
  opportunities: z.number().int(),
  /** Mean of the posterior and the ends of its 80 % interval, 0 to 1. Absent when too few. */
  mean: z.number().optional(),
  interval: z.tuple([z.number(), z.number()]).optional(),
  /** `11 of 13`, or empty where nothing can be counted. */
  count: z.string(),
  /** `likely between 7 and 9 in 10`, or empty. */
  intervalWords: z.string(),
  /** The level in the rubric's words, or empty: then the row makes no claim. */
  word: z.string(),
  /** What stands in place of a rate, or is left out of it; may be empty. */
  remark: z.string(),
});

const incidentLineSchema = z.object({
  reference: z.string(),
  title: z.string(),
  /** `4 Mar 2026`, in the person's zone. */
  date: z.string(),
  at: instantSchema,
  severity: z.string(),
  service: z.string(),
  part: z.enum(PARTS),
  /** What the person did, in words. */
  line: z.string(),
  tier: z.enum(TIERS),
  /** http or https, else absent. */
  url: z.string().optional(),
  notes,
});

const actionItemLineSchema = z.object({
  reference: z.string(),
  title: z.string(),
  /** The day it was created, in the person's zone. */
  date: z.string(),
  /** `accepted, due 15 May, closed 12 May; proof linked`. */
  line: z.string(),
  tier: z.enum(TIERS),
  url: z.string().optional(),
  notes,
});

const evidenceGroupSchema = z.object({
  behaviour: z.enum(BEHAVIOURS),
  name: z.string(),
  definition: z.string(),
  summary: z.string(),
  lines: z.array(
    z.object({
      reference: z.string(),
      title: z.string(),
      date: z.string(),
      at: instantSchema,
      outcome: z.enum(OUTCOMES),
      /** `answered in 3 min; limit 5 min`. */
      words: z.string(),
      tier: z.enum(TIERS),
      url: z.string().optional(),
      notes,
    }),
  ),
});

const coverageLineSchema = z.object({
  /** `PagerDuty`, with the account's own name where it has one. */
  source: z.string(),
  /** `from 1 Jan 2026 up to 1 Jul 2026`, or empty where the source sets no bounds. */
  span: z.string(),
  /** The kinds of record it can hold, in words. */
  records: z.string(),
});

const indexEntrySchema = z.object({
  note: z.number().int().positive(),
  /** The ledger's record id. */
  record: z.string(),
  /** What the record is, in words: `page`, `acknowledgement`, `action item`. */
  what: z.string(),
  nativeId: z.string(),
  connection: z.string(),
  /** Its name without folders. */
  file: z.string(),
  /** `line 214`, `/incidents/3/log_entries/0`, both, or empty. */
  place: z.string(),
  /** SHA-256 of the record as received, its first 12 hex digits. */
  hash: z.string(),
  url: z.string().optional(),
});

/**
 * An evidence packet as plain JSON: every sentence already worded, every number with the records it was counted from.
 * Renderers lay it out and add nothing.
 */
export const packetDocumentSchema = z.object({
  kind: z.literal('packet'),
  /** record: fewer than three rows carry a word, so everything that reached the person is listed instead. */
  edition: z.enum(['profile', 'record']),
  /** BCP 47 language of the words. */
  language: z.string(),
  person: z.object({ id: z.string(), name: z.string(), linked: z.boolean() }),
  /** Title of the document, for the window and the file. */
  title: z.string(),
  /** `1 January to 30 June 2026`. */
  period: z.string(),
  /** Who prepared it, and from what. */
  maker: z.string(),
  /** Says plainly that the subject is a handle nobody linked to a person; absent otherwise. */
  unlinked: z.string().optional(),
  paragraph: paragraphSchema,
  claims: z.array(claimSchema),
  strip: stripSchema,
  glance: z.array(glanceSchema),
  /** What the first page cannot show, a sentence each. */
  cannotShow: z.array(z.string()),
  /** What the profile means and how to read it, or, in the record edition, that the list is complete. */
  lead: z.array(z.string()),
  /** Record edition: what may say more, and how to get it. */
  offer: z.object({ text: z.string(), command: z.string() }).optional(),
  profile: z.array(profileRowSchema),
  incidents: z.array(incidentLineSchema),
  actionItems: z.array(actionItemLineSchema),
  evidence: z.array(evidenceGroupSchema),
  notRecorded: z.array(z.object({ what: z.string(), mend: z.string() })),
  methodology: z.array(z.string()),
  coverage: z.object({
    sources: z.array(coverageLineSchema),
    /** The kinds that none of them can hold, in words; empty where there are none. */
    none: z.string(),
  }),
  index: z.array(indexEntrySchema),
  footer: z.string(),
  generated: z.object({
    at: instantSchema,
    asOf: instantSchema,
    firstDay: z.string(),
    lastDay: z.string(),
    timeZone: z.string(),
    rubric: z.object({ id: z.string(), sha256: z.string() }),
    /** SHA-256 of the ledger's business content. */
    ledger: z.string(),
    /** Version of Sevidence. */
    version: z.string(),
  }),
});

export type PacketDocument = z.infer<typeof packetDocumentSchema>;
export type Claim = PacketDocument['claims'][number];
export type Glance = PacketDocument['glance'][number];
export type ProfileRow = PacketDocument['profile'][number];
export type IncidentLine = PacketDocument['incidents'][number];
export type ActionItemLine = PacketDocument['actionItems'][number];
export type EvidenceGroup = PacketDocument['evidence'][number];
export type EvidenceLine = EvidenceGroup['lines'][number];
export type IndexEntry = PacketDocument['index'][number];

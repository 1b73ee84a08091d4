import { z } from 'zod';
import { TIERS } from './evidence.js';
import { instantSchema } from './instant.js';

/** The nine ownership behaviours, in the order they are printed. */
export const BEHAVIOURS = [
  'answers-pages',
  'joins-when-called',
  'finds-and-fixes',
  'coordinates',
  'reaches-root-cause',
  'follows-through',
  'helps-other-teams',
  'grows',
  'owns-mistakes',
] as const;

export type BehaviourId = (typeof BEHAVIOURS)[number];

/**
 * met, not-met: count. excluded: deliberately in neither count, with a reason. pending: cannot be judged yet.
 * unseen: no source could have recorded the success; in neither count, and never held against anyone.
 */
export const OUTCOMES = ['met', 'not-met', 'excluded', 'pending', 'unseen'] as const;

export type Outcome = (typeof OUTCOMES)[number];

/** Why an opportunity was judged as it was; printed through the rubric's words. */
export const REASONS = [
  'on-leave',
  'answered-by-another',
  'ended-before-limit',
  'answered-no-follow-up',
  'resolved-before-follow-up',
  'follow-up-not-recorded',
  'answered-late',
  'not-answered',
  'covered-by-backup',
  'joined-late',
  'not-joined',
  'no-substantive-act',
  'closed-late',
  'still-open',
  'no-proof',
  'proof-not-recorded',
  'closing-inferred',
  'wont-do-approved',
  'no-due-date',
  'not-due-yet',
  'self-closed',
  'reassigned',
  'limit-not-reached',
  'not-recordable',
  'not-accepted',
] as const;

export type Reason = (typeof REASONS)[number];

/** What shows that an action item was done: a link, a merged change, a second person, or nothing that was imported. */
export const PROOFS = ['linked', 'merged-change', 'second-person', 'none'] as const;

export type Proof = (typeof PROOFS)[number];

/** One chance, and what was done with it. */
export const observationSchema = z.object({
  behaviour: z.enum(BEHAVIOURS),
  person: z.string(),
  /** The incident's id; null for an action item that belongs to none. */
  incident: z.string().nullable(),
  /** When the opportunity arose: what places it in a period. */
  at: instantSchema,
  outcome: z.enum(OUTCOMES),
  reason: z.enum(REASONS).optional(),
  /** How long the person took, in minutes; absent where nothing ended the wait. */
  minutes: z.number().optional(),
  /** What it was measured against, in minutes. */
  limitMinutes: z.number().optional(),
  /** Arrived in the person's sleep hours, which doubled the limit. */
  asleep: z.boolean().optional(),
  /** The severity that counted at that instant. */
  severity: z.number().optional(),
  /** What shows that a closed action item was done. */
  proof: z.enum(PROOFS).optional(),
  /** Nobody recorded that the action item was taken on: it is inferred from its staying with the person. */
  inferred: z.boolean().optional(),
  tier: z.enum(TIERS),
  /** Ids of the records that decided it, the opportunity's own first. Never empty. */
  events: z.array(z.string()),
});

export type Observation = z.infer<typeof observationSchema>;

import { z } from 'zod';
import { evidenceSchema } from './evidence.js';
import { coverageSchema } from './incident-file.js';
import { instantSchema } from './instant.js';
import { BEHAVIOURS, observationSchema } from './observation.js';
import { personSchema } from './person.js';
import { reviewPeriodSchema } from './review-period.js';

/** scored: a rate and a level. too-few: n < 5, counts only. between: the record fits both sides of a line. */
export const STATUSES = ['scored', 'too-few', 'between', 'unseen', 'not-applicable'] as const;

export type Status = (typeof STATUSES)[number];

const LEVELS = ['exemplary', 'solid', 'developing'] as const;

export type Level = (typeof LEVELS)[number];

/** What many chances say about one behaviour of one person in one period. */
const findingSchema = z.object({
  behaviour: z.enum(BEHAVIOURS),
  status: z.enum(STATUSES),
  /** Opportunities met, of those that count. */
  met: z.number().int(),
  /** Opportunities that count: met and not-met. */
  opportunities: z.number().int(),
  /** FTE-months, where the behaviour is a rate per time. */
  exposure: z.number().optional(),
  /** Mean of the Jeffreys posterior. Absent when too few. */
  mean: z.number().optional(),
  /** Equal-tailed 80 % Jeffreys interval. Absent when too few. */
  interval80: z.tuple([z.number(), z.number()]).optional(),
  level: z.enum(LEVELS).optional(),
  /** Every chance, whatever its outcome, in time order. */
  observations: z.array(
    observationSchema.omit({ behaviour: true, person: true }).extend({
      /** The source's own id of the incident: what people call it. */
      reference: z.string().nullable(),
      /** Where each of `events` stands. */
      records: z.array(evidenceSchema),
    }),
  ),
});

export type Finding = z.infer<typeof findingSchema>;

/** One person, one period: everything a report may say about rates, and nothing about anybody else. */
export const scorecardSchema = z.object({
  person: personSchema,
  period: reviewPeriodSchema,
  /** Facts later than this instant are as if not recorded. */
  asOf: instantSchema,
  rubric: z.object({ id: z.string(), sha256: z.string() }),
  /** The sources of the incidents the person has a part in. */
  coverage: z.array(coverageSchema),
  findings: z.array(findingSchema),
});

export type Scorecard = z.infer<typeof scorecardSchema>;

import { createHash } from 'node:crypto';
import { parse } from 'yaml';
import { z } from 'zod';
import { TIERS } from '../domain/evidence.js';
import { BEHAVIOURS, OUTCOMES, PROOFS, REASONS } from '../domain/observation.js';

const minutes = z.number().positive();
const probability = z.number().gt(0).lt(1);
const words = z.string().min(1);
const hour = z.number().int().min(0).max(23);

const levelSchema = z.strictObject({ line: probability, confidence: probability });

const rubricSchema = z.strictObject({
  id: words,
  minimumOpportunities: z.number().int().min(1),
  intervalMass: probability,
  levels: z.strictObject({
    exemplary: levelSchema.extend({ minimumOpportunities: z.number().int().min(1) }),
    solid: levelSchema,
    developing: levelSchema,
  }),
  sleep: z.strictObject({ fromHour: hour, untilHour: hour, limitFactor: z.number().min(1) }),
  answersPages: z.strictObject({
    limitMinutes: z.strictObject({ 1: minutes, 2: minutes, 3: minutes, 4: minutes, 5: minutes, unknown: minutes }),
    followUpLimits: z.number().min(1),
    shiftsPerBackupCover: z.number().int().min(1),
  }),
  joinsWhenCalled: z.strictObject({ limitMinutes: z.strictObject({ 1: minutes, 2: minutes, 3: minutes }) }),
  findsAndFixes: z.strictObject({ minimumInvolvementMinutes: minutes }),
  followsThrough: z.strictObject({ inferredAcceptanceWorkingDays: z.number().int().min(1) }),
  labels: z.strictObject({
    levels: z.strictObject({ exemplary: words, solid: words }),
    ownView: z.strictObject({ developing: words }),
    statuses: z.strictObject({ 'too-few': words, between: words, unseen: words, 'not-applicable': words }),
    interval: words,
    outcomes: z.record(z.enum(OUTCOMES), words),
    tiers: z.record(z.enum(TIERS), words),
    proofs: z.record(z.enum(PROOFS), words),
  }),
  reasons: z.record(z.enum(REASONS), words),
  behaviours: z.record(z.enum(BEHAVIOURS), z.strictObject({ name: words, definition: words })),
});

/** Every threshold and every printed word, with the hash of the text they were read from (hex SHA-256). */
export type Rubric = Readonly<z.infer<typeof rubricSchema>> & { readonly sha256: string };

/** Reads a rubric from YAML. Throws ZodError naming the field: a rubric ships with the product, so that is a defect. */
export function parseRubric(yamlText: string): Rubric {
  const rubric = rubricSchema.parse(parse(yamlText));
  return { ...rubric, sha256: createHash('sha256').update(yamlText, 'utf8').digest('hex') };
}

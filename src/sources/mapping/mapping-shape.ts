import { z } from 'zod';
import { COVERAGE_KINDS } from '../../domain/event.js';
import { EACH } from './mapping.js';

const words = z.string().min(1);
const members = z.record(z.string(), z.unknown());
const names = z.union([words, z.array(words).min(1)]);

const outputShape = z.strictObject({
  each: z.enum(EACH),
  for: z.unknown().optional(),
  when: z.unknown().optional(),
  covers: z.array(z.enum(COVERAGE_KINDS)).optional(),
  fields: members,
});

const tableShape = outputShape.omit({ for: true }).extend({
  name: words.optional(),
  format: z.enum(['csv', 'json', 'ndjson']).optional(),
  delimiter: z.string().optional(),
  rows: names.optional(),
  recognise: names,
  where: z.unknown().optional(),
  private: z.unknown().optional(),
  also: z.array(outputShape).optional(),
});

/** The outer shape of a mapping file; what stands in fields and conditions is read by the compiler, which can say more. */
export const mappingShape = z.strictObject({
  source: z.string(),
  title: words,
  version: z.number().int().min(1),
  format: z.enum(['csv', 'json', 'ndjson']).optional(),
  delimiter: z.string().optional(),
  document: z.enum(['plain', 'json-api']).optional(),
  date: z.unknown().optional(),
  missing: z.array(z.union([z.string(), z.number()])).optional(),
  tables: z.array(tableShape).min(1),
});

export type WrittenMapping = z.infer<typeof mappingShape>;
export type WrittenTable = z.infer<typeof tableShape>;
export type WrittenOutput = z.infer<typeof outputShape>;

/** What may stand at each level, to offer near words. */
export const KNOWN_MEMBERS = {
  mapping: Object.keys(mappingShape.shape),
  table: Object.keys(tableShape.shape),
  output: Object.keys(outputShape.shape),
} as const;

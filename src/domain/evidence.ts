import { z } from 'zod';

/** How far a record can be trusted. Printed on every line. */
export const TIERS = ['recorded', 'corroborated', 'attested', 'self-reported'] as const;

export type Tier = (typeof TIERS)[number];

/** Where a fact stands: the ledger's record, and the file, line or pointer it was read from. */
export const evidenceSchema = z.object({
  /** The ledger's record id (UUIDv5 of connection, type and native id). */
  record: z.string(),
  connection: z.string(),
  /** The source's own id. */
  nativeId: z.string(),
  file: z.string(),
  line: z.number().optional(),
  pointer: z.string().optional(),
  /** SHA-256 of the record as received, hex. */
  sha256: z.string(),
});

export type Evidence = z.infer<typeof evidenceSchema>;

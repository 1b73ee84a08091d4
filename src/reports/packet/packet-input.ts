import type { IncidentFile } from '../../domain/incident-file.js';
import type { Instant } from '../../domain/instant.js';
import type { Scorecard } from '../../domain/scorecard.js';
import type { Rubric } from '../../scoring/rubric.js';

/** Everything a packet is made of: plain values, read beforehand in one snapshot of the ledger. */
export interface PacketInput {
  readonly scorecard: Scorecard;
  /** The incident files that name the person, already cut at the scorecard's as-of. Others may be among them; they are ignored. */
  readonly files: readonly IncidentFile[];
  readonly rubric: Rubric;
  /** The opening paragraph in the preparer's own words; absent: composed from the record. */
  readonly note?: string;
  /** Absent: nobody said who prepares it. */
  readonly preparedBy?: { readonly name: string; readonly isSubject: boolean };
  /** When the packet is made. */
  readonly now: Instant;
  /** SHA-256 of the ledger's business content. */
  readonly ledgerDigest: string;
  /** Version of Sevidence. */
  readonly version: string;
}

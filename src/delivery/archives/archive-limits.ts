import type { ImportSize } from '../../ledger/import-report.js';

/** How far an archive may go before it is refused as one that was made to do harm. */
export interface ArchiveLimits {
  /** Files in one archive or folder. */
  readonly entries: number;
  /** Bytes that one archive may expand to, all its files together. */
  readonly expandedBytes: number;
}

/** Expanded bytes for each packed one that no honest archive of text reaches; gzip goes up to 1029. */
const MOST_RATIO = 200;

/** Small files may repeat themselves as they like: expanded bytes up to which no ratio is looked at. */
const RATIO_FREE_BYTES = 1_000_000;

/** The most that `packedBytes` may expand to. */
export function mostExpanded(packedBytes: number, { expandedBytes }: ArchiveLimits): number {
  return Math.min(expandedBytes, Math.max(RATIO_FREE_BYTES, MOST_RATIO * packedBytes));
}

/** The limits of each front door: what is named on the command line is trusted further than an upload. */
export class ImportLimits {
  constructor(
    readonly local: ArchiveLimits,
    readonly uploaded: ArchiveLimits & { readonly atMost: ImportSize },
  ) {}
}

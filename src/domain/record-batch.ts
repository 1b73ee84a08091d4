import type { CanonicalRecord } from './record.js';
import type { Rejection, Warning } from './problem.js';

/** Where a record was read: enough to open the file and point at it. */
export interface Origin {
  /** The file as it was named on the command line or in the upload. */
  readonly file: string;
  /** The physical line where the record starts, 1-based (NDJSON, CSV). */
  readonly line?: number;
  /** RFC 6901 pointer to the record (JSON documents). */
  readonly pointer?: string;
  /**
   * The record as received: the line, the row, or the object's canonical JSON. Several records read from one object
   * share one text (the same string, so that it is kept once).
   */
  readonly raw: string;
}

/** One canonical record with its origin. */
export interface SourcedRecord {
  readonly record: CanonicalRecord;
  readonly origin: Origin;
}

/** What a source yields: a few hundred records at a time, so that files of any size stream. */
export interface RecordBatch {
  readonly records: readonly SourcedRecord[];
  readonly rejections: readonly Rejection[];
  /** The text as received of refused rows, where it is at hand: for quarantine alone, since no message echoes it. */
  readonly refusedTexts?: ReadonlyMap<Rejection, string>;
  readonly warnings: readonly Warning[];
}

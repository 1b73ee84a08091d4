import type { CoverageKind } from '../domain/event.js';
import type { EventRecord, IncidentRecord, UpdateRecord } from '../domain/record.js';
import type { RecordBatch } from '../domain/record-batch.js';

/** A file opened outside the sources: a name to report faults by, and its bytes. `open` may be called more than once. */
export interface InputFile {
  readonly name: string;
  readonly open: () => AsyncIterable<Uint8Array>;
  /** Where the same bytes lie on this machine, for a reader in another thread. Absent: only `open` reaches them. */
  readonly path?: string;
}

/** The beginning of a file (at most 64 KiB), enough to recognise a format from its content. */
export interface FileSample {
  readonly name: string;
  readonly head: Uint8Array;
}

export interface ReadOptions {
  /** IANA zone for dates without an offset. Absent: such dates are refused with TIME_NO_ZONE. */
  readonly zone?: string;
  /** Chat channels to read, as names with `*` for any characters (`inc-*`). Absent: those whose name speaks of incidents. */
  readonly channels?: readonly string[];
  /** Whether incidents marked private in their system are read. Absent or false: they are left out, and counted in a warning. */
  readonly includePrivate?: boolean;
}

/**
 * One foreign format. A source turns the bytes of one file into canonical records and rejections, each with its origin,
 * a batch at a time; it knows no ledger, no clock and no other file. Where a format does not let a file say what it can
 * record, every file yields a `source` record that does, in its last batch, since it takes the whole file to know (PagerDuty,
 * ServiceNow). A native file yields one only where it is written. A file that cannot be read further yields a rejection and
 * ends.
 */
export interface Source {
  /** Short and stable: `--source` on the command line, the default connection, part of the repeat key. */
  readonly id: string;
  readonly title: string;
  /** Raised whenever the same bytes would yield other records. */
  readonly version: number;
  /**
   * What a connection without any `source` record can record: derived when the ledger is read and never stored, so that a
   * declaration of the connection replaces it. Also the most that a file of this format can record.
   */
  readonly covers: readonly CoverageKind[];
  /** Whether the sample is of this format, judged from content and never from the name alone. */
  readonly recognises: (sample: FileSample) => boolean;
  /**
   * For exports of many files (a Slack archive, a set of CSV files): whether files of these names, as paths with `/` inside
   * their folder or archive, are one export of this source. Absent: an archive or folder is never taken as a whole.
   */
  readonly isSet?: (names: readonly string[]) => boolean;
  readonly read: (file: InputFile, options: ReadOptions) => AsyncIterable<RecordBatch>;
  /**
   * The events that the history of one incident tells, for sources that export histories: pure, and the same whatever
   * the order of the updates.
   */
  readonly eventsOf?: (updates: readonly UpdateRecord[]) => EventRecord[];
  /** The incident that the history tells: as pure, and as careless of order. Together with `eventsOf`, or not at all. */
  readonly headOf?: (updates: readonly UpdateRecord[]) => IncidentRecord;
}

import type { CoverageKind } from '../domain/event.js';
import type { EventRecord, IncidentRecord, UpdateRecord } from '../domain/record.js';
import type { RecordBatch } from '../domain/record-batch.js';

/** A file opened outside the sources: a name to report faults by, and its bytes. `open` may be called more than once. */
export interface InputFile {
  readonly name: string;
  readonly open: () => AsyncIterable<Uint8Array>;
  /** Where the same bytes lie on this machine, for a reader in another thread. Absent: only `open` reaches them. */
  readonly path?: string;
  /** How they are packed there. Absent: they lie there as they are. */
  readonly packing?: Packing;
  /** The export of many files it is part of. Absent: it stands for itself. */
  readonly set?: FileSet;
}

/** One file of a gzip file or a ZIP archive, as plain data, so that another thread can unpack it too. */
export type Packing =
  | {
      readonly kind: 'gzip';
      /** The packed file as it was named, for what is wrong with its packing; the file in it has another name. */
      readonly name: string;
      readonly packedBytes: number;
      /** Reading stops with a refusal once it yields more. */
      readonly mostBytes: number;
    }
  | {
      readonly kind: 'zip';
      readonly deflated: boolean;
      /** Where its packed bytes begin in the archive. */
      readonly start: number;
      readonly packedBytes: number;
      /** What the archive says of the file; anything else it turns out to be is refused. */
      readonly bytes: number;
      readonly crc32: number;
    };

/** An archive or folder that a source has taken as one export. */
interface FileSet {
  /** As it was named on the command line or in the upload. */
  readonly name: string;
  /** The id of that source, which reads every file of it. */
  readonly source: string;
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
  /** How the text of a file without a byte order mark is written. Absent: UTF-8. */
  readonly encoding?: Encoding;
  /** Whether a column that the format does not know refuses the file. Absent or false: it is told of in a warning. */
  readonly strictHeaders?: boolean;
  /** When the import is made, ISO 8601 in UTC: instants more than a day later cannot have happened yet. Absent: they are not looked for. */
  readonly now?: string;
}

/** What decides which files of an export of many are opened at all. */
export type SetOptions = Pick<ReadOptions, 'encoding' | 'includePrivate'>;

/** The encodings a file can be said to be in; a byte order mark goes before what is said. */
export const ENCODINGS = ['utf-8', 'utf-16le', 'latin1', 'windows-1252'] as const;

export type Encoding = (typeof ENCODINGS)[number];

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
  /**
   * The files of one such export that may be imported, for what a file says of others: which channels are private. Of the
   * rest the ledger learns nothing, not even names. Throws a problem where it cannot tell. Absent: all of them.
   */
  readonly ofSet?: (files: readonly InputFile[], options: SetOptions) => Promise<InputFile[]>;
  readonly read: (file: InputFile, options: ReadOptions) => AsyncIterable<RecordBatch>;
  /**
   * The events that the history of one incident tells, for sources that export histories: pure, and the same whatever
   * the order of the updates.
   */
  readonly eventsOf?: (updates: readonly UpdateRecord[]) => EventRecord[];
  /** The incident that the history tells: as pure, and as careless of order. Together with `eventsOf`, or not at all. */
  readonly headOf?: (updates: readonly UpdateRecord[]) => IncidentRecord;
}

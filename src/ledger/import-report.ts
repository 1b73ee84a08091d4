import type { Rejection, Warning } from '../domain/problem.js';
import type { InputFile, ReadOptions } from '../sources/source.js';

/** `strict`: any fault refuses everything. `quarantine`: rows at fault are set aside, and the others are applied. */
export type ImportMode = 'strict' | 'quarantine';

/** What to import, and how. All files of one request are one import: one transaction. */
export interface ImportRequest extends Omit<ReadOptions, 'now'> {
  readonly files: readonly InputFile[];
  /** A source's id, or `auto` to recognise each file from its content. */
  readonly source: string;
  /** A mapping file, which reads every file of the request; `source` is then `auto`. */
  readonly mapping?: MappingText;
  /** `strict` when absent. */
  readonly mode?: ImportMode;
  /** What the organisation calls this account of that source; the source's id when absent. Ids are unique within it. */
  readonly connection?: string;
  /** How much is taken at once. Absent: whatever there is. */
  readonly atMost?: ImportSize;
  /** Import although the same files were imported before under other options. */
  readonly replace?: boolean;
  /** Read, check and count, then keep nothing. */
  readonly dryRun?: boolean;
  /** When the import is made; recorded, never part of the digest. */
  readonly now: string;
}

/** How large one import may be: a service that others use as well must not be held up by one of them. */
export interface ImportSize {
  readonly records: number;
  /** From when its first record is read. */
  readonly seconds: number;
}

/** A mapping file as it was given. */
interface MappingText {
  readonly name: string;
  readonly text: string;
}

/** How many, by the kind of thing counted. */
export interface Counts {
  readonly incidents: number;
  readonly events: number;
  readonly people: number;
  readonly identities: number;
  readonly actionItems: number;
  /** Shifts, leave, memberships, notes, attestations and declarations of coverage. */
  readonly other: number;
}

/** What an import did; printed by `import --format json` and answered by `POST /imports`. */
export interface ImportReport {
  readonly importId: string;
  /** SHA-256 of the hashes of the files read, in their order. */
  readonly sha256: string;
  readonly source: string;
  readonly connection: string;
  readonly mode: ImportMode;
  /** Set when rows were set aside: everything else was applied. */
  readonly status?: 'applied_with_quarantine';
  /** How many rows were set aside; `imports show` lists them. Only in quarantine mode. */
  readonly quarantined?: number;
  /** False for a dry run, and when these very files were imported before under the same options. */
  readonly applied: boolean;
  /** Why `applied` is false. */
  readonly notApplied?: 'dry-run' | 'already-imported';
  /** Records read. */
  readonly counts: Counts;
  readonly added: Counts;
  readonly changed: Counts;
  readonly unchanged: Counts;
  /** What was wrong with the rows set aside, the first hundred faults. */
  readonly rejected: readonly Rejection[];
  /** Also the files left out because they were imported before: FILE_ALREADY_IMPORTED. */
  readonly warnings: readonly Warning[];
}

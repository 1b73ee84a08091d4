import type { Rejection, Warning } from '../domain/problem.js';
import type { InputFile } from '../sources/source.js';

/** What to import, and how. All files of one request are one import: one transaction. */
export interface ImportRequest {
  readonly files: readonly InputFile[];
  /** A source's id, or `auto` to recognise each file from its content. */
  readonly source: string;
  /** What the organisation calls this account of that source; the source's id when absent. Ids are unique within it. */
  readonly connection?: string;
  /** IANA zone for dates without an offset. */
  readonly zone?: string;
  /** Import although the same files were imported before under other options. */
  readonly replace?: boolean;
  /** Read, check and count, then keep nothing. */
  readonly dryRun?: boolean;
  /** When the import is made; recorded, never part of the digest. */
  readonly now: string;
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
  readonly mode: 'strict';
  /** False for a dry run, and when these very files were imported before under the same options. */
  readonly applied: boolean;
  /** Why `applied` is false. */
  readonly notApplied?: 'dry-run' | 'already-imported';
  /** Records read. */
  readonly counts: Counts;
  readonly added: Counts;
  readonly changed: Counts;
  readonly unchanged: Counts;
  readonly rejected: readonly Rejection[];
  /** Also the files left out because they were imported before: FILE_ALREADY_IMPORTED. */
  readonly warnings: readonly Warning[];
}

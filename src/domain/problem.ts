/**
 * What can go wrong, in one table: the code is stable and machine-readable, the title is the sentence a person reads first,
 * the HTTP status and the exit code are how each front door says it.
 * Exit codes: 2 usage, 3 data refused and nothing applied, 5 temporary, 6 storage, 70 a defect of ours.
 */
export const PROBLEMS = {
  FILE_NOT_FOUND: { title: 'There is no such file', status: 400, exitCode: 2 },
  FILE_IS_DIRECTORY: { title: 'That is a directory, not a file', status: 400, exitCode: 2 },
  FILE_UNREADABLE: { title: 'That file cannot be read', status: 400, exitCode: 2 },
  FILE_EMPTY: { title: 'The file is empty', status: 422, exitCode: 3 },
  FILE_TYPE_UNSUPPORTED: { title: 'No source recognises this file', status: 415, exitCode: 3 },
  FILE_TOO_LARGE: { title: 'The upload is too large', status: 413, exitCode: 3 },
  FILE_EXPANDS_TOO_LARGE: { title: 'The file expands to more than is allowed', status: 413, exitCode: 3 },
  ARCHIVE_CORRUPT: { title: 'The archive is damaged', status: 422, exitCode: 3 },
  ARCHIVE_UNSAFE_ENTRY: { title: 'The archive holds what no honest archive holds', status: 422, exitCode: 3 },
  ARCHIVE_ENCRYPTED: { title: 'The archive is encrypted', status: 422, exitCode: 3 },
  ARCHIVE_AMBIGUOUS: { title: 'The archive holds several files that are no one export', status: 422, exitCode: 3 },
  SOURCE_UNKNOWN: { title: 'There is no such source', status: 400, exitCode: 2 },
  MAPPING_INVALID: { title: 'The mapping file cannot be used', status: 422, exitCode: 2 },
  ZONE_UNKNOWN: { title: 'That is not an IANA time zone', status: 400, exitCode: 2 },
  USAGE: { title: 'The request cannot be understood', status: 400, exitCode: 2 },
  PERIOD_INVALID: { title: 'That is not a review period', status: 400, exitCode: 2 },
  PERSON_UNKNOWN: { title: 'Nobody of that name is in the ledger', status: 404, exitCode: 2 },
  PERSON_AMBIGUOUS: { title: 'More than one person answers to that', status: 409, exitCode: 2 },
  PERSON_LOCKED: { title: 'That person is locked', status: 409, exitCode: 3 },
  INCIDENT_UNKNOWN: { title: 'No such incident is in the ledger', status: 404, exitCode: 2 },
  INCIDENT_AMBIGUOUS: { title: 'More than one incident answers to that', status: 409, exitCode: 2 },
  DECISION_UNKNOWN: { title: 'There is no such decision', status: 404, exitCode: 2 },
  IMPORT_INVALID_ROWS: { title: 'Some rows are invalid', status: 422, exitCode: 3 },
  IMPORT_TOO_LARGE: { title: 'That is more than one import may hold here', status: 413, exitCode: 3 },
  IMPORT_UNKNOWN: { title: 'There is no such import', status: 404, exitCode: 2 },
  IMPORT_REPEATED_WITH_OTHER_OPTIONS: {
    title: 'This file was imported before under other options',
    status: 409,
    exitCode: 3,
  },
  STORE_BUSY: { title: 'The ledger is busy', status: 503, exitCode: 5 },
  STORE_NOT_READY: { title: 'The ledger is not ready', status: 503, exitCode: 6 },
  STORAGE_FULL: { title: 'There is no room left to write', status: 507, exitCode: 6 },
  RENDER_UNAVAILABLE: { title: 'No browser could be started to print with', status: 503, exitCode: 5 },
  HOST_REFUSED: { title: 'This service answers only on this machine', status: 403, exitCode: 2 },
  NOT_FOUND: { title: 'There is nothing here', status: 404, exitCode: 2 },
  INTERNAL: { title: 'Something went wrong on our side', status: 500, exitCode: 70 },
} as const;

export type ProblemCode = keyof typeof PROBLEMS;

/** One row, record or field that was refused: what is wrong, and where to look for it. Values are not echoed, but for plain words where only a few are allowed. */
export interface Rejection {
  /** The file as it was named on the command line or in the upload. */
  readonly file: string;
  /** The physical line where the record starts, 1-based (text formats). */
  readonly line?: number;
  /** The column of the fault: characters in JSON, fields in CSV, 1-based. */
  readonly column?: number;
  /** RFC 6901 pointer to the record (JSON documents). */
  readonly pointer?: string;
  readonly field?: string;
  /** Stable code, such as `TIME_INVALID` or `JSON_SYNTAX`. */
  readonly code: string;
  /** `file`: nothing after it in the file can be trusted, so the whole file is refused whatever the mode. Absent: this row alone. */
  readonly scope?: 'file';
  /** A sentence: what is wrong and how to mend it. */
  readonly message: string;
}

/** A fault worth telling about that stops nothing. Same shape as a rejection; `count` says how often it was seen. */
export interface Warning extends Rejection {
  readonly count?: number;
}

/** The place alone, without whatever else the value holds. A part that is not known stays absent. */
export function placeOf(value: {
  readonly file: string;
  readonly line?: number | null | undefined;
  readonly pointer?: string | null | undefined;
}): Pick<Rejection, 'file' | 'line' | 'pointer'> {
  const { file, line, pointer } = value;
  return { file, ...(typeof line === 'number' && { line }), ...(typeof pointer === 'string' && { pointer }) };
}

/** Where something stands, as a person would say it: `incidents.csv, line 17, column 4, declaredAt`. */
export function describePlace({ file, line, column, pointer, field }: Omit<Rejection, 'code' | 'message'>): string {
  const parts = [file];
  if (line !== undefined) parts.push(`line ${String(line)}`);
  if (column !== undefined) parts.push(`column ${String(column)}`);
  if (pointer !== undefined && pointer !== '') parts.push(pointer);
  if (field !== undefined) parts.push(field);
  return parts.join(', ');
}

/** Thrown once where the fault is found, translated once at each front door. */
export class Problem extends Error {
  constructor(
    readonly code: ProblemCode,
    /** What happened, where, and what to do: whole sentences, safe to show. */
    readonly detail: string,
    readonly rejections: readonly Rejection[] = [],
  ) {
    super(detail);
    this.name = 'Problem';
  }

  get title(): string {
    return PROBLEMS[this.code].title;
  }

  get status(): number {
    return PROBLEMS[this.code].status;
  }

  get exitCode(): number {
    return PROBLEMS[this.code].exitCode;
  }
}

import type { Evidence } from '../../domain/evidence.js';
import type { CanonicalRecord } from '../../domain/record.js';

/** A live record as it is read back, with the place it came from. */
export interface StoredRecord {
  readonly id: string;
  readonly connection: string;
  /** The id of the source that read it. */
  readonly source: string;
  readonly type: string;
  readonly nativeId: string;
  readonly parent: string | null;
  /** Canonical JSON. */
  readonly body: string;
  readonly file: string;
  readonly line: number | null;
  readonly pointer: string | null;
  /** Of the record as received, hex. */
  readonly sha256: string;
}

/** The record itself. What the ledger keeps was checked when it came in. */
export function bodyOf(stored: StoredRecord): CanonicalRecord {
  return JSON.parse(stored.body) as CanonicalRecord;
}

/** Where a record stands. */
export function evidenceOf({ id, connection, nativeId, file, line, pointer, sha256 }: StoredRecord): Evidence {
  const evidence: Evidence = { record: id, connection, nativeId, file, sha256 };
  if (line !== null) evidence.line = line;
  if (pointer !== null) evidence.pointer = pointer;
  return evidence;
}

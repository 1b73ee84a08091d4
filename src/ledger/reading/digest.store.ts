import { createHash } from 'node:crypto';
import type { SnapshotSql } from '../storage/dialect.js';

interface DigestRow {
  type: string;
  connection: string;
  source: string;
  native_id: string;
  body: string;
}

/**
 * SHA-256 over the live records, as canonical JSON lines in the order of type and natural key by UTF-8 bytes. Decisions,
 * imports, files, lines, ids of ours and times of processing are not in it: the same content has the same
 * digest on every database, whatever way it came in.
 */
export async function digestOf(sql: SnapshotSql): Promise<string> {
  const hash = createHash('sha256');
  const order = ['type', 'connection', 'native_id'].map(sql.dialect.byBytes).join(', ');
  const records = `SELECT type, connection, source, native_id, body FROM records ORDER BY ${order}`;
  for await (const page of sql.pages<DigestRow>(records)) {
    hash.update(page.map(lineOf).join(''));
  }
  return hash.digest('hex');
}

/** The body is canonical JSON already; the other keys are set around it in their order. */
function lineOf({ type, connection, source, native_id, body }: DigestRow): string {
  const [a, b, c, d] = [connection, native_id, source, type].map((text) => JSON.stringify(text));
  return `{"body":${body},"connection":${String(a)},"nativeId":${String(b)},"source":${String(c)},"type":${String(d)}}\n`;
}

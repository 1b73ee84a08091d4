import { placeOf } from '../../domain/problem.js';
import { type IncomingRecord, type RecordRow, sha256Of } from './record-row.js';
import { MentionStore } from './mention.store.js';
import type { ImportPlan, LiveRecord } from './plan-import.js';
import type { Insertion, WriteSql } from '../storage/dialect.js';

const RECORD_COLUMNS =
  'id, connection, source, type, native_id, parent, at, actor, subject, updated_at, body, source_import, source_n, seen_import';
const REPLACED = RECORD_COLUMNS.split(', ')
  .slice(1)
  .map((column) => `${column} = excluded.${column}`)
  .join(', ');
/** Makes records live, in place of what was. */
export const UPSERT_RECORDS: Insertion = {
  into: `records (${RECORD_COLUMNS})`,
  columns: 14,
  then: `ON CONFLICT (id) DO UPDATE SET ${REPLACED}`,
};
/** Makes records live that the ledger does not have. */
const INSERT_RECORDS: Insertion = { ...UPSERT_RECORDS, then: 'ON CONFLICT (id) DO NOTHING' };
const INSERT_SOURCE_RECORDS: Insertion = {
  into: 'source_records (import_number, n, file, line, pointer, sha256, raw, text_in)',
  columns: 8,
  then: '',
};
const ASSERTIONS = 'assertions (record_id, import_number, n, source, body, source_import, source_n)';

/** Keeps versions beside the live one. */
export const INSERT_ASSERTIONS: Insertion = { into: ASSERTIONS, columns: 7, then: 'ON CONFLICT DO NOTHING' };
interface LiveRow {
  id: string;
  body: string;
  updated_at: string | null;
  source_import: number;
  seen_import: number;
}

/** Writes the records of one import, set-wise, inside a write unit. */
export class RecordStore {
  private written = 0;
  private lastText: { raw: string; n: number; sha256: string } | undefined;
  private readonly mentions: MentionStore;

  constructor(
    private readonly sql: WriteSql,
    private readonly importNumber: number,
  ) {
    this.mentions = new MentionStore(sql);
  }

  /**
   * Keeps the records whose ids the ledger does not have, and answers the others, which need a plan. Most imports are of new
   * records, so trying costs less than asking first; where it does not, nothing is tried.
   */
  async addNew(batch: readonly IncomingRecord[]): Promise<readonly IncomingRecord[]> {
    const { insertOne } = this.sql;
    if (insertOne === undefined) return batch;
    const [received, others]: [unknown[][], IncomingRecord[]] = [[], []];
    for (const incoming of batch) {
      if (insertOne(INSERT_RECORDS, this.liveRow(incoming, this.written + 1))) {
        this.receive(incoming, received);
        this.mentions.note(incoming);
      } else others.push(incoming);
    }
    await this.sql.insert(INSERT_SOURCE_RECORDS, received);
    await this.mentions.writeMany();
    return others;
  }

  /** The live versions of these ids. */
  async live(ids: readonly string[]): Promise<Map<string, LiveRecord>> {
    const rows = await this.sql.all<LiveRow>(
      `SELECT id, body, updated_at, source_import, seen_import FROM records WHERE ${this.sql.dialect.isOneOf('id', 1)}`,
      [this.sql.dialect.list(ids)],
    );
    return new Map(
      rows.map((row) => [
        row.id,
        {
          body: row.body,
          updatedAt: row.updated_at,
          sourceImport: row.source_import,
          seenImport: row.seen_import,
        },
      ]),
    );
  }

  /** Where a live version was read; needed only to tell of a conflict. */
  async placeOf(id: string): Promise<LiveRecord['origin']> {
    const [place] = await this.sql.all<{ file: string; line: number | null; pointer: string | null }>(
      `SELECT s.file, s.line, s.pointer FROM records r
       JOIN source_records s ON s.import_number = r.source_import AND s.n = r.source_n WHERE r.id = $1`,
      [id],
    );
    return place === undefined ? undefined : placeOf(place);
  }

  async apply(plan: ImportPlan): Promise<void> {
    const received: unknown[][] = [];
    const records: unknown[][] = [];
    const versions: unknown[][] = [];
    for (const older of plan.keep) versions.push(this.version(older, this.receive(older, received)));
    for (const incoming of plan.write) {
      const n = this.receive(incoming, received);
      records.push(this.liveRow(incoming, n));
      if (incoming.asserted !== undefined) versions.push(this.version(incoming, n));
      this.mentions.note(incoming);
    }
    await this.sql.insert(INSERT_SOURCE_RECORDS, received);
    if (versions.length > 0) await this.sql.insert(INSERT_ASSERTIONS, versions);
    if (plan.touch.length > 0) await this.assertAgain(plan.touch);
    if (plan.replaced.length > 0) await this.keepReplaced(plan.replaced);
    await this.sql.insert(UPSERT_RECORDS, records);
    await this.mentions.writeMany();
    if (plan.seen.length > 0) await this.see(plan.seen);
  }

  private liveRow({ row }: IncomingRecord, n: number): unknown[] {
    return valuesOf(row, { sourceImport: this.importNumber, sourceN: n, seenImport: this.importNumber });
  }

  /** Writes what is better written late. Nothing reads it before. */
  async finish(): Promise<void> {
    await this.mentions.writeAll();
  }

  /** Appends the source record; records read from one object share its text, kept once. */
  private receive({ origin }: IncomingRecord, rows: unknown[][]): number {
    this.written += 1;
    const n = this.written;
    const shared = this.lastText?.raw === origin.raw ? this.lastText : undefined;
    const sha256 = shared?.sha256 ?? sha256Of(origin.raw);
    if (shared === undefined) this.lastText = { raw: origin.raw, n, sha256 };
    rows.push([
      this.importNumber,
      n,
      origin.file,
      origin.line ?? null,
      origin.pointer ?? null,
      sha256,
      shared === undefined ? origin.raw : null,
      shared?.n ?? null,
    ]);
    return n;
  }

  private version({ row, asserted }: IncomingRecord, n: number): unknown[] {
    return [row.id, this.importNumber, n, row.source, asserted ?? row.body, this.importNumber, n];
  }

  /** What is merged is not what any one import said, so its words are kept as they were said. */
  private async assertAgain(ids: readonly string[]): Promise<void> {
    const { dialect } = this.sql;
    await this.sql.all(
      `INSERT INTO ${ASSERTIONS} SELECT id, CAST($1 AS INTEGER), 0, source,
       CASE WHEN type IN ('source', 'handle') THEN body END, source_import, source_n
       FROM records WHERE ${dialect.isOneOf('id', 2)} ON CONFLICT DO NOTHING`,
      [this.importNumber, dialect.list(ids)],
    );
  }

  private async keepReplaced(ids: readonly string[]): Promise<void> {
    const { dialect } = this.sql;
    await this.sql.all(
      `INSERT INTO ${ASSERTIONS} SELECT id, source_import, source_n, source, body, source_import, source_n
       FROM records WHERE ${dialect.isOneOf('id', 1)} ON CONFLICT DO NOTHING`,
      [dialect.list(ids)],
    );
  }

  private async see(ids: readonly string[]): Promise<void> {
    const { dialect } = this.sql;
    await this.sql.all(`UPDATE records SET seen_import = $1 WHERE ${dialect.isOneOf('id', 2)}`, [
      this.importNumber,
      dialect.list(ids),
    ]);
  }
}

/** The row of a live record, in the order of {@link UPSERT_RECORDS}. */
export function valuesOf(
  row: RecordRow,
  { sourceImport, sourceN, seenImport }: { sourceImport: number; sourceN: number; seenImport: number },
): unknown[] {
  return [
    row.id,
    row.connection,
    row.source,
    row.type,
    row.nativeId,
    row.parent,
    row.at,
    row.actor,
    row.subject,
    row.updatedAt,
    row.body,
    sourceImport,
    sourceN,
    seenImport,
  ];
}

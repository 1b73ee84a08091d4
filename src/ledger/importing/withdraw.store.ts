import type { CanonicalRecord } from '../../domain/record.js';
import type { WriteSql } from '../storage/dialect.js';
import { type Assertion, foldAssertions } from './fold-assertions.js';
import { INSERT_MENTIONS } from './mention.store.js';
import { type IncomingRecord, incomingRecord, mentionsOf } from './record-row.js';
import { INSERT_ASSERTIONS, UPSERT_RECORDS, valuesOf } from './record.store.js';

const PAGE = 500;

interface LiveRow {
  readonly id: string;
  readonly connection: string;
  readonly source: string;
  readonly type: string;
  readonly body: string;
  readonly sourceImport: number;
  readonly sourceN: number;
  readonly seenImport: number;
}

type AssertionRow = Omit<Assertion, 'body'> & { readonly recordId: string; readonly body: string | null };

/**
 * Takes back what one import asserted, inside a write unit: a record of which nobody else speaks goes, any other becomes what
 * the imports that remain make of it. What was received stays among the source records.
 */
export class Withdrawal {
  private withdrawn: ReadonlySet<number> = new Set();

  constructor(
    private readonly sql: WriteSql,
    private readonly importNumber: number,
  ) {}

  async run(connections: readonly string[]): Promise<void> {
    const { sql, importNumber } = this;
    const earlier = await sql.all<{ n: number }>('SELECT import_number AS n FROM withdrawals');
    this.withdrawn = new Set([importNumber, ...earlier.map(({ n }) => n)]);
    await sql.all(
      `DELETE FROM records WHERE source_import = $1 AND seen_import = $2
       AND NOT EXISTS (SELECT 1 FROM assertions a WHERE a.record_id = records.id)`,
      [importNumber, importNumber],
    );
    const shared = await sql.all<{ id: string }>(
      `SELECT id FROM records WHERE source_import = $1 UNION SELECT record_id AS id FROM assertions WHERE import_number = $2`,
      [importNumber, importNumber],
    );
    for (let start = 0; start < shared.length; start += PAGE) {
      await this.settle(shared.slice(start, start + PAGE).map(({ id }) => id));
    }
    for (const connection of connections) await this.mentionAgain(connection);
  }

  private async settle(ids: readonly string[]): Promise<void> {
    const rows = await this.rowsOf('assertions', 'record_id', ids);
    const records: unknown[][] = [];
    const assertions: unknown[][] = [];
    const gone: string[] = [];
    for (const live of await this.liveRows(ids)) {
      const remaining = this.remaining(live, rows.get(live.id) ?? []);
      const held = foldAssertions(live.type, remaining);
      if (held === undefined) gone.push(live.id);
      else {
        const seen = Math.max(...remaining.map(({ importNumber }) => importNumber));
        records.push(valuesOf(incomingOf(live, held).row, { ...held, seenImport: seen }));
        for (const one of remaining) assertions.push(assertionValues(live.id, one));
      }
    }
    await this.remove('assertions', 'record_id', ids);
    await this.remove('records', 'id', gone);
    await this.sql.insert(UPSERT_RECORDS, records);
    await this.sql.insert(INSERT_ASSERTIONS, assertions);
  }

  /** Every assertion of a record by an import that still holds, each with its own words. */
  private remaining(live: LiveRow, rows: readonly AssertionRow[]): Assertion[] {
    const own: Assertion = { ...live, importNumber: live.sourceImport, n: live.sourceN };
    const bodies = new Map([[placeKey(own), live.body]]);
    for (const row of rows) if (row.body !== null && row.n > 0) bodies.set(placeKey(row), row.body);
    const all = rows.map((row) => ({ ...row, body: row.body ?? bodies.get(placeKey(row)) ?? live.body }));
    if (!all.some((one) => one.importNumber === own.importNumber && one.n === own.n))
      all.push({ ...own, recordId: live.id });
    return all.filter(({ importNumber }) => !this.withdrawn.has(importNumber));
  }

  private async liveRows(ids: readonly string[]): Promise<LiveRow[]> {
    const { dialect } = this.sql;
    return this.sql.all<LiveRow>(
      `SELECT id, connection, source, type, body, source_import AS "sourceImport", source_n AS "sourceN",
       seen_import AS "seenImport" FROM records WHERE ${dialect.isOneOf('id', 1)}`,
      [dialect.list(ids)],
    );
  }

  private async rowsOf(table: string, column: string, ids: readonly string[]): Promise<Map<string, AssertionRow[]>> {
    const { dialect } = this.sql;
    const rows = await this.sql.all<AssertionRow>(
      `SELECT record_id AS "recordId", import_number AS "importNumber", n, source, body, source_import AS "sourceImport",
       source_n AS "sourceN" FROM ${table} WHERE ${dialect.isOneOf(column, 1)}`,
      [dialect.list(ids)],
    );
    const byRecord = new Map<string, AssertionRow[]>();
    for (const row of rows) byRecord.set(row.recordId, [...(byRecord.get(row.recordId) ?? []), row]);
    return byRecord;
  }

  private async remove(table: string, column: string, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const { dialect } = this.sql;
    await this.sql.all(`DELETE FROM ${table} WHERE ${dialect.isOneOf(column, 1)}`, [dialect.list(ids)]);
  }

  /** Nobody is listed whom no record names any more. */
  private async mentionAgain(connection: string): Promise<void> {
    await this.sql.all('DELETE FROM mentions WHERE connection = $1', [connection]);
    let after = '';
    for (;;) {
      const rows = await this.sql.all<LiveRow>(
        `SELECT id, connection, source, type, body, source_import AS "sourceImport", source_n AS "sourceN",
         seen_import AS "seenImport" FROM records WHERE connection = $1 AND id > $2 ORDER BY id LIMIT ${String(PAGE)}`,
        [connection, after],
      );
      const last = rows.at(-1);
      if (last === undefined) return;
      after = last.id;
      await this.sql.insert(
        INSERT_MENTIONS,
        rows.flatMap((row) => mentionsOf(incomingOf(row, row))),
      );
    }
  }
}

function incomingOf({ connection }: LiveRow, { body, source }: Pick<Assertion, 'body' | 'source'>): IncomingRecord {
  const record = JSON.parse(body) as CanonicalRecord;
  return incomingRecord({ record, origin: { file: '', raw: '' } }, { source, connection });
}

function assertionValues(id: string, { importNumber, n, source, body, sourceImport, sourceN }: Assertion): unknown[] {
  return [id, importNumber, n, source, body, sourceImport, sourceN];
}

function placeKey({ sourceImport, sourceN }: Pick<Assertion, 'sourceImport' | 'sourceN'>): string {
  return `${String(sourceImport)}/${String(sourceN)}`;
}

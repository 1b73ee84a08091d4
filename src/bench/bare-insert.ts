import Database from 'better-sqlite3';
import { createHash } from 'node:crypto';

/** Places of the raw text and of its hash among the columns of `source_records`. */
const [SHA256, RAW] = [5, 6];

/** Rows read at a time, outside the time that is measured. */
const PAGE_ROWS = 10_000;

type Row = unknown[];

/** Inserts the rows of a ledger into another file, one prepared statement a table, in one transaction; answers seconds and rows. */
export function bareInsert(ledger: string, path: string): { seconds: number; rows: number } {
  const kept = new Database(ledger, { readonly: true });
  const bare = new Database(path);
  bare.pragma('journal_mode = WAL');
  bare.pragma('synchronous = FULL');
  const receive = equalTable(kept, bare, 'source_records');
  const keep = equalTable(kept, bare, 'records');
  let nanoseconds = measure(() => bare.exec('BEGIN'));
  let rows = 0;
  for (const [received, records] of pagesOf(kept)) {
    rows += received.length;
    nanoseconds += measure(() => {
      for (const [n, row] of received.entries()) {
        row[SHA256] = createHash('sha256').update(String(row[RAW])).digest('hex');
        receive.run(row);
        keep.run(records[n]);
      }
    });
  }
  nanoseconds += measure(() => bare.exec('COMMIT'));
  for (const database of [kept, bare]) database.close();
  return { seconds: Number(nanoseconds) / 1e9, rows };
}

function measure(work: () => unknown): bigint {
  const started = process.hrtime.bigint();
  work();
  return process.hrtime.bigint() - started;
}

/** Source records with the live records made of them, a page at a time: all of a million rows would not leave much memory. */
function* pagesOf(kept: Database.Database): Iterable<[Row[], Row[]]> {
  const [received, records] = ['source_records WHERE import_number = 1 AND n', 'records WHERE rowid'].map((rest) =>
    kept.prepare(`SELECT * FROM ${rest} > ? ORDER BY ${rest.split(' ').at(-1) ?? ''} LIMIT ${String(PAGE_ROWS)}`).raw(),
  );
  for (let start = 0; ; start += PAGE_ROWS) {
    const page = [received, records].map((statement) => (statement?.all(start) ?? []) as Row[]);
    const [first = [], second = []] = page;
    if (first.length === 0) return;
    yield [first, second];
  }
}

/** Makes the table as the ledger has it, without its other indexes and triggers, and prepares its insertion. */
function equalTable(kept: Database.Database, bare: Database.Database, table: string): Database.Statement {
  const { sql } = kept.prepare('SELECT sql FROM sqlite_master WHERE name = ?').get(table) as { sql: string };
  bare.exec(sql);
  const columns = kept
    .prepare(`SELECT * FROM ${table}`)
    .columns()
    .map(() => '?');
  return bare.prepare(`INSERT INTO ${table} VALUES (${columns.join(',')})`);
}

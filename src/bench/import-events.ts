import Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ImportService } from '../ledger/import.service.js';
import { parseDatabaseUrl } from '../ledger/storage/database-url.js';
import { LedgerDatabase } from '../ledger/storage/ledger-database.store.js';
import { WriteGate } from '../ledger/storage/write-gate.service.js';
import { SOURCES } from '../sources/index.js';
import { writeSample } from './sample-events.js';

/** An import against the bare loop it cannot beat. */
export interface ImportBench {
  readonly events: number;
  readonly importSeconds: number;
  readonly bareSeconds: number;
  /** Bare seconds of import seconds: 1 is as quick as the bare loop. */
  readonly ratio: number;
  readonly rowsPerSecond: number;
}

/**
 * Imports native events; then a bare prepared-statement loop writes the very rows that the import kept, hashing each raw
 * text, into tables of the same columns with the same unique keys.
 */
export async function benchImport(events: number): Promise<ImportBench> {
  return inFolder(async (folder) => {
    const [file, ledger] = [join(folder, 'events.ndjson'), join(folder, 'ledger.db')];
    await writeSample(file, events);
    const importSeconds = await importFile(file, ledger);
    const { bareSeconds, rows } = bareInsert(ledger, join(folder, 'bare.db'));
    return {
      events,
      importSeconds,
      bareSeconds,
      ratio: bareSeconds / importSeconds,
      rowsPerSecond: rows / importSeconds,
    };
  });
}

/** Imports one file into a new ledger and answers the seconds it took. */
export async function importFile(path: string, ledger: string): Promise<number> {
  const database = LedgerDatabase.at(parseDatabaseUrl(ledger));
  await database.ready();
  const started = process.hrtime.bigint();
  await new ImportService(new WriteGate(database), SOURCES).import({
    files: [{ name: path, open: () => createReadStream(path) as AsyncIterable<Uint8Array> }],
    source: 'auto',
    now: '2027-06-30T12:00:00.000Z',
  });
  const seconds = secondsSince(started);
  await database.close();
  return seconds;
}

/** Places of the raw text and of its hash among the columns of `source_records`. */
const [SHA256, RAW] = [5, 6];

function bareInsert(ledger: string, path: string): { bareSeconds: number; rows: number } {
  const kept = new Database(ledger, { readonly: true });
  const received = rowsOf(kept, 'source_records', 'n');
  const records = rowsOf(kept, 'records', 'source_n');
  const bare = new Database(path);
  bare.pragma('journal_mode = WAL');
  bare.pragma('synchronous = FULL');
  const [receive, keep] = ['source_records', 'records'].map((table) => equalTable(kept, bare, table));
  const started = process.hrtime.bigint();
  bare.transaction(() => {
    for (const [n, row] of received.entries()) {
      row[SHA256] = createHash('sha256').update(String(row[RAW])).digest('hex');
      receive?.run(row);
      keep?.run(records[n]);
    }
  })();
  const bareSeconds = secondsSince(started);
  for (const database of [kept, bare]) database.close();
  return { bareSeconds, rows: received.length };
}

function rowsOf(database: Database.Database, table: string, order: string): unknown[][] {
  return database.prepare(`SELECT * FROM ${table} ORDER BY ${order}`).raw().all() as unknown[][];
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

/** Seconds since a reading of the monotonic clock. */
export function secondsSince(started: bigint): number {
  return Number(process.hrtime.bigint() - started) / 1e9;
}

/** Runs in a temporary folder that is gone afterwards. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'sevidence-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

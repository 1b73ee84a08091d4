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
import { sampleLines, writeSample } from './sample-events.js';

/** An import against the bare loop it cannot beat. */
export interface ImportBench {
  readonly events: number;
  readonly importSeconds: number;
  readonly bareSeconds: number;
  /** Bare seconds of import seconds: 1 is as quick as the bare loop. */
  readonly ratio: number;
  readonly rowsPerSecond: number;
}

/** Imports native events, and inserts the same rows by a prepared statement into a table with the raw text, its hash and the same unique keys. */
export async function benchImport(events: number): Promise<ImportBench> {
  return inFolder(async (folder) => {
    const file = join(folder, 'events.ndjson');
    await writeSample(file, events);
    const lines = [...sampleLines(events)];
    const bareSeconds = bareInsert(join(folder, 'bare.db'), lines);
    const importSeconds = await importFile(file, join(folder, 'ledger.db'));
    const ratio = bareSeconds / importSeconds;
    return { events, importSeconds, bareSeconds, ratio, rowsPerSecond: lines.length / importSeconds };
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
    now: '2026-06-30T12:00:00.000Z',
  });
  const seconds = secondsSince(started);
  await database.close();
  return seconds;
}

function bareInsert(path: string, lines: readonly string[]): number {
  const database = new Database(path);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec(
    `CREATE TABLE source_records (import_number integer, n integer, line integer, sha256 text, raw text, PRIMARY KEY (import_number, n));
     CREATE TABLE records (id text PRIMARY KEY, source_n integer)`,
  );
  const receive = database.prepare('INSERT INTO source_records VALUES (1, ?, ?, ?, ?)');
  const keep = database.prepare('INSERT INTO records VALUES (?, ?)');
  const ids = lines.map((line) => idLike(line));
  const started = process.hrtime.bigint();
  database.transaction(() => {
    for (const [n, line] of lines.entries()) {
      receive.run(n, n + 1, createHash('sha256').update(line).digest('hex'), line);
      keep.run(ids[n], n);
    }
  })();
  const seconds = secondsSince(started);
  database.close();
  return seconds;
}

/** As long and as scattered as the ids of the ledger, made before the clock starts. */
function idLike(line: string): string {
  const hex = createHash('sha1').update(line).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
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

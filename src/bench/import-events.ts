import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ImportService } from '../ledger/import.service.js';
import { storedFile } from '../ledger/importing/stored-file.service.js';
import { parseDatabaseUrl } from '../ledger/storage/database-url.js';
import { LedgerDatabase } from '../ledger/storage/ledger-database.store.js';
import { WriteGate } from '../ledger/storage/write-gate.service.js';
import { SOURCES } from '../sources/index.js';

/** Imports one file into a new ledger and answers the seconds it took. */
export async function importFile(path: string, ledger: string): Promise<number> {
  const database = LedgerDatabase.at(parseDatabaseUrl(ledger));
  await database.ready();
  const started = process.hrtime.bigint();
  await new ImportService(new WriteGate(database), SOURCES).import({
    files: [storedFile({ name: path, path })],
    source: 'auto',
    now: '2027-06-30T12:00:00.000Z',
  });
  const seconds = secondsSince(started);
  await database.close();
  return seconds;
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

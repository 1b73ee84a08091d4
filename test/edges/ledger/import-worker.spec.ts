import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import type * as InputFiles from '../../../src/delivery/input-files.service.js';
import type * as Imports from '../../../src/ledger/import.service.js';
import type { ImportReport, ImportRequest } from '../../../src/ledger/import-report.js';
import type * as Threads from '../../../src/ledger/import-thread.service.js';
import type * as Ledgers from '../../../src/ledger/ledger.service.js';
import type { LedgerLocation } from '../../../src/ledger/storage/database-url.js';
import type * as Databases from '../../../src/ledger/storage/ledger-database.store.js';
import type * as Gates from '../../../src/ledger/storage/write-gate.service.js';
import type * as Sources from '../../../src/sources/index.js';
import { zipOf } from '../../builders/zip.js';
import { NOW } from './tiny-source.js';

/** A thread loads compiled code only, so everything here is the built one: `npm test` builds it beforehand. */
async function built<M>(file: string): Promise<M> {
  const url = new URL(`../../../dist/${file}`, import.meta.url);
  if (!existsSync(url)) throw new Error('dist/ is not built: run `npm run build` first.');
  return (await import(url.href)) as M;
}

const { InputFilesService } = await built<typeof InputFiles>('delivery/input-files.service.js');
const { ImportService } = await built<typeof Imports>('ledger/import.service.js');
const { ImportThread } = await built<typeof Threads>('ledger/import-thread.service.js');
const { LedgerService } = await built<typeof Ledgers>('ledger/ledger.service.js');
const { LedgerDatabase } = await built<typeof Databases>('ledger/storage/ledger-database.store.js');
const { WriteGate } = await built<typeof Gates>('ledger/storage/write-gate.service.js');
const { SOURCES } = await built<typeof Sources>('sources/index.js');

/** Events of half a kilobyte and more that exceed the 2 MiB from which an import is large. */
const LARGE = 4_000;

interface ServedLedger {
  readonly gate: Gates.WriteGate;
  readonly imports: Imports.ImportService;
  readonly take: (path: string, more?: Partial<ImportRequest>) => Promise<ImportReport>;
  readonly digest: () => Promise<string>;
  /** Rows written through the main thread's own connection since it was opened. */
  readonly writtenHere: () => Promise<number>;
  readonly close: () => Promise<void>;
}

let folder = '';
let large = '';
let long = '';
let refused = '';
let small = '';
let ledgers = 0;
let at: ServedLedger;
let ledgerPath = '';
const open: ServedLedger[] = [];

/** A ledger as the server holds it (`workers`), or as a command does. */
function openBuilt(path: string, workers: boolean): ServedLedger {
  const location: LedgerLocation = { kind: 'sqlite', path };
  const database = LedgerDatabase.at(location);
  const gate = new WriteGate(database);
  const ledger = new LedgerService(database, SOURCES);
  const imports = new ImportService(gate, SOURCES, workers ? new ImportThread(location) : undefined);
  const files = new InputFilesService();
  const served: ServedLedger = {
    gate,
    imports,
    take: async (file, more = {}) =>
      imports.import({ files: [await files.open(file, 'upload')], source: 'auto', now: NOW, ...more }),
    digest: () => ledger.read((snapshot) => snapshot.digest()),
    writtenHere: async () => {
      const [row] = await database.writer.query<{ n: number }[]>('SELECT total_changes() AS n');
      return row?.n ?? 0;
    },
    close: async () => {
      await imports.close();
      await ledger.close();
    },
  };
  open.push(served);
  return served;
}

function freshPath(): string {
  ledgers += 1;
  return join(folder, `ledger-${String(ledgers)}.db`);
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'import-worker-'));
  const incident = {
    type: 'incident',
    id: 'I1',
    title: 'Checkout down',
    declaredAt: '2026-01-01T00:00:00Z',
    severity: 2,
  };
  const start = Date.parse(incident.declaredAt);
  const note = 'Latency of the payment gateway is back under the alert line. '.repeat(8);
  const events = Array.from({ length: 20_000 }, (_, i) => ({
    type: 'event',
    id: `note-${String(i)}`,
    incident: 'I1',
    kind: 'note',
    at: new Date(start + i * 1_000).toISOString(),
    actor: `responder-${String(i % 40)}`,
    ...(i < LARGE ? { note } : {}),
  }));
  const write = (name: string, records: readonly object[]): string => {
    const path = join(folder, name);
    writeFileSync(path, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
    return path;
  };
  small = write('small.ndjson', [incident]);
  large = write('large.ndjson', [incident, ...events.slice(0, LARGE)]);
  long = write('long.ndjson', [incident, ...events]);
  const noSuchDay = { ...events[0], id: 'last', at: '2026-02-30T00:00:00Z' };
  refused = write('refused.ndjson', [incident, ...events.slice(0, LARGE), noSuchDay]);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  ledgerPath = freshPath();
  at = openBuilt(ledgerPath, true);
});
afterEach(async () => {
  for (const served of open.splice(0)) await served.close();
});

test('a large import in another thread reports and keeps what it does in this one', async () => {
  const here = openBuilt(freshPath(), false);
  const report = await at.take(large);
  expect(report).toMatchObject({ applied: true, added: { incidents: 1, events: LARGE } });
  expect(report).toEqual(await here.take(large));
  expect(await at.digest()).toBe(await here.digest());
  // Making the tables counts no rows but the fence and the name of the migration.
  expect(await at.writtenHere()).toBeLessThan(10);
  expect(await here.writtenHere()).toBeGreaterThan(LARGE);
});

test.each([
  ['a ZIP archive', (text: Buffer): Buffer => zipOf({ name: 'inner/events.ndjson', text })],
  ['a gzip file', (text: Buffer): Buffer => gzipSync(text, { level: 0 })],
])('the other thread unpacks %s as well', async (_what, pack) => {
  const here = openBuilt(freshPath(), false);
  await here.take(large);
  const packed = join(folder, 'packed');
  writeFileSync(packed, pack(readFileSync(large)));
  await at.digest();
  const limits = { entries: 10, expandedBytes: 100_000_000 };
  const files = await new InputFilesService().openAll(packed, 'packed', { limits, source: 'auto' });
  expect(await at.imports.import({ files, source: 'auto', now: NOW })).toMatchObject({ added: { events: LARGE } });
  expect(await at.digest()).toBe(await here.digest());
  expect(await at.writtenHere()).toBeLessThan(10);
});

test('the same large file again is no import, whichever thread reads it', async () => {
  const first = await at.take(large);
  expect(await at.take(large)).toMatchObject({
    applied: false,
    notApplied: 'already-imported',
    importId: first.importId,
  });
});

test('what was asked crosses to the other thread with the files', async () => {
  await at.take(small);
  const before = await at.digest();
  const report = await at.take(large, { connection: 'ours', dryRun: true });
  expect(report).toMatchObject({ connection: 'ours', applied: false, notApplied: 'dry-run', added: { events: LARGE } });
  expect(await at.digest()).toBe(before);
});

test('a small import is not worth a thread', async () => {
  await at.digest();
  const before = await at.writtenHere();
  expect(await at.take(small)).toMatchObject({ added: { incidents: 1 } });
  expect(await at.writtenHere()).toBeGreaterThan(before);
});

test('a large import inside a write joins it rather than wait for it', async () => {
  await at.gate.write(async (sql) => {
    await at.take(large);
    expect(await sql.all("SELECT COUNT(*) AS n FROM records WHERE type = 'event'")).toEqual([{ n: LARGE }]);
  });
});

test('a large file that is refused in another thread is refused in the same words, and changes nothing', async () => {
  await at.take(small);
  const before = await at.digest();
  const here = openBuilt(freshPath(), false);
  const refusal = async (served: ServedLedger): Promise<unknown> => {
    try {
      return await served.take(refused);
    } catch (error) {
      return error;
    }
  };
  const told = await refusal(at);
  const expected = await refusal(here);
  expect(told).toEqual(expected);
  // One incident and 4,000 events come before the row at fault.
  const row = { file: 'upload', line: 4_002, field: 'at' };
  expect(told).toMatchObject({ name: 'Problem', code: 'IMPORT_INVALID_ROWS', status: 422, rejections: [row] });
  expect(expected).toMatchObject({ rejections: [row], detail: (told as Error).message });
  expect(await at.digest()).toBe(before);
});

test('reads are answered while a large import is under way, from before it', async () => {
  await at.take(small);
  const before = await at.digest();
  const order: string[] = [];
  const importing = at.take(long).then(() => order.push('import'));
  await lockTaken(ledgerPath, importing);
  for (let i = 0; i < 5; i += 1) {
    expect(await at.digest()).toBe(before);
    order.push('read');
  }
  await importing;
  expect(order).toEqual([...Array<string>(5).fill('read'), 'import']);
  expect(await at.digest()).not.toBe(before);
});

test('a write waits for the large import before it, and both are kept', async () => {
  await at.digest();
  const other = new Database(ledgerPath);
  // The import cannot begin before the write stands behind it.
  other.exec('BEGIN IMMEDIATE');
  const order: string[] = [];
  const importing = at.take(large).then(() => order.push('import'));
  await delay(100);
  const writing = at.gate
    .write((sql) => sql.all("INSERT INTO mentions VALUES ('c', 'written behind', '')"))
    .then(() => order.push('write'));
  other.exec('ROLLBACK');
  other.close();
  await Promise.all([importing, writing]);
  expect(order).toEqual(['import', 'write']);
  const [events, mentions] = await at.gate.write(async (sql) => [
    await sql.all("SELECT native_id FROM records WHERE type = 'event'"),
    await sql.all("SELECT handle FROM mentions WHERE connection = 'c'"),
  ]);
  expect(events).toHaveLength(LARGE);
  expect(mentions).toEqual([{ handle: 'written behind' }]);
});

test('closing ends an import under way, which keeps nothing and can be made again', async () => {
  await at.take(small);
  const before = await at.digest();
  const importing = at.take(long);
  const outcome = expect(importing).rejects.toMatchObject({ code: 'STORE_NOT_READY', status: 503 });
  await lockTaken(ledgerPath, importing);
  await at.imports.close();
  await outcome;
  expect(await at.digest()).toBe(before);
  await expect(at.take(large)).rejects.toMatchObject({ code: 'STORE_NOT_READY' });
  const later = openBuilt(ledgerPath, true);
  expect(await later.take(large)).toMatchObject({ applied: true, added: { events: LARGE } });
});

test('a thread that breaks fails its own import and gives the turn back', async () => {
  const vanishing = join(folder, 'vanishing.ndjson');
  writeFileSync(vanishing, readFileSync(large));
  let finish: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (finish = resolve));
  const writing = at.gate.write(() => held);
  const importing = at.take(vanishing);
  const outcome = expect(importing).rejects.toMatchObject({ code: 'ENOENT' });
  // The import has looked at the size of its file and stands in the queue.
  await delay(100);
  rmSync(vanishing);
  finish();
  await Promise.all([writing, outcome]);
  expect(await at.take(large)).toMatchObject({ applied: true });
});

/** Resolves once an import holds the write lock: it is between its first write and its COMMIT. Throws if it ends before that is seen. */
async function lockTaken(path: string, importing: Promise<unknown>): Promise<void> {
  const seen = { end: false };
  const end = (): boolean => (seen.end = true);
  importing.then(end, end);
  const probe = new Database(path, { timeout: 0 });
  try {
    while (lockIsFree(probe)) {
      if (seen.end) throw new Error('the import ended unseen');
      await delay(5);
    }
  } finally {
    probe.close();
  }
}

function lockIsFree(probe: Database.Database): boolean {
  try {
    probe.exec('BEGIN IMMEDIATE');
    probe.exec('ROLLBACK');
    return true;
  } catch {
    return false;
  }
}

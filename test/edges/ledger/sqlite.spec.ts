import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { WriteGate } from '../../../src/ledger/storage/write-gate.service.js';
import { SqliteReaders } from '../../../src/ledger/storage/sqlite-readers.store.js';
import { openLedger, sqliteKind, type TestLedger } from './test-ledger.js';
import { tinyFile } from './tiny-source.js';

const kind = sqliteKind();
const INCIDENT = { type: 'incident', id: 'I1', title: 'Checkout down', declaredAt: '2026-01-01T00:00:00.000Z' };
let at: TestLedger;
let path = '';

beforeAll(() => kind.start());
afterAll(() => kind.stop());
beforeEach(async () => {
  const location = await kind.fresh();
  at = openLedger(location);
  path = location.kind === 'sqlite' ? location.path : '';
});
afterEach(() => at.ledger.close());

test('the writer keeps commits through a power cut and erases what is deleted', async () => {
  await at.database.ready();
  const pragma = async (name: string): Promise<unknown> => {
    const [row] = await at.database.writer.query<Record<string, unknown>[]>(`PRAGMA ${name}`);
    return Object.values(row ?? {})[0];
  };
  expect(await pragma('journal_mode')).toBe('wal');
  // FULL is 2; NORMAL, the default with WAL in this driver, is 1.
  expect(await pragma('synchronous')).toBe(2);
  expect(await pragma('foreign_keys')).toBe(1);
  expect(await pragma('secure_delete')).toBe(1);
  expect(await pragma('trusted_schema')).toBe(0);
  expect(await pragma('busy_timeout')).toBe(100);
  expect(await pragma('journal_size_limit')).toBe(64 * 1024 * 1024);
});

test('a reader gives its connection back when the work on it fails', async () => {
  await at.database.ready();
  const readers = new SqliteReaders(path, 1);
  await expect(readers.read(() => Promise.reject(new Error('work fails')))).rejects.toThrow('work fails');
  expect(await readers.read((sql) => sql.all('SELECT n FROM write_fence'))).toHaveLength(1);
  readers.close();
});

test('a write waits for another process without stopping this one', async () => {
  await at.database.ready();
  const other = new Database(path);
  other.exec('BEGIN IMMEDIATE');
  let ticks = 0;
  const ticking = setInterval(() => (ticks += 1), 10);
  const release = setTimeout(() => other.exec('COMMIT'), 400);
  await at.take(tinyFile('f', 'native', [INCIDENT]));
  clearInterval(ticking);
  clearTimeout(release);
  other.close();
  expect(ticks).toBeGreaterThan(2);
});

test('an import leaves turns to whatever else the process does', async () => {
  await at.database.ready();
  let ticks = 0;
  const ticking = setInterval(() => (ticks += 1), 1);
  const many = Array.from({ length: 20_000 }, (_, i) => ({ ...INCIDENT, id: `I-${String(i)}` }));
  await at.take(tinyFile('g', 'native', many));
  clearInterval(ticking);
  // 20,000 records are 40 batches of 500.
  expect(ticks).toBeGreaterThanOrEqual(30);
});

test('a write that waited too long says that the ledger is busy, and keeps nothing', async () => {
  await at.database.ready();
  const other = new Database(path);
  other.exec('BEGIN IMMEDIATE');
  const gate = new WriteGate(at.database, 200);
  const write = gate.write((sql) => sql.all("INSERT INTO mentions VALUES ('c', 'h', '')"));
  await expect(write).rejects.toMatchObject({ code: 'STORE_BUSY', exitCode: 5 });
  other.exec('ROLLBACK');
  other.close();
  expect(await at.gate.write((sql) => sql.all('SELECT * FROM mentions'))).toEqual([]);
});

test('a unit that read before another process wrote is run again, whole', async () => {
  await at.database.ready();
  let runs = 0;
  await at.gate.write(async (sql) => {
    runs += 1;
    await sql.all("INSERT INTO mentions VALUES ('c', $1, '')", [`run ${String(runs)}`]);
    if (runs === 1) throw Object.assign(new Error('busy'), { code: 'SQLITE_BUSY_SNAPSHOT' });
  });
  expect(await at.gate.write((sql) => sql.all('SELECT handle FROM mentions'))).toEqual([{ handle: 'run 2' }]);
});

test('a full disk says so, and keeps nothing', async () => {
  await at.take(tinyFile('f', 'native', [INCIDENT]));
  const before = await at.digest();
  await at.database.writer.query('PRAGMA max_page_count = 30');
  const many = Array.from({ length: 3_000 }, (_, i) => ({ ...INCIDENT, id: `I-${String(i)}` }));
  await expect(at.take(tinyFile('g', 'native', many))).rejects.toMatchObject({ code: 'STORAGE_FULL', exitCode: 6 });
  expect(await at.digest()).toBe(before);
});

test('a file that is not a ledger is refused and left as it was', async () => {
  writeFileSync(path, 'name,email\nAna,ana@example.org\n');
  await expect(at.digest()).rejects.toMatchObject({ code: 'STORE_NOT_READY' });
  expect(readFileSync(path, 'utf8')).toContain('ana@example.org');
});

test('a directory is refused as a ledger', async () => {
  const other = openLedger({ kind: 'sqlite', path: path.replace(/\/[^/]*$/, '') });
  await expect(other.digest()).rejects.toThrow(/is a directory/);
});

test('a ledger of an earlier version asks to be migrated', async () => {
  await at.ledger.migrate();
  await at.database.writer.query("UPDATE migrations SET name = 'Earlier1'");
  await at.ledger.close();
  const later = openLedger(at.location);
  await expect(later.digest()).rejects.toThrow(/sevidence migrate/);
  expect(await later.ledger.health()).toMatchObject({ ok: false, database: 'sqlite' });
  await later.ledger.close();
});

// Windows has no such modes; there the folder says who may read.
if (process.platform !== 'win32') {
  test('a new ledger, and the files beside it, are for its owner alone', async () => {
    await at.take(tinyFile('f', 'native', [INCIDENT]));
    const modes = ['', '-wal', '-shm'].map((suffix) => (statSync(path + suffix).mode & 0o777).toString(8));
    expect(modes).toEqual(['600', '600', '600']);
  });
}

test('two processes that make the same new ledger at once both succeed', async () => {
  const other = openLedger(at.location);
  await Promise.all([at.digest(), other.digest()]);
  await other.ledger.close();
  expect(await at.ledger.health()).toEqual({ ok: true, database: 'sqlite', pendingMigrations: [] });
});

test('a database that cannot be reached is said to be so, by reads and by the health probe', async () => {
  const nowhere = openLedger({ kind: 'postgres', url: 'postgres://postgres@127.0.0.1:1/none' });
  await expect(nowhere.digest()).rejects.toMatchObject({ code: 'STORE_NOT_READY' });
  expect(await nowhere.ledger.health()).toMatchObject({ ok: false, database: 'postgres' });
});

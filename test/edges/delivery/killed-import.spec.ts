import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import { runCli } from './run-cli.js';

const CLI = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));
const EVENTS = 30_000;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sevidence-killed-'));
  const incident = { type: 'incident', id: 'I1', title: 'Checkout down', declaredAt: '2026-01-01T00:00:00Z' };
  const events = Array.from({ length: EVENTS }, (_, i) => ({
    type: 'event',
    id: `e${String(i)}`,
    incident: 'I1',
    kind: 'note',
    at: '2026-01-01T00:05:00Z',
    actor: 'ada',
  }));
  const text = [incident, ...events].map((record) => `${JSON.stringify(record)}\n`).join('');
  await writeFile(join(folder, 'long.ndjson'), text);
  await writeFile(join(folder, 'small.ndjson'), `${JSON.stringify({ ...incident, id: 'I0' })}\n`);
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const digest = async (): Promise<string> => (await runCli(folder, 'digest')).stdout.trim();

test('an import killed in the middle leaves the ledger as it was, whole, and can be made again', async () => {
  expect(await runCli(folder, 'import', 'small.ndjson')).toMatchObject({ code: 0 });
  const before = await digest();
  const { PATH, HOME } = process.env;
  const importing = spawn(process.execPath, [CLI, 'import', 'long.ndjson'], {
    cwd: folder,
    env: { PATH, HOME, DATABASE_URL: 'ledger.db' },
  });
  const ended = once(importing, 'exit');
  await lockTaken(join(folder, 'ledger.db'));
  importing.kill('SIGKILL');
  expect((await ended)[1]).toBe('SIGKILL');
  expect(await digest()).toBe(before);
  const ledger = new Database(join(folder, 'ledger.db'));
  expect(ledger.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  ledger.close();
  const again = await runCli(folder, 'import', 'long.ndjson', '--format', 'json');
  expect(JSON.parse(again.stdout)).toMatchObject({ applied: true, added: { incidents: 1, events: EVENTS } });
});

/** Resolves once somebody holds the write lock: an import is between its first write and its COMMIT. */
async function lockTaken(path: string): Promise<void> {
  const probe = new Database(path, { timeout: 0 });
  try {
    for (;;) {
      probe.exec('BEGIN IMMEDIATE');
      probe.exec('ROLLBACK');
      await pause(5);
    }
  } catch {
    return;
  } finally {
    probe.close();
  }
}

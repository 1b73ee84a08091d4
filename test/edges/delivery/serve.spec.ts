import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runCli } from './run-cli.js';

const CLI = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));

let folder: string;
let server: ChildProcess;
let printed = '';
let address: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sevidence-serve-'));
  await writeFile(
    join(folder, 'people.ndjson'),
    '{"type":"person","id":"ada","name":"Ada Lovelace","email":"ada@example.com"}',
  );
  await runCli(folder, 'import', 'people.ndjson');
  const { PATH, HOME } = process.env;
  server = spawn(process.execPath, [CLI, 'serve', '--port', '0'], {
    cwd: folder,
    env: { PATH, HOME, DATABASE_URL: 'ledger.db' },
  });
  address = await new Promise((resolve) => {
    server.stdout?.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      const found = /answers at (\S+);/.exec(printed)?.[1];
      if (found !== undefined) resolve(found);
    });
  });
});

afterAll(async () => {
  if (server.exitCode === null && server.signalCode === null) {
    server.kill('SIGTERM');
    await once(server, 'exit');
  }
  await rm(folder, { recursive: true, force: true });
});

describe('sevidence serve', () => {
  it('listens on this machine alone', () => {
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it('writes no name, e-mail or query to its log, whatever the address looks like', async () => {
    for (const path of [
      '/people/ada@example.com/scorecard?period=2026H1',
      '/People/ada@example.com/scorecard',
      '//people/ada@example.com',
      '/people?who=Lovelace',
    ]) {
      await (await fetch(address + path)).arrayBuffer();
    }
    // The log comes through a pipe: it is whole when all four requests stand in it.
    while ((printed.match(/request completed/g) ?? []).length < 4) await pause(20);
    expect(printed).toContain('"route":"/people/:id/scorecard"');
    expect(printed).not.toMatch(/ada|lovelace|2026H1/i);
  });

  it('lets nobody keep what it answers', async () => {
    const { headers } = await fetch(`${address}/people`);
    expect([headers.get('cache-control'), headers.get('etag')]).toEqual(['no-store', null]);
  });

  it('says in a sentence that a port is taken, and that this is no defect', async () => {
    const outcome = await runCli(folder, 'serve', '--port', new URL(address).port);
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toMatch(/Port \d+ is in use/);
    expect(outcome.stderr).not.toMatch(/\n\s+at /);
  });

  it('keeps what names people from the other accounts of the machine', async () => {
    await runCli(folder, 'packet', 'ada', '--period', '2026H1', '--out', 'ada.json');
    for (const name of ['ledger.db', 'ada.json']) {
      expect({ name, mode: (await stat(join(folder, name))).mode & 0o077 }).toEqual({ name, mode: 0 });
    }
  });

  it('ends on SIGTERM', async () => {
    server.kill('SIGTERM');
    await once(server, 'exit');
    await expect(fetch(`${address}/health`)).rejects.toThrow();
  });
});

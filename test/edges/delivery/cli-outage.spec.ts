import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Outcome, runCli } from './run-cli.js';

const EXAMPLE = fileURLToPath(new URL('../../../examples/one-outage/', import.meta.url));
const INES = ['ines@harbour.example', '--period', '2026H1'];

let folder: string;
let imported: Outcome[];

const run = (...args: string[]): Promise<Outcome> => runCli(folder, ...args);

/** The two commands that examples/one-outage/README.md gives. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sevidence-outage-'));
  const files = (await readdir(EXAMPLE)).filter((name) => /\.(ndjson|json)$/.test(name));
  imported = [
    await run('import', ...files.map((name) => EXAMPLE + name)),
    await run('import', `${EXAMPLE}slack-export`),
  ];
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

test('the exports of five systems import as they come, and are one incident', async () => {
  expect(imported.map(({ code }) => code)).toEqual([0, 0]);
  const listed = (await run('incidents')).stdout;
  expect(listed).toMatch(/^INC-204 +2026-03-04 12:20Z +2 +github incident-io pagerduty slack +Card payments/m);
  expect(listed.trim().split('\n')).toHaveLength(2);
  expect((await run('incidents', '--unresolved')).stdout).toBe('Nothing is unresolved.\n');
});

test('a record can be taken out of its incident and put back, and both stay on record', async () => {
  expect(await run('incidents', 'unlink', 'Q204HARB', '--by', 'Mika')).toMatchObject({ code: 0 });
  expect((await run('incidents')).stdout).toMatch(/^Q204HARB /m);
  const undone = await run('decisions', 'undo', '1', '--by', 'Mika');
  expect(undone.code).toBe(0);
  expect((await run('incidents')).stdout).not.toMatch(/^Q204HARB /m);
  const decisions = (await run('decisions', 'list')).stdout;
  expect(decisions).toMatch(/^1 .*Mika/m);
  expect(decisions).toMatch(/^2 .*Mika/m);
});

test('what is missing from a record is listed with the command that mends it, and that command mends it', async () => {
  const gaps = await run('gaps', ...INES);
  expect(gaps.code).toBe(0);
  const command = /> sevidence (people link idz .*)$/m.exec(gaps.stdout)?.[1];
  expect(command).toBe('people link idz ines@harbour.example --connection github');
  expect((await run(...(command ?? '').split(' '))).code).toBe(0);
  expect((await run('gaps', ...INES)).stdout).not.toContain('idz');
  const { stdout } = await run('gaps', ...INES, '--format', 'json');
  for (const gap of JSON.parse(stdout) as { what: string; command: string }[]) {
    expect(gap.what).toMatch(/\.$/);
    expect(gap.command).toMatch(/^sevidence /);
  }
});

test('a person is found by any of their handles, and the follow-up counts once', async () => {
  const { stdout } = await run('score', 'jira:5c02ines', '--period', '2026H1');
  expect(stdout).toContain('Ines Duarte, 1 January to 30 June 2026');
  expect(stdout).toMatch(/^Follows through +1 of 1/m);
});

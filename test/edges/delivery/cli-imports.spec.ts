import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { zipOf } from '../../builders/zip.js';
import { runCli } from './run-cli.js';

const MAPPINGS = fileURLToPath(new URL('../../imports/ok/mapping/', import.meta.url));
const ADA = '{"type":"person","id":"ada","name":"Ada Lovelace"}\n';
const INCIDENT = '{"type":"incident","id":"INC-1","title":"Checkout slow","declaredAt":"2026-03-01T10:00:00Z"}\n';
const BAD = INCIDENT.replace('INC-1', 'INC-2').replace('2026-03-01', '2026-02-30');

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sevidence-imports-'));
  await writeFile(join(folder, 'bad.ndjson'), ADA + INCIDENT + BAD);
  await writeFile(join(folder, 'a.ndjson.gz'), gzipSync(ADA));
  await writeFile(join(folder, 'a.zip'), zipOf({ name: 'a/b.ndjson', text: INCIDENT }));
  await writeFile(join(folder, 'cut.gz'), gzipSync(ADA).subarray(0, 40));
  await mkdir(join(folder, 'set'));
  await writeFile(join(folder, 'set', 'people.csv'), 'id,name\nbo,Bo Lindqvist\n');
  await writeFile(join(folder, 'set', 'incidents.csv'), 'id,title,declaredAt\nI1,Down,2026-03-01T10:00:00Z\n');
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const run = (...args: string[]): ReturnType<typeof runCli> => runCli(folder, ...args);

test('rows at fault can be set aside, are listed, and the import can be withdrawn', async () => {
  const before = (await run('digest')).stdout;
  const applied = await run('import', 'bad.ndjson', '--mode', 'quarantine');
  expect(applied).toMatchObject({ code: 4, stdout: expect.stringContaining('1 row set aside') });
  expect(applied.stderr).toMatch(/^set aside: bad\.ndjson, line 3, declaredAt: .* \[TIME_INVALID\]$/m);
  const shown = await run('imports', 'show', '1');
  expect(JSON.parse(shown.stdout)).toMatchObject({ line: 3, code: 'TIME_INVALID', raw: BAD.trimEnd() });
  expect((await run('imports', 'list')).stdout).toMatch(/^ +1 .*2 records from bad\.ndjson {2}applied, 1 set aside/);
  expect(await run('imports', 'withdraw', '1')).toMatchObject({ code: 0 });
  expect((await run('digest')).stdout).toBe(before);
  const { stdout } = await run('imports', 'list', '--format', 'json');
  expect(JSON.parse(stdout)).toMatchObject({ imports: [{ status: 'withdrawn', withdrawn: { by: 'command line' } }] });
  expect(await run('imports', 'withdraw', '9')).toMatchObject({ code: 2, stdout: '' });
});

test('archives and the folder of one export are opened, and a damaged one is refused', async () => {
  const report = async (name: string): Promise<unknown> =>
    JSON.parse((await run('import', name, '--format', 'json')).stdout);
  expect(await report('a.ndjson.gz')).toMatchObject({ source: 'native', added: { people: 1 } });
  expect(await report('a.zip')).toMatchObject({ source: 'native', added: { incidents: 1 } });
  expect(await report('set')).toMatchObject({ source: 'native', added: { people: 1, incidents: 1 } });
  expect(await report('cut.gz')).toMatchObject({ applied: false, code: 'ARCHIVE_CORRUPT' });
});

test('private channels of a Slack export are read with --include-private only', async () => {
  const zip = zipOf(
    { name: 'users.json', text: '[{"id":"U1","team_id":"T1","name":"ana","profile":{}}]' },
    { name: 'groups.json', text: '[{"id":"G9","name":"inc-9","created":1773136800,"members":[]}]' },
    { name: 'inc-9/2026-03-10.json', text: '[{"type":"message","user":"U1","ts":"1773137900.000002"}]' },
  );
  await writeFile(join(folder, 'slack.zip'), zip);
  const added = async (...more: string[]): Promise<unknown> =>
    JSON.parse((await run('import', 'slack.zip', '--format', 'json', ...more)).stdout);
  expect(await added()).toMatchObject({ added: { incidents: 0, events: 0 }, warnings: [{ code: 'PRIVATE_LEFT_OUT' }] });
  expect(await added('--include-private', '--replace')).toMatchObject({ added: { incidents: 1, events: 1 } });
});

test('a format of your own is read through its mapping, and the same file through another is another import', async () => {
  const file = join(MAPPINGS, 'events.csv');
  const mapping = join(MAPPINGS, 'events.yaml');
  const first = await run('import', file, '--map', mapping, '--format', 'json');
  // Four rows, of which one is a heartbeat.
  expect(JSON.parse(first.stdout)).toMatchObject({ source: 'incident-bot', added: { events: 3 } });
  const changed = join(folder, 'changed.yaml');
  await writeFile(changed, `# changed\n${await readFile(mapping, 'utf8')}`);
  expect(await run('import', file, '--map', changed)).toMatchObject({ code: 3 });
  expect(await run('import', file, '--map', changed, '--replace')).toMatchObject({ code: 0 });
  expect(await run('import', file, '--map', mapping, '--source', 'native')).toMatchObject({ code: 2 });
  expect(await run('import', file, '--map', 'nowhere.yaml')).toMatchObject({ code: 2 });
});

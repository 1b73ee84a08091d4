import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LedgerService } from '../../../src/ledger/ledger.service.js';
import { parseDatabaseUrl } from '../../../src/ledger/storage/database-url.js';
import { LedgerDatabase } from '../../../src/ledger/storage/ledger-database.store.js';
import { runCli } from './run-cli.js';

const GOOD = [
  '{"type":"person","id":"ada","name":"Ada Lovelace","email":"ada@example.com"}',
  '{"type":"incident","id":"INC-1","title":"Checkout slow","declaredAt":"2026-03-01T10:00:00Z","severity":2}',
  '{"type":"event","id":"e1","incident":"INC-1","kind":"joined","at":"2026-03-01T10:05:00Z","actor":"ada"}',
].join('\n');

let folder: string;
let before: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sevidence-cli-'));
  await writeFile(join(folder, 'good.ndjson'), GOOD);
  await writeFile(join(folder, 'empty.ndjson'), '');
  await mkdir(join(folder, 'exports'));
  await writeFile(
    join(folder, 'half.json'),
    '{"incidents":[{"id":"P1","type":"incident","title":"x","created_at":"2026-03-01T10:00:00Z",',
  );
  await writeFile(join(folder, 'incidents.csv'), 'id,declaredAt\nINC-2,2026-03-01T10:00:00Z\n');
  await writeFile(
    join(folder, 'date.ndjson'),
    `${GOOD}\n{"type":"incident","id":"INC-3","title":"x","declaredAt":"2026-02-30T10:00:00Z"}\n`,
  );
  await writeFile(join(folder, 'letter.txt'), 'Dear Sir or Madam,\nplease find attached nothing.\n');
  expect(await runCli(folder, 'import', 'good.ndjson')).toMatchObject({ code: 0 });
  before = await digestOf(join(folder, 'ledger.db'));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Read beside the command line, which is spared a start for each question. */
async function digestOf(path: string): Promise<string> {
  const database = LedgerDatabase.at(parseDatabaseUrl(path));
  const ledger = new LedgerService(database, []);
  const digest = await ledger.read((snapshot) => snapshot.digest());
  await ledger.close();
  return digest;
}

describe('bad input ends with one clear sentence, the documented exit code and an unchanged ledger', () => {
  it.each<[string, string[], number, RegExp[]]>([
    ['a missing file', ['import', 'nowhere.json'], 2, [/no file "nowhere\.json"/]],
    ['a directory', ['import', 'exports'], 2, [/"exports" is a directory/]],
    ['an empty file', ['import', 'empty.ndjson'], 3, [/"empty\.ndjson" is empty/]],
    ['half a JSON document', ['import', 'half.json'], 3, [/half\.json, line 1, column \d+: .*export it again/]],
    [
      'a CSV with a missing column',
      ['import', 'incidents.csv'],
      3,
      [/incidents\.csv, line 1.*title.*add it to the header/],
    ],
    [
      'a date that does not exist',
      ['import', 'date.ndjson'],
      3,
      [/date\.ndjson, line 4, declaredAt: .*2026-03-01T09:30:00Z/],
    ],
    ['a file of no known format', ['import', 'letter.txt'], 3, [/letter\.txt/, /docs\/sources/]],
    ['a good file beside a bad one', ['import', 'date.ndjson', 'good.ndjson'], 3, [/date\.ndjson, line 4/]],
    [
      'a source that does not exist',
      ['import', 'good.ndjson', '--source', 'carrier-pigeon'],
      2,
      [/carrier-pigeon/, /native/],
    ],
    ['a zone that does not exist', ['import', 'good.ndjson', '--zone', 'Mars/Olympus'], 2, [/Mars\/Olympus/]],
    ['an unknown person', ['score', 'nobody@example.com'], 2, [/nobody@example\.com/, /people list/]],
    ['an unknown person for a packet', ['packet', 'nobody@example.com'], 2, [/nobody@example\.com/]],
    ['a period that is none', ['score', 'ada@example.com', '--period', 'spring'], 2, [/2026H1/]],
    [
      'a packet into a folder that is not there',
      ['packet', 'ada@example.com', '--out', 'no/where.json'],
      2,
      [/no\/where\.json/],
    ],
    ['a packet of no known ending', ['packet', 'ada@example.com', '--out', 'x.docx'], 2, [/\.pdf/]],
    ['"me" when nobody said who that is', ['score', 'me'], 2, [/SEVIDENCE_ME/]],
    ['a command that does not exist', ['frobnicate'], 2, [/unknown command/]],
    ['an option that does not exist', ['digest', '--loud'], 2, [/unknown option/]],
  ])('%s', async (_what, args, code, words) => {
    const outcome = await runCli(folder, ...args);
    expect({ code: outcome.code, stdout: outcome.stdout }).toEqual({ code, stdout: '' });
    for (const word of words) expect(outcome.stderr).toMatch(word);
    expect(outcome.stderr).not.toMatch(/\n\s+at /);
    expect(await digestOf(join(folder, 'ledger.db'))).toBe(before);
  });
});

describe('a refusal with --format json', () => {
  it('lists every rejected row on standard output for programs', async () => {
    const outcome = await runCli(folder, 'import', 'date.ndjson', '--format', 'json');
    expect(outcome.code).toBe(3);
    expect(JSON.parse(outcome.stdout)).toMatchObject({
      applied: false,
      code: 'IMPORT_INVALID_ROWS',
      rejected: [{ file: 'date.ndjson', line: 4, field: 'declaredAt', code: 'TIME_INVALID' }],
    });
  });
});

describe('a ledger that is none', () => {
  it('is refused in a sentence, and left as it is', async () => {
    const other = await mkdtemp(join(tmpdir(), 'sevidence-cli-'));
    await writeFile(join(other, 'ledger.db'), 'this is no database, however long it may be. '.repeat(50));
    const outcome = await runCli(other, 'people', 'list');
    await rm(other, { recursive: true, force: true });
    expect(outcome.code).toBe(6);
    expect(outcome.stderr).toMatch(/ledger\.db/);
    expect(outcome.stderr).not.toMatch(/\n\s+at /);
  });
});

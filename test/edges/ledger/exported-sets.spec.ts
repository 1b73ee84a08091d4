import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { InputFilesService } from '../../../src/delivery/input-files.service.js';
import type { ImportReport } from '../../../src/ledger/import-report.js';
import type { SetOptions } from '../../../src/sources/source.js';
import { allSources } from '../../../src/sources/shipped-mappings.service.js';
import { zipOf, type ZipPart } from '../../builders/zip.js';
import { openLedger, sqliteKind, type TestLedger } from './test-ledger.js';

const OK = fileURLToPath(new URL('../../imports/ok/', import.meta.url));
const LIMITS = { entries: 100, expandedBytes: 10_000_000 };
const kind = sqliteKind();
const inputs = new InputFilesService();
let folder = '';
let at: TestLedger;
let other: TestLedger;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sets-'));
  await kind.start();
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await kind.stop();
});
beforeEach(async () => {
  [at, other] = [openLedger(await kind.fresh(), allSources()), openLedger(await kind.fresh(), allSources())];
});
afterEach(async () => {
  await at.ledger.close();
  await other.ledger.close();
});

async function take(ledger: TestLedger, path: string, options: SetOptions = {}): Promise<ImportReport> {
  const files = await inputs.openAll(path, path, { limits: LIMITS, source: 'auto', ...options });
  return ledger.take(files, { channels: ['inc-*'], ...options });
}

/** A ZIP of a folder, as a file manager makes it: its name before every file, folders as entries of their own. */
function packed(path: string): string {
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' }).sort();
  const parts = names.map((name) =>
    statSync(join(path, name)).isDirectory()
      ? { name: `export/${name}/`, mode: 0o040755 }
      : { name: `export/${name}`, text: readFileSync(join(path, name)) },
  );
  const zip = join(folder, 'export.zip');
  writeFileSync(zip, zipOf({ name: '__MACOSX/export/._users.json', text: 'fork' }, ...parts));
  return zip;
}

test.each(['slack/export', 'native-csv'])('%s is the same export as a folder and as an archive', async (name) => {
  const path = join(OK, name);
  const report = await take(at, path);
  expect(report).toMatchObject({ applied: true, rejected: [] });
  expect(report.source).not.toContain(',');
  await take(other, packed(path));
  expect(await other.digest()).toBe(await at.digest());
  // Known again by the bytes of each file, and told of once for the whole export.
  expect(await take(at, packed(path))).toMatchObject({ applied: false, notApplied: 'already-imported' });
});

describe('a private channel of a Slack export', () => {
  const USERS = '[{"id":"U1","team_id":"T1","name":"ana","profile":{"real_name":"Ana Reis"}}]';
  const parts = (groups: string): ZipPart[] => [
    { name: 'users.json', text: USERS },
    { name: 'channels.json', text: '[{"id":"C1","name":"inc-1","created":1773136800,"members":[]}]' },
    { name: 'groups.json', text: groups },
    { name: 'inc-1/2026-03-10.json', text: '[{"type":"message","user":"U1","ts":"1773136900.000001","text":"x"}]' },
  ];
  const GROUP = '[{"id":"G9","name":"inc-9-merger","created":1773136800,"members":["U1"]}]';
  const DAY = {
    name: 'inc-9-merger/2026-03-10.json',
    text: '[{"type":"message","user":"U1","ts":"1773137900.000002"}]',
  };

  function zipped(...all: ZipPart[]): string {
    const zip = join(folder, 'closed.zip');
    writeFileSync(zip, zipOf(...all));
    return zip;
  }

  /** The same files in a folder of their own. */
  function unzipped(...all: ZipPart[]): string {
    const path = join(folder, 'closed');
    for (const { name, text = '' } of all) {
      mkdirSync(join(path, dirname(name)), { recursive: true });
      writeFileSync(join(path, name), text);
    }
    return path;
  }

  /** All that SQLite has written of a ledger, as Latin-1. */
  const written = ({ location }: TestLedger): string => {
    const path = location.kind === 'sqlite' ? location.path : '';
    const files = [path, `${path}-wal`].filter((file) => existsSync(file));
    return files.map((file) => readFileSync(file, 'latin1')).join('');
  };

  test.each([
    ['an archive', zipped],
    ['a folder', unzipped],
  ])('in %s leaves no trace in the ledger, not even its name, and is told of once', async (_kind, make) => {
    const { applied, warnings } = await take(at, make(...parts(GROUP), DAY));
    expect(applied).toBe(true);
    expect(warnings.filter(({ code }) => code === 'PRIVATE_LEFT_OUT')).toMatchObject([{ count: 1 }]);
    await take(other, zipped(...parts('[]')));
    expect(await at.digest()).toBe(await other.digest());
    await at.ledger.close();
    expect(written(at)).toContain('inc-1');
    expect(written(at)).not.toContain('inc-9');
    expect(written(at)).not.toContain('1773137900');
  });

  test('is read when it is asked for', async () => {
    const report = await take(at, zipped(...parts(GROUP), DAY), { includePrivate: true });
    // Two channels, and a note in each.
    expect(report).toMatchObject({ added: { incidents: 2, events: 2 } });
    expect(report.warnings.map(({ code }) => code)).not.toContain('PRIVATE_LEFT_OUT');
  });
});

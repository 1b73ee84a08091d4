import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { InputFilesService } from '../../../src/delivery/input-files.service.js';
import type { ImportReport } from '../../../src/ledger/import-report.js';
import { allSources } from '../../../src/sources/shipped-mappings.service.js';
import { zipOf } from '../../builders/zip.js';
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

async function take(ledger: TestLedger, path: string): Promise<ImportReport> {
  const files = await inputs.openAll(path, path, { limits: LIMITS, source: 'auto' });
  return ledger.take(files, { channels: ['inc-*'] });
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

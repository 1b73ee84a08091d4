import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { IncidentFile } from '../../../src/domain/incident-file.js';
import { allSources } from '../../../src/sources/shipped-mappings.service.js';
import type { InputFile } from '../../../src/sources/source.js';
import { openLedger, sqliteKind, type TestLedger } from '../ledger/test-ledger.js';

const FOLDER = new URL('../../imports/ok/mapping/', import.meta.url);
const text = (name: string): string => readFileSync(new URL(name, FOLDER), 'utf8');
const mapping = { name: 'history.yaml', text: text('history.yaml') };

function fileOf(name: string, content: string): InputFile {
  return {
    name,
    open: async function* () {
      yield await Promise.resolve(Buffer.from(content));
    },
  };
}

const kind = sqliteKind();
const opened: TestLedger[] = [];

async function fresh(): Promise<TestLedger> {
  const at = openLedger(await kind.fresh(), allSources());
  opened.push(at);
  await at.ledger.migrate();
  return at;
}

async function filesIn(at: TestLedger): Promise<IncidentFile[]> {
  return at.ledger.read(async (snapshot) => {
    const files: IncidentFile[] = [];
    for await (const file of snapshot.incidentFiles()) files.push(file);
    return files;
  });
}

beforeAll(() => kind.start());

afterAll(async () => {
  for (const at of opened) await at.ledger.close();
  await kind.stop();
});

describe('a history imported by a mapping file', () => {
  it('is read back as events although no source of that name is known', async () => {
    const at = await fresh();
    const report = await at.take(fileOf('history.csv', text('history.csv')), { mapping });
    expect(report).toMatchObject({ source: 'desk', connection: 'desk', rejected: [] });
    const file = (await filesIn(at)).find(({ incident }) => incident?.reference === 'T-1');
    expect(file?.incident).toMatchObject({ title: 'Checkout down again', severity: 2 });
    expect(file?.events.map((event) => event.kind).filter((one) => one === 'resolved' || one === 'reopened')).toEqual([
      'resolved',
      'reopened',
      'resolved',
    ]);
    expect(file?.events.find((event) => event.kind === 'reopened')?.evidence).toMatchObject({
      file: 'history.csv',
      line: 6,
    });
  });

  it('gives one ledger however its rows are ordered and cut into files', async () => {
    const [header = '', ...rows] = text('history.csv').trimEnd().split('\n');
    const cut = (...parts: string[][]): InputFile[] =>
      parts.map((part, index) => fileOf(`part-${String(index)}.csv`, `${[header, ...part].join('\n')}\n`));
    const [whole, pieces] = [await fresh(), await fresh()];
    await whole.take(cut(rows), { mapping });
    for (const file of cut(rows.slice(4).reverse(), rows.slice(2, 5), rows.slice(0, 3).reverse())) {
      await pieces.take(file, { mapping });
    }
    expect(await pieces.digest()).toBe(await whole.digest());
  });

  it('under a mapping that was changed is another import, refused unless it replaces the first', async () => {
    const at = await fresh();
    const history = fileOf('history.csv', text('history.csv'));
    await at.take(history, { mapping });
    const other = { name: 'history.yaml', text: mapping.text.replace('High: 2', 'High: 1') };
    await expect(at.take(history, { mapping: other })).rejects.toMatchObject({
      code: 'IMPORT_REPEATED_WITH_OTHER_OPTIONS',
    });
  });
});

import { afterAll, beforeAll, beforeEach, afterEach, expect, test } from '@jest/globals';
import { openLedger, sqliteKind, type TestLedger } from './test-ledger.js';
import { tinyFile } from './tiny-source.js';

const kind = sqliteKind();
const AT = '2026-01-01T00:00:00.000Z';
const incident = (n: number) => ({ type: 'incident', id: `I${String(n)}`, title: 'Checkout down', declaredAt: AT });
const note = (n: number, of: number) => ({
  type: 'event',
  id: `e${String(n)}`,
  incident: `I${String(of)}`,
  kind: 'note',
  at: AT,
});
const upTo = (n: number) => Array.from({ length: n }, (_, index) => index);

/** More incidents than are remembered before the ledger is asked about them. */
const MANY = 9_000;

let at: TestLedger;

beforeAll(() => kind.start());
afterAll(() => kind.stop());
beforeEach(async () => (at = openLedger(await kind.fresh())));
afterEach(() => at.ledger.close());

test('an unknown incident is told of wherever it is named, however many known ones are named between', async () => {
  const notes = upTo(MANY).map((n) => note(n, n));
  // I0 is named first, and never recorded; I1 is, as the last record; all others are recorded before anything names them.
  const recorded = upTo(MANY).slice(2).map(incident);
  const lines = [...recorded, ...notes, note(MANY, 0), incident(1)];
  const report = await at.take(tinyFile('f', 'native', lines));
  // The line that says for whom the file is, 8,998 incidents, then I0.
  expect(report.warnings).toMatchObject([{ code: 'REF_UNKNOWN', line: 1 + MANY - 2 + 1, count: 2 }]);
  expect(report.added).toMatchObject({ incidents: MANY - 1, events: MANY + 1 });
});

test('records known already and new ones are told apart within one file, in any order', async () => {
  await at.take(tinyFile('first', 'native', upTo(300).map(incident)));
  const changed = { ...incident(7), title: 'Checkout slow' };
  const lines = [
    ...upTo(600)
      .filter((n) => n !== 7)
      .map(incident),
    incident(550),
    changed,
    note(1, 7),
  ];
  const report = await at.take(tinyFile('second', 'native', lines));
  expect(report).toMatchObject({
    added: { incidents: 300, events: 1 },
    changed: { incidents: 1 },
    unchanged: { incidents: 299 },
    warnings: [],
  });
});

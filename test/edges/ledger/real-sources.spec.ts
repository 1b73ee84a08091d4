import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { Coverage } from '../../../src/domain/incident-file.js';
import type { Observation } from '../../../src/domain/observation.js';
import { RubricService } from '../../../src/scoring/rubric.service.js';
import { observeFile } from '../../../src/scoring/scorecard.js';
import { SOURCES } from '../../../src/sources/index.js';
import type { InputFile } from '../../../src/sources/source.js';
import { openLedger, sqliteKind, type TestLedger } from './test-ledger.js';

const kind = sqliteKind();
let at: TestLedger;

beforeAll(() => kind.start());
afterAll(() => kind.stop());
beforeEach(async () => {
  at = openLedger(await kind.fresh(), SOURCES);
});
afterEach(() => at.ledger.close());

function fileOf(name: string, text: string): InputFile {
  return {
    name,
    open: async function* () {
      yield await Promise.resolve(Buffer.from(text));
    },
  };
}

function ndjson(...records: object[]): string {
  return records.map((record) => JSON.stringify(record)).join('\n');
}

const EXPORTED_AT = '2026-03-02T12:00:00.000Z';
const INCIDENT = { type: 'incident', id: 'I1', title: 'Down', declaredAt: '2026-03-02T11:00:00Z', severity: 2 };
const COVERS = ['paged', 'acknowledged', 'responder-added', 'joined', 'note', 'diagnosis', 'mitigation', 'resolved'];
const paged = (time: string): object => ({
  type: 'event',
  id: 'e1',
  incident: 'I1',
  kind: 'paged',
  at: `2026-03-02T${time}Z`,
  subject: 'ana',
  details: { channel: 'push' },
});

async function observed(): Promise<Pick<Observation, 'behaviour' | 'outcome' | 'reason'>[]> {
  return at.ledger.read(async (snapshot) => {
    const context = {
      rubric: new RubricService().default(),
      availability: await snapshot.availability(),
      asOf: '2026-06-30T00:00:00.000Z',
    };
    const outcomes: Pick<Observation, 'behaviour' | 'outcome' | 'reason'>[] = [];
    for await (const file of snapshot.incidentFiles()) {
      for (const { behaviour, outcome, reason } of observeFile(file, context))
        outcomes.push({ behaviour, outcome, reason });
    }
    return outcomes;
  });
}

describe('coverage ends where the export ended', () => {
  const source = { type: 'source', covers: COVERS, exportedAt: EXPORTED_AT };

  test('so a page one minute before is unseen, not a miss', async () => {
    await at.take(fileOf('a.ndjson', ndjson(source, INCIDENT, paged('11:59:00'))));
    expect(await observed()).toMatchObject([{ behaviour: 'answers-pages', outcome: 'unseen' }]);
  });

  test('and a page long before it that nobody answered is a miss', async () => {
    await at.take(fileOf('a.ndjson', ndjson(source, INCIDENT, paged('11:05:00'))));
    expect(await observed()).toMatchObject([{ behaviour: 'answers-pages', outcome: 'not-met' }]);
  });

  test('also where a later export of the same source records less', async () => {
    const later = { type: 'source', covers: ['paged'], exportedAt: '2026-03-09T12:00:00.000Z' };
    await at.take(fileOf('a.ndjson', ndjson(source, INCIDENT, paged('11:59:00'))));
    await at.take(fileOf('b.ndjson', ndjson(later)));
    expect(await observed()).toMatchObject([{ behaviour: 'answers-pages', outcome: 'unseen' }]);
  });

  test('unless it says itself until when it reaches', async () => {
    const until = '2026-03-02T11:30:00.000Z';
    await at.take(fileOf('a.ndjson', ndjson({ ...source, until }, INCIDENT, paged('11:29:00'))));
    expect(await observed()).toMatchObject([{ behaviour: 'answers-pages', outcome: 'unseen' }]);
  });
});

describe('what a native file declares', () => {
  const source = { type: 'source', covers: ['paged', 'note'] };
  const other = { ...INCIDENT, id: 'I2', title: 'Slow' };
  const ana = { type: 'person', id: 'ana', name: 'Ana', email: 'ana@x.org' };

  test('is not widened by an unrelated native file that declares nothing', async () => {
    await at.take(fileOf('a.ndjson', ndjson(source, INCIDENT, paged('11:00:30'))));
    const before = await observed();
    expect(before).toMatchObject([{ behaviour: 'answers-pages', outcome: 'unseen' }]);
    await at.take(fileOf('b.ndjson', ndjson(other)));
    expect(await observed()).toEqual(before);
  });

  test('is everything where nothing is declared, so that silence is a miss', async () => {
    await at.take(fileOf('a.ndjson', ndjson(INCIDENT, paged('11:00:30'))));
    expect(await observed()).toMatchObject([{ behaviour: 'answers-pages', outcome: 'not-met' }]);
  });

  test('holds wherever the file is cut, in whatever order the parts come', async () => {
    const records = [source, ana, INCIDENT, paged('11:00:30'), other];
    await at.take(fileOf('whole.ndjson', ndjson(...records)));
    const whole = { digest: await at.digest(), outcomes: await observed(), coverage: await coverage() };
    for (let cut = 1; cut < records.length; cut += 1) {
      const parts = [records.slice(cut).reverse(), records.slice(0, cut)];
      await at.ledger.close();
      at = openLedger(await kind.fresh(), SOURCES);
      for (const [n, part] of parts.entries()) await at.take(fileOf(`${String(n)}.ndjson`, ndjson(...part)));
      expect({ digest: await at.digest(), outcomes: await observed(), coverage: await coverage() }).toEqual(whole);
    }
  });

  test('is the same undeclared, cut or whole', async () => {
    await at.take(fileOf('whole.ndjson', ndjson(ana, INCIDENT, paged('11:00:30'))));
    const whole = { digest: await at.digest(), coverage: await coverage() };
    await at.ledger.close();
    at = openLedger(await kind.fresh(), SOURCES);
    await at.take([fileOf('2.ndjson', ndjson(paged('11:00:30'), INCIDENT)), fileOf('1.ndjson', ndjson(ana))]);
    expect({ digest: await at.digest(), coverage: await coverage() }).toEqual(whole);
  });

  async function coverage(): Promise<Coverage[]> {
    return at.ledger.read(async (snapshot) => {
      const all: Coverage[] = [];
      for await (const file of snapshot.incidentFiles()) all.push(...file.coverage);
      return all;
    });
  }
});

test("a list of people, memberships and shifts never changes anybody's outcome", async () => {
  const source = { type: 'source', covers: ['paged', 'responder-added'] };
  const called = { type: 'event', id: 'e2', incident: 'I1', kind: 'responder-added', at: '2026-03-02T11:01:00Z' };
  const records = [source, INCIDENT, paged('11:00:30'), { ...called, actor: 'bo', subject: 'ana' }];
  await at.take(fileOf('incidents.ndjson', ndjson(...records)));
  const before = await observed();
  expect(before.map(({ outcome }) => outcome)).toEqual(['unseen', 'unseen']);
  await at.take([
    fileOf('people.csv', 'id,name,email\nana,Ana,ana@x.org\nbo,Bo,bo@x.org\n'),
    fileOf('memberships.csv', 'person,team,from\nana,Pay,2026-01-01T00:00:00Z\n'),
    fileOf('shifts.csv', 'person,from,until,schedule\nana,2026-03-02T00:00:00Z,2026-03-03T00:00:00Z,primary\n'),
  ]);
  expect(await observed()).toEqual(before);
});

test('what a pager writes with an escape that no text can hold is refused with its place', async () => {
  const fixture = (name: string): InputFile =>
    fileOf(name, readFileSync(new URL(`../../imports/not-ok/${name}`, import.meta.url), 'utf8'));
  await expect(at.take(fixture('pagerduty-nul-in-summary.json'))).rejects.toMatchObject({
    code: 'IMPORT_INVALID_ROWS',
    rejections: [{ code: 'TEXT_INVALID_CHAR', line: 1, pointer: '/incidents/1' }],
  });
  await expect(at.take(fixture('pagerduty-half-surrogate-in-note.json'))).rejects.toMatchObject({
    rejections: [{ code: 'TEXT_INVALID_CHAR', line: 1, pointer: '/log_entries/0' }],
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { IncidentFile } from '../../../src/domain/incident-file.js';
import { reviewPeriod } from '../../../src/domain/review-period.js';
import type { Scorecard } from '../../../src/domain/scorecard.js';
import { scorecardOf } from '../../../src/scoring/scorecard.js';
import { SOURCES } from '../../../src/sources/index.js';
import type { InputFile } from '../../../src/sources/source.js';
import { RUBRIC } from '../../builders/scoring.js';
import { databaseKinds, openLedger, sqliteKind, type TestLedger } from './test-ledger.js';

const EXAMPLE = join(import.meta.dirname, '../../../examples/one-outage');
const INES = 'ines@harbour.example';
const MIKA = 'mika@harbour.example';
const H1 = reviewPeriod({ firstDay: '2026-01-01', lastDay: '2026-06-30' }, 'UTC');

/** Every export of the example, named by its path as a folder would be opened. */
const EXPORTS = readdirSync(EXAMPLE, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name !== 'README.md')
  .map((entry) => join(entry.parentPath, entry.name))
  .map((path) => ({ name: relative(EXAMPLE, path), bytes: new Uint8Array(readFileSync(path)) }));

function fileOf({ name, bytes }: { readonly name: string; readonly bytes: Uint8Array }): InputFile {
  return { name, open: () => once(bytes) };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

/**
 * The files again, cut as finely as their records allow: each line of NDJSON, each element of an array and of a page's list
 * in a file of its own. A day of Slack stays whole, as Slack exports it.
 */
const CUT = EXPORTS.flatMap(({ name, bytes }) => {
  if (/\/\d{4}-\d\d-\d\d\.json$/.test(name)) return [{ name, bytes }];
  const text = new TextDecoder().decode(bytes);
  const parts = name.endsWith('.ndjson') ? text.trim().split('\n') : partsOf(JSON.parse(text));
  return parts.map((part, n) => ({ name: `${name}.${String(n)}`, bytes: new TextEncoder().encode(part) }));
});

function partsOf(document: unknown): string[] {
  if (Array.isArray(document)) return document.map((element) => JSON.stringify([element]));
  const members = Object.entries(document as Record<string, unknown>);
  const [list, elements] = members.find(([, value]) => Array.isArray(value)) ?? [];
  if (list === undefined || !Array.isArray(elements)) return [JSON.stringify(document)];
  return elements.map((element: unknown) => JSON.stringify({ ...(document as object), [list]: [element] }));
}

async function allFiles(at: TestLedger): Promise<IncidentFile[]> {
  return at.ledger.read(async (snapshot) => {
    const files: IncidentFile[] = [];
    for await (const file of snapshot.incidentFiles()) files.push(file);
    return files;
  });
}

function profile(at: TestLedger, who: string): Promise<Scorecard> {
  return at.ledger.read(async (snapshot) => {
    const person = await snapshot.findPerson(who);
    const files: IncidentFile[] = [];
    for await (const file of snapshot.incidentFilesOf(person.id)) files.push(file);
    const asOf = '2026-07-02T00:00:00.000Z';
    return scorecardOf({
      person,
      period: H1,
      asOf,
      rubric: RUBRIC,
      files,
      availability: await snapshot.availability(),
    });
  });
}

/** `met of opportunities` by behaviour, where anything came up. */
function counts({ findings }: Scorecard): Record<string, string> {
  const came = findings.filter(({ opportunities }) => opportunities > 0);
  return Object.fromEntries(came.map((one) => [one.behaviour, `${String(one.met)} of ${String(one.opportunities)}`]));
}

describe.each(databaseKinds())('one outage that stands in five systems, on $name', (kind) => {
  let at: TestLedger;
  beforeAll(() => kind.start());
  afterAll(() => kind.stop());
  beforeEach(async () => {
    at = openLedger(await kind.fresh(), SOURCES);
    await at.ledger.migrate();
    await at.take(EXPORTS.map(fileOf));
  });
  afterEach(() => at.ledger.close());

  test('is one incident, with what each system holds of it', async () => {
    const files = await allFiles(at);
    expect(files.map(({ incident }) => incident?.title)).toEqual(['Card payments are declined']);
    const [file] = files;
    // The pager's incident, the channel, the fix; and the change that names the follow-up, as its proof.
    expect(new Set(file?.events.map(({ system }) => system))).toEqual(
      new Set(['github', 'incident-io', 'pagerduty', 'slack']),
    );
    expect(file?.coverage.map(({ system }) => system)).toEqual(['github', 'incident-io', 'jira', 'pagerduty', 'slack']);
    expect(file?.events.filter(({ kind: event }) => event === 'paged')).toHaveLength(1);
  });

  test('has its times and severity from the incident manager', async () => {
    const [file] = await allFiles(at);
    expect(file?.incident).toMatchObject({
      reference: 'INC-204',
      severity: 2,
      declaredAt: '2026-03-04T12:20:10.000Z',
      mitigatedAt: '2026-03-04T12:58:30.000Z',
    });
  });

  test('has one follow-up, with the due date and the closing of the tracker it is mirrored to', async () => {
    const [file] = await allFiles(at);
    expect(file?.actionItems).toHaveLength(1);
    expect(file?.actionItems[0]).toMatchObject({
      reference: 'SHOP-12',
      dueAt: '2026-03-18',
      closedAt: '2026-03-16T15:20:00.000Z',
    });
  });

  test('counts a page, a call and an action item once each', async () => {
    expect(counts(await profile(at, MIKA))).toEqual({ 'answers-pages': '1 of 1' });
    // Ines came when called (12:23:02 to 12:27:40, limit 15 min), and SHOP-12 was in time. Whether she mended anything GitHub
    // alone could tell, which does not know her yet.
    expect(counts(await profile(at, INES))).toEqual({ 'joins-when-called': '1 of 1', 'follows-through': '1 of 1' });
  });

  test('shows the follow-up closed by the merged change that names it', async () => {
    const found = (await profile(at, INES)).findings.find(({ behaviour }) => behaviour === 'follows-through');
    expect(found?.observations.map(({ outcome, proof }) => [outcome, proof])).toEqual([['met', 'merged-change']]);
  });

  test('keeps a handle without an e-mail apart until somebody decides, then counts the same', async () => {
    const handles = async (): Promise<string[]> =>
      at.ledger.read(async (snapshot) => (await snapshot.findPerson(INES)).handles.map(({ connection }) => connection));
    expect(await handles()).not.toContain('github');
    await at.people.linkHandle({
      connection: 'github',
      handle: 'idz',
      person: INES,
      by: 'Mika',
      now: '2026-07-01T00:00:00.000Z',
    });
    expect(await handles()).toContain('github');
    expect(counts(await profile(at, INES))['follows-through']).toBe('1 of 1');
  });
});

describe('order and cutting of the exports of one outage', () => {
  const kind = sqliteKind();
  beforeAll(() => kind.start());
  afterAll(() => kind.stop());

  test('change nothing: any shuffle, in any number of imports, gives one digest and one profile', async () => {
    expect(CUT.length).toBeGreaterThan(EXPORTS.length);
    const once = openLedger(await kind.fresh(), SOURCES);
    await once.ledger.migrate();
    await once.take(EXPORTS.map(fileOf));
    const [digest, ines] = [await once.digest(), await profile(once, INES)];
    await once.ledger.close();
    await fc.assert(
      fc.asyncProperty(
        // By index, so that a failure prints an order and not the files.
        fc.shuffledSubarray([...CUT.keys()], { minLength: CUT.length }),
        fc.integer({ min: 0, max: CUT.length }),
        async (order, cut) => {
          const files = order.flatMap((n) => CUT[n] ?? []);
          const again = openLedger(await kind.fresh(), SOURCES);
          await again.ledger.migrate();
          for (const part of [files.slice(0, cut), files.slice(cut), files.slice(0, cut)]) {
            if (part.length > 0) await again.take(part.map(fileOf));
          }
          expect(await again.digest()).toBe(digest);
          expect(counts(await profile(again, INES))).toEqual(counts(ines));
          await again.ledger.close();
        },
      ),
      { numRuns: 15 },
    );
  });
});

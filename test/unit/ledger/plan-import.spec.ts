import { describe, expect, test } from '@jest/globals';
import type { CanonicalRecord, IncidentRecord } from '../../../src/domain/record.js';
import { merged } from '../../../src/ledger/importing/merge-declarations.js';
import { type LiveRecord, planImport } from '../../../src/ledger/importing/plan-import.js';
import { type IncomingRecord, incomingRecord } from '../../../src/ledger/importing/record-row.js';

const INCIDENT: IncidentRecord = { type: 'incident', id: 'I1', title: 'a', declaredAt: '2026-01-01T00:00:00.000Z' };
const MON = '2026-01-05T00:00:00.000Z';
const TUE = '2026-01-06T00:00:00.000Z';

/** Import 7 is being planned; 3 was an earlier one. */
const NOW = 7;
const EARLIER = 3;

let lines = 0;
function incoming(record: CanonicalRecord): IncomingRecord {
  lines += 1;
  const origin = { file: 'f.ndjson', line: lines, raw: JSON.stringify(record) };
  return incomingRecord({ record, origin }, { source: 'native', connection: 'native' });
}

function incident(more: Partial<IncidentRecord> = {}): IncomingRecord {
  return incoming({ ...INCIDENT, ...more });
}

function live(record: IncomingRecord, more: Partial<LiveRecord> = {}): Map<string, LiveRecord> {
  const { id, body, updatedAt } = record.row;
  return new Map([[id, { body, updatedAt, sourceImport: EARLIER, seenImport: EARLIER, ...more }]]);
}

const fates = (plan: ReturnType<typeof planImport>): string[] => plan.fates.map(({ fate }) => fate);

describe('a record the ledger does not know', () => {
  test('is added', () => {
    const plan = planImport([incident()], new Map(), NOW);
    expect(fates(plan)).toEqual(['added']);
    expect(plan.write).toHaveLength(1);
  });

  test('that stands twice in one batch is added and counted once', () => {
    const plan = planImport([incident(), incident()], new Map(), NOW);
    expect(fates(plan)).toEqual(['added']);
    expect(plan.write).toHaveLength(1);
    expect(plan.keep).toHaveLength(0);
  });

  test('in two versions of one batch is held in the later one, and the earlier is kept as received', () => {
    const plan = planImport([incident({ updatedAt: MON }), incident({ title: 'b', updatedAt: TUE })], new Map(), NOW);
    expect(fates(plan)).toEqual(['added']);
    expect(plan.write[0]?.row.updatedAt).toBe(TUE);
    expect(plan.keep[0]?.row.updatedAt).toBe(MON);
  });

  test('in two versions that come newest first ends the same', () => {
    const plan = planImport([incident({ title: 'b', updatedAt: TUE }), incident({ updatedAt: MON })], new Map(), NOW);
    expect(fates(plan)).toEqual(['added']);
    expect(plan.write[0]?.row.updatedAt).toBe(TUE);
    expect(plan.warnings).toEqual([]);
  });
});

describe('a record the ledger knows', () => {
  test('that is equal is unchanged, and noted as asserted again', () => {
    const plan = planImport([incident()], live(incident()), NOW);
    expect(fates(plan)).toEqual(['unchanged']);
    expect(plan.write).toEqual([]);
    expect(plan.touch).toHaveLength(1);
  });

  test('with a later updatedAt is changed', () => {
    const plan = planImport([incident({ title: 'b', updatedAt: TUE })], live(incident({ updatedAt: MON })), NOW);
    expect(fates(plan)).toEqual(['changed']);
  });

  test('with an earlier updatedAt stays, is counted unchanged, and a warning says so', () => {
    const plan = planImport([incident({ title: 'b', updatedAt: MON })], live(incident({ updatedAt: TUE })), NOW);
    expect(fates(plan)).toEqual(['unchanged']);
    expect(plan.write).toEqual([]);
    expect(plan.keep).toHaveLength(1);
    expect(plan.warnings).toMatchObject([{ code: 'STALE', field: 'updatedAt', file: 'f.ndjson' }]);
  });

  test.each([
    ['neither has an updatedAt', undefined, undefined],
    ['both have the same', MON, MON],
    ['only the new one has one', TUE, undefined],
    ['only the old one has one', undefined, TUE],
  ])('takes the later import where %s', (_case, now, before) => {
    const fresh = incident({ title: 'b', ...(now === undefined ? {} : { updatedAt: now }) });
    const old = incident(before === undefined ? {} : { updatedAt: before });
    expect(fates(planImport([fresh], live(old), NOW))).toEqual(['changed']);
  });

  test('that an earlier batch counted unchanged and this one changes is counted changed after all', () => {
    const seen = live(incident({ updatedAt: MON }), { seenImport: NOW });
    const plan = planImport([incident({ title: 'b', updatedAt: TUE })], seen, NOW);
    expect(plan.fates).toEqual([]);
    expect(plan.promoted).toHaveLength(1);
  });
});

describe('two versions in one import that nothing orders', () => {
  test('are a conflict that names both places', () => {
    const [first, second] = [incident(), incident({ title: 'b' })];
    const plan = planImport([first, second], new Map(), NOW);
    expect(plan.rejections).toMatchObject([{ code: 'ROW_CONFLICT', file: 'f.ndjson', line: second.origin.line }]);
    expect(plan.rejections[0]?.message).toContain(`f.ndjson, line ${String(first.origin.line)}, `);
  });

  test('are a conflict across batches too', () => {
    const seen = live(incident(), { seenImport: NOW, sourceImport: NOW });
    expect(planImport([incident({ title: 'b' })], seen, NOW).rejections).toHaveLength(1);
  });

  test('are no conflict when they declare coverage or name a handle: they are united, in whatever order', () => {
    const one = incoming({ type: 'source', covers: ['paged', 'resolved'], exportedBy: 'ana' });
    const two = incoming({ type: 'source', covers: ['joined', 'paged'], exportedBy: 'bo' });
    const bodies = [
      planImport([one, two], new Map(), NOW),
      planImport([two, one], new Map(), NOW),
      planImport([two], live(one), NOW),
    ].map((plan) => plan.write.at(-1)?.row.body);
    expect(new Set(bodies).size).toBe(1);
    // In the order of the list of kinds; the greater text's own fields hold.
    expect(bodies[0]).toBe('{"covers":["paged","joined","resolved"],"exportedBy":"bo","type":"source"}');
    const names = [
      incoming({ type: 'handle', id: 'h', name: 'Ana' }),
      incoming({ type: 'handle', id: 'h', name: 'Ana B' }),
    ];
    expect(planImport(names, new Map(), NOW).rejections).toEqual([]);
  });
});

test('uniting declarations is commutative, associative and changes nothing it has seen', () => {
  const bodies = [
    '{"covers":["paged"],"type":"source"}',
    '{"covers":["joined"],"query":"a","type":"source"}',
    '{"covers":["closed","paged"],"query":"b","type":"source"}',
  ] as const;
  const [a, b, c] = bodies;
  expect(merged(a, b)).toBe(merged(b, a));
  expect(merged(merged(a, b), c)).toBe(merged(a, merged(b, c)));
  const all = merged(merged(a, b), c);
  for (const body of bodies) expect(merged(all, body)).toBe(all);
});

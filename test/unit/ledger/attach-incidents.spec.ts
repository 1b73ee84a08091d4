import { describe, expect, test } from '@jest/globals';
import { attachIncidents } from '../../../src/ledger/reading/attach-incidents.js';
import type { IncidentStub } from '../../../src/ledger/reading/incident-stub.js';

function stub(id: string, source: string, more: Partial<IncidentStub> = {}): IncidentStub {
  return { id, source, connection: source, nativeId: id.toUpperCase(), refs: [], ...more };
}

const pairs = (...incidents: IncidentStub[]): string[] =>
  [...attachIncidents(incidents).headOf].map(([attachment, head]) => `${attachment} in ${head}`);

test('a pager incident attaches to the head that names it by id', () => {
  expect(pairs(stub('p1', 'pagerduty'), stub('h', 'native', { refs: [{ system: 'pagerduty', id: 'P1' }] }))).toEqual([
    'p1 in h',
  ]);
});

test('a pager incident attaches to the head that names it by URL', () => {
  const url = 'https://x.pagerduty.com/incidents/P1';
  expect(
    pairs(stub('p1', 'pagerduty', { url }), stub('h', 'native', { refs: [{ system: 'pagerduty', url }] })),
  ).toEqual(['p1 in h']);
});

test('a pager incident attaches to the head that it names', () => {
  expect(pairs(stub('p1', 'pagerduty', { refs: [{ system: 'native', id: 'H' }] }), stub('h', 'native'))).toEqual([
    'p1 in h',
  ]);
});

test('an account of a source can be named by what the organisation calls it', () => {
  const pager = stub('p1', 'pagerduty', { connection: 'pd-eu' });
  expect(pairs(pager, stub('h', 'native', { refs: [{ system: 'pd-eu', id: 'P1' }] }))).toEqual(['p1 in h']);
});

test('a pager incident that two heads claim stays alone', () => {
  const refs = [{ system: 'pagerduty', id: 'P1' }];
  expect(
    pairs(stub('p1', 'pagerduty'), stub('h', 'native', { refs }), stub('i', 'servicenow-audit', { refs })),
  ).toEqual([]);
});

test('both naming each other is one claim', () => {
  const pager = stub('p1', 'pagerduty', { refs: [{ system: 'native', id: 'H' }] });
  expect(pairs(pager, stub('h', 'native', { refs: [{ system: 'pagerduty', id: 'P1' }] }))).toEqual(['p1 in h']);
});

test.each([
  ['two heads', stub('a', 'native', { refs: [{ system: 'native', id: 'B' }] }), stub('b', 'native')],
  ['two pager incidents', stub('a', 'pagerduty', { refs: [{ system: 'opsgenie', id: 'B' }] }), stub('b', 'opsgenie')],
  [
    'equal ids of other systems',
    stub('h', 'native', { refs: [{ system: 'jira', id: 'P1' }] }),
    stub('p1', 'pagerduty'),
  ],
  ['equal titles and times alone', stub('h', 'native'), stub('p1', 'pagerduty')],
])('%s do not attach', (_case, one, other) => {
  expect(pairs(one, other)).toEqual([]);
});

const head = (id: string, more: Partial<IncidentStub> = {}) => stub(id, 'incident-io', more);
const pager = (id: string, more: Partial<IncidentStub> = {}) => stub(id, 'pagerduty', { kind: 'pager', ...more });
const ticket = (id: string, more: Partial<IncidentStub> = {}) => stub(id, 'jira', { kind: 'ticket', ...more });
const channel = (id: string, more: Partial<IncidentStub> = {}) => stub(id, 'slack', { kind: 'channel', ...more });
const change = (id: string, more: Partial<IncidentStub> = {}) => stub(id, 'github', { kind: 'change', ...more });
const any = (id: string) => [{ system: '*', id }];

describe('a record that belongs to an incident', () => {
  test.each([
    [
      'a ticket that the head names by key',
      [head('h', { refs: [{ system: 'jira', id: 'OPS-7' }] }), ticket('t', { keys: ['OPS-7'] })],
      't in h',
    ],
    [
      'a ticket that names the head by key',
      [head('h', { keys: ['INC-204'] }), ticket('t', { refs: any('INC-204') })],
      't in h',
    ],
    [
      'a channel that the head names by channel id',
      [head('h', { refs: [{ system: 'slack', id: 'C01' }] }), channel('c', { keys: ['C01'] })],
      'c in h',
    ],
    [
      'a change whose text names the head in small letters',
      [head('h', { keys: ['INC-204'] }), change('g', { refs: any('inc-204') })],
      'g in h',
    ],
    [
      "a pager's incident of the manager's own vendor",
      [head('h'), stub('p', 'incident-io', { kind: 'pager', refs: [{ system: 'incident-io', id: 'H' }] })],
      'p in h',
    ],
    [
      "a change that names a pager's incident without a head",
      [pager('p', { keys: ['PD-9'] }), change('g', { refs: any('PD-9') })],
      'g in p',
    ],
  ] as const)('attaches: %s', (_case, records, expected) => {
    expect(pairs(...records)).toEqual([expected]);
  });

  test.each([
    ['the case of scheme and host', 'HTTPS://App.Example/inc/204'],
    ['a closing slash', 'https://app.example/inc/204/'],
    ['a fragment', 'https://app.example/inc/204#timeline'],
  ])('is known by the page of its head whatever %s', (_what, url) => {
    const one = head('h', { url: 'https://app.example/inc/204' });
    expect(pairs(one, change('g', { refs: [{ system: '*', url }] }))).toEqual(['g in h']);
  });

  test.each([
    ['the path', 'https://app.example/INC/204'],
    ['the query', 'https://app.example/inc/204?tab=1'],
  ])('is not known by an address that differs in %s', (_what, url) => {
    const one = head('h', { url: 'https://app.example/inc/204' });
    expect(pairs(one, change('g', { refs: [{ system: '*', url }] }))).toEqual([]);
  });

  test.each([
    ['ticket', ticket('t')],
    ['channel', channel('t')],
    ['change', change('t')],
  ])('stands in no incident where it is a %s without a head', (_kind, record) => {
    const { outside, headOf } = attachIncidents([head('h'), record]);
    expect([[...outside], [...headOf]]).toEqual([['t'], []]);
  });

  test("is its own incident where it is a pager's without a head", () => {
    expect(attachIncidents([pager('p')]).outside.size).toBe(0);
  });

  test('does not reach a head through another attachment: one level deep', () => {
    const records = [
      head('h', { refs: [{ system: 'pagerduty', id: 'P' }] }),
      pager('p'),
      ticket('t', { refs: [{ system: 'pagerduty', id: 'P' }] }),
    ];
    const { headOf, outside, unresolved } = attachIncidents(records);
    expect([[...headOf], [...outside]]).toEqual([[['p', 'h']], ['t']]);
    expect(unresolved).toEqual([{ id: 't', why: 'without-head', others: ['p'], names: ['pagerduty:P'] }]);
  });

  test('stays alone where two heads claim it, and is listed with both', () => {
    const refs = [{ system: 'slack', id: 'C' }];
    const records = [head('h', { refs }), stub('i', 'rootly', { refs }), channel('c')];
    const { headOf, outside, unresolved } = attachIncidents(records);
    expect([[...headOf], [...outside]]).toEqual([[], ['c']]);
    expect(unresolved).toEqual([{ id: 'c', why: 'claimed-twice', others: ['h', 'i'], names: [] }]);
  });

  test('stays alone where a key is that of two accounts', () => {
    const records = [
      head('h', { keys: ['INC-1'] }),
      head('i', { keys: ['INC-1'], connection: 'other' }),
      channel('c', { refs: any('INC-1') }),
    ];
    expect(attachIncidents(records).unresolved).toMatchObject([{ id: 'c', why: 'claimed-twice', others: ['h', 'i'] }]);
  });

  test('is listed where nothing claims it, but for a change that names no incident', () => {
    const { unresolved } = attachIncidents([
      channel('c', { refs: any('INC-9') }),
      change('g', { refs: any('SHOP-1') }),
    ]);
    expect(unresolved).toEqual([{ id: 'c', why: 'without-head', others: [], names: ['INC-9'] }]);
  });
});

test('two heads that name each other stay two, and are listed', () => {
  const records = [head('h', { refs: [{ system: 'rootly', id: 'I' }] }), stub('i', 'rootly')];
  const { headOf, unresolved } = attachIncidents(records);
  expect([...headOf]).toEqual([]);
  expect(unresolved).toEqual([{ id: 'h', why: 'names-another-head', others: ['i'], names: ['rootly:I'] }]);
});

test('a head that mentions an earlier incident of its own system is not listed', () => {
  expect(attachIncidents([head('h', { refs: any('INC-1') }), head('i', { keys: ['INC-1'] })]).unresolved).toEqual([]);
});

describe('a merged incident', () => {
  test('attaches to the last of a chain, with what belongs to any of it', () => {
    const records = [
      head('a', { mergedInto: 'B', refs: [{ system: 'slack', id: 'C' }] }),
      head('b', { mergedInto: 'D' }),
      head('d'),
      channel('c'),
    ];
    expect(pairs(...records).sort()).toEqual(['a in d', 'b in d', 'c in d']);
  });

  test('of a pager goes where the one it was merged into goes', () => {
    const records = [
      pager('p', { mergedInto: 'Q' }),
      pager('q'),
      head('h', { refs: [{ system: 'pagerduty', id: 'Q' }] }),
    ];
    expect(pairs(...records).sort()).toEqual(['p in h', 'q in h']);
  });

  test('is looked for in its own connection only', () => {
    const { headOf, unresolved } = attachIncidents([
      head('a', { mergedInto: 'B' }),
      head('b', { connection: 'other' }),
    ]);
    expect([...headOf]).toEqual([]);
    expect(unresolved).toMatchObject([{ id: 'a', why: 'merged-into-unknown' }]);
  });

  test('in a circle stays alone, and so does what leads into it', () => {
    const records = [head('a', { mergedInto: 'B' }), head('b', { mergedInto: 'A' }), head('c', { mergedInto: 'A' })];
    const { headOf, unresolved } = attachIncidents(records);
    expect([...headOf]).toEqual([]);
    expect(unresolved.map(({ id, why }) => `${id} ${why}`)).toEqual([
      'a merged-in-a-circle',
      'b merged-in-a-circle',
      'c merged-in-a-circle',
    ]);
  });
});

describe('a decision', () => {
  const decided = (linked: [string, string][], apart: string[] = []) => ({
    linked: new Map(linked),
    apart: new Set(apart),
  });

  test('puts a record with a head that nothing names', () => {
    const { headOf, unresolved } = attachIncidents([head('h'), channel('c')], decided([['c', 'h']]));
    expect([[...headOf], unresolved]).toEqual([[['c', 'h']], []]);
  });

  test('settles which of two claimants is right', () => {
    const refs = [{ system: 'slack', id: 'C' }];
    const records = [head('h', { refs }), head('i', { refs }), channel('c')];
    const { headOf, unresolved } = attachIncidents(records, decided([['c', 'i']]));
    expect([[...headOf], unresolved]).toEqual([[['c', 'i']], []]);
  });

  test('keeps a record apart, whatever names it', () => {
    const records = [head('h', { refs: [{ system: 'pagerduty', id: 'P' }] }), pager('p')];
    expect([...attachIncidents(records, decided([], ['p'])).headOf]).toEqual([]);
  });

  test('keeps a merged incident apart', () => {
    const records = [head('a', { mergedInto: 'B' }), head('b')];
    expect([...attachIncidents(records, decided([], ['a'])).headOf]).toEqual([]);
  });

  test('makes two heads one, with what belongs to either', () => {
    const records = [head('h', { refs: [{ system: 'slack', id: 'C' }] }), stub('i', 'rootly'), channel('c')];
    expect([...attachIncidents(records, decided([['h', 'i']])).headOf].sort()).toEqual([
      ['c', 'i'],
      ['h', 'i'],
    ]);
  });

  test('about each other leaves both alone rather than nowhere', () => {
    const records = [pager('p'), pager('q')];
    const { headOf, outside } = attachIncidents(
      records,
      decided([
        ['p', 'q'],
        ['q', 'p'],
      ]),
    );
    expect([...headOf.values()].every((id) => id === 'p' || id === 'q')).toBe(true);
    expect(outside.size).toBe(0);
  });
});

test('attaching does not depend on the order of the records', () => {
  const records = [
    head('h', { keys: ['INC-1'], refs: [{ system: 'pagerduty', id: 'P' }] }),
    pager('p'),
    pager('q', { mergedInto: 'P' }),
    channel('c', { refs: any('INC-1') }),
    change('g', { refs: any('INC-1') }),
    ticket('t'),
  ];
  const sorted = (...some: IncidentStub[]) => [...attachIncidents(some).headOf].sort();
  const forwards = sorted(...records);
  expect(forwards).toHaveLength(4);
  expect(sorted(...[...records].reverse())).toEqual(forwards);
});

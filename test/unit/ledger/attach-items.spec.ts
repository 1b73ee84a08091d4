import { describe, expect, test } from '@jest/globals';
import { attachIncidents } from '../../../src/ledger/reading/attach-incidents.js';
import { attachItems, type ItemPlan } from '../../../src/ledger/reading/attach-items.js';
import type { IncidentStub } from '../../../src/ledger/reading/incident-stub.js';
import type { ItemStub } from '../../../src/ledger/reading/mirrored-items.js';
import { refOfText } from '../../../src/ledger/reading/names.js';

const HEAD: IncidentStub = {
  id: 'h',
  source: 'incident-io',
  connection: 'incident-io',
  nativeId: '01H',
  keys: ['INC-204'],
  refs: [],
};
const OTHER: IncidentStub = { ...HEAD, id: 'o', nativeId: '01O', keys: ['INC-300'] };

function item(id: string, source: string, more: Partial<ItemStub> = {}): ItemStub {
  const base = { refs: [], incident: null, onlyIfNamed: false, assignee: null };
  return { id, source, connection: source, nativeId: id.toUpperCase(), ...base, ...more };
}

const followUp = (id: string, more: Partial<ItemStub> = {}) => item(id, 'incident-io', { incident: 'h', ...more });
const issue = (id: string, more: Partial<ItemStub> = {}) => item(id, 'jira', { onlyIfNamed: true, ...more });

function plan(items: readonly ItemStub[], incidents: readonly IncidentStub[] = [HEAD, OTHER]): ItemPlan {
  return attachItems(items, { incidents, attachments: attachIncidents(incidents) });
}

const files = (...args: Parameters<typeof plan>) => Object.fromEntries(plan(...args).fileOf);

describe('an action item', () => {
  test('stands with the incident it says it belongs to', () => {
    expect(files([followUp('f')])).toEqual({ f: 'h' });
  });

  test('of an attached record stands with the head', () => {
    const merged: IncidentStub = { ...HEAD, id: 'm', nativeId: '01M', keys: [], mergedInto: '01O' };
    expect(files([followUp('f', { incident: 'm' })], [HEAD, OTHER, merged])).toEqual({ f: 'o' });
  });

  test('that names a head stands with it', () => {
    expect(files([item('j', 'jira', { refs: [{ system: '*', id: 'INC-204' }] })])).toEqual({ j: 'h' });
  });

  test('that a head names stands with it', () => {
    expect(files([issue('j')], [{ ...HEAD, refs: [{ system: 'jira', id: 'J' }] }])).toEqual({ j: 'h' });
  });

  test('of an incident is not drawn to another that it mentions', () => {
    expect(files([followUp('f', { refs: [{ system: '*', id: 'INC-300' }] })])).toEqual({ f: 'h' });
  });

  test('that two heads claim stands in neither, and is listed with both', () => {
    const refs = [
      { system: '*', id: 'INC-204' },
      { system: '*', id: 'INC-300' },
    ];
    const { fileOf, claimedTwice } = plan([item('j', 'jira', { refs })]);
    expect([[...fileOf], [...claimedTwice]]).toEqual([[['j', null]], [['j', ['h', 'o']]]]);
  });

  test('of no incident stands by itself', () => {
    expect(files([item('j', 'jira')])).toEqual({ j: null });
  });

  test('whose incident is unknown stands nowhere yet', () => {
    expect(files([followUp('f', { incident: 'not-imported' })])).toEqual({});
  });

  test('in a ticket that belongs to no incident belongs to none either, and still counts', () => {
    const loose: IncidentStub = { ...HEAD, id: 't', source: 'jira', connection: 'jira', nativeId: 'T', kind: 'ticket' };
    expect(files([item('j', 'jira', { incident: 't' })], [HEAD, { ...loose, keys: [] }])).toEqual({ j: null });
  });
});

describe('an issue of a general tracker', () => {
  test('counts nowhere by itself', () => {
    const { fileOf, owners } = plan([issue('j', { assignee: 'ana' })]);
    expect([[...fileOf], owners]).toEqual([[], []]);
  });

  test('counts where it names an incident', () => {
    expect(files([issue('j', { refs: [{ system: '*', id: 'inc-204' }] })])).toEqual({ j: 'h' });
  });

  test('counts where a follow-up names it', () => {
    expect(files([issue('j'), followUp('f', { refs: [{ system: 'jira', id: 'J' }] })])).toEqual({ j: 'h' });
  });

  test('that only another such issue names counts nowhere', () => {
    expect(
      files([issue('j'), item('g', 'github', { onlyIfNamed: true, refs: [{ system: 'jira', id: 'J' }] })]),
    ).toEqual({});
  });
});

describe('mirrored follow-ups count once', () => {
  const mirrors = (...args: Parameters<typeof plan>) => Object.fromEntries(plan(...args).mirrorsOf);

  test.each([
    ['by key', [followUp('f', { refs: [{ system: 'jira', id: 'SHOP-12' }] }), issue('j', { keys: ['SHOP-12'] })]],
    [
      'by address',
      [
        followUp('f', { refs: [{ system: 'jira', url: 'https://Jira.example/browse/SHOP-12/' }] }),
        issue('j', { url: 'https://jira.example/browse/SHOP-12' }),
      ],
    ],
    [
      'where the follow-up gives the address of the issue as its own',
      [followUp('f', { url: 'https://j.example/1' }), issue('j', { url: 'https://j.example/1' })],
    ],
    [
      'by an external reference of the native format',
      [item('f', 'native', { incident: 'h', refs: [refOfText('SHOP-12')] }), issue('j', { keys: ['SHOP-12'] })],
    ],
    [
      'where the issue names the page of the follow-up',
      [
        followUp('f', { url: 'https://i.example/f' }),
        issue('j', { refs: [{ system: '*', url: 'https://i.example/f' }] }),
      ],
    ],
  ] as const)('%s, and the tracker speaks for both', (_how, items) => {
    expect([files(items), mirrors(items)]).toEqual([{ j: 'h' }, { j: ['f'] }]);
    expect(plan(items).owners).toHaveLength(1);
  });

  test('where two follow-ups name one issue, read or not', () => {
    const refs = [{ system: 'jira', id: 'SHOP-12' }];
    const items = [followUp('f', { refs }), item('n', 'native', { incident: 'h', refs })];
    expect([files(items), mirrors(items)]).toEqual([{ f: 'h' }, { f: ['n'] }]);
  });

  test('and two incidents that share one issue leave it to neither', () => {
    const refs = [{ system: 'jira', id: 'J' }];
    const items = [followUp('f', { refs }), followUp('g', { refs, incident: 'o' }), issue('j')];
    expect([files(items), mirrors(items)]).toEqual([{ j: null }, { j: ['f', 'g'] }]);
    expect([...plan(items).claimedTwice]).toEqual([['j', ['h', 'o']]]);
  });

  test.each([
    [
      'issues of one tracker that mention each other',
      [item('j', 'jira', { refs: [{ system: '*', id: 'SHOP-13' }] }), item('k', 'jira', { keys: ['SHOP-13'] })],
    ],
    [
      'items that name the same incident',
      [
        item('j', 'jira', { refs: [{ system: 'incident-io', id: '01H' }] }),
        item('g', 'github', { refs: [{ system: 'incident-io', id: '01H' }] }),
      ],
    ],
    ['items with equal titles and owners', [followUp('f', { assignee: 'a' }), item('j', 'jira', { assignee: 'a' })]],
  ] as const)('but %s are two', (_case, items) => {
    expect(mirrors(items)).toEqual({});
  });

  test('but a follow-up whose text mentions two issues is neither', () => {
    const refs = [
      { system: '*', id: 'SHOP-12' },
      { system: '*', id: 'SHOP-13' },
    ];
    const items = [followUp('f', { refs }), issue('j', { keys: ['SHOP-12'] }), issue('k', { keys: ['SHOP-13'] })];
    expect([files(items), mirrors(items)]).toEqual([{ f: 'h' }, {}]);
  });

  test('but a key that two accounts of a tracker have names neither', () => {
    const items = [
      followUp('f', { refs: [{ system: 'jira', id: 'SHOP-12' }] }),
      issue('j', { keys: ['SHOP-12'] }),
      issue('k', { keys: ['SHOP-12'], connection: 'jira-eu' }),
    ];
    expect(mirrors(items)).toEqual({});
  });
});

test('a change that names an item, or its mirror, is known for it without standing in the incident', () => {
  const merged: IncidentStub = {
    id: 'g',
    source: 'github',
    connection: 'github',
    nativeId: 'org/repo#1',
    kind: 'change',
    refs: [{ system: '*', id: 'SHOP-12' }],
  };
  const items = [followUp('f', { refs: [{ system: 'jira', id: 'SHOP-12' }] }), issue('j', { keys: ['SHOP-12'] })];
  const incidents = [HEAD, merged];
  expect([...plan(items, incidents).changesOf]).toEqual([['j', ['g']]]);
  expect([...attachIncidents(incidents).headOf]).toEqual([]);
});

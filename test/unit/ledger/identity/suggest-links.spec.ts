import { describe, expect, test } from '@jest/globals';
import type { Person } from '../../../../src/domain/person.js';
import type { Acquaintance } from '../../../../src/ledger/identity/acts.js';
import { pairKey } from '../../../../src/ledger/identity/decided.js';
import { type LinkEvidence, suggestLinks } from '../../../../src/ledger/identity/suggest-links.js';

const NO_ACTS: Acquaintance = { ended: 0, of: new Map(), together: new Map() };

function person(id: string, name: string, handle: string, more: Partial<Person> = {}): Person {
  const [connection = '', written = ''] = handle.split('/');
  return {
    id,
    name,
    timeZone: 'UTC',
    timeZoneRecorded: false,
    bot: false,
    linked: true,
    handles: [{ connection, handle: written, name }],
    ...more,
  };
}

const unlinked = (id: string, name: string, handle: string): Person => person(id, name, handle, { linked: false });

const ANA = person('ana', 'Ana Lima', 'jira/7', { email: 'ana.lima@shop.example' });

function suggest(people: readonly Person[], more: Partial<LinkEvidence> = {}) {
  const emails = new Map(people.flatMap(({ id, email }) => (email === undefined ? [] : [[id, [email]] as const])));
  return suggestLinks({ people, emails, acts: NO_ACTS, dismissed: new Set(), isLocked: () => false, ...more });
}

const said = (...args: Parameters<typeof suggest>) =>
  suggest(...args).map(
    ({ handle, person: whom, strength, reasons }) =>
      `${handle.handle} is ${whom.id}: ${strength}, ${reasons.map(({ kind }) => kind).join(' and ')}`,
  );

describe('a handle nobody has linked is suggested to be', () => {
  test.each([
    ['in any case', 'ANA LIMA'],
    ['without accents', 'Ána Lìma'],
    ['with other spacing', ' Ana   Lima '],
  ])('the one person of the same full name, %s', (_how, name) => {
    expect(said([ANA, unlinked('u', name, 'slack/U1')])).toEqual(['U1 is ana: strong, same-name']);
  });

  test('each of two people of the same full name, weakly', () => {
    const other = person('other', 'Ana Lima', 'pagerduty/P1');
    expect(said([ANA, other, unlinked('u', 'Ana Lima', 'slack/U1')])).toEqual([
      'U1 is ana: weak, same-name',
      'U1 is other: weak, same-name',
    ]);
  });

  test('the one person whose e-mail begins with the username', () => {
    expect(said([ANA, unlinked('u', 'ana.lima', 'github/Ana.Lima')])).toEqual([
      'Ana.Lima is ana: likely, username-in-email',
    ]);
  });

  test("whoever has GitHub's private address of the login", () => {
    const hidden = person('hidden', 'A. L.', 'gitlab/al', { email: '123+octo@users.noreply.github.com' });
    expect(said([hidden, unlinked('u', 'octo', 'github/octo')])).toEqual(['octo is hidden: strong, noreply-address']);
  });

  test('whoever is in most of its incidents, and nobody else as often', () => {
    const acts = {
      ...NO_ACTS,
      of: new Map([['u', { incidents: 5, ended: 0, byHour: [] }]]),
      together: new Map([
        [
          'u',
          new Map([
            ['ana', 4],
            ['bo', 3],
          ]),
        ],
      ]),
    };
    const bo = person('bo', 'Bo', 'jira/8');
    const found = suggest([ANA, bo, unlinked('u', 'al', 'github/al')], { acts });
    expect(found).toMatchObject([
      { person: { id: 'ana' }, strength: 'weak', reasons: [{ words: 'is in 4 of its 5 incidents' }] },
    ]);
  });

  test('somebody with a single name in common only where they also share incidents', () => {
    const [ann, u] = [person('ann', 'Ann', 'jira/9'), unlinked('u', 'Ann', 'github/al')];
    expect(said([ann, u])).toEqual(['al is ann: weak, same-name']);
    const acts = {
      ...NO_ACTS,
      of: new Map([['u', { incidents: 4, ended: 0, byHour: [] }]]),
      together: new Map([['u', new Map([['ann', 3]])]]),
    };
    expect(said([ann, u], { acts })).toEqual(['al is ann: likely, same-name and same-incidents']);
  });

  test('another handle nobody has linked, once', () => {
    expect(said([unlinked('a', 'Ana Lima', 'slack/U1'), unlinked('b', 'Ana Lima', 'github/al')])).toEqual([
      'al is a: strong, same-name',
    ]);
  });
});

describe('nothing is suggested', () => {
  test.each(['admin', 'On-Call', 'root', 'noreply', 'support'])('for the name of a function: %s', (name) => {
    const mailed = person('f', name, 'jira/1', { email: `${name.toLowerCase()}@shop.example` });
    expect(said([mailed, unlinked('u', name, `slack/${name.toLowerCase()}`)])).toEqual([]);
  });

  test.each([
    ['names that only look alike', 'Anna Lima'],
    ['initials', 'A. Lima'],
    ['names in another order', 'Lima Ana'],
  ])('for %s', (_what, name) => {
    expect(said([ANA, unlinked('u', name, 'slack/U1')])).toEqual([]);
  });

  test('between two accounts of one connection', () => {
    expect(said([ANA, unlinked('u', 'Ana Lima', 'jira/8')])).toEqual([]);
  });

  test('that was turned down before, by whichever handle of the person', () => {
    const dismissed = new Set([pairKey({ connection: 'slack', handle: 'U1' }, { connection: 'jira', handle: '7' })]);
    expect(said([ANA, unlinked('u', 'Ana Lima', 'slack/U1')], { dismissed })).toEqual([]);
  });

  test('about somebody who is locked', () => {
    const isLocked = (id: string): boolean => id === 'ana';
    expect(said([ANA, unlinked('u', 'Ana Lima', 'slack/U1')], { isLocked })).toEqual([]);
  });

  test('about programs', () => {
    expect(said([ANA, { ...unlinked('u', 'Ana Lima', 'slack/U1'), bot: true }])).toEqual([]);
  });
});

test('the strongest suggestions come first', () => {
  const people = [ANA, unlinked('a', 'ana.lima', 'github/ana.lima'), unlinked('b', 'Ana Lima', 'slack/U1')];
  expect(suggest(people).map(({ strength }) => strength)).toEqual(['strong', 'likely']);
});

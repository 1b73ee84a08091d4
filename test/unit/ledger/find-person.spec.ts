import { describe, expect, test } from '@jest/globals';
import type { Person } from '../../../src/domain/person.js';
import { Problem } from '../../../src/domain/problem.js';
import { findPerson } from '../../../src/ledger/identity/find-person.js';

function person(id: string, name: string, handles: readonly string[], email?: string): Person {
  return {
    id,
    name,
    ...(email === undefined ? {} : { email }),
    timeZone: 'UTC',
    timeZoneRecorded: false,
    bot: false,
    linked: true,
    handles: handles.map((handle) => ({ connection: handle.split('/')[0] ?? '', handle: handle.split('/')[1] ?? '' })),
  };
}

const ANA = person('id-ana', 'Ana Silva', ['native/ana', 'pd/P1'], 'ana@x.org');
const BO = person('id-bo', 'Bo Lind', ['native/bo', 'pd/ana'], 'bo@x.org');
const TWIN = person('id-twin', 'Bo Lind', ['sn/resolved_by:Bo Lind']);
const ALL = [ANA, BO, TWIN];

test.each([
  ['an id', 'id-ana', ANA],
  ['an e-mail in any case', 'BO@x.org', BO],
  ['a connection and handle', 'pd:ana', BO],
  ['a handle', 'P1', ANA],
  ['a handle that holds a colon', 'resolved_by:Bo Lind', TWIN],
  ['a full name in any case', ' ana silva ', ANA],
])('a person is found by %s', (_way, query, found) => {
  expect(findPerson(query, ALL)).toBe(found);
});

test("a person is found by every e-mail of their records, after those that are somebody's first", () => {
  const emails = new Map([
    [ANA.id, ['ana@x.org', 'ana@home.org', 'bo@x.org']],
    [BO.id, ['bo@x.org']],
  ]);
  expect(findPerson('Ana@Home.org', ALL, emails)).toBe(ANA);
  expect(findPerson('bo@x.org', ALL, emails)).toBe(BO);
});

function problemOf(query: string, people: readonly Person[] = ALL): Problem {
  try {
    findPerson(query, people);
  } catch (error) {
    if (error instanceof Problem) return error;
  }
  throw new Error('somebody was found');
}

test('a name that two people carry is refused with what tells them apart', () => {
  expect(problemOf('Bo Lind')).toMatchObject({ code: 'PERSON_AMBIGUOUS' });
  expect(problemOf('Bo Lind').detail).toContain('Bo Lind (bo@x.org), Bo Lind (sn:resolved_by:Bo Lind)');
});

describe('what stands in brackets', () => {
  const one = person('id-1', 'Ana Silva', ['one/a'], 'ANA@ex.org');
  const two = person('id-2', 'Ana Silva', ['two/x'], 'ana@EX.org');

  /** The names offered for a query, each of which must find somebody. */
  const offered = (query: string, people: readonly Person[]): string[] =>
    [...problemOf(query, people).detail.matchAll(/\(([^)]*)\)/g)].map(([, name = '']) => name);

  test.each([
    ['the e-mail, where it is theirs alone', 'Bo Lind', ALL, ['bo@x.org', 'sn:resolved_by:Bo Lind']],
    ['a handle, where two namesakes have one e-mail', 'ana@ex.org', [one, two], ['one:a', 'two:x']],
    ['the same for their name', 'ana silva', [one, two], ['one:a', 'two:x']],
    [
      'a handle, where namesakes have no e-mail',
      'Al',
      [person('id-3', 'Al', ['one/al-1']), person('id-4', 'Al', ['one/al-2'])],
      ['one:al-1', 'one:al-2'],
    ],
    [
      'the id, where even the handles read alike',
      'Al',
      [person('id-5', 'Al', ['a/b:c']), person('id-6', 'Al', ['a:b/c'])],
      ['id-5', 'id-6'],
    ],
  ])('is %s', (_what, query, people, expected) => {
    expect(offered(query, people)).toEqual(expected);
    const found = expected.map((name) => findPerson(name, people).id);
    expect(new Set(found).size).toBe(expected.length);
  });
});

test('a handle of two connections is refused', () => {
  expect(problemOf('ana').detail).toContain('ana@x.org');
});

test('an unknown name suggests close ones', () => {
  expect(problemOf('Ana Sliva').detail).toContain('Did you mean Ana Silva (ana@x.org)?');
});

test('a name close to nobody suggests none', () => {
  expect(problemOf('Zebedee')).toMatchObject({ code: 'PERSON_UNKNOWN', exitCode: 2 });
  expect(problemOf('Zebedee').detail).toContain('people list');
});

test('an empty ledger is said to be empty, whoever is asked for', () => {
  expect(problemOf('Ana Silva', [])).toMatchObject({
    code: 'PERSON_UNKNOWN',
    detail: 'The ledger is empty: import records first, or check DATABASE_URL.',
  });
});

import { expect, test } from '@jest/globals';
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

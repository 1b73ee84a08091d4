import { expect, test } from '@jest/globals';
import { attachIncidents, type IncidentStub } from '../../../src/ledger/reading/attach-incidents.js';

function stub(id: string, source: string, more: Partial<IncidentStub> = {}): IncidentStub {
  return { id, source, connection: source, nativeId: id.toUpperCase(), refs: [], ...more };
}

const pairs = (...incidents: IncidentStub[]): string[] =>
  [...attachIncidents(incidents)].map(([attachment, head]) => `${attachment} in ${head}`);

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

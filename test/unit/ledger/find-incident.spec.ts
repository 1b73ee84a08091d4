import { expect, test } from '@jest/globals';
import { findIncident } from '../../../src/ledger/reading/find-incident.js';
import type { IncidentStub } from '../../../src/ledger/reading/incident-stub.js';
import { recordId } from '../../../src/ledger/record-id.js';

function stub(connection: string, nativeId: string, more: Partial<IncidentStub> = {}): IncidentStub {
  const id = recordId(connection, 'incident', nativeId);
  return { id, source: connection, connection, nativeId, refs: [], ...more };
}

const INCIDENTS = [
  stub('incident-io', '01H', { keys: ['INC-204'], url: 'https://app.example/inc/204' }),
  stub('pagerduty', 'P1'),
  stub('jira', 'INC-204'),
  stub('pd-eu', 'P1'),
];

test.each([
  ['an id of the ledger', recordId('pagerduty', 'incident', 'P1'), 'pagerduty:P1'],
  ['connection and id', 'pd-eu:P1', 'pd-eu:P1'],
  ['its page', 'https://APP.example/inc/204/', 'incident-io:01H'],
  ['its own id before a key of another', 'INC-204', 'jira:INC-204'],
  ['an id in any case', '01h', 'incident-io:01H'],
])('an incident is found by %s', (_how, query, expected) => {
  const { connection, nativeId } = findIncident(query, INCIDENTS);
  expect(`${connection}:${nativeId}`).toBe(expected);
});

test('an id of two connections is not guessed', () => {
  expect(() => findIncident('P1', INCIDENTS)).toThrow(
    expect.objectContaining({ code: 'INCIDENT_AMBIGUOUS', detail: expect.stringContaining('pagerduty:P1, pd-eu:P1') }),
  );
});

test('an unknown one is told with what was near', () => {
  expect(() => findIncident('INC-205', INCIDENTS)).toThrow(
    expect.objectContaining({ code: 'INCIDENT_UNKNOWN', detail: expect.stringContaining('INC-204') }),
  );
});

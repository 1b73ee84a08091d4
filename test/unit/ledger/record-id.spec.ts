import { expect, test } from '@jest/globals';
import { v5 } from 'uuid';
import { handleId, ID_NAMESPACE, personIdOfEmail, recordId } from '../../../src/ledger/record-id.js';

test('an id is the UUIDv5 of connection, type and native id', () => {
  for (const nativeId of ['P1', '', 'Ünï✓', 'a"b', 'x'.repeat(500), 'é'.repeat(1_000), '✓'.repeat(5_000)]) {
    expect(recordId('pagerduty', 'incident', nativeId)).toBe(
      v5(JSON.stringify(['pagerduty', 'incident', nativeId]), ID_NAMESPACE),
    );
  }
});

test('ids of different connections, types and handles never meet', () => {
  const ids = [
    recordId('a', 'person', 'bc'),
    recordId('ab', 'person', 'c'),
    recordId('a', 'event', 'bc'),
    handleId('a', 'bc'),
    personIdOfEmail('a'),
  ];
  expect(new Set(ids).size).toBe(5);
});

test('the case of an e-mail makes no other person', () => {
  expect(personIdOfEmail('Ana@Example.org')).toBe(personIdOfEmail('ana@example.ORG'));
});

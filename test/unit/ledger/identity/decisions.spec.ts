import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decidedBy } from '../../../../src/ledger/identity/decided.js';
import { type Act, type Decision, inForce } from '../../../../src/ledger/identity/decisions.js';
import { keyOf } from '../../../../src/ledger/identity/handle.js';
import { recordId } from '../../../../src/ledger/record-id.js';

type Said = Act & { undoes?: number };

function decisions(...acts: Said[]): Decision[] {
  return acts.map((act, index) => ({
    ...act,
    number: index + 1,
    decidedAt: '2026-01-01T00:00:00.000Z',
    decidedBy: 'me',
  }));
}

const U1 = { connection: 'slack', handle: 'U1' };
const ANA = { personConnection: 'native', personHandle: 'ana' };
const BO = { personConnection: 'native', personHandle: 'bo' };
const link = (who: typeof ANA): Said => ({ kind: 'link-handle', body: { ...U1, ...who } });
const undo = (undoes: number): Said => ({ kind: 'undo', body: {}, undoes });
const linked = (...acts: Said[]) => decidedBy(decisions(...acts)).links;

test('the later of two decisions about a handle holds', () => {
  expect(linked(link(ANA), link(BO))).toEqual([{ ...U1, ...BO }]);
});

test('unlinking a handle keeps it apart until it is linked again', () => {
  const apart: Said = { kind: 'unlink-handle', body: U1 };
  expect(decidedBy(decisions(link(ANA), apart))).toMatchObject({ links: [], apart: [U1] });
  expect(decidedBy(decisions(link(ANA), apart, link(BO)))).toMatchObject({ links: [{ ...U1, ...BO }], apart: [] });
});

test('what is taken back gives way to what held before it', () => {
  expect(linked(link(ANA), link(BO), undo(2))).toEqual([{ ...U1, ...ANA }]);
});

test('taking back a taking back restores it', () => {
  expect(linked(link(ANA), undo(1))).toEqual([]);
  expect(linked(link(ANA), undo(1), undo(2))).toEqual([{ ...U1, ...ANA }]);
});

test('decisions are folded by their numbers, in whatever order they are read', () => {
  const made = decisions(link(ANA), link(BO), undo(2));
  const shuffled = fc.shuffledSubarray(made, { minLength: made.length, maxLength: made.length });
  fc.assert(fc.property(shuffled, (some) => decidedBy(some).links[0]?.handle === 'U1' && inForce(some).length === 2));
});

test('an incident record belongs to the head it was last put with, or to none', () => {
  const [record, head] = [
    { connection: 'slack', id: 'C1' },
    { connection: 'incident-io', id: '01H' },
  ];
  const put: Said = { kind: 'link-incident', body: { record, head } };
  const [one, other] = [recordId('slack', 'incident', 'C1'), recordId('incident-io', 'incident', '01H')];
  expect([...decidedBy(decisions(put)).attach.linked]).toEqual([[one, other]]);
  const kept = decidedBy(decisions(put, { kind: 'unlink-incident', body: { record } })).attach;
  expect([[...kept.linked], [...kept.apart]]).toEqual([[], [one]]);
});

test('a lock holds until it is opened, and marks until they are replaced', () => {
  const lock: Said = { kind: 'lock-person', body: U1 };
  expect(decidedBy(decisions(lock)).locked).toEqual([U1]);
  expect(decidedBy(decisions(lock, { kind: 'unlock-person', body: U1 })).locked).toEqual([]);
  const marked = decidedBy(decisions({ kind: 'mark-bot', body: U1 }, { kind: 'mark-human', body: U1 })).bots;
  expect(marked.get(keyOf(U1))).toEqual({ bot: false, number: 2 });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RECORD_SCHEMAS, type RecordType } from '../../../src/domain/record.js';
import { isAsIs } from '../../../src/sources/native/as-is.js';

const EVENT = {
  type: 'event',
  id: 'E-1',
  incident: 'INC-1',
  kind: 'acknowledged',
  at: '2026-03-01T09:30:00.000Z',
  actor: 'p1',
  details: { channel: 'push' },
  unknown: { kept: true },
};

const AT = '2026-03-01T09:30:00.000Z';

/** Records that parsing would not change. */
const RIGHT: readonly (readonly [RecordType, Record<string, unknown>])[] = [
  ['event', EVENT],
  ['incident', { type: 'incident', id: 'INC-1', title: 'Down', declaredAt: AT }],
  ['action-item', { type: 'action-item', id: 'A-1', title: 'Mend it', createdAt: AT }],
  ['action-item-event', { type: 'action-item-event', id: 'AE-1', item: 'A-1', kind: 'closed', at: AT }],
  ['person', { type: 'person', id: 'p1', name: 'Ines' }],
  ['shift', { type: 'shift', person: 'p1', from: AT, until: AT }],
  ['source', { type: 'source', covers: ['paged'] }],
];

/** One field of a right event made another, each a way to be wrong or to be changed by parsing. */
const OTHER: readonly (readonly [string, Record<string, unknown>])[] = [
  ['a missing id', { id: undefined }],
  ['an empty id', { id: '' }],
  ['an id that is too long', { id: 'x'.repeat(513) }],
  ['a number for an id', { id: 7 }],
  ['text that holds a NUL', { summary: 'a\u0000b' }],
  ['null, which stands for absent', { actor: null }],
  ['a kind nobody knows', { kind: 'woken' }],
  ['no instant, where the kind needs one', { at: undefined }],
  ['an instant with an offset, which is put in UTC', { at: '2026-03-01T10:30:00+01:00' }],
  ['an instant without milliseconds, which get them', { at: '2026-03-01T09:30:00Z' }],
  ['a day that does not exist', { at: '2026-02-30T09:30:00.000Z' }],
  ['a list for details', { details: [] }],
  ['a number among confirmers', { confirmedBy: ['p2', 3] }],
  ['an origin without a system', { origin: { by: 'p1' } }],
];

describe('records taken as they are', () => {
  it('takes a record that parsing would not change, with fields nobody knows', () => {
    expect(isAsIs(EVENT, 'event')).toBe(true);
    expect(RECORD_SCHEMAS.event.parse(EVENT)).toEqual(EVENT);
  });

  it.each(OTHER)('leaves to the schema %s', (_, change) => {
    expect(isAsIs({ ...EVENT, ...change }, 'event')).toBe(false);
  });

  it('never takes what the schema would refuse or change, whatever stands in one field', () => {
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('2026-03-01T09:30:00.000Z', '2026-03-01', '', null, true, 3, 2.5, -1, 9, 1e300, [], {}, ['a']),
      fc.record({ system: fc.string(), id: fc.oneof(fc.string(), fc.integer()) }, { requiredKeys: [] }),
    );
    const changed = fc.constantFrom(...RIGHT).chain(([type, right]) => {
      const field = fc.constantFrom(...Object.keys(RECORD_SCHEMAS[type].shape));
      return fc.tuple(fc.constant(type), fc.constant(right), field, value);
    });
    let taken = 0;
    fc.assert(
      fc.property(changed, ([type, right, field, other]) => {
        const record = { ...right, [field]: other };
        if (!isAsIs(record, type)) return;
        taken += 1;
        expect(RECORD_SCHEMAS[type].parse(record)).toEqual(record);
      }),
      { numRuns: 2_000 },
    );
    expect(taken).toBeGreaterThan(0);
  });
});

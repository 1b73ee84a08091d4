import { describe, expect, it } from '@jest/globals';
import { referenceOf } from '../../../src/ledger/reading/reference.js';

describe('What a record is called', () => {
  it.each([
    ['its key, where its id is a technical one', { id: '01JINC2040000000000000000A', keys: ['INC-204'] }, 'INC-204'],
    ['its key, where its id is a bare number', { id: '10412', keys: ['SHOP-12'] }, 'SHOP-12'],
    ['its id, where that is the key', { id: 'INC0010045', keys: ['a83820b58f723300e7e16c7827bdeed2'] }, 'INC0010045'],
    ['its id, where it has no key', { id: 'Q204HARB' }, 'Q204HARB'],
    ['its id, where no key reads like one', { id: '7', keys: ['???'] }, '7'],
  ])('is %s', (_, record, reference) => {
    expect(referenceOf(record)).toBe(reference);
  });
});

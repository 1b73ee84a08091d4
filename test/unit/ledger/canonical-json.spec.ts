import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from '../../../src/ledger/importing/canonical-json.js';

test('equal values make equal text whatever the order of their keys', () => {
  expect(canonicalJson({ b: 1, a: { d: [true, null], c: 'é"\n' }, z: undefined })).toBe(
    '{"a":{"c":"é\\"\\n","d":[true,null]},"b":1}',
  );
  expect(canonicalJson({ a: 1, b: 2 })).toBe(canonicalJson({ b: 2, a: 1 }));
});

test('the text reads back as the value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const plain: unknown = JSON.parse(JSON.stringify(value));
      expect(JSON.parse(canonicalJson(plain))).toEqual(plain);
    }),
  );
});

test('keys that look like numbers are sorted as text', () => {
  expect(canonicalJson({ 10: 'a', 9: 'b' })).toBe('{"10":"a","9":"b"}');
});

test('what JSON cannot say is refused, and what is absent is left out or null, so that the text is always JSON', () => {
  for (const value of [Object, Symbol('a'), { role: Object }, [Symbol('a')], { a: [{ b: () => 1 }] }]) {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  }
  expect(canonicalJson({ a: undefined, b: [undefined], c: new Array(2) })).toBe('{"b":[null],"c":[null,null]}');
});

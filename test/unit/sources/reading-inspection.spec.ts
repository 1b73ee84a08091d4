import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { inUtf8 } from '../../../src/sources/reading/encoding.js';
import { inspectJson } from '../../../src/sources/reading/json-inspection.js';
import { jsonFault } from '../../../src/sources/reading/json-fault.js';
import { duplicateKeyIn, keysIn } from '../../../src/sources/reading/json-keys.js';
import { fileOf, textBytes } from './read-fixture.js';

/** Keys and texts of characters that mean something to whoever counts keys. */
const word = fc.string({ unit: fc.constantFrom('a', 'b', '"', ':', '\\', '{', ',', ' ', '名', '😀') });

const json = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    word,
    fc.constantFrom(1, 2.5, true, null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(word, tie('value'), { maxKeys: 4 }),
  ),
})).value;

/** As some tools write it: nothing, or white space, around colons. */
function written(value: unknown, space: string): string {
  if (Array.isArray(value)) return `[${value.map((element) => written(element, space)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, member]) => `${JSON.stringify(key)}${space}:${space}${written(member, space)}`)
    .join(',')}}`;
}

const spaces = fc.constantFrom('', ' ', '\n', '\t ');

describe('what JSON allows and no record may hold', () => {
  it('is not found in a value that is fine, however it is written', () => {
    fc.assert(
      fc.property(json, spaces, (value, space) => {
        const text = written(value, space);
        expect(inspectJson(JSON.parse(text), text, 'strict')).toBeUndefined();
      }),
    );
  });

  it('a key that stands twice is found wherever it stands', () => {
    fc.assert(
      fc.property(json, spaces, word, (value, space, key) => {
        const member = `${JSON.stringify(key)}${space}:${space}${written(value, space)}`;
        const text = `[1,{"x":{${member},${member}}}]`;
        expect(duplicateKeyIn(text)).toEqual({ key, parents: ['1', 'x'] });
        expect(inspectJson(JSON.parse(text), text, 'foreign')).toMatchObject({
          code: 'JSON_DUPLICATE_KEY',
          field: key,
        });
      }),
    );
  });

  it('keys are counted exactly, or it is said that they are not', () => {
    expect(keysIn('{"a":{"b":1},"c":"d"}')).toBe(3);
    expect(keysIn('{"a" :1,"a":2}')).toBe(-1);
    // One key and one colon inside a text, behind a quote: more than there are, so that somebody looks again.
    expect(keysIn('{"a":"\\":"}')).toBe(2);
  });

  it.each([
    [9007199254740991, undefined],
    [9007199254740992, 'NUMBER_OUT_OF_RANGE'],
    [-9007199254740992, 'NUMBER_OUT_OF_RANGE'],
    [0, undefined],
    [0.1, undefined],
  ])('%d is %s', (number, code) => {
    expect(inspectJson([number], `[${String(number)}]`, 'strict')?.code).toBe(code);
  });

  it.each(['id', 'user_id', 'userId', 'number', 'iid', 'key'])(
    'another tool may not write %s as such a number',
    (name) => {
      const text = `{"${name}":9007199254740993}`;
      expect(inspectJson(JSON.parse(text), text, 'foreign')).toMatchObject({ field: name, pointer: `/${name}` });
    },
  );

  it.each(['gauge', 'paid', 'idle'])('another tool may write %s as it likes, since it names nothing', (name) => {
    const text = `{"${name}":9007199254740993}`;
    expect(inspectJson(JSON.parse(text), text, 'foreign')).toBeUndefined();
  });
});

describe('the place of a fault in JSON', () => {
  it('is the character behind any text that was fine so far', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), fc.nat(20_000), (words, length) => {
        const good = JSON.stringify([...words, 'x'.repeat(length)]).slice(0, -1);
        const fault = jsonFault(`${good} ?]`, { line: 1, charactersBefore: 0 });
        // A blank stands between, and columns begin with 1.
        expect(fault).toMatchObject({ line: 1, column: good.length + 2 });
      }),
    );
  });
});

describe('a file in another encoding', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'ö', '名', '😀', '\n', '\uFFFD'), minLength: 1, maxLength: 40 });

  it.each([
    ['utf-16le', (said: string) => Buffer.from(`\uFEFF${said}`, 'utf16le')],
    ['utf-16be', (said: string) => Buffer.from(`\uFEFF${said}`, 'utf16le').swap16()],
    ['utf-8', (said: string) => Buffer.from(said)],
  ])('is the same in %s however its bytes are cut', async (_, encode) => {
    await fc.assert(
      fc.asyncProperty(text, fc.array(fc.nat(), { maxLength: 20 }), async (said, cuts) => {
        const parts: number[] = [];
        for await (const chunk of inUtf8(fileOf('x', new Uint8Array(encode(said)), cuts)).open()) parts.push(...chunk);
        expect(parts).toEqual([...textBytes(said)]);
      }),
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { isFault, readCsv } from '../../../src/sources/reading/csv.js';
import { readJsonItems } from '../../../src/sources/reading/json-items.js';
import { type Envelope, type JsonItem, NO_ENVELOPE } from '../../../src/sources/reading/json-scanner.js';
import { readTime } from '../../../src/sources/reading/wall-time.js';
import { fileOf, textBytes } from './read-fixture.js';

async function itemsOf(text: string, envelope: Envelope = NO_ENVELOPE): Promise<JsonItem[]> {
  const items: JsonItem[] = [];
  for await (const part of readJsonItems(fileOf('x', textBytes(text), [3, 7, 19]).open(), envelope)) {
    if (!Array.isArray(part)) throw new Error(part.code);
    items.push(...part);
  }
  return items;
}

async function faultOf(text: string): Promise<object | undefined> {
  for await (const part of readJsonItems(fileOf('x', textBytes(text)).open(), NO_ENVELOPE)) {
    if (!Array.isArray(part)) return part;
  }
  return undefined;
}

async function tableOf(text: string): Promise<(readonly string[])[]> {
  const rows: (readonly string[])[] = [];
  for await (const part of readCsv(fileOf('x', textBytes(text), [5, 11]).open())) {
    if (Array.isArray(part)) rows.push(...part.map(({ cells }) => cells));
    else if (isFault(part)) throw new Error(part.code);
  }
  return rows;
}

const LISTS: Envelope = { lists: new Set(['rows', 'people']), paging: new Set(['more']) };

describe('JSON documents', () => {
  it('an array is its elements, each with its line and pointer', async () => {
    expect(await itemsOf('[1,\n {"a": [2]},\n\n "x"]')).toEqual([
      { value: 1, line: 1, pointer: '/0' },
      { value: { a: [2] }, line: 2, pointer: '/1' },
      { value: 'x', line: 4, pointer: '/2' },
    ]);
  });

  it('an envelope is the elements of its lists, and what is left beside them', async () => {
    expect(
      await itemsOf('{"more":true,"rows":[{"id":1},\n{"id":2}],"people":[],"note":"n","more":false}', LISTS),
    ).toEqual([
      { value: { id: 1 }, line: 1, pointer: '/rows/0' },
      { value: { id: 2 }, line: 2, pointer: '/rows/1' },
      { value: { note: 'n' }, line: 1, pointer: '', leftOver: true },
    ]);
  });

  it('an object with members of its own before a list stays whole', async () => {
    expect(await itemsOf('{"id":7,"rows":[1,2]}', LISTS)).toEqual([
      { value: { id: 7, rows: [1, 2] }, line: 1, pointer: '' },
    ]);
  });

  it('documents may follow one another, with or without a line break', async () => {
    const items = await itemsOf('{"a":1}{"b":2}\n{"c":3} 4 "five"\n[6]');
    expect(items.map(({ value, line }) => [value, line])).toEqual([
      [{ a: 1 }, 1],
      [{ b: 2 }, 1],
      [{ c: 3 }, 2],
      [4, 2],
      ['five', 2],
      [6, 3],
    ]);
  });

  it('any array of any values is read as the platform reads it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue()), fc.constantFrom(0, 1, 3), async (values, indent) => {
        const text = JSON.stringify(values, null, indent);
        // Keys that every object inherits are refused, and tried elsewhere.
        fc.pre(!/"(__proto__|constructor|prototype)":/.test(text));
        expect((await itemsOf(text)).map(({ value }) => value)).toEqual(JSON.parse(text));
      }),
      { numRuns: 60 },
    );
  });

  it('every proper beginning of an array is refused as cut short', async () => {
    const text = '[{"a":"\\"]"},\n[true, null], -1.5e3]';
    for (let length = 1; length < text.length; length += 1) {
      expect(await faultOf(text.slice(0, length))).toMatchObject({ code: 'JSON_SYNTAX' });
    }
    expect(await faultOf(text)).toBeUndefined();
  });

  it.each([
    ['{"a":}', 1, 6],
    ['[1 2]', 1, 4],
    ['{a:1}', 1, 2],
    ['[\n  {"k": tru}\n]', 2, 12],
    ['[1]]', 1, 4],
    ['{"é": "ü" 3}', 1, 11],
    ['[{"a":1}},', 1, 9],
  ])('%j is refused at line %d, column %d', async (text, line, column) => {
    expect(await faultOf(text)).toMatchObject({ code: 'JSON_SYNTAX', line, column });
  });

  it.each([32, 33, 100_000])(
    '%d levels of nesting are accepted up to 32, and refused beyond without harm',
    async (depth) => {
      const text = `[${'['.repeat(depth)}"[{"${']'.repeat(depth)}]`;
      const fault = await faultOf(text);
      expect(fault === undefined ? 'accepted' : 'code' in fault && fault.code).toBe(
        depth > 32 ? 'JSON_TOO_DEEP' : 'accepted',
      );
    },
  );

  it('a record without end is refused instead of filling the memory', async () => {
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(textBytes('[{"a":"'));
      for (;;) yield textBytes('x'.repeat(1 << 20));
    }
    const parts = [];
    for await (const part of readJsonItems(endless(), NO_ENVELOPE)) parts.push(part);
    expect(parts).toEqual([expect.objectContaining({ code: 'RECORD_TOO_LARGE', line: 1 })]);
  });
});

describe('CSV tables', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'ß', ',', '"', '\n', ' ', ';', '名') });
  const quoted = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

  it('any table is read as an independent parser reads it', async () => {
    const tables = fc.array(fc.tuple(fc.constant('k'), cell, cell), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(tables, async (rows) => {
        const text = [['key', 'one', 'two'], ...rows].map((row) => row.map(quoted).join(',')).join('\n');
        const [, ...expected] = parse(text);
        expect(await tableOf(text)).toEqual(expected);
      }),
      { numRuns: 100 },
    );
  });

  it('a byte order mark and spaces are no part of a column name', async () => {
    for await (const part of readCsv(fileOf('x', textBytes('\uFEFFid , name\n1,2\n')).open())) {
      if ('header' in part) expect(part.header).toEqual(['id', 'name']);
    }
    expect.assertions(1);
  });
});

describe('dates and times without an offset', () => {
  it.each([
    ['2026-07-01 10:00', 'Europe/Lisbon', '2026-07-01T09:00:00.000Z'],
    ['2026-01-15T10:00:30.25', 'Asia/Kolkata', '2026-01-15T04:30:30.250Z'],
    ['2026-01-15T10:00:00+09:00', 'Asia/Kolkata', '2026-01-15T01:00:00.000Z'],
    ['2016-12-31T23:59:60', 'UTC', '2016-12-31T23:59:59.999Z'],
  ])('%s in %s is %s', (text, zone, instant) => {
    expect(readTime(text, zone)).toEqual({ instant });
  });

  it('without a zone they are refused', () => {
    expect(readTime('2026-07-01 10:00', undefined)).toEqual({ fault: 'TIME_NO_ZONE' });
  });
});

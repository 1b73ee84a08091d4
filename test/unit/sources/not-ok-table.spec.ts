import { describe, expect, it } from '@jest/globals';
import { recogniseSource } from '../../../src/sources/index.js';
import { inUtf8 } from '../../../src/sources/reading/encoding.js';
import { fileOf, fixtureBytes, readBytes, recordsOf, textBytes } from './read-fixture.js';
import { expectSaid, type WrongFile } from './wrong-file.js';

const NOT_A_TIME = 'is not a date and time that exists; write ISO 8601, such as 2026-03-01T09:30:00Z.';
const NOT_EXACT = 'is a number that cannot be kept exactly; write it as text, or below 9,007,199,254,740,992.';
const NOT_JSON = 'This is not JSON from here on; export the file again, or mend the syntax at this place.';
const NO_RECORDS = 'The file holds no records; check that the export chose the right days and people.';
const twice = (key: string): string =>
  `The key ${key} stands twice in one object, and nobody can tell which is meant; remove one.`;
const forbidden = (key: string): string =>
  `No record may have a key called ${key}; find out who put it there, or remove it.`;
const separated = (by: string): string =>
  `The columns seem to be separated by ${by}, not by commas; save the file as comma-separated CSV, or put a line of sep= ` +
  'and the separator above the header.';

/** One file for each way to be wrong that no other table of these tests shows. */
const WRONG: readonly WrongFile[] = [
  {
    file: 'only-byte-order-mark.ndjson',
    source: 'native',
    rejections: [{ code: 'FILE_EMPTY', message: 'The file is empty; export it again and import that.' }],
  },
  {
    file: 'only-header.csv',
    source: 'native',
    warnings: [{ code: 'NO_RECORDS', message: NO_RECORDS }],
    records: 0,
  },
  { file: 'empty-array.json', source: 'native', warnings: [{ code: 'NO_RECORDS', message: NO_RECORDS }], records: 0 },
  {
    // Half a character stands alone on the second line.
    file: 'utf-16-half-a-character.ndjson',
    source: 'native',
    rejections: [
      {
        code: 'ENCODING_INVALID',
        line: 2,
        message: 'The file is not in one encoding from here on; save it as UTF-8 and import that.',
      },
    ],
  },
  {
    // The second record is turned around by escapes; the third holds \u2019, an apostrophe, which is left alone.
    file: 'text-turned-around.ndjson',
    source: 'native',
    warnings: [1, 2].map((line) => ({
      code: 'TEXT_BIDI_REMOVED',
      line,
      field: 'name',
      message: 'name held characters that turn text around; they were left out.',
    })),
    records: 3,
  },
  {
    file: 'unknown-column.csv',
    source: 'native',
    warnings: [
      {
        code: 'FIELD_UNKNOWN',
        line: 2,
        field: 'shoe size',
        message:
          'The native format has no field shoe size in records of type person; it was kept, and nothing reads it.',
        count: 1,
      },
    ],
    records: 2,
  },
  {
    file: 'unknown-column.csv',
    source: 'native',
    options: { strictHeaders: true },
    rejections: [
      {
        code: 'HEADER_UNKNOWN',
        line: 1,
        column: 3,
        field: 'shoe size',
        message:
          'The column shoe size is none of the format, and only known columns were to be read; remove or rename it.',
      },
    ],
    records: 0,
  },
  {
    file: 'tabs.csv',
    source: 'native',
    rejections: [{ code: 'DELIMITER_MISMATCH', line: 1, message: separated('tabs') }],
  },
  {
    file: 'bars.csv',
    source: 'native',
    rejections: [{ code: 'DELIMITER_MISMATCH', line: 1, message: separated('vertical bars') }],
  },
  {
    file: 'key-twice.ndjson',
    source: 'native',
    rejections: [{ code: 'JSON_DUPLICATE_KEY', line: 2, pointer: '/team', field: 'team', message: twice('team') }],
    records: 2,
  },
  {
    file: 'key-twice-spelled-otherwise.ndjson',
    source: 'native',
    rejections: [
      {
        code: 'JSON_DUPLICATE_KEY',
        line: 1,
        pointer: '/details/list/1/channel',
        field: 'channel',
        message: twice('channel'),
      },
    ],
    records: 0,
  },
  {
    file: 'key-twice.json',
    source: 'native',
    rejections: [
      {
        code: 'JSON_DUPLICATE_KEY',
        line: 3,
        pointer: '/1/origin/system',
        field: 'system',
        message: twice('system'),
      },
    ],
    records: 2,
  },
  {
    file: 'forbidden-key.ndjson',
    source: 'native',
    rejections: [
      {
        code: 'JSON_FORBIDDEN_KEY',
        line: 2,
        pointer: '/origin/__proto__',
        field: '__proto__',
        message: forbidden('__proto__'),
      },
    ],
  },
  {
    file: 'forbidden-key-escaped.ndjson',
    source: 'native',
    rejections: [
      {
        code: 'JSON_FORBIDDEN_KEY',
        line: 1,
        pointer: '/__proto__',
        field: '__proto__',
        message: forbidden('__proto__'),
      },
    ],
  },
  {
    file: 'forbidden-constructor.json',
    source: 'native',
    rejections: [
      {
        code: 'JSON_FORBIDDEN_KEY',
        line: 1,
        pointer: '/1/constructor',
        field: 'constructor',
        message: forbidden('constructor'),
      },
    ],
  },
  {
    file: 'forbidden-prototype.ndjson',
    source: 'native',
    rejections: [
      {
        code: 'JSON_FORBIDDEN_KEY',
        line: 1,
        pointer: '/origin/a/0/prototype',
        field: 'prototype',
        message: forbidden('prototype'),
      },
    ],
  },
  {
    file: 'pagerduty-forbidden-key.json',
    source: 'pagerduty',
    rejections: [
      {
        code: 'JSON_FORBIDDEN_KEY',
        line: 1,
        pointer: '/__proto__',
        field: '__proto__',
        message: forbidden('__proto__'),
      },
    ],
  },
  ...['number-beyond-exact.ndjson', 'number-infinite.ndjson', 'number-below-zero-zero.ndjson'].map((file) => ({
    file,
    source: 'native',
    rejections: [
      {
        code: 'NUMBER_OUT_OF_RANGE',
        line: 1,
        pointer: '/customersAffected',
        field: 'customersAffected',
        message: `customersAffected ${NOT_EXACT}`,
      },
    ],
    // 2^53 - 1 in the second line of the first file is kept exactly.
    records: file === 'number-beyond-exact.ndjson' ? 1 : 0,
  })),
  {
    // 115 characters stand before the N: NaN is no JSON.
    file: 'number-nan.ndjson',
    source: 'native',
    rejections: [{ code: 'JSON_SYNTAX', line: 1, column: 116, message: NOT_JSON }],
  },
  {
    file: 'number-beyond-exact.csv',
    source: 'native',
    rejections: [
      {
        code: 'NUMBER_OUT_OF_RANGE',
        line: 2,
        column: 4,
        field: 'customersAffected',
        message: `customersAffected ${NOT_EXACT}`,
      },
    ],
    records: 1,
  },
  {
    // A spreadsheet's count of days, and a clock's count of seconds.
    file: 'excel-serial.csv',
    source: 'native',
    rejections: [2, 3].map((line) => ({
      code: 'TIME_INVALID',
      line,
      column: 3,
      field: 'declaredAt',
      message: `declaredAt ${NOT_A_TIME}`,
    })),
    records: 0,
  },
  {
    file: 'epoch-number.ndjson',
    source: 'native',
    rejections: [{ code: 'TIME_INVALID', line: 1, field: 'declaredAt', message: `declaredAt ${NOT_A_TIME}` }],
  },
  {
    file: 'day-and-month-by-place.csv',
    source: 'native',
    rejections: [
      { code: 'TIME_INVALID', line: 2, column: 3, field: 'declaredAt', message: `declaredAt ${NOT_A_TIME}` },
    ],
  },
  {
    file: 'before-1990.ndjson',
    source: 'native',
    rejections: [
      {
        code: 'TIME_RANGE',
        line: 1,
        field: 'detectedAt',
        message:
          'detectedAt is before 1990, when no incident was recorded; correct it, or leave it out where it is not known.',
      },
    ],
    records: 1,
  },
  {
    // The import is made on 2 March at 08:00: what happened at 08:00 on the 3rd may be a clock that runs fast, a millisecond
    // later nothing has happened yet, and a shift in June is planned.
    file: 'tomorrow-and-later.ndjson',
    source: 'native',
    options: { now: '2026-03-02T08:00:00.000Z' },
    rejections: [
      {
        code: 'TIME_FUTURE',
        line: 1,
        field: 'resolvedAt',
        message:
          'resolvedAt is more than a day ahead of this import, and nothing can have happened then; correct it, or the clock of ' +
          'this machine.',
      },
    ],
    records: 2,
  },
  {
    // 23:59:60 is read as 23:59:59.999.
    file: 'leap-second.ndjson',
    source: 'native',
    warnings: [
      {
        code: 'TIME_LEAP_SECOND',
        line: 1,
        field: 'resolvedAt',
        message: 'resolvedAt is a leap second; it was read as the end of the second before.',
      },
    ],
    records: 1,
  },
  {
    file: 'unknown-role.ndjson',
    source: 'native',
    warnings: [
      {
        code: 'WORD_UNKNOWN',
        line: 1,
        field: 'details.role',
        message:
          'details.role "Scribe2" is not a word this field knows; it was kept, and stands for none of them; did you mean scribe?',
      },
      {
        code: 'WORD_UNKNOWN',
        line: 2,
        field: 'details.channel',
        message:
          'details.channel is not a word this field knows; it was kept, and stands for none of them; they are push, sms, phone, ' +
          'chat, email.',
      },
    ],
    records: 2,
  },
  {
    // The array ends with character 47; a second bracket closes nothing.
    file: 'two-roots.json',
    source: 'native',
    rejections: [{ code: 'JSON_SYNTAX', scope: 'file', line: 1, column: 49, message: NOT_JSON }],
  },
];

describe('what our users meet is told as docs/bad-files.md tells it', () => {
  it.each(WRONG)('$file $options', async (wrong) => {
    expect(await expectSaid(wrong)).toBeDefined();
  });
});

const PEOPLE = 'id,name,team\njo,Jo Abara,"Ferry, north"\nmia,"Mia\nSand",Crane\n';

function utf16(text: string, bigEndian = false): Uint8Array {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return new Uint8Array(bigEndian ? bytes.swap16() : bytes);
}

describe('a table is the same however it is written', () => {
  it.each([
    ['with a byte order mark', textBytes(`\uFEFF${PEOPLE}`)],
    ['with CRLF', textBytes(PEOPLE.replaceAll('\n', '\r\n'))],
    ['with CR', textBytes(PEOPLE.replaceAll('\n', '\r'))],
    ['without a final line break', textBytes(PEOPLE.trimEnd())],
    ['with its separator above', textBytes(`sep=;\n${PEOPLE.replaceAll(/,(?! )/g, ';')}`)],
    ['with tabs named above, and CRLF', textBytes(`\uFEFFsep=\t\r\n${PEOPLE.replaceAll(/,(?! )/g, '\t')}`)],
    ['as UTF-16, little end first', utf16(PEOPLE)],
    ['as UTF-16, big end first', utf16(PEOPLE, true)],
    [
      'with a column of its own type',
      textBytes(PEOPLE.replaceAll(/^(?=id|jo|mia)/gm, 'person,').replace('person', 'type')),
    ],
  ])('%s', async (_, bytes) => {
    const [plain, other] = [await readBytes('people.csv', textBytes(PEOPLE)), await readBytes('people.csv', bytes)];
    expect(other.rejections).toEqual([]);
    expect(recordsOf(other)).toEqual(recordsOf(plain));
    expect(recordsOf(plain)).toEqual([
      { type: 'person', id: 'jo', name: 'Jo Abara', team: 'Ferry, north' },
      { type: 'person', id: 'mia', name: 'Mia\nSand', team: 'Crane' },
    ]);
  });

  it('counts the lines of a file with its separator above as they stand there', async () => {
    const { sourced } = await readBytes('people.csv', textBytes('sep=;\nid;name\njo;Jo\n'));
    expect(sourced[0]?.origin).toMatchObject({ line: 3, raw: 'jo;Jo' });
  });

  it.each([
    ['latin1', Uint8Array.of(0x4a, 0xf6)],
    ['windows-1252', Uint8Array.of(0x4a, 0xf6)],
    ['utf-16le', Uint8Array.of(0x4a, 0, 0xf6, 0)],
    ['utf-8', Uint8Array.of(0x4a, 0xc3, 0xb6)],
  ] as const)('%s is read as it is said to be', async (encoding, bytes) => {
    const parts: number[] = [];
    for await (const chunk of inUtf8(fileOf('x', bytes, [1, 2, 3]), encoding).open()) parts.push(...chunk);
    expect(parts).toEqual([...textBytes('Jö')]);
  });

  it('a byte order mark goes before what the encoding is said to be', async () => {
    const said = await readBytes('people.csv', utf16(PEOPLE), { encoding: 'latin1' });
    expect(recordsOf(said)).toHaveLength(2);
  });

  it('UTF-16 without a mark is read once its encoding is said', async () => {
    const bytes = fixtureBytes('not-ok/utf-16-without-mark.ndjson');
    const refused = await readBytes('x.ndjson', bytes, {}, 'native');
    expect(refused.rejections[0]?.code).toBe('JSON_SYNTAX');
    const read = await readBytes('x.ndjson', bytes, { encoding: 'utf-16le' }, 'native');
    expect(recordsOf(read)).toEqual([{ type: 'person', id: 'jo', name: 'Jo Abara' }]);
  });
});

describe('what only looks dangerous is kept as it is', () => {
  it('formulas and markup are text like any other', async () => {
    const records = recordsOf(await readBytes('x.csv', fixtureBytes('not-ok/formulas-and-markup.csv')));
    expect(records).toMatchObject([
      { title: "=cmd|' /C calc'!A0", impact: '<script>alert(1)</script>' },
      { title: '@SUM(1)', impact: '-2+3' },
    ]);
  });

  it('an object of another tool may hold numbers that are not read, and none that it is known by', async () => {
    const { sourced, rejections } = await readBytes(
      'x',
      fixtureBytes('not-ok/pagerduty-number-as-id.json'),
      {},
      'pagerduty',
    );
    expect(rejections).toEqual([
      {
        file: 'x',
        line: 1,
        pointer: '/incidents/0/alert/id',
        field: 'id',
        code: 'NUMBER_OUT_OF_RANGE',
        message: `id ${NOT_EXACT}`,
      },
    ]);
    expect(sourced.map(({ record }) => record.type)).toContain('incident');
  });

  it('an object of another tool with a key twice is refused alone', async () => {
    const { sourced, rejections } = await readBytes(
      'x',
      fixtureBytes('not-ok/pagerduty-key-twice.json'),
      {},
      'pagerduty',
    );
    expect(rejections).toMatchObject([{ code: 'JSON_DUPLICATE_KEY', pointer: '/incidents/0/title' }]);
    expect(recordsOf({ sourced, rejections, warnings: [] })).toContainEqual(
      expect.objectContaining({ type: 'incident', id: 'Q2' }),
    );
  });

  it.each([
    ['a PDF', '%PDF-1.7\n%\u00e2\u00e3'],
    ['a spreadsheet', 'PK\u0003\u0004\u0014\u0000\u0006\u0000'],
    ['a program', 'MZ\u0090\u0000\u0003\u0000'],
    ['a web page', '<!doctype html><title>Sign in</title>'],
  ])('%s is of no source', (_, text) => {
    expect(
      recogniseSource({ name: 'incidents.csv', head: Uint8Array.from(text, (c) => c.charCodeAt(0)) }),
    ).toBeUndefined();
  });
});

describe('no record is larger than an honest one', () => {
  const person = (more: string): string => `{"type":"person","id":"jo","name":"Jo"${more}}`;
  const tooLarge = {
    code: 'RECORD_TOO_LARGE',
    scope: 'file',
    message: 'The record is longer than 65,536 characters; check that the file is an export of the named format.',
  };

  it.each([
    ['a line', `${person('')}\n${person(`,"team":"${'x'.repeat(65_536)}"`)}\n${person('')}\n`, { line: 2 }],
    ['an element of an array', `[${person('')},\n${person(`,"a":[${'1,'.repeat(33_000)}1]`)}]`, { line: 2 }],
    ['a row', `id,name\njo,Jo\nmia,"${'x'.repeat(40_000)}\n${'x'.repeat(40_000)}"\n`, { line: 3 }],
  ])('%s of more than 65,536 characters ends the file', async (_, text, place) => {
    const { rejections } = await readBytes('people.csv', textBytes(text));
    expect(rejections).toEqual([{ file: 'people.csv', ...place, ...tooLarge }]);
  });

  it('a field of more than 32,768 characters is refused, and its neighbours are read', async () => {
    const text = ['x'.repeat(32_768), 'x'.repeat(32_769), 'x'].map((team) => person(`,"team":"${team}"`)).join('\n');
    const { rejections, sourced } = await readBytes('x.ndjson', textBytes(text));
    expect(rejections).toEqual([
      {
        file: 'x.ndjson',
        line: 2,
        field: 'team',
        code: 'FIELD_TOO_LARGE',
        message: 'team is longer than 32,768 characters; shorten it, and link to the rest.',
      },
    ]);
    expect(sourced).toHaveLength(2);
  });

  it('a table of more than 200 columns is refused', async () => {
    const header = ['id', 'name', ...Array.from({ length: 199 }, (_, n) => `c${String(n)}`)].join(',');
    const { rejections } = await readBytes('people.csv', textBytes(`${header}\n`), {}, 'native');
    expect(rejections).toEqual([
      {
        file: 'people.csv',
        line: 1,
        code: 'HEADER_TOO_WIDE',
        scope: 'file',
        message: 'The header has 201 columns and 200 are read; remove those that nothing reads.',
      },
    ]);
  });

  it('an object of more than 500 keys is refused, and its neighbours are read', async () => {
    const keys = (count: number): string => Array.from({ length: count }, (_, n) => `,"k${String(n)}":1`).join('');
    const text = [person(keys(497)), person(keys(498)), person('')].join('\n');
    const { rejections, sourced } = await readBytes('x.ndjson', textBytes(text));
    expect(rejections).toEqual([
      {
        file: 'x.ndjson',
        line: 2,
        pointer: '',
        code: 'JSON_TOO_MANY_KEYS',
        message: 'The object has 501 keys and 500 are read; check that the file is an export of the named format.',
      },
    ]);
    expect(sourced).toHaveLength(2);
  });

  it('an object of another tool may be as long as 4,194,304 characters, and a quote may stand open as long', async () => {
    const incident = (length: number): string =>
      `{"incidents":[{"id":"Q1","incident_number":1,"title":"T","created_at":"2026-03-02T08:00:00Z","body":"${'x'.repeat(length)}"}]}`;
    const [fits, large] = [await read(incident(4_000_000)), await read(incident(4_200_000))];
    expect([fits.rejections, large.rejections.map(({ code }) => code)]).toEqual([[], ['RECORD_TOO_LARGE']]);
    async function read(text: string): ReturnType<typeof readBytes> {
      return readBytes('x', textBytes(text), {}, 'pagerduty');
    }
  });

  it.each([
    ['native', '[', 'JSON_TOO_DEEP'],
    ['native', '{"type":"person","id":"a","name":"A","x":', 'RECORD_TOO_LARGE'],
    ['pagerduty', '[', 'JSON_TOO_DEEP'],
    ['pagerduty', '{"id":"a","x":', 'JSON_TOO_DEEP'],
    ['pagerduty', '{"incidents":[],"user":', 'JSON_TOO_DEEP'],
  ])('%s: %s and a million brackets end the file at the first too many', async (source, start, code) => {
    const { rejections } = await readBytes('x', textBytes(start + '['.repeat(1_000_000)), {}, source);
    expect(rejections).toMatchObject([{ code, line: 1, scope: 'file' }]);
  });

  it('a quote that stands open over empty lines does not fill the memory', async () => {
    const { rejections } = await readBytes('people.csv', textBytes(`id,name\njo,"${'\n'.repeat(70_000)}x`));
    expect(rejections).toMatchObject([{ code: 'CSV_QUOTE_NOT_CLOSED', line: 2 }]);
  });

  it('an object left beside a list may not nest deeper than one in it', async () => {
    const text = `{"incidents":[],"user":${'['.repeat(40)}${']'.repeat(40)}}`;
    const { rejections } = await readBytes('x', textBytes(text), {}, 'pagerduty');
    expect(rejections).toMatchObject([{ code: 'JSON_TOO_DEEP', scope: 'file' }]);
  });
});

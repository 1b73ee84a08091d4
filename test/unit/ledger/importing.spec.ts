import { describe, expect, test } from '@jest/globals';
import { chooseSource, inspectFile, unchanged } from '../../../src/ledger/importing/inspect-file.js';
import { ImportTally, refusalOf } from '../../../src/ledger/importing/import-tally.js';
import { parseDatabaseUrl } from '../../../src/ledger/storage/database-url.js';
import { storageProblem } from '../../../src/ledger/storage/storage-problem.js';
import type { SourcedRecord } from '../../../src/domain/record-batch.js';
import type { InputFile } from '../../../src/sources/source.js';

function file(...contents: (string | Uint8Array)[]): InputFile {
  let opened = 0;
  return {
    name: 'f.json',
    open: async function* () {
      const bytes = Buffer.from(contents[Math.min(opened, contents.length - 1)] ?? '');
      opened += 1;
      for (let at = 0; at < bytes.length; at += 3) yield await Promise.resolve(bytes.subarray(at, at + 3));
    },
  };
}

/** So many people, a line each. */
function people(count: number): SourcedRecord[] {
  return Array.from({ length: count }, (_, index) => ({
    record: { type: 'person', id: `p${String(index)}`, name: 'Ana Silva' },
    origin: { file: 'a.csv', line: 1_000 + index, raw: '' },
  }));
}

async function read(input: InputFile): Promise<string> {
  let text = '';
  for await (const chunk of input.open()) text += Buffer.from(chunk).toString('utf8');
  return text;
}

describe('a file', () => {
  test('is hashed, measured and sampled in one pass', async () => {
    const inspected = await inspectFile(file('hello'));
    // printf hello | sha256sum
    expect(inspected).toMatchObject({
      bytes: 5,
      sha256: '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824',
    });
    expect(Buffer.from(inspected.sample.head).toString('utf8')).toBe('hello');
  });

  test('gives at most 64 KiB to be recognised by', async () => {
    expect((await inspectFile(file('x'.repeat(70_000)))).sample.head).toHaveLength(65_536);
  });

  test.each([
    ['no byte', ''],
    ['white space', ' \n'],
    ['a byte order mark', '\uFEFF'],
    ['a byte order mark and white space', '\uFEFF \n \n'],
    ['the byte order mark of UTF-16', Uint8Array.of(0xff, 0xfe)],
    ['more white space than a sample holds', ' '.repeat(70_000)],
  ])('with nothing in it but %s is refused before anybody is asked whose it is', async (_what, content) => {
    await expect(inspectFile(file(content))).rejects.toMatchObject({
      code: 'FILE_EMPTY',
      detail: 'f.json: The file is empty; export it again and import that. Nothing was applied.',
    });
  });

  test('that holds anything behind its blank beginning is not empty', async () => {
    expect(await inspectFile(file(`${' '.repeat(70_000)}x`))).toMatchObject({ bytes: 70_001 });
  });

  test('that changes between hashing and reading is refused', async () => {
    const inspected = await inspectFile(file('before', 'after'));
    await expect(read(unchanged(inspected))).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  });

  test('that stays the same is read whole', async () => {
    expect(await read(unchanged(await inspectFile(file('the same'))))).toBe('the same');
  });

  test.each([
    ['PK\u0003\u0004', /ZIP or XLSX/],
    ['%PDF-1.7', /PDF/],
    ['<!doctype html>', /web page/],
    ['hello', /--source/],
  ])('that no source recognises is refused with a hint: %j', (head, hint) => {
    const choose = (): unknown => chooseSource('auto', { name: 'f', head: Buffer.from(head, 'latin1') }, []);
    expect(choose).toThrow(hint);
  });
});

describe('a refusal', () => {
  test('keeps a hundred rejections and counts them all', () => {
    const tally = new ImportTally();
    tally.countRead(people(1_000), 'native');
    const rejection = { file: 'a.csv', field: 'at', code: 'TIME_INVALID', message: 'There is no such day.' };
    tally.reject(Array.from({ length: 234 }, (_, index) => ({ ...rejection, line: 2 + index })));
    expect(tally.refusal()?.rejections).toHaveLength(100);
    // 1,000 read and 234 refused.
    expect(tally.refusal()?.detail).toBe(
      '234 of 1,234 records are invalid, and nothing was applied. The first: a.csv, line 2, at: There is no such day.',
    );
  });

  test('counts a record with several faults once, and says how many the file has', () => {
    const tally = new ImportTally();
    tally.countRead(people(1), 'native');
    const rejection = { file: 'a.csv', line: 9, field: 'at', code: 'TIME_INVALID', message: 'There is no such day.' };
    tally.reject([rejection, { ...rejection, field: 'title' }]);
    // One read and one refused.
    expect(tally.refusal()?.detail).toMatch(/^1 of 2 records is invalid, and nothing was applied\./);
  });

  test('counts no handle and no declaration that the source added to what the file holds', () => {
    const tally = new ImportTally();
    const origin = { file: 'a.json', line: 1, raw: '' };
    const handle = { type: 'handle' as const, id: 'U1', name: 'Ana Silva' };
    const declared = { type: 'source' as const, covers: [] };
    tally.countRead(
      [
        { record: handle, origin },
        { record: declared, origin },
      ],
      'pagerduty',
    );
    const rejection = { file: 'a.json', code: 'FIELD_MISSING', message: 'It is missing.' };
    tally.reject([1, 2].map((line) => ({ ...rejection, line })));
    expect(tally.refusal()?.detail).toMatch(/^2 of 2 records are invalid/);
  });

  test('counts an object once, however many records were made of it', () => {
    const tally = new ImportTally();
    const origin = { file: 'a.json', line: 4, pointer: '/incidents/0', raw: '' };
    tally.countRead([...people(1), ...people(2).map(({ record }) => ({ record, origin }))], 'pagerduty');
    const rejection = { file: 'a.json', code: 'FIELD_MISSING', message: 'It is missing.' };
    tally.reject([7, 8].map((line) => ({ ...rejection, line })));
    // Two objects read and two refused.
    expect(tally.refusal()?.detail).toMatch(/^2 of 4 records are invalid/);
  });

  test('counts the declaration that a native file writes itself', () => {
    const tally = new ImportTally();
    const declared = { type: 'source' as const, covers: [] };
    tally.countRead([{ record: declared, origin: { file: 'a', line: 1, raw: '' } }], 'native');
    tally.reject([2, 3].map((line) => ({ file: 'a', line, code: 'FIELD_MISSING', message: 'It is missing.' })));
    expect(tally.refusal()?.detail).toMatch(/^2 of 3 records are invalid/);
  });

  test('of a file with nothing in it says that it is empty', () => {
    const tally = new ImportTally();
    tally.reject([{ file: 'a.csv', code: 'FILE_EMPTY', message: 'The file holds no record.' }]);
    expect(tally.refusal()).toMatchObject({
      code: 'FILE_EMPTY',
      detail: 'a.csv: The file holds no record. Nothing was applied.',
    });
  });

  test('names the pointer where there are no lines', () => {
    const place = { file: 'a.json', pointer: '/incidents/3', code: 'FIELD_MISSING', message: 'It is missing.' };
    expect(refusalOf([place], { rejected: 1, read: 7 }).detail).toBe(
      'a.json, /incidents/3: It is missing. Nothing was applied.',
    );
  });

  test('is none when all is well', () => {
    expect(new ImportTally().refusal()).toBeUndefined();
  });
});

test('equal warnings become one with a count, at the first place', () => {
  const tally = new ImportTally();
  tally.warn([2, 3, 4].map((line) => ({ file: 'a', line, code: 'STALE', message: 'It is older.' })));
  tally.warn([{ file: 'a', line: 9, code: 'STALE', message: 'It is older.', count: 5 }]);
  expect(tally.warnings).toEqual([{ file: 'a', line: 2, code: 'STALE', message: 'It is older.', count: 8 }]);
});

test.each([
  ['./a.db', { kind: 'sqlite', path: './a.db' }],
  ['/var/a b.db', { kind: 'sqlite', path: '/var/a b.db' }],
  ['sqlite:a.db', { kind: 'sqlite', path: 'a.db' }],
  ['file:./a.db', { kind: 'sqlite', path: './a.db' }],
  ['file:///var/a.db', { kind: 'sqlite', path: '/var/a.db' }],
  ['C:\\data\\a.db', { kind: 'sqlite', path: 'C:\\data\\a.db' }],
  ['postgres://u@h/d', { kind: 'postgres', url: 'postgres://u@h/d' }],
  ['postgresql://u@h/d', { kind: 'postgres', url: 'postgresql://u@h/d' }],
])('the address %s is understood', (text, location) => {
  expect(parseDatabaseUrl(text)).toEqual(location);
});

test.each([':memory:', ' sqlite::memory: ', 'file::memory:'])(
  'the address %j is refused, since no two commands could share it',
  (text) => {
    expect(() => parseDatabaseUrl(text)).toThrow(expect.objectContaining({ code: 'USAGE', exitCode: 2 }));
    expect(() => parseDatabaseUrl(text)).toThrow(/empty ledger of its own/);
  },
);

test.each(['', '  ', 'mysql://u@h/d', 'sqlite:'])('the address %j is refused', (text) => {
  expect(() => parseDatabaseUrl(text)).toThrow(/DATABASE_URL/);
});

test.each([
  ['SQLITE_FULL', 'STORAGE_FULL'],
  ['SQLITE_IOERR_WRITE', 'STORAGE_FULL'],
  ['SQLITE_BUSY_SNAPSHOT', 'STORE_BUSY'],
  ['40001', 'STORE_BUSY'],
  ['SQLITE_NOTADB', 'STORE_NOT_READY'],
  ['ECONNREFUSED', 'STORE_NOT_READY'],
])('the database code %s is told as %s', (code, problem) => {
  expect(storageProblem({ driverError: { code } })).toMatchObject({ code: problem });
});

test('an error that is nobody else is left as it is', () => {
  const error = new TypeError('a defect of ours');
  expect(storageProblem(error)).toBe(error);
});

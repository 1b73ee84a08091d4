import { describe, expect, test } from '@jest/globals';
import { chooseSource, inspectFile, unchanged } from '../../../src/ledger/importing/inspect-file.js';
import { ImportTally, refusalOf } from '../../../src/ledger/importing/import-tally.js';
import { parseDatabaseUrl } from '../../../src/ledger/storage/database-url.js';
import { storageProblem } from '../../../src/ledger/storage/storage-problem.js';
import { readText } from '../../../src/sources/reading/text.js';
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
  ])('with nothing in it but %s is refused by one and the same sentence', async (_what, content) => {
    const tally = new ImportTally();
    const readToRefusal = async (): Promise<void> => {
      const { file: input } = await inspectFile(file(content));
      for await (const piece of readText(input.open()))
        if (typeof piece !== 'string') tally.reject([{ file: input.name, ...piece }]);
      throw tally.refusal() ?? new Error('it was read');
    };
    await expect(readToRefusal()).rejects.toMatchObject({
      code: 'FILE_EMPTY',
      detail: 'f.json: The file is empty; export it again and import that. Nothing was applied.',
    });
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
    tally.countRead(1_000);
    const rejection = { file: 'a.csv', line: 2, field: 'at', code: 'TIME_INVALID', message: 'There is no such day.' };
    tally.reject(Array.from({ length: 234 }, () => rejection));
    expect(tally.refusal()?.rejections).toHaveLength(100);
    // 1,000 read and 234 refused.
    expect(tally.refusal()?.detail).toBe(
      '234 of 1,234 records are invalid, and nothing was applied. The first: a.csv, line 2, at: There is no such day.',
    );
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

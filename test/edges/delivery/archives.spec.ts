import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Problem } from '../../../src/domain/problem.js';
import { InputFilesService } from '../../../src/delivery/input-files.service.js';
import type { InputFile } from '../../../src/sources/source.js';
import { type ZipPart, zipOf } from '../../builders/zip.js';

const TEXT = '{"type":"person","id":"ada","name":"Ada Lovelace"}\n';
const LIMITS = { entries: 5, expandedBytes: 3_000_000 };
const inputs = new InputFilesService();

let folder = '';
let count = 0;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'archives-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function put(bytes: Uint8Array | string): string {
  count += 1;
  const path = join(folder, `file-${String(count)}`);
  writeFileSync(path, bytes);
  return path;
}

async function textOf(file: InputFile): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of file.open()) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** Opens what was put as `name` and reads every file of it to its end, as an import does. */
async function readAll(bytes: Uint8Array, name = 'export'): Promise<[string, string][]> {
  const files = await inputs.openAll(put(bytes), name, { limits: LIMITS, source: 'auto' });
  const read: [string, string][] = [];
  for (const file of files) read.push([file.name, await textOf(file)]);
  return read;
}

const refused = (code: string): unknown => expect.objectContaining({ name: 'Problem', code });

describe('gzip', () => {
  test('is known by how it begins and not by its name, which loses its ending', async () => {
    expect(await readAll(gzipSync(TEXT), 'people.ndjson.gz')).toEqual([['people.ndjson', TEXT]]);
    expect(await readAll(gzipSync(TEXT), 'people.ndjson')).toEqual([['people.ndjson', TEXT]]);
  });

  test('of several members is read to the end of the last', async () => {
    expect(await readAll(Buffer.concat([gzipSync(TEXT), gzipSync(TEXT)]))).toEqual([['export', TEXT + TEXT]]);
  });

  const whole = gzipSync(TEXT.repeat(1_000));
  const withBadChecksum = Buffer.from(whole);
  withBadChecksum[whole.length - 8] = (whole[whole.length - 8] ?? 0) ^ 1;

  test.each<[string, Uint8Array, string]>([
    ['cut short', whole.subarray(0, whole.length - 20), 'ARCHIVE_CORRUPT'],
    ['cut short in its trailer', whole.subarray(0, whole.length - 3), 'ARCHIVE_CORRUPT'],
    ['with another checksum', withBadChecksum, 'ARCHIVE_CORRUPT'],
    ['followed by text', Buffer.concat([whole, Buffer.from('garbage')]), 'ARCHIVE_CORRUPT'],
    ['followed by zeros', Buffer.concat([whole, Buffer.alloc(512)]), 'ARCHIVE_CORRUPT'],
    ['inside gzip', gzipSync(whole), 'ARCHIVE_UNSAFE_ENTRY'],
    ['around a ZIP', gzipSync(zipOf({ name: 'a.json', text: TEXT })), 'ARCHIVE_UNSAFE_ENTRY'],
  ])('%s is refused', async (_what, bytes, code) => {
    await expect(readAll(bytes)).rejects.toEqual(refused(code));
  });

  test.each<[string, Uint8Array, RegExp]>([
    [
      'that is cut short',
      whole.subarray(0, whole.length - 20),
      /^people\.ndjson\.gz cannot be unpacked: it ends too early/,
    ],
    ['followed by text', Buffer.concat([whole, Buffer.from('garbage')]), /^people\.ndjson\.gz cannot be unpacked: /],
    ['that expands too far', gzipSync(Buffer.alloc(4_000_000)), /^people\.ndjson\.gz takes /],
    ['around an archive', gzipSync(whole), /^What is in people\.ndjson\.gz is itself an archive/],
  ])('%s is named as it was named, not as the file in it would be', async (_what, bytes, detail) => {
    await expect(readAll(bytes, 'people.ndjson.gz')).rejects.toMatchObject({ detail: expect.stringMatching(detail) });
  });

  test('that expands without end is stopped within a chunk of the limit', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000), { level: 9 });
    const [file] = await inputs.openAll(put(bomb), 'bomb.gz', { limits: LIMITS, source: 'auto' });
    let bytes = 0;
    const read = async (): Promise<void> => {
      for await (const chunk of file?.open() ?? []) bytes += chunk.length;
    };
    await expect(read()).rejects.toEqual(refused('FILE_EXPANDS_TOO_LARGE'));
    expect(bytes).toBeLessThanOrEqual(LIMITS.expandedBytes);
  });

  test('beyond 200 bytes for each packed one is a bomb, however far the limit', async () => {
    const bomb = gzipSync(Buffer.alloc(2_000_000), { level: 9 });
    await expect(readAll(bomb)).rejects.toEqual(refused('FILE_EXPANDS_TOO_LARGE'));
  });
});

describe('a ZIP archive', () => {
  test.each([true, false])('with one file in it is that file (deflated: %s)', async (deflated) => {
    const zip = zipOf({ name: 'inner/people.ndjson', text: TEXT, deflated });
    expect(await readAll(zip, 'export.zip')).toEqual([['export.zip/inner/people.ndjson', TEXT]]);
  });

  test('may hold folders and what a file manager leaves behind', async () => {
    const zip = zipOf(
      { name: 'inner/', mode: 0o040755 },
      { name: 'inner/people.ndjson', text: TEXT },
      { name: '__MACOSX/inner/._people.ndjson', text: 'resource fork' },
      { name: 'inner/.DS_Store', text: 'icons' },
    );
    expect(await readAll(zip)).toEqual([['export/inner/people.ndjson', TEXT]]);
  });

  test('can be opened again, and is inflated anew each time', async () => {
    const path = put(zipOf({ name: 'a.ndjson', text: TEXT }));
    const [file] = await inputs.openAll(path, 'a.zip', { limits: LIMITS, source: 'auto' });
    expect(file).toBeDefined();
    if (file === undefined) return;
    expect([await textOf(file), await textOf(file)]).toEqual([TEXT, TEXT]);
  });

  const one: ZipPart = { name: 'a.ndjson', text: TEXT };
  const part = (more: Partial<ZipPart>): Buffer => zipOf({ ...one, ...more });
  const sound = zipOf(one);
  const named = (name: string): [string, Buffer, string] => [
    `whose entry is named ${JSON.stringify(name)}`,
    part({ name }),
    'ARCHIVE_UNSAFE_ENTRY',
  ];

  test.each<[string, Buffer, string]>([
    named('../a.ndjson'),
    named('inner/../../a.ndjson'),
    named('/etc/passwd'),
    named('C:/a.ndjson'),
    named('inner\\a.ndjson'),
    named('a\u0000.ndjson'),
    ['that holds a symbolic link', part({ mode: 0o120777 }), 'ARCHIVE_UNSAFE_ENTRY'],
    ['that holds a device', part({ mode: 0o020666 }), 'ARCHIVE_UNSAFE_ENTRY'],
    ['with an encrypted entry', part({ flags: 0x801 }), 'ARCHIVE_ENCRYPTED'],
    ['with a strongly encrypted entry', part({ flags: 0x841 }), 'ARCHIVE_ENCRYPTED'],
    ['that holds an archive by name', part({ name: 'inner.zip' }), 'ARCHIVE_UNSAFE_ENTRY'],
    ['that holds an archive by content', part({ text: gzipSync(TEXT) }), 'ARCHIVE_UNSAFE_ENTRY'],
    ['with one name twice', zipOf(one, one), 'ARCHIVE_UNSAFE_ENTRY'],
    ['with names that differ in case alone', zipOf(one, { ...one, name: 'A.ndjson' }), 'ARCHIVE_UNSAFE_ENTRY'],
    [
      'with names that differ in how an accent is written',
      zipOf({ ...one, name: 'caf\u00e9.ndjson' }, { ...one, name: 'cafe\u0301.ndjson' }),
      'ARCHIVE_UNSAFE_ENTRY',
    ],
    ['whose entry is larger than it says', part({ bytes: TEXT.length - 1 }), 'ARCHIVE_UNSAFE_ENTRY'],
    ['whose entry is smaller than it says', part({ bytes: TEXT.length + 1 }), 'ARCHIVE_UNSAFE_ENTRY'],
    [
      'whose stored entry says two sizes of itself',
      part({ deflated: false, bytes: TEXT.length + 1 }),
      'ARCHIVE_UNSAFE_ENTRY',
    ],
    ['with another checksum', part({ crc: 1 }), 'ARCHIVE_CORRUPT'],
    ['cut short', sound.subarray(0, sound.length - 30), 'ARCHIVE_CORRUPT'],
    ['with a byte of its entry changed', flipped(sound, 45), 'ARCHIVE_CORRUPT'],
    ['packed by a method of its own', part({ method: 12 }), 'FILE_TYPE_UNSUPPORTED'],
    ['that is an XLSX file', zipOf({ name: '[Content_Types].xml', text: '<x/>' }, one), 'FILE_TYPE_UNSUPPORTED'],
    ['with two files that are no one export', zipOf(one, { ...one, name: 'b.ndjson' }), 'ARCHIVE_AMBIGUOUS'],
    ['with nothing in it', zipOf(), 'FILE_EMPTY'],
    [
      'with more files than are allowed',
      zipOf(...Array.from({ length: 6 }, (_, i) => ({ ...one, name: String(i) }))),
      'FILE_EXPANDS_TOO_LARGE',
    ],
    ['that says it expands beyond the limit', part({ bytes: 3_000_001 }), 'FILE_EXPANDS_TOO_LARGE'],
    ['of zeros, more than 200 for each packed byte', part({ text: Buffer.alloc(2_000_000) }), 'FILE_EXPANDS_TOO_LARGE'],
    ['whose entries share their bytes', zipOf(one, { ...one, name: 'b', shares: true }), 'FILE_EXPANDS_TOO_LARGE'],
  ])('%s is refused', async (_what, bytes, code) => {
    await expect(readAll(bytes)).rejects.toEqual(refused(code));
  });

  test('of 48 KB that says it holds 10 GB is refused before a byte of it is inflated', async () => {
    const shared = Array.from({ length: 4 }, (_, i) => ({ ...one, name: String(i), bytes: 2 ** 31, shares: i > 0 }));
    await expect(readAll(zipOf(...shared))).rejects.toEqual(refused('FILE_EXPANDS_TOO_LARGE'));
  });

  test('with any byte changed, cut anywhere, is read as it was or refused with a problem', async () => {
    const zip = zipOf(one, { name: 'x/', mode: 0o040755 });
    await fc.assert(
      fc.asyncProperty(fc.nat(zip.length - 1), fc.nat(255), fc.nat(zip.length), async (at, byte, end) => {
        const bytes = Buffer.from(zip);
        bytes[at] = byte;
        const cut = end < 4 ? bytes : bytes.subarray(0, Math.max(end, 4));
        const outcome = await readAll(cut).catch((error: unknown) => error);
        if (!(outcome instanceof Problem)) expect(outcome).toEqual([[expect.any(String), expect.any(String)]]);
      }),
      { numRuns: 400 },
    );
  });

  test('that points beyond what any file can hold is refused', async () => {
    const zip = zipOf(one);
    const locator = Buffer.alloc(20, 0xff);
    locator.writeUInt32LE(0x07064b50, 0);
    const end = zip.length - 22;
    const wide = Buffer.concat([zip.subarray(0, end), locator, zip.subarray(end)]);
    await expect(readAll(wide)).rejects.toEqual(refused('ARCHIVE_CORRUPT'));
  });
});

describe('a folder', () => {
  const set = (source: string): { limits: typeof LIMITS; source: string } => ({ limits: LIMITS, source });

  function native(name: string): string {
    const path = join(folder, name);
    mkdirSync(join(path, 'inner'), { recursive: true });
    writeFileSync(join(path, 'people.csv'), 'id,name\nada,Ada Lovelace\n');
    writeFileSync(join(path, 'incidents.csv'), 'id,title,declaredAt\nI1,Down,2026-03-01T10:00:00Z\n');
    return path;
  }

  test('that is the export of a source is all of its files', async () => {
    const path = native('set');
    const files = await inputs.openAll(path, 'set/', set('auto'));
    expect(files.map(({ name, set: of }) => [name, of])).toEqual([
      ['set/incidents.csv', { name: 'set', source: 'native' }],
      ['set/people.csv', { name: 'set', source: 'native' }],
    ]);
    expect(await Promise.all(files.map(textOf))).toContain('id,name\nada,Ada Lovelace\n');
  });

  test('that is no export of the source asked for stays a directory', async () => {
    await expect(inputs.openAll(native('other'), 'other', set('pagerduty'))).rejects.toEqual(
      refused('FILE_IS_DIRECTORY'),
    );
  });

  test('with other files in it is no export', async () => {
    const path = native('mixed');
    writeFileSync(join(path, 'letter.txt'), 'Dear Sir');
    await expect(inputs.openAll(path, 'mixed', set('auto'))).rejects.toEqual(refused('FILE_IS_DIRECTORY'));
  });

  test('that links to itself is listed once', async () => {
    const path = native('circle');
    symlinkSync(path, join(path, 'inner', 'again'));
    expect(await inputs.openAll(path, 'circle', set('auto'))).toHaveLength(2);
  });

  test('of more files than are allowed is refused', async () => {
    const path = native('many');
    for (let i = 0; i < 6; i += 1) writeFileSync(join(path, 'inner', `${String(i)}.csv`), 'x');
    await expect(inputs.openAll(path, 'many', set('auto'))).rejects.toEqual(refused('FILE_EXPANDS_TOO_LARGE'));
  });
});

function flipped(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[at] = (changed[at] ?? 0) ^ 0x55;
  return changed;
}

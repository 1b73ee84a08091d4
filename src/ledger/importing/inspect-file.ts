import { createHash } from 'node:crypto';
import { Problem } from '../../domain/problem.js';
import { headInUtf8, inUtf8 } from '../../sources/reading/encoding.js';
import { firstCharacter } from '../../sources/reading/first-character.js';
import { FILE_EMPTY } from '../../sources/reading/text.js';
import type { FileSample, InputFile, Source } from '../../sources/source.js';
import { refusalOf } from './import-tally.js';

/** What is known of a file before its records are read. */
export interface InspectedFile {
  readonly file: InputFile;
  readonly sha256: string;
  readonly bytes: number;
}

const SAMPLE_BYTES = 64 * 1024;

/**
 * Hashes a file and gives its beginning, which is not worth keeping for each of many files. Throws FILE_EMPTY, also where
 * there is nothing but a byte order mark or white space.
 */
export async function inspectFile(file: InputFile): Promise<InspectedFile & { readonly sample: FileSample }> {
  const hash = createHash('sha256');
  const head: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of file.open()) {
    hash.update(chunk);
    if (bytes < SAMPLE_BYTES) head.push(chunk.slice(0, SAMPLE_BYTES - bytes));
    bytes += chunk.length;
  }
  const sample = { name: file.name, head: Buffer.concat(head) };
  if (await holdsNothing(file, sample)) throw refusalOf([{ file: file.name, ...FILE_EMPTY }], { rejected: 1, read: 0 });
  return { file, sha256: hash.digest('hex'), bytes, sample };
}

/** Looks beyond the sample only where that is blank. */
async function holdsNothing(file: InputFile, { head }: FileSample): Promise<boolean> {
  const blank = new TextDecoder('utf-8').decode(headInUtf8(head)).trim() === '';
  return blank && (await firstCharacter(inUtf8(file).open())) === undefined;
}

/** The same file, which fails to read when it is no longer the one that was inspected. */
export function unchanged({ file, sha256 }: InspectedFile): InputFile {
  return {
    ...file,
    open: async function* () {
      const hash = createHash('sha256');
      for await (const chunk of file.open()) {
        hash.update(chunk);
        yield chunk;
      }
      if (hash.digest('hex') !== sha256) {
        throw new Problem(
          'FILE_UNREADABLE',
          `${file.name} changed while it was being read. Import it when it is complete.`,
        );
      }
    },
  };
}

/** The source to read a file with: the one asked for, or the one that recognises its content. */
export function chooseSource(asked: string, sample: FileSample, sources: readonly Source[]): Source {
  if (asked === 'auto') {
    const recognised = sources.find((source) => source.recognises(sample));
    if (recognised !== undefined) return recognised;
    throw new Problem('FILE_TYPE_UNSUPPORTED', `${sample.name}: ${hintOf(sample.head)} Sources: ${idsOf(sources)}.`);
  }
  const named = sources.find((source) => source.id === asked);
  if (named !== undefined) return named;
  throw new Problem('SOURCE_UNKNOWN', `There is no source "${asked}". Sources: auto, ${idsOf(sources)}.`);
}

const SIGNATURES: readonly (readonly [string, string])[] = [
  ['PK\u0003\u0004', 'this looks like a ZIP or XLSX file; unpack it, or export it as CSV.'],
  ['\u00d0\u00cf\u0011\u00e0', 'this looks like an old Office file; export it as CSV.'],
  ['BZh', 'this looks like a bzip2 file; unpack it first.'],
  ['7z\u00bc\u00af', 'this looks like a 7z archive; unpack it first.'],
  ['Rar!', 'this looks like a RAR archive; unpack it first.'],
  ['\u00fd7zXZ', 'this looks like an xz file; unpack it first.'],
  ['MZ', 'this looks like a program; import an export of incidents.'],
  ['\u007fELF', 'this looks like a program; import an export of incidents.'],
  ['%PDF', 'this looks like a PDF; import the export it was printed from.'],
  ['\u001f\u008b', 'this looks like a gzip file; unpack it first.'],
  ['<', 'this looks like a web page or XML; export it as JSON or CSV.'],
];

function hintOf(head: Uint8Array): string {
  const start = Buffer.from(head.subarray(0, 8)).toString('latin1').trimStart();
  const known = SIGNATURES.find(([signature]) => start.startsWith(signature));
  if (Buffer.from(head.subarray(257, 262)).toString('latin1') === 'ustar') {
    return 'this looks like a tar archive; unpack it, or pack it as ZIP.';
  }
  return (
    known?.[1] ??
    'no source recognises this content. docs/sources/ says what to export from each tool; if you know the format, name it with --source.'
  );
}

function idsOf(sources: readonly Source[]): string {
  return sources.map(({ id }) => id).join(', ');
}

import { expect } from '@jest/globals';
import type { ReadOptions } from '../../../src/sources/source.js';
import { fixtureBytes, readBytes, type ReadResult } from './read-fixture.js';

/** A fault as somebody who meets it needs it. */
export interface ExpectedFault {
  readonly code: string;
  readonly scope?: 'file';
  readonly line?: number;
  readonly column?: number;
  readonly pointer?: string;
  readonly field?: string;
  readonly message: string;
}

/** A file that is wrong in one way, and exactly what is said of it. */
export interface WrongFile {
  readonly file: string;
  readonly source: string;
  readonly options?: ReadOptions;
  readonly rejections?: readonly ExpectedFault[];
  /** What is said without refusing anything; `count` where it is counted. */
  readonly warnings?: readonly (ExpectedFault & { readonly count?: number })[];
  /** How many records are read beside what is wrong. Not looked at when absent. */
  readonly records?: number;
}

/** After these nothing in the file can be trusted, whatever the mode of the import. */
const END_FILES: ReadonlySet<string> = new Set([
  'CSV_BAD_QUOTE',
  'CSV_QUOTE_NOT_CLOSED',
  'DELIMITER_MISMATCH',
  'ENCODING_INVALID',
  'FILE_EMPTY',
  'HEADER_DUPLICATE',
  'HEADER_FORBIDDEN',
  'HEADER_MISSING',
  'HEADER_TOO_WIDE',
  'HEADER_UNKNOWN',
  'JSON_FORBIDDEN_KEY',
  'JSON_TOO_DEEP',
  'RECORD_TOO_LARGE',
]);

/** The fault as a file of that name yields it. */
export function faultIn(file: string, fault: ExpectedFault): object {
  return { file, ...(END_FILES.has(fault.code) && { scope: 'file' }), ...fault };
}

/** Reads the fixture, or these bytes in its place, and holds all that is said of it against what is expected. */
export async function expectSaid(wrong: WrongFile, bytes = fixtureBytes(`not-ok/${wrong.file}`)): Promise<ReadResult> {
  const { file, source, options = {}, rejections = [], warnings = [], records } = wrong;
  const result = await readBytes(file, bytes, options, source);
  expect(result.rejections).toEqual(rejections.map((fault) => faultIn(file, fault)));
  expect(result.warnings).toEqual(warnings.map((fault) => faultIn(file, fault)));
  if (records !== undefined) expect(result.sourced).toHaveLength(records);
  return result;
}

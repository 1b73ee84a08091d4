import { existsSync, readFileSync } from 'node:fs';
import type { Rejection, Warning } from '../../../src/domain/problem.js';
import type { CanonicalRecord, EventRecord, UpdateRecord } from '../../../src/domain/record.js';
import type { Origin, SourcedRecord } from '../../../src/domain/record-batch.js';
import { recogniseSource, sourceById } from '../../../src/sources/index.js';
import { allSources } from '../../../src/sources/shipped-mappings.service.js';
import type { InputFile, ReadOptions, Source } from '../../../src/sources/source.js';

const FIXTURES = new URL('../../imports/', import.meta.url);
const SAMPLES = new URL('../../../../shared/samples/', import.meta.url);

/** Whether the folder of real samples stands beside the repository. */
export const samplesPresent = existsSync(SAMPLES);

/** All that a file yields, in order. */
export interface ReadResult {
  readonly sourced: SourcedRecord[];
  readonly rejections: Rejection[];
  readonly warnings: Warning[];
}

export function fixtureBytes(path: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(path, FIXTURES)));
}

export function sampleBytes(path: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(path, SAMPLES)));
}

export function textBytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** The bytes as a file, cut at these offsets; whole when none are given. */
export function fileOf(name: string, bytes: Uint8Array, cuts: readonly number[] = []): InputFile {
  const ends = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  return {
    name,
    open: () => chunks([0, ...ends, bytes.length].map((at, index, all) => bytes.subarray(all[index - 1] ?? 0, at))),
  };
}

async function* chunks(parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield await Promise.resolve(part);
}

export async function readAll(source: Source, file: InputFile, options: ReadOptions = {}): Promise<ReadResult> {
  const result: ReadResult = { sourced: [], rejections: [], warnings: [] };
  for await (const batch of source.read(file, options)) {
    result.sourced.push(...batch.records);
    result.rejections.push(...batch.rejections);
    result.warnings.push(...batch.warnings);
  }
  return result;
}

/** Reads a fixture with the source that recognises it, or with the one named. */
export async function readFixture(path: string, options: ReadOptions = {}, id?: string): Promise<ReadResult> {
  return readBytes(path, fixtureBytes(path), options, id);
}

export async function readBytes(
  path: string,
  bytes: Uint8Array,
  options: ReadOptions = {},
  id?: string,
): Promise<ReadResult> {
  return readNamed(path.replace(/^.*\//, ''), bytes, options, id);
}

/** The same under the whole path, for exports whose folders say something. */
export async function readNamed(
  name: string,
  bytes: Uint8Array,
  options: ReadOptions = {},
  id?: string,
): Promise<ReadResult> {
  const sources = allSources();
  const sample = { name, head: bytes.subarray(0, 65_536) };
  const source = id === undefined ? recogniseSource(sample, sources) : sourceById(id, sources);
  if (source === undefined) throw new Error(`No source recognises ${name}`);
  return readAll(source, fileOf(name, bytes), options);
}

export function recordsOf(result: ReadResult): CanonicalRecord[] {
  return result.sourced.map(({ record }) => record);
}

export function eventsIn(result: ReadResult): EventRecord[] {
  return recordsOf(result).filter((record) => record.type === 'event');
}

export function updatesIn(result: ReadResult): UpdateRecord[] {
  return recordsOf(result).filter((record) => record.type === 'update');
}

/** The origin of the record of that id. */
export function originOf(result: ReadResult, id: string): Origin | undefined {
  return result.sourced.find(({ record }) => 'id' in record && record.id === id)?.origin;
}

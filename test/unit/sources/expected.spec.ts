import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { CanonicalRecord } from '../../../src/domain/record.js';
import type { ReadOptions } from '../../../src/sources/source.js';
import { fixtureBytes, type ReadResult, readNamed, sampleBytes, samplesPresent } from './read-fixture.js';

/**
 * What somebody counted by hand in a file. `records` counts by type, events and action item events by `type kind`; a kind or
 * type that is not named must not come out at all.
 */
interface Expected {
  readonly source?: string;
  readonly options?: ReadOptions;
  readonly records?: Readonly<Record<string, number>>;
  readonly rejected?: readonly string[];
  readonly warned?: readonly string[];
  /** Why the file is refused, or what the counts rest on, for whoever checks it again. */
  readonly because?: string;
}

type ExpectedFiles = Readonly<Record<string, Expected>>;

const IMPORTS = new URL('../../imports/', import.meta.url);

function expectedFiles(path: string): ExpectedFiles {
  return JSON.parse(readFileSync(new URL(path, IMPORTS), 'utf8')) as ExpectedFiles;
}

function countsOf(result: ReadResult): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { record } of result.sourced) {
    const key = 'kind' in record && isHappening(record) ? `${record.type} ${String(record.kind)}` : record.type;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

function isHappening({ type }: CanonicalRecord): boolean {
  return type === 'event' || type === 'action-item-event';
}

function codesOf(faults: readonly { readonly code: string }[]): string[] {
  return [...new Set(faults.map(({ code }) => code))].sort();
}

function check(name: string, bytes: () => Uint8Array, expected: Expected): void {
  const { source, options = {}, records = {}, rejected = [], warned = [] } = expected;
  it(`${name} yields what was counted by hand`, async () => {
    const result = await readNamed(name, bytes(), options, source);
    expect(countsOf(result)).toEqual(records);
    expect(codesOf(result.rejections)).toEqual([...rejected].sort());
    expect(codesOf(result.warnings)).toEqual([...warned].sort());
  });
}

const systems = readdirSync(new URL('ok/', IMPORTS)).filter((name) =>
  existsSync(new URL(`ok/${name}/expected.json`, IMPORTS)),
);

for (const system of systems)
  describe(`Fixtures of ${system}`, () => {
    for (const [file, expected] of Object.entries(expectedFiles(`ok/${system}/expected.json`))) {
      check(file, () => fixtureBytes(`ok/${system}/${file}`), expected);
    }

    it('are all counted', () => {
      const listed = Object.keys(expectedFiles(`ok/${system}/expected.json`));
      const there = readdirSync(new URL(`ok/${system}/`, IMPORTS), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name !== 'expected.json')
        .map((entry) => `${entry.parentPath}/${entry.name}`.split(`/ok/${system}/`)[1]?.replace(/^\/+/, ''));
      expect(there.sort()).toEqual(listed.sort());
    });
  });

const sampleSystems = readdirSync(new URL('samples/', IMPORTS)).filter((name) => name.endsWith('.json'));

for (const list of sampleSystems)
  describe(`Real records, ${list}${samplesPresent ? '' : ' (samples not present)'}`, () => {
    const files = expectedFiles(`samples/${list}`);
    it('are listed with what was counted in them', () => {
      expect(Object.keys(files).length).toBeGreaterThan(0);
    });
    if (!samplesPresent) return;
    for (const [file, expected] of Object.entries(files)) check(file, () => sampleBytes(file), expected);
  });

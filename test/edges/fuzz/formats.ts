import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { recogniseSource, sourceById } from '../../../src/sources/index.js';
import { allSources } from '../../../src/sources/shipped-mappings.service.js';
import type { ReadOptions, Source } from '../../../src/sources/source.js';

const OK = new URL('../../imports/ok/', import.meta.url);

export interface Fixture {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly options: ReadOptions;
}

/** What one source reads in files of one kind, with the good files to begin from. */
export interface Format {
  readonly name: string;
  readonly source: Source;
  readonly fixtures: readonly Fixture[];
}

type Expected = Readonly<Record<string, { readonly source?: string; readonly options?: ReadOptions }>>;

/** Every format of every source, by the good files of these tests. */
export function formats(): Format[] {
  const sources = allSources();
  const found = new Map<string, { source: Source; fixtures: Fixture[] }>();
  for (const path of fixturePaths()) {
    const [system = '', ...rest] = path.split('/');
    const { source: id, options = {} } = expectedOf(system)[rest.join('/')] ?? {};
    const bytes = new Uint8Array(readFileSync(new URL(path, OK)));
    const name = rest.length === 0 ? system : rest.join('/');
    const sample = { name, head: bytes.subarray(0, 65_536) };
    const source = id === undefined ? recogniseSource(sample, sources) : sourceById(id, sources);
    if (source === undefined) continue;
    const format = `${source.id} ${kindOf(source, name)}`;
    const known = found.get(format) ?? { source, fixtures: [] };
    known.fixtures.push({ name, bytes, options: { zone: 'UTC', ...options } });
    found.set(format, known);
  }
  return [...found]
    .map(([name, { source, fixtures }]) => ({ name, source, fixtures }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Only the native reader takes a document and lines apart; whoever reads saved API answers takes both alike. */
function kindOf({ id }: Source, name: string): string {
  const ending = name.replace(/^.*\./, '');
  return id !== 'native' && ending === 'ndjson' ? 'json' : ending;
}

function fixturePaths(): string[] {
  const root = new URL('.', OK).pathname;
  return readdirSync(OK, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'expected.json')
    .map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll('//', '/').slice(root.length))
    .sort();
}

function expectedOf(system: string): Expected {
  const path = new URL(`${system}/expected.json`, OK);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Expected) : {};
}

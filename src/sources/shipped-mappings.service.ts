import { readdirSync, readFileSync } from 'node:fs';
import { SOURCES } from './index.js';
import { mappingSource } from './mapping/mapping-source.js';
import { parseMapping } from './mapping/parse-mapping.js';
import type { Source } from './source.js';

const FOLDER = new URL('./mappings/', import.meta.url);

let shipped: readonly Source[] | undefined;

/** The sources that ship as mapping files, `mappings/*.yaml` beside this file, by name; read once. */
export function shippedSources(): readonly Source[] {
  shipped ??= readdirSync(FOLDER)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => mappingSource(parseMapping(readFileSync(new URL(name, FOLDER), 'utf8'), name, { isShipped: true })));
  return shipped;
}

/** Every source, coded and mapped, in the order in which they are asked; the native format stays last. */
export function allSources(): readonly Source[] {
  const coded = SOURCES.slice(0, -1);
  return [...coded, ...shippedSources(), ...SOURCES.slice(-1)];
}

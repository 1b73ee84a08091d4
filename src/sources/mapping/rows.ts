import { endsFile } from '../reading/fault.js';
import { firstCharacter } from '../reading/first-character.js';
import type { InputFile } from '../source.js';
import { readCsvRows } from './csv-rows.js';
import { readJsonRows } from './json-rows.js';
import type { Mapping } from './mapping.js';
import type { RowPart } from './row.js';

/**
 * The rows of a file, a chunk's worth at a time. A fault of a row stands in the place of the row; a fault of the file is the
 * last thing yielded.
 */
export async function* readRows(mapping: Mapping, file: InputFile): AsyncGenerator<readonly RowPart[]> {
  const first = await firstCharacter(file.open());
  const isJson = first === '{' || first === '[';
  for await (const parts of isJson ? readJsonRows(mapping, file) : readCsvRows(mapping, file)) {
    const end = parts.findIndex((part) => 'fault' in part && endsFile(part.fault));
    yield end < 0 ? parts : parts.slice(0, end + 1);
    if (end >= 0) return;
  }
}

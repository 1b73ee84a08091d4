import type { Rejection } from '../domain/problem.js';
import { firstCharacter } from './reading/first-character.js';
import { readJsonItems } from './reading/json-items.js';
import { NO_ENVELOPE } from './reading/json-scanner.js';
import type { InputFile } from './source.js';

/**
 * The fault of a file that begins like JSON and is not; undefined when it is JSON, or no such attempt. A file that no
 * source recognises is often one that was cut short, and saying where helps more than saying that.
 */
export async function findJsonFault(file: InputFile): Promise<Rejection | undefined> {
  const first = await firstCharacter(file.open());
  if (first !== '{' && first !== '[') return undefined;
  for await (const items of readJsonItems(file.open(), NO_ENVELOPE)) {
    if (!Array.isArray(items)) return { file: file.name, ...items };
  }
  return undefined;
}

import { readText } from './text.js';

/** The first character of a file that is not white space: what tells JSON from CSV. Undefined when there is none. */
export async function firstCharacter(bytes: AsyncIterable<Uint8Array>): Promise<string | undefined> {
  for await (const piece of readText(bytes)) {
    if (typeof piece !== 'string') return undefined;
    const text = piece.trimStart();
    if (text !== '') return text.charAt(0);
  }
  return undefined;
}

import { CUT_SHORT, jsonFault } from '../reading/json-fault.js';
import { readLines } from '../reading/lines.js';

/**
 * Whether the first JSON object of a text goes on in its second line, as indented JSON does. A first line that was merely cut
 * off does not: what follows it begins another record.
 */
export function spansLines(text: string): boolean {
  const [first = '', second = ''] = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
  return second !== '' && !isWhole(first) && goesOn(first, second.trimStart().charAt(0));
}

/** {@link spansLines} of a whole file; lines of more characters are not waited for. */
export async function fileSpansLines(bytes: AsyncIterable<Uint8Array>, mostCharacters: number): Promise<boolean> {
  const found: string[] = [];
  for await (const lines of readLines(bytes, mostCharacters)) {
    if (!Array.isArray(lines)) break;
    found.push(...lines.map(({ text }) => text).filter((text) => text.trim() !== ''));
    if (found.length >= 2) break;
  }
  return spansLines(found.slice(0, 2).join('\n'));
}

function isWhole(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

/** Whether the grammar allows the character after the line, on another line. */
function goesOn(line: string, next: string): boolean {
  return jsonFault(`${line}\n${next}`, { line: 1, charactersBefore: 0 }).message === CUT_SHORT;
}

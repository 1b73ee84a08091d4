import type { Fault } from './fault.js';
import { type Envelope, type JsonItem, JsonScanner } from './json-scanner.js';
import { readText } from './text.js';

/**
 * The items of a JSON file, one record in memory at a time: the elements of an array, the elements of an envelope's
 * lists, and any other document as one item; documents may follow one another. A list counts as an envelope's only while
 * nothing but paging stood before it, so that an incident with its own `log_entries` stays whole.
 * The first fault of the file (JSON_SYNTAX, JSON_TOO_DEEP, JSON_FORBIDDEN_KEY, RECORD_TOO_LARGE, ENCODING_INVALID,
 * FILE_EMPTY) is the last thing yielded; that of one item (JSON_DUPLICATE_KEY, NUMBER_OUT_OF_RANGE) stands in the item.
 */
export async function* readJsonItems(
  bytes: AsyncIterable<Uint8Array>,
  envelope: Envelope,
): AsyncGenerator<JsonItem[] | Fault> {
  const scanner = new JsonScanner(envelope);
  for await (const piece of readText(bytes)) {
    if (typeof piece !== 'string') {
      yield piece;
      return;
    }
    const fault = scanner.push(piece);
    const items = scanner.take();
    if (items.length > 0) yield items;
    if (fault !== undefined) {
      yield fault;
      return;
    }
  }
  const fault = scanner.end();
  const items = scanner.take();
  if (items.length > 0) yield items;
  if (fault !== undefined) yield fault;
}

const COLON = ':';
const QUOTE = 0x22;
const SPACE = 0x20;

/**
 * How many keys a JSON text has, counted at the colons that follow a quote. A colon inside a text may be counted too, and
 * white space before a colon makes counting pointless: then the answer is -1. Exact wherever it equals the members parsed.
 */
export function keysIn(text: string): number {
  let keys = 0;
  for (let at = text.indexOf(COLON); at >= 0; at = text.indexOf(COLON, at + 1)) {
    const before = text.charCodeAt(at - 1);
    if (before === QUOTE) keys += 1;
    else if (before <= SPACE) return -1;
  }
  return keys;
}

/** A key that stands twice in one object, and the keys and indexes that lead to the object. */
export interface DuplicateKey {
  readonly key: string;
  readonly parents: readonly string[];
}

/** An object or list that is open, with the keys it has had; a list counts its elements. */
interface Open {
  readonly keys: Set<string> | undefined;
  index: number;
  key: string | undefined;
}

const TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"(?=(\s*:)?)|[{}[\],]/g;

/** The first key that stands twice in one object of a text known to be JSON. Slow, and only for text that may hold one. */
export function duplicateKeyIn(text: string): DuplicateKey | undefined {
  const open: Open[] = [];
  for (const [token, colon] of text.matchAll(TOKENS)) {
    if (token === '{') open.push({ keys: new Set(), index: 0, key: undefined });
    else if (token === '[') open.push({ keys: undefined, index: 0, key: undefined });
    else if (token === '}' || token === ']') open.pop();
    else {
      const duplicate = noteToken(open, token, colon !== undefined);
      if (duplicate !== undefined) return { key: duplicate, parents: open.slice(0, -1).map(partOf) };
    }
  }
  return undefined;
}

/** A key that was there before; undefined for any other token. */
function noteToken(open: readonly Open[], token: string, isKey: boolean): string | undefined {
  const current = open.at(-1);
  if (current === undefined) return undefined;
  if (token === ',') current.index += 1;
  if (!isKey || current.keys === undefined) return undefined;
  const key = String(JSON.parse(token));
  if (current.keys.has(key)) return key;
  current.keys.add(key);
  current.key = key;
  return undefined;
}

function partOf({ keys, index, key }: Open): string {
  return keys === undefined ? String(index) : (key ?? '');
}

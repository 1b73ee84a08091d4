import { parseCsvRow } from '../reading/csv-row.js';

/** The text of a sample; it may end in the middle of a character, which is then read as a replacement. */
export function sampleText(head: Uint8Array): string {
  return new TextDecoder('utf-8').decode(head);
}

/** The trimmed cells of the first line with something on it. */
export function sampleHeader(text: string, delimiter: string): string[] {
  const parsed = parseCsvRow(text.trimStart().split(/\r\n|\r|\n/, 1)[0] ?? '', delimiter);
  return 'cells' in parsed ? parsed.cells.map((cell) => cell.trim()) : [];
}

/** The first JSON document of a sample, as far as the sample goes; undefined when it is not JSON. */
export function sampleDocument(text: string): unknown {
  const start = text.search(/\S/);
  if (start < 0 || !'[{'.includes(text.charAt(start))) return undefined;
  const cut = lastCut(text, start);
  if (cut === undefined) return undefined;
  try {
    return JSON.parse(text.slice(start, cut.end) + cut.closing) as unknown;
  } catch {
    return undefined;
  }
}

/** Where the document ends, or the last place where the open lists and objects can be closed. */
function lastCut(text: string, start: number): { end: number; closing: string } | undefined {
  let closing = '';
  let cut: { end: number; closing: string } | undefined;
  for (let at = start; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '"') {
      at = endOfString(text, at);
    } else if (character === '{' || character === '[') {
      closing = (character === '{' ? '}' : ']') + closing;
      cut = { end: at + 1, closing };
    } else if (character === '}' || character === ']') {
      closing = closing.slice(1);
      cut = { end: at + 1, closing };
      if (closing === '') return cut;
    } else if (character === ',') {
      cut = { end: at, closing };
    }
  }
  return cut;
}

/** The index of the closing quote, or of the last character. */
function endOfString(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '\\') at += 1;
    else if (character === '"') return at;
  }
  return text.length;
}

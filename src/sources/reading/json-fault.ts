import { Tokenizer, TokenParser } from '@streamparser/json';
import type { Fault } from './fault.js';
import { newlines } from './text.js';

/** Where a text begins in its file: its line, and how many characters stand before it on that line. */
export interface TextStart {
  readonly line: number;
  readonly charactersBefore: number;
}

/** What is said where a character cannot stand. */
export const NOT_JSON = 'This is not JSON from here on; export the file again, or mend the syntax at this place.';

/** What is said where the text ends too early. */
export const CUT_SHORT = 'The JSON ends before it is complete; the file was cut short, so export it again.';

/** JSON_SYNTAX with the line and column of the first character that cannot stand where it stands. */
export function jsonFault(text: string, start: TextStart): Fault {
  const offset = faultOffset(text);
  const before = text.slice(0, offset);
  const breaks = newlines(before);
  const column = before.length - (before.lastIndexOf('\n') + 1) + (breaks === 0 ? start.charactersBefore : 0) + 1;
  const message = offset < text.length ? NOT_JSON : CUT_SHORT;
  return { line: start.line + breaks, column, code: 'JSON_SYNTAX', message };
}

/** Bytes fed at once where nothing is known to be wrong. */
const BLOCK = 8192;

/** Where the fault is, found first to a block and then to the byte. Slow, and only for text known to be wrong. */
function faultOffset(text: string): number {
  const bytes = new TextEncoder().encode(text);
  const block = bytes.length <= BLOCK / 8 ? 0 : feed(bytes, bytes.length)?.piece;
  const fault = block === undefined ? undefined : feed(bytes, block)?.fault;
  return fault === undefined ? text.length : characterOf(text, fault);
}

/**
 * Feeds blocks up to an offset, and single bytes from there. The tokenizer stops at the first byte it cannot accept, and the
 * parser at the first token: there, and in which piece.
 */
function feed(bytes: Uint8Array, singleFrom: number): { piece: number; fault: number } | undefined {
  const tokenizer = new Tokenizer();
  const parser = new TokenParser({ keepStack: false });
  const faults: number[] = [];
  let piece = 0;
  let tokenAt = 0;
  tokenizer.onToken = (token) => {
    tokenAt = token.offset;
    parser.write(token);
  };
  parser.onValue = () => undefined;
  parser.onError = () => faults.push(tokenAt);
  tokenizer.onError = () => faults.push(piece);
  while (piece < bytes.length) {
    const end = piece < singleFrom ? Math.min(piece + BLOCK, singleFrom) : piece + 1;
    tokenizer.write(bytes.subarray(piece, end));
    if (faults.length > 0) break;
    piece = end;
  }
  const [fault] = faults;
  return fault === undefined ? undefined : { piece, fault };
}

/** The index of the character at a byte offset of the text's UTF-8 form. */
function characterOf(text: string, byteOffset: number): number {
  let bytes = 0;
  let index = 0;
  while (bytes < byteOffset && index < text.length) {
    const code = text.codePointAt(index) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    index += code < 0x10000 ? 1 : 2;
  }
  return index;
}

import { Tokenizer, TokenParser } from '@streamparser/json';
import type { Fault } from './fault.js';
import { newlines } from './text.js';

/** Where a text begins in its file: its line, and how many characters stand before it on that line. */
export interface TextStart {
  readonly line: number;
  readonly charactersBefore: number;
}

/** JSON_SYNTAX with the line and column of the first character that cannot stand where it stands. */
export function jsonFault(text: string, start: TextStart): Fault {
  const offset = faultOffset(text);
  const before = text.slice(0, offset);
  const breaks = newlines(before);
  const column = before.length - (before.lastIndexOf('\n') + 1) + (breaks === 0 ? start.charactersBefore : 0) + 1;
  const message =
    offset < text.length
      ? 'This is not JSON from here on; export the file again, or mend the syntax at this place.'
      : 'The JSON ends before it is complete; the file was cut short, so export it again.';
  return { line: start.line + breaks, column, code: 'JSON_SYNTAX', message };
}

/** Fed a character at a time, the tokenizer stops at the one it cannot accept. Slow, and only for text known to be wrong. */
function faultOffset(text: string): number {
  const tokenizer = new Tokenizer();
  const parser = new TokenParser({ keepStack: false });
  let fault: number | undefined;
  let at = 0;
  let tokenAt = 0;
  tokenizer.onToken = (token) => {
    tokenAt = token.offset;
    parser.write(token);
  };
  parser.onValue = () => undefined;
  parser.onError = () => (fault ??= characterOf(text, tokenAt));
  tokenizer.onError = () => (fault ??= at);
  for (; at < text.length && fault === undefined; at += 1) tokenizer.write(text.charAt(at));
  return fault ?? text.length;
}

/** The index of the character at a byte offset of the text's UTF-8 form. */
function characterOf(text: string, byteOffset: number): number {
  let bytes = 0;
  let index = 0;
  while (bytes < byteOffset && index < text.length) {
    bytes += new TextEncoder().encode(text.charAt(index)).length;
    index += 1;
  }
  return index;
}

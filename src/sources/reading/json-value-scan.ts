import { MAX_DEPTH } from './json-depth.js';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * Finds where a JSON value ends, across pieces of text, or that it nests too deep. It only balances brackets and quotes:
 * whether the value is JSON is for the parser to say.
 */
export class JsonValueScan {
  private next: number;
  private depth = 0;
  private inString = false;
  private escaped = false;

  constructor(public start: number) {
    this.next = start;
  }

  /** Whether the value nests so deep that reading stops. */
  get tooDeep(): boolean {
    return this.depth > MAX_DEPTH;
  }

  /** The index after the value, or undefined while it is still open or when it is too deep. */
  resume(text: string): number | undefined {
    for (; this.next < text.length; this.next += 1) {
      const code = text.charCodeAt(this.next);
      if (this.inString) {
        if (this.closesString(code) && this.depth === 0) return this.next + 1;
      } else if (this.depth === 0 && this.next > this.start && isEnd(code)) {
        return this.next;
      } else if (this.bracket(code) === 0) {
        return this.next + 1;
      }
      if (this.depth > MAX_DEPTH) return undefined;
    }
    return undefined;
  }

  /** Whether the end of the text ends the value, as it does a bare number or word. */
  endsWithText(): boolean {
    return this.depth === 0 && !this.inString;
  }

  /** The text lost so many characters at its front. */
  shift(characters: number): void {
    this.start -= characters;
    this.next -= characters;
  }

  private closesString(code: number): boolean {
    if (this.escaped) this.escaped = false;
    else if (code === BACKSLASH) this.escaped = true;
    else if (code === QUOTE) this.inString = false;
    return !this.inString;
  }

  /** The depth after a closing bracket; undefined for any other character. */
  private bracket(code: number): number | undefined {
    if (code === QUOTE) this.inString = true;
    else if (code === 0x7b || code === 0x5b) this.depth += 1;
    else if (code === 0x7d || code === 0x5d) return (this.depth -= 1);
    return undefined;
  }
}

/** A comma, colon, closing bracket or white space ends a bare number or word. */
function isEnd(code: number): boolean {
  return code === 0x2c || code === 0x3a || code === 0x5d || code === 0x7d || code <= 0x20;
}

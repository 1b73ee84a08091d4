import { Tokenizer, TokenType } from '@streamparser/json';
import { SEPARATOR_LINE } from './csv.js';
import { parseCsvRow } from './csv-row.js';

/** The members of the first object of a JSON file: each with its value where that is text, and null where it is not. */
export type Peeked = ReadonlyMap<string, string | null>;

/** The first object of a sample: the document itself, or the first element of an array. Undefined when that is not JSON. */
export function peekObject(head: Uint8Array): Peeked | undefined {
  const text = sampleText(head);
  const start = /^\s*(?:\[\s*)?(?=\{)/.exec(text);
  return start === null ? undefined : new ObjectPeek().members(text.slice(start[0].length));
}

/** Collects the members of one object until it closes, the sample ends, or what follows is not JSON. */
class ObjectPeek {
  private readonly found = new Map<string, string | null>();
  private depth = 0;
  private key: string | undefined;
  private done = false;

  members(text: string): Peeked {
    const tokenizer = new Tokenizer({ separator: '' });
    tokenizer.onError = () => (this.done = true);
    tokenizer.onToken = ({ token, value }) => {
      if (!this.done) this.token(token, value);
    };
    tokenizer.write(text);
    return this.found;
  }

  private token(token: TokenType, value: unknown): void {
    if (token === TokenType.LEFT_BRACE || token === TokenType.LEFT_BRACKET) this.depth += 1;
    else if (token === TokenType.RIGHT_BRACE || token === TokenType.RIGHT_BRACKET) this.done = (this.depth -= 1) === 0;
    else if (this.depth === 1) this.inside(token, value);
  }

  private inside(token: TokenType, value: unknown): void {
    if (token === TokenType.COMMA) this.key = undefined;
    else if (token === TokenType.STRING) this.text(String(value));
  }

  private text(value: string): void {
    if (this.key === undefined) this.found.set((this.key = value), null);
    else this.found.set(this.key, value);
  }
}

/** The trimmed cells of a sample's first line (below a line `sep=;`), as a CSV header has them; undefined when it looks like JSON. */
export function peekHeader(head: Uint8Array): string[] | undefined {
  const text = sampleText(head);
  if (/^\s*[[{]/.test(text)) return undefined;
  const [first = '', second = ''] = text.trimStart().split(/\r\n|\r|\n/, 2);
  const [, separator] = SEPARATOR_LINE.exec(first) ?? [];
  const row = separator === undefined ? parseCsvRow(first) : parseCsvRow(second, separator);
  return 'cells' in row ? row.cells.map((cell) => cell.trim()) : undefined;
}

/** A sample may end in the middle of a character, which is then read as a replacement. */
function sampleText(head: Uint8Array): string {
  return new TextDecoder('utf-8').decode(head);
}

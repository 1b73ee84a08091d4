import type { Fault } from './fault.js';
import { readText } from './text.js';

/** One physical line, without its line break. */
export interface Line {
  /** 1-based. */
  readonly number: number;
  readonly text: string;
  /** The last line of a file that does not end in a line break. */
  readonly unended?: true;
}

/** Longer is no line of an export but a file of another kind; refusing it keeps memory flat. */
export const MAX_RECORD_CHARACTERS = 4 * 1024 * 1024;

/** Lines at a time: what is made of them should be gone before the next ones are read, however large the chunks are. */
const MOST_LINES = 200;

/**
 * The lines of a UTF-8 file, ended by LF, CRLF or CR, some of a chunk at a time. A fault (ENCODING_INVALID,
 * FILE_EMPTY, RECORD_TOO_LARGE) is the last thing yielded.
 */
export async function* readLines(
  bytes: AsyncIterable<Uint8Array>,
  mostCharacters = MAX_RECORD_CHARACTERS,
): AsyncGenerator<Line[] | Fault> {
  let rest = '';
  let number = 1;
  for await (const piece of readText(bytes)) {
    if (typeof piece !== 'string') {
      if (rest !== '' && piece.code !== 'ENCODING_INVALID') yield [{ number, text: rest }];
      yield piece;
      return;
    }
    const { texts, open } = split(rest + piece);
    rest = open;
    const first = number;
    number += texts.length;
    const long = texts.findIndex((text) => text.length > mostCharacters);
    const fitting = long < 0 ? texts : texts.slice(0, long);
    for (let start = 0; start < fitting.length; start += MOST_LINES) {
      yield fitting.slice(start, start + MOST_LINES).map((text, index) => ({ number: first + start + index, text }));
    }
    if (long >= 0 || rest.length > mostCharacters) {
      yield tooLarge(first + fitting.length, mostCharacters);
      return;
    }
  }
  if (rest.endsWith('\r')) yield [{ number, text: rest.slice(0, -1) }];
  else if (rest !== '') yield [{ number, text: rest, unended: true }];
}

/** The refusal of a record no honest export holds. */
export function tooLarge(line: number, mostCharacters: number): Fault {
  const most = mostCharacters.toLocaleString('en-US');
  return {
    line,
    code: 'RECORD_TOO_LARGE',
    scope: 'file',
    message: `The record is longer than ${most} characters; check that the file is an export of the named format.`,
  };
}

/** The lines that have ended, and the one still open. A final CR stays open: its LF may come with the next chunk. */
function split(text: string): { texts: string[]; open: string } {
  const waiting = text.endsWith('\r') ? '\r' : '';
  const whole = waiting === '' ? text : text.slice(0, -1);
  const texts = whole.includes('\r') ? whole.split(/\r\n|\r|\n/) : whole.split('\n');
  const open = (texts.pop() ?? '') + waiting;
  return { texts, open };
}

import { joined, UNDECODED } from './encoding.js';
import type { Fault } from './fault.js';

const BOM = '\uFEFF';

/**
 * The text of a UTF-8 file, piece by piece, without its byte order mark. A file that is not UTF-8, or holds nothing but
 * white space, ends with one fault (ENCODING_INVALID, FILE_EMPTY) and nothing after it.
 */
export async function* readText(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string | Fault> {
  const decoder = new Utf8Pieces();
  let blank = true;
  for await (const chunk of bytes) {
    const { text, fault } = decoder.push(chunk);
    blank &&= text.trim() === '';
    if (text !== '') yield text;
    if (fault !== undefined) {
      yield fault;
      return;
    }
  }
  const fault = decoder.end() ?? (blank ? FILE_EMPTY : undefined);
  if (fault !== undefined) yield fault;
}

/** What is said of a file without content, wherever that is noticed. */
export const FILE_EMPTY: Fault = {
  code: 'FILE_EMPTY',
  scope: 'file',
  message: 'The file is empty; export it again and import that.',
};

/** Decodes whole characters only, so that a fault has an exact byte offset whatever the chunks. */
class Utf8Pieces {
  private readonly decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  private carried: Uint8Array = new Uint8Array(0);
  /** Bytes and line breaks before `carried`. */
  private offset = 0;
  private line = 1;
  private atStart = true;

  /** The text as far as it is UTF-8, and where it is not. */
  push(chunk: Uint8Array): { text: string; fault?: Fault } {
    const bytes = this.carried.length === 0 ? chunk : joined(this.carried, chunk);
    const length = completeLength(bytes);
    const whole = bytes.subarray(0, length);
    let text: string;
    try {
      text = this.decoder.decode(whole);
    } catch {
      return { text: this.withoutMark(validPrefix(bytes).text), fault: this.fault(bytes) };
    }
    this.carried = bytes.subarray(length);
    this.offset += length;
    this.line += newlines(text);
    return { text: this.withoutMark(text) };
  }

  /** A character cut off at the end of the file. */
  end(): Fault | undefined {
    return this.carried.length === 0 ? undefined : this.fault(this.carried);
  }

  private withoutMark(text: string): string {
    if (!this.atStart || text === '') return text;
    this.atStart = false;
    return text.startsWith(BOM) ? text.slice(1) : text;
  }

  private fault(bytes: Uint8Array): Fault {
    const good = validPrefix(bytes);
    const offset = String(this.offset + good.length);
    const undecoded = UNDECODED.every((byte, index) => bytes[good.length + index] === byte);
    const message = undecoded ? NOT_ONE_ENCODING : `Byte ${offset} of the file is not UTF-8; ${SAVE_IT}`;
    return { line: this.line + newlines(good.text), code: 'ENCODING_INVALID', scope: 'file', message };
  }
}

const NOT_ONE_ENCODING = 'The file is not in one encoding from here on; save it as UTF-8 and import that.';
const SAVE_IT = 'save the file as UTF-8, or name its encoding, such as --encoding windows-1252.';

/** How many bytes end on a whole character; at most three wait for the next chunk. */
function completeLength(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) return sequenceLength(byte) > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

function sequenceLength(lead: number): number {
  if (lead >= 0xf0) return 4;
  return lead >= 0xe0 ? 3 : 2;
}

/** The characters before the first invalid byte, and how many bytes they took. */
function validPrefix(bytes: Uint8Array): { text: string; length: number } {
  const lenient = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const encoder = new TextEncoder();
  let from = 0;
  for (;;) {
    const mark = lenient.indexOf('\uFFFD', from);
    const text = mark < 0 ? lenient : lenient.slice(0, mark);
    const length = encoder.encode(text).length;
    const genuine = bytes[length] === 0xef && bytes[length + 1] === 0xbf && bytes[length + 2] === 0xbd;
    if (mark < 0 || !genuine) return { text, length };
    from = mark + 1;
  }
}

/** How many line feeds the text holds. */
export function newlines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

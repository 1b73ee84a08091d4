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
    const piece = decoder.push(chunk);
    if (typeof piece !== 'string') {
      yield piece;
      return;
    }
    blank &&= piece.trim() === '';
    if (piece !== '') yield piece;
  }
  const fault = decoder.end() ?? (blank ? FILE_EMPTY : undefined);
  if (fault !== undefined) yield fault;
}

/** What is said of a file without content, wherever that is noticed. */
export const FILE_EMPTY: Fault = { code: 'FILE_EMPTY', message: 'The file is empty; export it again and import that.' };

/** Decodes whole characters only, so that a fault has an exact byte offset whatever the chunks. */
class Utf8Pieces {
  private readonly decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  private carried: Uint8Array = new Uint8Array(0);
  /** Bytes and line breaks before `carried`. */
  private offset = 0;
  private line = 1;
  private atStart = true;

  push(chunk: Uint8Array): string | Fault {
    const bytes = this.carried.length === 0 ? chunk : joined(this.carried, chunk);
    const length = completeLength(bytes);
    const whole = bytes.subarray(0, length);
    let text: string;
    try {
      text = this.decoder.decode(whole);
    } catch {
      return this.fault(whole);
    }
    this.carried = bytes.subarray(length);
    this.offset += length;
    this.line += newlines(text);
    return this.withoutMark(text);
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
    const wide = this.offset === 0 && isUtf16(bytes);
    const good = validPrefix(bytes);
    const offset = String(this.offset + (wide ? 0 : good.length));
    const message = wide
      ? 'The file is UTF-16; save it as UTF-8 and import that.'
      : `Byte ${offset} of the file is not UTF-8; save the file as UTF-8 and import that.`;
    return { line: this.line + newlines(good.text), code: 'ENCODING_INVALID', message };
  }
}

function isUtf16(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}

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

function joined(head: Uint8Array, tail: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(head.length + tail.length);
  bytes.set(head);
  bytes.set(tail, head.length);
  return bytes;
}

/** How many line feeds the text holds. */
export function newlines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

import type { Encoding, InputFile } from '../source.js';

/** Encodings that are decoded here; UTF-8 is left as it is, for the readers to check byte by byte. */
type Decoded = Exclude<Encoding, 'utf-8'> | 'utf-16be';

/**
 * The file as UTF-8, whatever it is written in: its byte order mark says, else `said`, else it is taken to be UTF-8 already.
 * Where its bytes are not of that encoding UNDECODED follows, for the reader to refuse with its line.
 */
export function inUtf8(file: InputFile, said?: Encoding): InputFile {
  return { ...file, open: () => utf8Chunks(file.open(), said) };
}

/** The beginning of a file as {@link inUtf8} gives it, for recognising its format. */
export function headInUtf8(head: Uint8Array, said?: Encoding): Uint8Array {
  const encoding = encodingOf(head, said);
  if (encoding === undefined) return head;
  return new TextEncoder().encode(new TextDecoder(encoding).decode(head));
}

async function* utf8Chunks(bytes: AsyncIterable<Uint8Array>, said: Encoding | undefined): AsyncGenerator<Uint8Array> {
  let start: Uint8Array | undefined = new Uint8Array(0);
  let transcoder: Transcoder | undefined;
  for await (const chunk of bytes) {
    let next = chunk;
    if (start !== undefined) {
      start = start.length === 0 ? chunk : joined(start, chunk);
      if (start.length < LONGEST_MARK) continue;
      transcoder = transcoderOf(start, said);
      next = start;
      start = undefined;
    }
    yield transcoder === undefined ? next : transcoder.push(next);
  }
  if (start !== undefined) {
    transcoder = transcoderOf(start, said);
    yield transcoder === undefined ? start : transcoder.push(start);
  }
  if (transcoder !== undefined) yield transcoder.end();
}

const LONGEST_MARK = 3;

function transcoderOf(start: Uint8Array, said: Encoding | undefined): Transcoder | undefined {
  const encoding = encodingOf(start, said);
  return encoding === undefined ? undefined : new Transcoder(encoding);
}

/** Undefined for UTF-8. */
function encodingOf(start: Uint8Array, said: Encoding | undefined): Decoded | undefined {
  const [first, second, third] = start;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0xef && second === 0xbb && third === 0xbf) return undefined;
  return said === 'utf-8' ? undefined : said;
}

/** Bytes that stand nowhere in UTF-8, and that no other text is likely to hold: what follows could not be decoded. */
export const UNDECODED = [0xff, 0xff] as const;

/** Bytes of one encoding in, UTF-8 out; after bytes that are wrong nothing but UNDECODED. */
class Transcoder {
  private readonly decoder: InstanceType<typeof TextDecoder>;
  private readonly encoder = new TextEncoder();
  private failed = false;

  constructor(private readonly encoding: Decoded) {
    this.decoder = new TextDecoder(encoding, { fatal: true });
  }

  push(chunk: Uint8Array): Uint8Array {
    return this.decode(chunk, true);
  }

  /** A character cut off at the end of the file is wrong too. */
  end(): Uint8Array {
    return this.decode(new Uint8Array(0), false);
  }

  private decode(chunk: Uint8Array, stream: boolean): Uint8Array {
    if (this.failed) return new Uint8Array(0);
    try {
      return this.encoder.encode(this.decoder.decode(chunk, { stream }));
    } catch {
      this.failed = true;
      const [good = ''] = new TextDecoder(this.encoding).decode(chunk).split('\uFFFD', 1);
      return joined(this.encoder.encode(good), Uint8Array.of(...UNDECODED));
    }
  }
}

/** One array of the bytes of both. */
export function joined(head: Uint8Array, tail: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(head.length + tail.length);
  bytes.set(head);
  bytes.set(tail, head.length);
  return bytes;
}

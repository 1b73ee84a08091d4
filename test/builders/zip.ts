import { crc32, deflateRawSync } from 'node:zlib';

/** One entry of a ZIP archive that a test makes, with the lies it is to tell. */
export interface ZipPart {
  readonly name: string;
  readonly text?: string | Uint8Array;
  /** Stored when false. */
  readonly deflated?: boolean;
  /** The general purpose flags; bit 11 says that the name is UTF-8. */
  readonly flags?: number;
  readonly method?: number;
  /** UNIX mode, such as 0o120777 for a symbolic link. */
  readonly mode?: number;
  /** What the directory says of the size and the checksum, where that is not the truth. */
  readonly bytes?: number;
  readonly crc?: number;
  /** Directory entry alone, which points at the bytes of the first entry. */
  readonly shares?: boolean;
}

/** The bytes of a ZIP archive: local headers and packed bytes, the directory, and its end. */
export function zipOf(...parts: readonly ZipPart[]): Buffer {
  const local: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  let first: Buffer | undefined;
  for (const part of parts) {
    const text = Buffer.from(part.text ?? '');
    const packed = (part.deflated ?? true) ? deflateRawSync(text) : text;
    const header = headerOf(part, text, packed);
    directory.push(directoryEntry(part, header, part.shares === true ? 0 : offset));
    if (part.shares === true) continue;
    const name = Buffer.from(part.name);
    const entry = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), header, name, packed]);
    first ??= entry;
    local.push(entry);
    offset += entry.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, listed, end]);
}

/** The 26 bytes that a local header and a directory entry share, from the version needed to the length of the extra field. */
function headerOf(part: ZipPart, text: Buffer, packed: Buffer): Buffer {
  const header = Buffer.alloc(26);
  header.writeUInt16LE(20, 0);
  header.writeUInt16LE(part.flags ?? 0x800, 2);
  header.writeUInt16LE(part.method ?? ((part.deflated ?? true) ? 8 : 0), 4);
  header.writeUInt32LE(part.crc ?? crc32(text), 10);
  header.writeUInt32LE(packed.length, 14);
  header.writeUInt32LE(part.bytes ?? text.length, 18);
  header.writeUInt16LE(Buffer.byteLength(part.name), 22);
  return header;
}

function directoryEntry(part: ZipPart, header: Buffer, offset: number): Buffer {
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE((3 << 8) | 20, 4);
  header.copy(entry, 6);
  entry.writeUInt32LE(((part.mode ?? 0o100644) << 16) >>> 0, 38);
  entry.writeUInt32LE(offset, 42);
  return Buffer.concat([entry, Buffer.from(part.name)]);
}

import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { crc32, createGunzip, createInflateRaw, type Gunzip, type InflateRaw } from 'node:zlib';
import { Problem } from '../../domain/problem.js';
import type { InputFile, Packing } from '../../sources/source.js';

/** A file that lies on this machine: all that another thread needs to read it. */
export type StoredFile = Pick<InputFile, 'name' | 'packing' | 'set'> & Required<Pick<InputFile, 'path'>>;

/** Larger pieces make large texts, which outlive what they are read for and fill the memory of a long import. */
const READ_BYTES = 1 << 16;

/** The file as one that can be opened, unpacked on the way. Nothing is ever unpacked to the disk. */
export function storedFile({ name, path, packing, set }: StoredFile): InputFile {
  return {
    name,
    path,
    ...(packing === undefined ? {} : { packing }),
    ...(set === undefined ? {} : { set }),
    open: () => openStored({ name, path, ...(packing === undefined ? {} : { packing }) }),
  };
}

function openStored({ name, path, packing }: StoredFile): AsyncIterable<Uint8Array> {
  if (packing === undefined) return createReadStream(path, { highWaterMark: READ_BYTES });
  return packing.kind === 'gzip' ? gunzipped(path, packing) : unzipped(name, path, packing);
}

/** The limit is counted here: zlib's own `maxOutputLength` is not heeded by its streams. */
async function* gunzipped(path: string, packing: Packing & { kind: 'gzip' }): AsyncGenerator<Uint8Array> {
  const { name, packedBytes, mostBytes } = packing;
  const gunzip = createGunzip();
  let bytes = 0;
  for await (const chunk of unpacked(name, createReadStream(path, { highWaterMark: READ_BYTES }), gunzip)) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw expandsTooLarge(name, packedBytes, mostBytes);
    if (bytes === chunk.length) refuseNested(`What is in ${name}`, chunk);
    yield chunk;
  }
  // What follows the last member is neither read nor complained of by zlib.
  if (gunzip.bytesWritten < packedBytes) throw corrupt(name, 'something that is no gzip follows its end');
}

async function* unzipped(name: string, path: string, packing: Packing & { kind: 'zip' }): AsyncGenerator<Uint8Array> {
  const { start, packedBytes, deflated } = packing;
  if (packedBytes === 0) return;
  const packed = createReadStream(path, { start, end: start + packedBytes - 1, highWaterMark: READ_BYTES });
  const chunks = deflated ? unpacked(name, packed, createInflateRaw()) : (packed as AsyncIterable<Uint8Array>);
  let [bytes, checksum] = [0, 0];
  for await (const chunk of chunks) {
    if (bytes === 0) refuseNested(name, chunk);
    bytes += chunk.length;
    if (bytes > packing.bytes) throw otherSize(name);
    checksum = crc32(chunk, checksum);
    yield chunk;
  }
  if (bytes !== packing.bytes) throw otherSize(name);
  if (checksum !== packing.crc32) throw corrupt(name, 'its checksum is not that of its bytes');
}

/** Whatever ends the unpacking early is the archive's fault; whatever ends the reading is not. */
async function* unpacked(
  name: string,
  packed: NodeJS.ReadableStream,
  unpacking: Gunzip | InflateRaw,
): AsyncGenerator<Uint8Array> {
  pipeline(packed, unpacking, () => undefined);
  try {
    for await (const chunk of unpacking) yield chunk as Uint8Array;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'Z_BUF_ERROR') throw corrupt(name, 'it ends too early');
    throw code?.startsWith('Z_') === true ? corrupt(name, 'its bytes are not what was packed') : error;
  }
}

/** How the most common archives begin, read as Latin-1. */
const ARCHIVES =
  /^(\u001f\u008b|PK\u0003\u0004|PK\u0005\u0006|BZh|7z\u00bc\u00af|Rar!|\u00fd7zXZ|(\u0028\u00b5\u002f\u00fd))/;

function refuseNested(what: string, chunk: Uint8Array): void {
  if (!ARCHIVES.test(Buffer.from(chunk.subarray(0, 8)).toString('latin1'))) return;
  throw new Problem(
    'ARCHIVE_UNSAFE_ENTRY',
    `${what} is itself an archive, and archives inside archives are not opened. Unpack the outer one, and import what is in it.`,
  );
}

/** The refusal of what unpacks to more than `mostBytes`. */
function expandsTooLarge(name: string, packedBytes: number, mostBytes: number): Problem {
  return new Problem(
    'FILE_EXPANDS_TOO_LARGE',
    `${name} takes ${megabytes(packedBytes)} and expands to more than ${megabytes(mostBytes)}, the most that is allowed here. ` +
      'Unpack it and import its files, or raise the limit in the settings.',
  );
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toLocaleString('en-US', { maximumFractionDigits: 1 })} MB`;
}

function corrupt(name: string, why: string): Problem {
  return new Problem('ARCHIVE_CORRUPT', `${name} cannot be unpacked: ${why}. Download or export it again.`);
}

function otherSize(name: string): Problem {
  return new Problem(
    'ARCHIVE_UNSAFE_ENTRY',
    `${name} is not as large as its archive says. Make the archive again with another program.`,
  );
}

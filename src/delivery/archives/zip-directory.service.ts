import { type FileHandle, open } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { type Entry, fromRandomAccessReaderPromise, getFileNameLowLevel, type ZipFile } from 'yauzl';
import { Problem } from '../../domain/problem.js';
import type { ArchiveLimits } from './archive-limits.js';
import { BoundedReader } from './bounded-reader.service.js';
import {
  type Archive,
  type ArchiveMember,
  checkedMembers,
  encrypted,
  tooManyFiles,
  type ZipEntry,
} from './zip-entries.js';

/** Reads the directory of a ZIP archive, and nothing of its files. */
@Injectable()
export class ZipDirectoryService {
  /** The files of the archive at a path. Throws as {@link checkedMembers} does, and ARCHIVE_CORRUPT. */
  async members(path: string, archive: Archive, limits: ArchiveLimits): Promise<ArchiveMember[]> {
    const handle = await open(path);
    try {
      return checkedMembers(archive, await entriesOf(handle, archive, limits), limits);
    } catch (error) {
      throw problemOf(error, archive);
    } finally {
      await handle.close();
    }
  }
}

async function entriesOf(handle: FileHandle, archive: Archive, limits: ArchiveLimits): Promise<ZipEntry[]> {
  const reader = new BoundedReader(handle, archive.bytes);
  // Names and sizes are judged by our own rules, so the library checks neither.
  const ours = { autoClose: false, lazyEntries: true, decodeStrings: false, validateEntrySizes: false };
  const zip = await fromRandomAccessReaderPromise(reader, archive.bytes, ours);
  // Folders are entries too, and every file may stand in one of its own.
  if (zip.entryCount > 2 * limits.entries) throw tooManyFiles(archive.name, zip.entryCount, limits);
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) entries.push(entry);
  const described: ZipEntry[] = [];
  for (const entry of entries) described.push(await describe(zip, entry));
  return described;
}

async function describe(zip: ZipFile, entry: Entry): Promise<ZipEntry> {
  const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
  return {
    name: getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true),
    flags: entry.generalPurposeBitFlag,
    method: entry.compressionMethod,
    packedBytes: entry.compressedSize,
    bytes: entry.uncompressedSize,
    crc32: entry.crc32,
    mode: entry.externalFileAttributes >>> 16,
    headerStart: entry.relativeOffsetOfLocalHeader,
    start: fileDataStart,
  };
}

/** Errors of the file system stay what they are; what the library says of the archive is told in our words. */
function problemOf(error: unknown, archive: Archive): unknown {
  if (error instanceof Problem || (error as NodeJS.ErrnoException).errno !== undefined) return error;
  if (error instanceof Error && /encrypt/i.test(error.message)) return encrypted(archive);
  return new Problem(
    'ARCHIVE_CORRUPT',
    `${archive.name} begins like a ZIP archive, and cannot be read as one. Download or export it again.`,
  );
}

import { type FileHandle, open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Problem } from '../domain/problem.js';
import { type StoredFile, storedFile } from '../ledger/importing/stored-file.service.js';
import { allSources } from '../sources/shipped-mappings.service.js';
import type { InputFile, SetOptions, Source } from '../sources/source.js';
import { type ArchiveLimits, mostExpanded } from './archives/archive-limits.js';
import { ambiguous, chooseSet } from './archives/choose-set.js';
import { FolderService } from './archives/folder.service.js';
import { ZipDirectoryService } from './archives/zip-directory.service.js';

/** How the files of one import are opened. */
export interface OpenOptions extends SetOptions {
  readonly limits: ArchiveLimits;
  /** The source that was asked for, which alone may take an archive or folder as its export; `auto` for all of them. */
  readonly source: string;
}

/** Opens files outside the sources, which know no file system: plain, gzip, ZIP, or the folder of one export. */
@Injectable()
export class InputFilesService {
  private readonly folders = new FolderService();
  private readonly zips = new ZipDirectoryService();

  /**
   * The plain file at a path, to be reported on under `name` (its base name when absent).
   * Throws FILE_NOT_FOUND, FILE_IS_DIRECTORY, FILE_EMPTY or FILE_UNREADABLE before anything is read.
   */
  async open(path: string, name = basename(path)): Promise<InputFile> {
    const { directory } = await this.look(path);
    if (directory) throw isDirectory(path);
    return storedFile({ name, path });
  }

  /**
   * What stands at a path: one file, or every file of the export that an archive or folder is, but for those its source says
   * are not to be imported. Throws what {@link open} throws, ARCHIVE_CORRUPT, ARCHIVE_UNSAFE_ENTRY, ARCHIVE_ENCRYPTED,
   * ARCHIVE_AMBIGUOUS, FILE_EXPANDS_TOO_LARGE, FILE_TYPE_UNSUPPORTED, and IMPORT_INVALID_ROWS where the source cannot say.
   */
  async openAll(path: string, name: string, options: OpenOptions): Promise<InputFile[]> {
    const { directory, bytes } = await this.look(path);
    const found = directory
      ? await this.inFolder(path, name, options)
      : await this.inFile({ path, name, bytes }, options);
    return allowedOf(found.map(storedFile), options);
  }

  private async inFolder(path: string, name: string, { limits, source }: OpenOptions): Promise<StoredFile[]> {
    const names = await this.folders.names(path, limits);
    const set = chooseSet(names, asked(source));
    if (set === undefined) throw isDirectory(path);
    const base = name.replace(/[/\\]+$/, '');
    return names.map((inner) => ({
      name: `${base}/${inner}`,
      path: `${path}/${inner}`,
      set: { name: base, source: set.id },
    }));
  }

  private async inFile(
    file: { readonly path: string; readonly name: string; readonly bytes: number },
    options: OpenOptions,
  ): Promise<StoredFile[]> {
    const { path, name, bytes } = file;
    const head = await beginningOf(path);
    if (head.startsWith('\u001f\u008b')) {
      const packing = {
        kind: 'gzip' as const,
        name,
        packedBytes: bytes,
        mostBytes: mostExpanded(bytes, options.limits),
      };
      return [{ name: name.replace(/\.gz$/i, ''), path, packing }];
    }
    return /^PK(\u0003\u0004|\u0005\u0006)/.test(head) ? this.inArchive(file, options) : [{ name, path }];
  }

  private async inArchive(
    { path, name, bytes }: { readonly path: string; readonly name: string; readonly bytes: number },
    { limits, source }: OpenOptions,
  ): Promise<StoredFile[]> {
    const members = await this.zips.members(path, { name, bytes }, limits);
    const set = chooseSet(
      members.map((member) => member.name),
      asked(source),
    );
    if (set === undefined && members.length !== 1) throw ambiguous(name, members.length);
    return members.map((member) => ({
      name: `${name}/${member.name}`,
      path,
      packing: member.packing,
      ...(set === undefined ? {} : { set: { name, source: set.id } }),
    }));
  }

  private async look(path: string): Promise<{ directory: boolean; bytes: number }> {
    try {
      const found = await stat(path);
      if (found.size > 0 || found.isDirectory()) return { directory: found.isDirectory(), bytes: found.size };
    } catch (error) {
      throw unreadable(path, error as NodeJS.ErrnoException);
    }
    throw new Problem('FILE_EMPTY', `"${path}" is empty. Export it again, and check that the export finished.`);
  }
}

function allowedOf(files: InputFile[], options: OpenOptions): InputFile[] | Promise<InputFile[]> {
  const set = files[0]?.set;
  const source = allSources().find(({ id }) => id === set?.source);
  return source?.ofSet?.(files, options) ?? files;
}

function asked(source: string): readonly Source[] {
  return source === 'auto' ? allSources() : allSources().filter(({ id }) => id === source);
}

/** The first bytes of a file, as Latin-1. */
async function beginningOf(path: string): Promise<string> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(path);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.toString('latin1', 0, bytesRead);
  } catch (error) {
    throw unreadable(path, error as NodeJS.ErrnoException);
  } finally {
    await handle?.close();
  }
}

function isDirectory(path: string): Problem {
  return new Problem(
    'FILE_IS_DIRECTORY',
    `"${path}" is a directory, and no export of a known source. Name the files in it, such as "${path}/*.json".`,
  );
}

function unreadable(path: string, { code }: NodeJS.ErrnoException): Problem {
  if (code === 'ENOENT') {
    return new Problem(
      'FILE_NOT_FOUND',
      `There is no file "${path}". Check the path; it is read from the current folder.`,
    );
  }
  return new Problem('FILE_UNREADABLE', `"${path}" cannot be read. Check its permissions.`);
}

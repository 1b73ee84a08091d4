import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Problem } from '../domain/problem.js';
import type { InputFile } from '../sources/source.js';

/** Opens files outside the sources, which know no file system. */
@Injectable()
export class InputFilesService {
  /**
   * The file at a path, to be reported on under `name` (its base name when absent).
   * Throws FILE_NOT_FOUND, FILE_IS_DIRECTORY, FILE_EMPTY or FILE_UNREADABLE before anything is read.
   */
  async open(path: string, name = basename(path)): Promise<InputFile> {
    const size = await sizeOf(path);
    if (size === 0) {
      throw new Problem('FILE_EMPTY', `"${path}" is empty. Export it again, and check that the export finished.`);
    }
    return { name, path, open: () => createReadStream(path, { highWaterMark: 1 << 18 }) };
  }
}

async function sizeOf(path: string): Promise<number> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) {
      throw new Problem(
        'FILE_IS_DIRECTORY',
        `"${path}" is a directory. Name the files in it, such as "${path}/*.json".`,
      );
    }
    return found.size;
  } catch (error) {
    if (error instanceof Problem) throw error;
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new Problem(
        'FILE_NOT_FOUND',
        `There is no file "${path}". Check the path; it is read from the current folder.`,
      );
    }
    throw new Problem('FILE_UNREADABLE', `"${path}" cannot be read. Check its permissions.`);
  }
}

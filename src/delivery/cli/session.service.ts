import { open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Problem } from '../../domain/problem.js';

/** Where a command's words go: results on stdout, progress and faults on stderr. */
@Injectable()
export class SessionService {
  /** A result. */
  print(text: string): void {
    process.stdout.write(`${text}\n`);
  }

  /** What the process ends with, when that is not 0 although nothing failed. */
  endWith(exitCode: number): void {
    process.exitCode = exitCode;
  }

  /** A remark that is not the result. */
  remark(text: string): void {
    process.stderr.write(`${text}\n`);
  }

  /** A passing line about work in progress; silent unless stderr is a terminal. An empty text clears it. */
  progress(text: string): void {
    if (process.stderr.isTTY) process.stderr.write(`\r\u001B[K${text}`);
  }

  /** Writes a file whole or not at all: to a neighbour first, flushed, then renamed. */
  async save(path: string, content: Uint8Array | string): Promise<void> {
    const draft = join(dirname(path), `.${String(process.pid)}-${String(Date.now())}.partial`);
    try {
      // What it holds is about people: readable by its owner alone, until they choose otherwise.
      const handle = await open(draft, 'wx', 0o600);
      try {
        await handle.writeFile(content);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(draft, path);
    } catch (error) {
      await rm(draft, { force: true });
      throw writeProblem(path, error as NodeJS.ErrnoException);
    }
  }
}

function writeProblem(path: string, error: NodeJS.ErrnoException): Problem {
  if (error.code === 'ENOSPC' || error.code === 'EDQUOT') {
    return new Problem(
      'STORAGE_FULL',
      `There is no room to write "${path}". Free some space and run the command again.`,
    );
  }
  if (error.code === 'ENOENT') {
    return new Problem(
      'FILE_NOT_FOUND',
      `The folder of "${path}" does not exist. Make it first, or choose another --out.`,
    );
  }
  if (error.code === 'EISDIR') {
    return new Problem('FILE_IS_DIRECTORY', `"${path}" is a directory. Give --out the name of a file in it.`);
  }
  return new Problem('FILE_UNREADABLE', `"${path}" cannot be written (${error.code ?? 'unknown fault'}).`);
}

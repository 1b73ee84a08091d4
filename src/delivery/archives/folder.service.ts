import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import type { ArchiveLimits } from './archive-limits.js';
import { isLitter, tooManyFiles } from './zip-entries.js';

/** Lists the files of a folder. */
@Injectable()
export class FolderService {
  /**
   * The files under a folder as paths with `/` inside it, sorted; hidden ones and what links to another folder are left out.
   * Throws FILE_EXPANDS_TOO_LARGE when there are too many.
   */
  async names(folder: string, limits: ArchiveLimits): Promise<string[]> {
    const names: string[] = [];
    const waiting = [''];
    for (let inner = waiting.pop(); inner !== undefined; inner = waiting.pop()) {
      for (const entry of await readdir(join(folder, inner), { withFileTypes: true })) {
        const name = inner === '' ? entry.name : `${inner}/${entry.name}`;
        if (entry.name.startsWith('.') || isLitter(name)) continue;
        if (entry.isDirectory()) waiting.push(name);
        else if (entry.isFile() || (entry.isSymbolicLink() && (await leadsToFile(join(folder, name)))))
          names.push(name);
        if (names.length > limits.entries) throw tooManyFiles(folder, names.length, limits);
      }
    }
    return names.sort();
  }
}

async function leadsToFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

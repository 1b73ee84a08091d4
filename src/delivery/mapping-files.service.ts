import { readFile } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { Problem } from '../domain/problem.js';
import type { ImportRequest } from '../ledger/import-report.js';
import { allSources } from '../sources/shipped-mappings.service.js';

/** Finds the mapping that is meant by `--map`: a file, or the name of one that ships. */
@Injectable()
export class MappingFilesService {
  /** What to ask of an import. Throws USAGE when it is neither, or when another source is asked for as well. */
  async asked(map: string | undefined, source: string): Promise<Pick<ImportRequest, 'source' | 'mapping'>> {
    if (map === undefined) return { source };
    if (source !== 'auto') {
      throw new Problem('USAGE', 'A mapping is a source of its own. Give either --map or --source, and not both.');
    }
    if (allSources().some(({ id }) => id === map)) return { source: map };
    return { source, mapping: { name: map, text: await textOf(map) } };
  }
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    throw new Problem(
      'FILE_NOT_FOUND',
      `There is no mapping file "${path}" that can be read, and none of that name ships with Sevidence. docs/sources/mapping.md says how to write one.`,
    );
  }
}

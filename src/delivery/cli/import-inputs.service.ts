import { Injectable } from '@nestjs/common';
import type { ImportRequest } from '../../ledger/import-report.js';
import type { InputFile } from '../../sources/source.js';
import { ImportLimits } from '../archives/archive-limits.js';
import { InputFilesService } from '../input-files.service.js';
import { MappingFilesService } from '../mapping-files.service.js';
import type { ImportOptions } from './command-line.js';

/** Turns the words of a command line into what an import is asked. */
@Injectable()
export class ImportInputsService {
  constructor(
    private readonly inputs: InputFilesService,
    private readonly mappings: MappingFilesService,
    private readonly limits: ImportLimits,
  ) {}

  /** Opens every path, and finds the mapping. Throws what opening throws, and USAGE. */
  async request(paths: readonly string[], options: ImportOptions): Promise<Omit<ImportRequest, 'now'>> {
    const { as, map, mode, zone, channels, includePrivate, encoding, strictHeaders, replace, dryRun } = options;
    const reading = await this.mappings.asked(map, options.source);
    const how = { source: reading.source, limits: this.limits.local, encoding, includePrivate };
    // One after the other: a shell may name more files than a process may hold open.
    const files: InputFile[] = [];
    for (const path of paths) files.push(...(await this.inputs.openAll(path, path, how)));
    const asked = { mode, zone, channels, includePrivate, encoding, strictHeaders, replace, dryRun, connection: as };
    return { ...reading, ...asked, files };
  }
}

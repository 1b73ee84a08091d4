import { Injectable } from '@nestjs/common';
import { Problem } from '../../domain/problem.js';
import { suggestMapping } from '../../sources/mapping/suggest/suggest-mapping.js';
import { headInUtf8 } from '../../sources/reading/encoding.js';
import type { InputFile } from '../../sources/source.js';
import { InputFilesService } from '../input-files.service.js';
import { SessionService } from './session.service.js';

const SAMPLE_BYTES = 64 * 1024;

@Injectable()
export class MapSuggestCommand {
  constructor(
    private readonly inputs: InputFilesService,
    private readonly session: SessionService,
  ) {}

  /** Prints a first mapping for a file, to be redirected into one of its own. Throws FILE_TYPE_UNSUPPORTED where there are no rows. */
  async run(path: string): Promise<void> {
    const file = await this.inputs.open(path);
    const mapping = suggestMapping({ name: file.name, head: headInUtf8(await beginningOf(file)) });
    if (mapping === undefined) {
      throw new Problem(
        'FILE_TYPE_UNSUPPORTED',
        `"${path}" shows no rows to map. Give it a CSV file with a header, or JSON with a list of objects.`,
      );
    }
    this.session.print(mapping.trimEnd());
    this.session.remark(
      `Save this as a file, read every line of it, then: sevidence import ${path} --map FILE.yaml --dry-run`,
    );
  }
}

async function beginningOf(file: InputFile): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of file.open()) {
    parts.push(chunk.subarray(0, SAMPLE_BYTES - bytes));
    bytes += chunk.length;
    if (bytes >= SAMPLE_BYTES) break;
  }
  return Buffer.concat(parts);
}

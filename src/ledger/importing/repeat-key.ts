import { createHash } from 'node:crypto';
import type { Source } from '../../sources/source.js';
import { canonicalJson } from './canonical-json.js';
import type { InspectedFile } from './inspect-file.js';

/** A file with everything its records depend on. */
export interface FileToImport {
  readonly inspected: InspectedFile;
  readonly source: Source;
  readonly connection: string;
  /** Source, connection and zone as canonical JSON: the options that make a repeated file another import. */
  readonly options: string;
}

/** Joins a file with its source; the connection is the source's own id unless the organisation gives it another name. */
export function fileToImport(
  inspected: InspectedFile,
  source: Source,
  asked: { readonly connection?: string; readonly zone?: string },
): FileToImport {
  const connection = asked.connection ?? source.id;
  return { inspected, source, connection, options: canonicalJson({ connection, source: source.id, zone: asked.zone }) };
}

/** What makes an import the same as an earlier one: files, formats and their versions, connection, zone. Order does not matter. */
export function repeatKey(files: readonly FileToImport[]): string {
  const keys = files.map(({ inspected, source, options }) =>
    canonicalJson([inspected.sha256, options, source.version]),
  );
  return sha256(keys.sort().join('\n'));
}

/** SHA-256 of the files' hashes, in the order given. */
export function sha256OfFiles(files: readonly FileToImport[]): string {
  return sha256(files.map(({ inspected }) => inspected.sha256).join('\n'));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

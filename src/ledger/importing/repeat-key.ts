import { createHash } from 'node:crypto';
import type { Source } from '../../sources/source.js';
import type { ImportRequest } from '../import-report.js';
import { canonicalJson } from './canonical-json.js';
import type { InspectedFile } from './inspect-file.js';

/** A file with everything its records depend on. */
export interface FileToImport {
  readonly inspected: InspectedFile;
  readonly source: Source;
  readonly connection: string;
  /** What makes a repeated file another import, as canonical JSON: source, connection, mapping, and how it is read. */
  readonly options: string;
}

/** The parts of a request that the records of its files depend on. */
type Asked = Pick<ImportRequest, 'connection' | 'zone' | 'channels' | 'includePrivate' | 'encoding' | 'mapping'>;

/** Joins a file with its source; the connection is the source's own id unless the organisation gives it another name. */
export function fileToImport(inspected: InspectedFile, source: Source, asked: Asked): FileToImport {
  const connection = asked.connection ?? source.id;
  const { zone, channels, includePrivate, encoding, mapping } = asked;
  const options = canonicalJson({
    connection,
    source: source.id,
    zone,
    channels: channels === undefined ? undefined : [...new Set(channels)].sort(),
    includePrivate: includePrivate === true ? true : undefined,
    encoding,
    mapping: mapping === undefined ? undefined : sha256(mapping.text),
  });
  return { inspected, source, connection, options };
}

/** What makes an import the same as an earlier one: files, formats and their versions, options. Order does not matter. */
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

import type { Counts } from '../import-report.js';
import { Problem } from '../../domain/problem.js';
import { importIdOf } from '../record-id.js';
import type { Sql } from '../storage/dialect.js';
import { canonicalJson } from './canonical-json.js';
import { optionDifferences } from './option-differences.js';
import { type FileToImport, repeatKey, sha256OfFiles } from './repeat-key.js';

/** Keeps the list of imports and their files. */
export class ImportFilesStore {
  constructor(private readonly sql: Sql) {}

  /** Imports are counted from 1; the fence is held, so nobody else takes the same number. */
  async nextNumber(): Promise<number> {
    const [row] = await this.sql.all<{ last: number | null }>('SELECT MAX(number) AS last FROM imports');
    return (row?.last ?? 0) + 1;
  }

  /**
   * Those of these files that were imported before under the same options: reading one again could only bring back what a later
   * import has replaced. Throws IMPORT_REPEATED_WITH_OTHER_OPTIONS when one was imported under other options only, unless `replace`.
   */
  async alreadyImported(files: readonly FileToImport[], replace: boolean): Promise<ReadonlySet<FileToImport>> {
    const repeated = new Set<FileToImport>();
    for (const file of files) {
      const { inspected, options, source } = file;
      const earlier = await this.sql.all<{ options: string; source_version: number }>(
        `SELECT f.options, f.source_version FROM import_files f JOIN imports i ON i.number = f.import_number
         WHERE f.sha256 = $1 AND i.status <> 'withdrawn'`,
        [inspected.sha256],
      );
      const alike = earlier.filter((one) => one.options === options);
      if (alike.some((one) => one.source_version === source.version)) repeated.add(file);
      else if (alike.length === 0 && earlier[0] !== undefined && !replace) {
        throw otherOptions(inspected.file.name, earlier[0].options, options);
      }
    }
    return repeated;
  }

  async keep(
    number: number,
    files: readonly FileToImport[],
    { now, counts, quarantined }: { now: string; counts: Readonly<Record<string, Counts>>; quarantined?: number },
  ): Promise<void> {
    await this.sql.all(
      'INSERT INTO imports (number, id, imported_at, sha256, options, counts, status) VALUES ($1, $2, $3, $4, $5, $6, $7)',
      [
        number,
        importIdOf(repeatKey(files)),
        now,
        sha256OfFiles(files),
        canonicalJson([...new Set(files.map(({ options }) => options))]),
        canonicalJson({ ...counts, quarantined }),
        (quarantined ?? 0) === 0 ? 'applied' : 'applied_with_quarantine',
      ],
    );
    for (const [n, { inspected, source, options }] of files.entries()) {
      await this.sql.all(
        'INSERT INTO import_files (import_number, n, name, sha256, bytes, source, source_version, options) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
        [number, n, inspected.file.name, inspected.sha256, inspected.bytes, source.id, source.version, options],
      );
    }
  }
}

function otherOptions(file: string, before: string, now: string): Problem {
  return new Problem(
    'IMPORT_REPEATED_WITH_OTHER_OPTIONS',
    `${file} was imported before under other options: ${optionDifferences(before, now)}. Nothing was applied. ` +
      'Repeat the earlier options, or give --replace to import it again all the same.',
  );
}

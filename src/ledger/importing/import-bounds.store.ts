import { Problem } from '../../domain/problem.js';
import type { ImportSize } from '../import-report.js';

/** Ends an import that holds more than was agreed, or takes longer. */
export class ImportBounds {
  private readonly started = Date.now();
  private records = 0;

  constructor(private readonly atMost: ImportSize | undefined) {}

  /** Counts records just read. Throws IMPORT_TOO_LARGE. */
  check(records: number): void {
    if (this.atMost === undefined) return;
    this.records += records;
    if (this.records > this.atMost.records) {
      throw tooLarge(`holds more than ${this.atMost.records.toLocaleString('en-US')} records`);
    }
    if (Date.now() - this.started > this.atMost.seconds * 1_000) {
      throw tooLarge(`took longer than ${String(this.atMost.seconds)} seconds to read`);
    }
  }
}

function tooLarge(why: string): Problem {
  return new Problem(
    'IMPORT_TOO_LARGE',
    `The import ${why}, and nothing was applied. Send fewer files at a time, or use \`sevidence import\`.`,
  );
}

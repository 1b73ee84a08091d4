import type { Rejection } from '../../domain/problem.js';
import type { Insertion, WriteSql } from '../storage/dialect.js';

const INSERT_QUARANTINE: Insertion = {
  into: 'quarantine (import_number, n, file, line, column_number, pointer, field, code, message, raw)',
  columns: 10,
  then: '',
};

/** Sets rows aside that were refused while the others were applied. They are people's data like any other row. */
export class QuarantineStore {
  private kept = 0;

  constructor(
    private readonly sql: WriteSql,
    private readonly importNumber: number,
  ) {}

  /** One row for each fault; `texts` holds the rows as received, as far as they are at hand. */
  async keep(rejections: readonly Rejection[], texts?: ReadonlyMap<Rejection, string>): Promise<void> {
    const rows = rejections.map((rejection) => {
      const { file, line, column, pointer, field, code, message } = rejection;
      this.kept += 1;
      const said = [pointer, field, code, message, texts?.get(rejection)].map(keepable);
      return [this.importNumber, this.kept, keepable(file), line ?? null, column ?? null, ...said];
    });
    await this.sql.insert(INSERT_QUARANTINE, rows);
  }
}

/** A refused text may be one that no database can hold: a NUL or half a surrogate pair is replaced. */
function keepable(text: string | undefined): string | null {
  if (text === undefined) return null;
  return Buffer.from(text, 'utf8').toString('utf8').replaceAll('\u0000', '\uFFFD');
}

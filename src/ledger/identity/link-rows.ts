import type { Rejection } from '../../domain/problem.js';
import { isFault, missingColumn, readCsv } from '../../sources/reading/csv.js';
import type { InputFile } from '../../sources/source.js';

/** A row of a file that says who is who: `person_email,source,native_id`. */
export interface LinkRow {
  readonly line: number;
  /** Lower-cased. */
  readonly email: string;
  /** A connection, or a source of which there is one connection. */
  readonly source: string;
  readonly handle: string;
}

export interface LinkRows {
  readonly rows: readonly LinkRow[];
  readonly rejections: readonly Rejection[];
}

const COLUMNS = ['person_email', 'source', 'native_id'] as const;

type Column = (typeof COLUMNS)[number];

/** Reads the rows of a CSV file; other columns are left alone. A row that says nothing usable is rejected by line and field. */
export async function readLinkRows(file: InputFile): Promise<LinkRows> {
  const rows: LinkRow[] = [];
  const rejections: Rejection[] = [];
  let header: readonly string[] = [];
  for await (const part of readCsv(file.open())) {
    if (isFault(part)) {
      rejections.push({ file: file.name, ...part });
    } else if ('header' in part) {
      ({ header } = part);
      const missing = missingColumn(header, COLUMNS);
      if (missing !== undefined) return { rows: [], rejections: [{ file: file.name, ...missing }] };
    } else {
      for (const { line, cells } of part) {
        const fault = addRow(rows, line, (column) => (cells[header.indexOf(column)] ?? '').trim());
        if (fault !== undefined) rejections.push({ file: file.name, line, ...fault });
      }
    }
  }
  if (header.length === 0 && rejections.length === 0) {
    rejections.push({ file: file.name, code: 'FILE_EMPTY', message: 'The file holds no header and no rows.' });
  }
  return { rows, rejections };
}

function addRow(
  rows: LinkRow[],
  line: number,
  cell: (column: Column) => string,
): Pick<Rejection, 'field' | 'code' | 'message'> | undefined {
  const empty = COLUMNS.find((column) => cell(column) === '');
  if (empty !== undefined) return { field: empty, code: 'FIELD_MISSING', message: 'is empty; every row needs it.' };
  const email = cell('person_email').toLowerCase();
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) {
    return {
      field: 'person_email',
      code: 'EMAIL_INVALID',
      message: 'is no e-mail address; write one such as a@b.org.',
    };
  }
  rows.push({ line, email, source: cell('source'), handle: cell('native_id') });
  return undefined;
}

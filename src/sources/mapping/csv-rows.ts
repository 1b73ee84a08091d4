import { type CsvRow, isFault, readCsv } from '../reading/csv.js';
import { readText } from '../reading/text.js';
import type { InputFile } from '../source.js';
import { columnWarnings, headerFault, tablesOfHeader } from './csv-tables.js';
import type { Mapping, Table } from './mapping.js';
import { holds } from './members.js';
import type { RowPart } from './row.js';
import { sampleHeader } from './sample-rows.js';
import { unknownRow } from './unknown-row.js';

/** The rows of a CSV file whose header has the telling columns of a table. */
export async function* readCsvRows(mapping: Mapping, file: InputFile): AsyncGenerator<RowPart[]> {
  const csvTables = mapping.tables.filter(({ format }) => format === 'csv');
  const delimiter = await delimiterOf(csvTables, file);
  let table: CsvTable | undefined;
  for await (const part of readCsv(file.open(), delimiter)) {
    if (Array.isArray(part)) yield table?.rows(part) ?? [];
    else if (isFault(part)) yield [{ fault: part }];
    else {
      const tables = tablesOfHeader(csvTables, part.header);
      table = new CsvTable(mapping, tables, part.header);
      const warnings = tables.flatMap((one) => columnWarnings(one, part.header));
      yield tables.length === 0
        ? [{ fault: headerFault(mapping, part.header, delimiter) }]
        : warnings.map((warning) => ({ warning }));
    }
  }
}

/** That of the table whose columns the file has; where none does, that of the first, so that a column can be named. */
async function delimiterOf(tables: readonly Table[], file: InputFile): Promise<string> {
  const delimiters = [...new Set(tables.map(({ delimiter }) => delimiter))];
  if (delimiters.length > 1) {
    const text = await firstLine(file);
    const found = tables.find((table) => tablesOfHeader([table], sampleHeader(text, table.delimiter)).length > 0);
    if (found !== undefined) return found.delimiter;
  }
  return delimiters[0] ?? ',';
}

/** The text up to the end of the first line with something on it. */
async function firstLine(file: InputFile): Promise<string> {
  let text = '';
  for await (const piece of readText(file.open())) {
    if (typeof piece !== 'string') return text;
    text += piece;
    if (/\S.*[\r\n]/.test(text)) return text;
  }
  return text;
}

/** The rows below one header, each of the first of its tables whose conditions it meets. */
class CsvTable {
  constructor(
    private readonly mapping: Mapping,
    private readonly tables: readonly Table[],
    private readonly header: readonly string[],
  ) {}

  rows(part: readonly CsvRow[]): RowPart[] {
    return part.map((row) => this.row(row));
  }

  private row({ line, raw, cells }: CsvRow): RowPart {
    if (raw.includes('\u0000')) {
      return { fault: { line, code: 'TEXT_INVALID_CHAR', message: 'The row holds a NUL; remove that character.' } };
    }
    const value = Object.fromEntries(this.header.map((column, index) => [column, cells[index] ?? '']));
    const table = this.tables.find(({ where }) => holds(where, { value }, this.mapping.missing));
    if (table === undefined) return { fault: { line, ...unknownRow(this.mapping, 'csv') } };
    return { table, value, place: { line, raw }, columnOf: (name) => this.columnOf(name) };
  }

  private columnOf(name: string): number | undefined {
    const index = this.header.indexOf(name);
    return index < 0 ? undefined : index + 1;
  }
}

import { endsFile, type Fault } from './fault.js';
import { isForbiddenKey } from './json-inspection.js';
import { openQuoteAt, parseCsvRow, quotesIn } from './csv-row.js';
import { type Line, MAX_RECORD_CHARACTERS, readLines, tooLarge } from './lines.js';
import { newlines } from './text.js';

/** One row of a CSV file. */
export interface CsvRow {
  /** The physical line where the row starts. */
  readonly line: number;
  /** The row's text; a line break inside a quoted cell is a line feed. */
  readonly raw: string;
  /** As many as the header has. */
  readonly cells: readonly string[];
}

/** The header of a CSV file, trimmed. */
interface CsvHeader {
  readonly header: readonly string[];
}

/** How much a row may hold. */
export interface CsvLimits {
  readonly columns: number;
  readonly rowCharacters: number;
}

/** For tables of other tools, which may put a whole history into one cell. */
const FOREIGN: CsvLimits = { columns: 2_000, rowCharacters: MAX_RECORD_CHARACTERS };

/** A file that names its separator above its header, as spreadsheets do. */
export const SEPARATOR_LINE = /^sep=(.) *$/i;

/**
 * The header, then the rows of a comma-separated UTF-8 file (or one with another separator), a chunk's worth at a time. A
 * line `sep=;` above the header goes before the separator asked for. A row of another length is a fault of that row
 * (CSV_COLUMN_COUNT); a fault of the file is the last thing yielded, because what follows a lost quote cannot be trusted.
 */
export async function* readCsv(
  bytes: AsyncIterable<Uint8Array>,
  delimiter = ',',
  limits = FOREIGN,
): AsyncGenerator<CsvPart> {
  const table = new Table(delimiter, limits);
  for await (const lines of readLines(bytes, limits.rowCharacters)) {
    const parts = Array.isArray(lines) ? table.push(lines) : [table.end() ?? lines];
    yield* parts;
    const last = parts.at(-1);
    if (last !== undefined && isFault(last) && endsFile(last)) return;
  }
  const fault = table.end();
  if (fault !== undefined) yield fault;
}

/** What reading a CSV file yields: the header once, then rows and faults. */
export type CsvPart = CsvHeader | CsvRow[] | Fault;

/** Rows out of lines; stops at the first fault that ends the file. */
class Table {
  private readonly rows: RowGatherer;
  private header: readonly string[] | undefined;

  constructor(
    delimiter: string,
    private readonly limits: CsvLimits,
  ) {
    this.rows = new RowGatherer(delimiter, limits.rowCharacters);
  }

  push(lines: readonly Line[]): CsvPart[] {
    const parts: CsvPart[] = [];
    let gathered: CsvRow[] = [];
    for (const line of lines) {
      const row = this.rows.push(line);
      if (row === undefined) continue;
      const part = isFault(row) ? row : this.place(row);
      if (part === undefined) {
        gathered.push(row as CsvRow);
        continue;
      }
      if (gathered.length > 0) parts.push(gathered);
      gathered = [];
      parts.push(part);
      if (isFault(part) && endsFile(part)) return parts;
    }
    if (gathered.length > 0) parts.push(gathered);
    return parts;
  }

  end(): Fault | undefined {
    return this.rows.end();
  }

  /** The header, or what is wrong with the row; undefined for a row that fits. */
  private place(row: CsvRow): CsvPart | undefined {
    if (this.header === undefined) {
      this.header = row.cells.map((cell) => cell.trim());
      return headerFault(row, this.limits.columns) ?? { header: this.header };
    }
    return row.cells.length === this.header.length ? undefined : columnCountFault(row, this.header.length);
  }
}

/** Whether something a reader yielded is a fault. */
export function isFault(value: object): value is Fault {
  return 'code' in value;
}

/** Joins the lines of a row whose quoted cells hold line breaks. */
class RowGatherer {
  private open: { line: number; texts: string[]; quotes: number; length: number } | undefined;
  private begun = false;

  constructor(
    private delimiter: string,
    private readonly mostCharacters: number,
  ) {}

  push(line: Line): CsvRow | Fault | undefined {
    if (this.open === undefined && line.text.trim() === '') return undefined;
    if (!this.begun) {
      this.begun = true;
      const [, separator] = SEPARATOR_LINE.exec(line.text) ?? [];
      if (separator !== undefined) {
        this.delimiter = separator;
        return undefined;
      }
    }
    this.open ??= { line: line.number, texts: [], quotes: 0, length: 0 };
    this.open.texts.push(line.text);
    this.open.quotes += quotesIn(line.text);
    this.open.length += line.text.length + 1;
    if (this.open.quotes % 2 === 1) return this.open.length > this.mostCharacters ? this.end() : undefined;
    const { line: number, texts, length } = this.open;
    this.open = undefined;
    if (length > this.mostCharacters + 1) return tooLarge(number, this.mostCharacters);
    return csvRow(number, texts.join('\n'), this.delimiter);
  }

  /** A cell still open: where it was opened. */
  end(): Fault | undefined {
    if (this.open === undefined) return undefined;
    const raw = this.open.texts.join('\n');
    const line = this.open.line + newlines(raw.slice(0, openQuoteAt(raw)));
    this.open = undefined;
    return {
      line,
      code: 'CSV_QUOTE_NOT_CLOSED',
      scope: 'file',
      message: 'A quote opened on this line is never closed; close it, and write a quote inside a cell as two quotes.',
    };
  }
}

function csvRow(line: number, raw: string, delimiter: string): CsvRow | Fault {
  const parsed = parseCsvRow(raw, delimiter);
  if ('cells' in parsed) return { line, raw, cells: parsed.cells };
  return {
    line: line + newlines(raw.slice(0, parsed.badQuoteAt)),
    code: 'CSV_BAD_QUOTE',
    scope: 'file',
    message: 'A quote stands in the middle of a cell; put the whole cell in quotes and write the quote twice.',
  };
}

function columnCountFault(row: CsvRow, expected: number): Fault {
  return {
    line: row.line,
    code: 'CSV_COLUMN_COUNT',
    message: `The row has ${String(row.cells.length)} columns and the header has ${String(expected)}; add or remove commas, or quote the cell that holds one.`,
  };
}

function headerFault(row: CsvRow, mostColumns: number): Fault | undefined {
  if (row.cells.length > mostColumns) {
    const message = `The header has ${String(row.cells.length)} columns and ${String(mostColumns)} are read; remove those that nothing reads.`;
    return { line: row.line, code: 'HEADER_TOO_WIDE', scope: 'file', message };
  }
  const seen = new Set<string>();
  for (const [index, cell] of row.cells.entries()) {
    const name = cell.trim();
    const where = { line: row.line, column: index + 1, field: name, scope: 'file' } as const;
    if (name.split('.').some(isForbiddenKey)) {
      return { ...where, code: 'HEADER_FORBIDDEN', message: `A column cannot be called ${name}; rename it.` };
    }
    if (seen.has(name)) {
      return { ...where, code: 'HEADER_DUPLICATE', message: `The column ${name} stands twice; remove or rename one.` };
    }
    seen.add(name);
  }
  return undefined;
}

/** HEADER_MISSING for the first column that is not there; DELIMITER_MISMATCH where another separator explains it. */
export function missingColumn(header: readonly string[], required: readonly string[]): Fault | undefined {
  const missing = required.find((column) => !header.includes(column));
  if (missing === undefined) return undefined;
  return (
    otherSeparator(header) ?? {
      line: 1,
      field: missing,
      code: 'HEADER_MISSING',
      scope: 'file',
      message: `The column ${missing} is missing; add it to the header.`,
    }
  );
}

const SEPARATORS: Readonly<Record<string, string>> = { ';': 'semicolons', '\t': 'tabs', '|': 'vertical bars' };

/** DELIMITER_MISMATCH where the header is one column that holds another separator, which it names. */
export function otherSeparator(header: readonly string[]): Fault | undefined {
  const [only = ''] = header;
  const separator = header.length === 1 ? Object.keys(SEPARATORS).find((mark) => only.includes(mark)) : undefined;
  if (separator === undefined) return undefined;
  const message = `The columns seem to be separated by ${SEPARATORS[separator] ?? ''}, not by commas; save the file as comma-separated CSV, or put a line of sep= and the separator above the header.`;
  return { line: 1, code: 'DELIMITER_MISMATCH', scope: 'file', message };
}

/** What is said of a table or list that is a header and nothing else: no fault, and most likely not what was meant. */
export const NO_RECORDS: Fault = {
  code: 'NO_RECORDS',
  message: 'The file holds no records; check that the export chose the right days and people.',
};

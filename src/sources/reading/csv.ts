import type { Fault } from './fault.js';
import { openQuoteAt, parseCsvRow, quotesIn } from './csv-row.js';
import { type Line, MAX_RECORD_CHARACTERS, readLines } from './lines.js';
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

/**
 * The header, then the rows of a comma-separated UTF-8 file, a chunk's worth at a time. A row of another length is a
 * fault of that row (CSV_COLUMN_COUNT); any other fault is the last thing yielded, because what follows a lost quote
 * cannot be trusted.
 */
export async function* readCsv(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<CsvPart> {
  const table = new Table();
  for await (const lines of readLines(bytes)) {
    const parts = Array.isArray(lines) ? table.push(lines) : [table.end() ?? lines];
    yield* parts;
    const last = parts.at(-1);
    if (last !== undefined && endsFile(last)) return;
  }
  const fault = table.end();
  if (fault !== undefined) yield fault;
}

/** What reading a CSV file yields: the header once, then rows and faults. */
export type CsvPart = CsvHeader | CsvRow[] | Fault;

function endsFile(part: CsvPart): boolean {
  return isFault(part) && part.code !== 'CSV_COLUMN_COUNT';
}

/** Rows out of lines; stops at the first fault that ends the file. */
class Table {
  private readonly rows = new RowGatherer();
  private header: readonly string[] | undefined;

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
      if (endsFile(part)) return parts;
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
      return headerFault(row) ?? { header: this.header };
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

  push(line: Line): CsvRow | Fault | undefined {
    if (this.open === undefined && line.text.trim() === '') return undefined;
    this.open ??= { line: line.number, texts: [], quotes: 0, length: 0 };
    this.open.texts.push(line.text);
    this.open.quotes += quotesIn(line.text);
    this.open.length += line.text.length;
    if (this.open.quotes % 2 === 1) return this.open.length > MAX_RECORD_CHARACTERS ? this.end() : undefined;
    const { line: number, texts } = this.open;
    this.open = undefined;
    return csvRow(number, texts.join('\n'));
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
      message: 'A quote opened on this line is never closed; close it, and write a quote inside a cell as two quotes.',
    };
  }
}

function csvRow(line: number, raw: string): CsvRow | Fault {
  const parsed = parseCsvRow(raw);
  if ('cells' in parsed) return { line, raw, cells: parsed.cells };
  return {
    line: line + newlines(raw.slice(0, parsed.badQuoteAt)),
    code: 'CSV_BAD_QUOTE',
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

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

function headerFault(row: CsvRow): Fault | undefined {
  const seen = new Set<string>();
  for (const [index, cell] of row.cells.entries()) {
    const name = cell.trim();
    const where = { line: row.line, column: index + 1, field: name };
    if (name.split('.').some((part) => FORBIDDEN.has(part))) {
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
  if (header.length === 1 && /[;\t|]/.test(header[0] ?? '')) {
    return {
      line: 1,
      code: 'DELIMITER_MISMATCH',
      message: 'The columns are not separated by commas; save the file as comma-separated CSV.',
    };
  }
  return {
    line: 1,
    field: missing,
    code: 'HEADER_MISSING',
    message: `The column ${missing} is missing; add it to the header.`,
  };
}

import type { Fault } from '../reading/fault.js';
import { type Line, readLines } from '../reading/lines.js';

/** One row of a table in a plain-text dump of PostgreSQL. */
export interface CopyRow {
  readonly schema: string;
  readonly table: string;
  /** 1-based. */
  readonly line: number;
  readonly raw: string;
  /** By column; null where the database has NULL. */
  readonly values: Readonly<Record<string, string | null>>;
}

/** What a piece of a dump yields. `ends`: nothing after the fault can be read. */
export type CopyPart = { readonly rows: readonly CopyRow[] } | { readonly fault: Fault; readonly ends: boolean };

/** A table whose rows are being read. Rows of other tables are passed over. */
interface Block {
  readonly schema: string;
  readonly table: string;
  readonly columns: readonly string[];
  readonly isWanted: boolean;
}

const COPY = /^COPY (?:("[^"]+"|[^\s".]+)\.)?("[^"]+"|[^\s".]+) \(([^)]*)\) FROM stdin;$/;

/**
 * The rows of the wanted tables, from the `COPY ... FROM stdin;` blocks of a dump that pg_dump wrote as plain text. A row with
 * too few or too many values is a fault of its own; a dump that ends inside a table, or has no rows as COPY, is refused whole.
 */
export async function* readCopyRows(
  bytes: AsyncIterable<Uint8Array>,
  wanted: ReadonlySet<string>,
): AsyncGenerator<CopyPart> {
  const blocks = new CopyBlocks(wanted);
  for await (const lines of readLines(bytes)) {
    if (!Array.isArray(lines)) {
      yield { fault: lines, ends: true };
      return;
    }
    let rows: CopyRow[] = [];
    for (const line of lines) {
      const read = blocks.read(line);
      if (read === undefined) continue;
      if ('values' in read) rows.push(read);
      else {
        yield { rows };
        yield { fault: read, ends: false };
        rows = [];
      }
    }
    yield { rows };
  }
  const fault = blocks.end();
  if (fault !== undefined) yield { fault, ends: true };
}

class CopyBlocks {
  private block: Block | undefined;
  private line = 1;
  private sawIncidents = false;

  constructor(private readonly wanted: ReadonlySet<string>) {}

  read({ number, text }: Line): CopyRow | Fault | undefined {
    this.line = number;
    if (this.block === undefined) {
      this.block = this.opened(text);
      return undefined;
    }
    if (text === '\\.') {
      this.block = undefined;
      return undefined;
    }
    return this.block.isWanted ? rowOf(this.block, number, text) : undefined;
  }

  end(): Fault | undefined {
    if (this.block !== undefined) {
      return {
        line: this.line,
        code: 'DUMP_CUT_OFF',
        scope: 'file',
        message: `The dump ends inside the table ${this.block.table}; it was cut short, so dump the database again.`,
      };
    }
    if (this.sawIncidents) return undefined;
    return {
      code: 'DUMP_NO_INCIDENTS',
      scope: 'file',
      message:
        'The dump holds no rows of a table named incident as COPY; dump the database as plain text with its data and ' +
        'without --inserts, as docs/sources/dispatch.md shows.',
    };
  }

  private opened(text: string): Block | undefined {
    if (!text.startsWith('COPY ')) return undefined;
    const [, schema = 'public', table, columns] = COPY.exec(text) ?? [];
    if (table === undefined || columns === undefined) return undefined;
    const name = unquoted(table);
    if (name === 'incident') this.sawIncidents = true;
    return {
      schema: unquoted(schema),
      table: name,
      columns: columns.split(',').map((column) => unquoted(column.trim())),
      isWanted: this.wanted.has(name),
    };
  }
}

function rowOf({ schema, table, columns }: Block, line: number, raw: string): CopyRow | Fault {
  const cells = raw.split('\t');
  if (cells.length !== columns.length) {
    const [want, got] = [String(columns.length), String(cells.length)];
    const message = `The row of the table ${table} has ${got} values where its header has ${want}; dump the database again.`;
    return { line, code: 'DUMP_COLUMN_COUNT', message };
  }
  const values = Object.fromEntries(columns.map((column, index) => [column, unescaped(cells[index] ?? '')]));
  return { schema, table, line, raw, values };
}

function unquoted(name: string): string {
  return name.replace(/^"(.*)"$/, '$1');
}

const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** PostgreSQL's text format: `\N` is NULL, and what would end a value or a row is written with a backslash. */
function unescaped(cell: string): string | null {
  if (cell === '\\N') return null;
  if (!cell.includes('\\')) return cell;
  return cell.replace(/\\(.)/g, (_, escaped: string) => ESCAPES[escaped] ?? escaped);
}

import { parseCsvRow } from '../../reading/csv-row.js';
import { isMembers, type Members } from '../faults.js';
import { sampleDocument, sampleText } from '../sample-rows.js';

/** What a sample of a file shows of its rows. */
export interface SampleTable {
  readonly format: 'csv' | 'json';
  readonly delimiter: string;
  /** The member that holds the rows of a JSON document; absent where the rows stand by themselves. */
  readonly rows?: string;
  readonly columns: readonly SampleColumn[];
  readonly rowCount: number;
}

/** One column, or member by its path, with what it holds in the rows of the sample. */
export interface SampleColumn {
  readonly name: string;
  /** Values as text, trimmed, without empty ones and missing-value marks. */
  readonly values: readonly string[];
  /** Marks for missing values seen in it. */
  readonly marks: readonly string[];
}

const MARKS = /^(\?|-|--|n\/?a|null|nil|none|\(null\)|unknown|tbd)$/i;

const MOST_ROWS = 500;

const DEEPEST = 4;

/** The table that a sample shows; undefined when it shows none. */
export function sampleTable(head: Uint8Array): SampleTable | undefined {
  const text = sampleText(head);
  return /^\s*[[{]/.test(text) ? jsonTable(text) : csvTable(text);
}

function csvTable(text: string): SampleTable | undefined {
  // What the sample cuts off is no row.
  const whole = /[\r\n]/.test(text) ? text.replace(/[^\r\n]*$/, '') : text;
  const lines = whole.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '' && !/^sep=.$/i.test(line));
  const [first] = lines;
  if (first === undefined) return undefined;
  const delimiter = [',', ';', '\t', '|'].reduce((best, one) =>
    cellsOf(first, one) > cellsOf(first, best) ? one : best,
  );
  const [header = [], ...rows] = lines.slice(0, MOST_ROWS).flatMap((line) => {
    const parsed = parseCsvRow(line, delimiter);
    return 'cells' in parsed ? [parsed.cells.map((cell) => cell.trim())] : [];
  });
  const fitting = rows.filter((row) => row.length === header.length);
  const columns = header.map((name, index) =>
    columnOf(
      name,
      fitting.map((row) => row[index] ?? ''),
    ),
  );
  return { format: 'csv', delimiter, columns, rowCount: fitting.length };
}

function cellsOf(line: string, delimiter: string): number {
  const parsed = parseCsvRow(line, delimiter);
  return 'cells' in parsed ? parsed.cells.length : 0;
}

function jsonTable(text: string): SampleTable | undefined {
  const found = rowsIn(sampleDocument(text), text);
  if (found === undefined) return undefined;
  const rows = found.rows.slice(0, MOST_ROWS).map((row) => new Map(leaves(row, '', 1)));
  const names = [...new Set(rows.flatMap((row) => [...row.keys()]))];
  const columns = names.map((name) =>
    columnOf(
      name,
      rows.map((row) => row.get(name) ?? ''),
    ),
  );
  return {
    format: 'json',
    delimiter: ',',
    ...(found.name !== undefined && { rows: found.name }),
    columns,
    rowCount: rows.length,
  };
}

function rowsIn(document: unknown, text: string): { name?: string; rows: Members[] } | undefined {
  if (Array.isArray(document)) return { rows: document.filter(isMembers) };
  if (!isMembers(document)) return undefined;
  for (const [name, value] of Object.entries(document)) {
    const rows = Array.isArray(value) ? value.filter(isMembers) : [];
    if (rows.length > 0 && !('id' in document)) return { name, rows };
  }
  const lines = text.split('\n').map((line) => sampleDocument(line));
  return { rows: lines.every((line) => line === undefined || isMembers(line)) ? lines.filter(isMembers) : [document] };
}

/** The members with one value, by path; of a list only its first element, since a path can name that. */
function leaves(value: unknown, path: string, depth: number): [string, string][] {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return [[path, String(value)]];
  if (value === null) return [[path, '']];
  if (typeof value !== 'object' || depth > DEEPEST) return [];
  const members = Array.isArray(value)
    ? value.slice(0, 1).map((one: unknown): [string, unknown] => ['0', one])
    : Object.entries(value);
  return members.flatMap(([name, inner]) => leaves(inner, path === '' ? name : `${path}.${name}`, depth + 1));
}

function columnOf(name: string, cells: readonly string[]): SampleColumn {
  const texts = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  return {
    name,
    values: texts.filter((text) => !MARKS.test(text)),
    marks: [...new Set(texts.filter((text) => MARKS.test(text)))],
  };
}

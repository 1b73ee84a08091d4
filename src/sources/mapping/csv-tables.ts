import { nearWords } from '../../domain/near-words.js';
import type { Fault } from '../reading/fault.js';
import { pathsOf } from './compile-value.js';
import type { Mapping, Table } from './mapping.js';

/** The tables whose telling columns the header has. */
export function tablesOfHeader(tables: readonly Table[], header: readonly string[]): Table[] {
  return tables.filter(({ recognise }) => recognise.every(({ text }) => header.includes(text)));
}

/** Why the header is of no table: another separator, a column that is missing, or no CSV table at all. */
export function headerFault(mapping: Mapping, header: readonly string[], delimiter: string): Fault {
  const [only = ''] = header;
  const tables = mapping.tables.filter(({ format }) => format === 'csv');
  const [table] = [...tables].sort((a, b) => missingIn(a, header).length - missingIn(b, header).length);
  if (table === undefined) {
    const message = `The mapping of ${mapping.title} reads JSON, and this file is none; export it as JSON.`;
    return { line: 1, code: 'FILE_TYPE_UNSUPPORTED', scope: 'file', message };
  }
  if (header.length === 1 && /[,;\t|]/.test(only)) {
    const message = `The columns are not separated by ${separatorName(delimiter)}; say in the mapping which delimiter separates them.`;
    return { line: 1, code: 'DELIMITER_MISMATCH', scope: 'file', message };
  }
  const [column = ''] = missingIn(table, header);
  const meant = nearWords(column, header);
  const hint = meant.length === 0 ? '' : ` The file has ${meant.join(' and ')}.`;
  const message = `The column ${column} is missing, by which the mapping knows ${table.name}; name another under recognise, or export it.${hint}`;
  return { line: 1, field: column, code: 'HEADER_MISSING', scope: 'file', message };
}

/** A column that the mapping names and the file lacks: read as if every cell were empty, but said. */
export function columnWarnings({ fields, also }: Table, header: readonly string[]): Fault[] {
  const written = [...fields, ...also.filter(({ loop }) => loop === undefined).flatMap((output) => output.fields)];
  const named = new Set(written.flatMap(({ value }) => pathsOf(value)).map(({ text }) => text));
  return [...named]
    .filter((column) => !header.includes(column))
    .map((column) => {
      const meant = nearWords(column, header);
      const hint = meant.length === 0 ? '' : ` Did you mean ${meant.join(' or ')}?`;
      const message = `The mapping names the column ${column}, which this file does not have.${hint}`;
      return { line: 1, field: column, code: 'COLUMN_NOT_THERE', message };
    });
}

function missingIn({ recognise }: Table, header: readonly string[]): string[] {
  return recognise.map(({ text }) => text).filter((column) => !header.includes(column));
}

function separatorName(delimiter: string): string {
  if (delimiter === '\t') return 'tabs';
  if (delimiter === ';') return 'semicolons';
  return delimiter === ',' ? 'commas' : `"${delimiter}"`;
}

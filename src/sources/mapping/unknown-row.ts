import type { Fault } from '../reading/fault.js';
import type { Mapping, Table } from './mapping.js';

/** The refusal of a row that no table of the mapping knows. */
export function unknownRow({ title, tables }: Mapping, format: Table['format']): Fault {
  const names = tables.filter((table) => table.format === format).map(({ name }) => name);
  if (names.length === 0) {
    const message = `The mapping of ${title} reads no ${format.toUpperCase()}; export the file in the format it reads.`;
    return { code: 'FILE_TYPE_UNSUPPORTED', scope: 'file', message };
  }
  const message = `The mapping of ${title} reads ${names.join(', ')}, and this is none of it; remove it, or add a table for it.`;
  return { code: 'RECORD_UNKNOWN', message };
}

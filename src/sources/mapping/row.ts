import type { Place } from '../reading/batch-builder.js';
import type { Fault } from '../reading/fault.js';
import type { Table } from './mapping.js';

/** One row of the file: its members or cells, where it stands, and what it is. */
export interface Row {
  readonly table: Table;
  readonly value: unknown;
  readonly place: Place;
  /** The number of a column, 1-based; absent for JSON. */
  readonly columnOf?: (name: string) => number | undefined;
}

/** What reading a file yields: a row, something wrong, or something worth telling. */
export type RowPart = Row | { readonly fault: Fault } | { readonly warning: Fault };

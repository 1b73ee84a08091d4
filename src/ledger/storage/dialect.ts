/** The few places where SQLite and PostgreSQL want other words. Statements are written with `$1`, each used once and in order. */
export interface Dialect {
  readonly kind: 'sqlite' | 'postgres';
  readonly placeholders: (sql: string) => string;
  /** A condition that the column is one of a list, and the list as one parameter. */
  readonly isOneOf: (column: string, position: number) => string;
  readonly list: (values: readonly string[]) => unknown;
  /** Orders by UTF-8 bytes, whatever the database's own language. */
  readonly byBytes: (column: string) => string;
}

export const SQLITE: Dialect = {
  kind: 'sqlite',
  placeholders: (sql) => sql.replace(/\$\d+/g, '?'),
  isOneOf: (column, position) => `${column} IN (SELECT value FROM json_each($${String(position)}))`,
  list: (values) => JSON.stringify(values),
  byBytes: (column) => `${column} COLLATE BINARY`,
};

export const POSTGRES: Dialect = {
  kind: 'postgres',
  placeholders: (sql) => sql,
  isOneOf: (column, position) => `${column} = ANY($${String(position)}::text[])`,
  list: (values) => values,
  byBytes: (column) => `${column} COLLATE "C"`,
};

/** Runs statements: inside a write unit, or on a snapshot. */
export interface Sql {
  readonly dialect: Dialect;
  readonly all: <T>(sql: string, parameters?: readonly unknown[]) => Promise<T[]>;
}

/** What a row is inserted into, and what happens to one that is there already. */
export interface Insertion {
  /** The table with its columns: `mentions (connection, handle, parent)`. */
  readonly into: string;
  readonly columns: number;
  /** `ON CONFLICT ...`, or nothing. */
  readonly then: string;
}

/** Runs statements in a write unit. */
export interface WriteSql extends Sql {
  /** Inserts many rows, each an array of values in the order of the columns. */
  readonly insert: (insertion: Insertion, rows: readonly (readonly unknown[])[]) => Promise<void>;
  /**
   * Inserts one row unless `then` makes nothing of it, and answers whether it did. Absent where every statement is a round trip,
   * and asking for many rows at once costs less.
   */
  readonly insertOne?: (insertion: Insertion, row: readonly unknown[]) => boolean;
}

/** A connection that holds one snapshot until it is given back. */
export interface SnapshotSql extends Sql {
  /** The rows of a statement without parameters, a page at a time, so that memory does not grow with the answer. */
  readonly pages: <T>(sql: string) => AsyncIterable<T[]>;
}

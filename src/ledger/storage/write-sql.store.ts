import type Database from 'better-sqlite3';
import type { EntityManager } from 'typeorm';
import { type Dialect, type Insertion, SQLITE, type WriteSql } from './dialect.js';

/** Rows of one PostgreSQL statement: with 14 columns far below its limit of 65,535 parameters. */
const ROWS_A_STATEMENT = 500;

/** The statements of one write unit, on the connection that holds its transaction. */
export function writeSql(manager: EntityManager, dialect: Dialect): WriteSql {
  const all = <T>(sql: string, parameters: readonly unknown[] = []): Promise<T[]> =>
    manager.query<T[]>(dialect.placeholders(sql), [...parameters]);
  return dialect === SQLITE
    ? { dialect, all, ...prepared(connectionOf(manager)) }
    : { dialect, all, insert: setWise(all) };
}

/** The one connection of the SQLite driver, which is the one in the transaction: its prepared statements cost half of `query`. */
function connectionOf(manager: EntityManager): Database.Database {
  const driver = manager.dataSource.driver as unknown as { databaseConnection: Database.Database };
  return driver.databaseConnection;
}

/** A statement for each row, prepared once: with nothing between the process and the file, the quickest there is. */
function prepared(connection: Database.Database): Required<Pick<WriteSql, 'insert' | 'insertOne'>> {
  const statements = new Map<Insertion, Database.Statement>();
  const statementOf = (insertion: Insertion): Database.Statement => {
    const statement = statements.get(insertion) ?? connection.prepare(insertRow(insertion));
    statements.set(insertion, statement);
    return statement;
  };
  return {
    insert: (insertion, rows) => {
      const statement = statementOf(insertion);
      for (const row of rows) statement.run(row);
      return Promise.resolve();
    },
    insertOne: (insertion, row) => statementOf(insertion).run(row).changes > 0,
  };
}

function insertRow({ into, columns, then }: Insertion): string {
  return `INSERT INTO ${into} VALUES (${Array.from({ length: columns }, () => '?').join(',')}) ${then}`;
}

/** Many rows a statement: each round trip costs more than the rows in it. */
function setWise(all: WriteSql['all']): WriteSql['insert'] {
  return async (insertion, rows) => {
    for (let start = 0; start < rows.length; start += ROWS_A_STATEMENT) {
      const some = rows.slice(start, start + ROWS_A_STATEMENT);
      await all(insertMany(insertion, some.length), some.flat());
    }
  };
}

function insertMany({ into, columns, then }: Insertion, rows: number): string {
  let next = 0;
  const row = (): string => `(${Array.from({ length: columns }, () => `$${String((next += 1))}`).join(',')})`;
  return `INSERT INTO ${into} VALUES ${Array.from({ length: rows }, row).join(',')} ${then}`;
}

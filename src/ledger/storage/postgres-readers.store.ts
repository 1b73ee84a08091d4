import type { DataSource, QueryRunner } from 'typeorm';
import { POSTGRES, type SnapshotSql } from './dialect.js';

const PAGE_ROWS = 1_000;

/** Reads on pooled PostgreSQL connections, each in a repeatable-read, read-only transaction. */
export class PostgresReaders {
  constructor(private readonly dataSource: DataSource) {}

  async read<T>(work: (sql: SnapshotSql) => Promise<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    try {
      await runner.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      // The snapshot is fixed by the first read, not by BEGIN.
      await runner.query('SELECT n FROM write_fence');
      return await work(snapshotSql(runner));
    } finally {
      // A connection that broke has nothing to roll back, and the fault that broke it is the one to tell.
      await runner.query('ROLLBACK').catch(() => undefined);
      await runner.release();
    }
  }
}

function snapshotSql(runner: QueryRunner): SnapshotSql {
  let cursors = 0;
  return {
    dialect: POSTGRES,
    all: <T>(sql: string, parameters: readonly unknown[] = []) => runner.query(sql, [...parameters]) as Promise<T[]>,
    pages: async function* <T>(sql: string) {
      cursors += 1;
      const cursor = `pages_${String(cursors)}`;
      await runner.query(`DECLARE ${cursor} NO SCROLL CURSOR FOR ${sql}`);
      for (;;) {
        const page = (await runner.query(`FETCH FORWARD ${String(PAGE_ROWS)} FROM ${cursor}`)) as T[];
        if (page.length > 0) yield page;
        if (page.length < PAGE_ROWS) break;
      }
      await runner.query(`CLOSE ${cursor}`);
    },
  };
}

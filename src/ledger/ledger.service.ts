import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { Problem } from '../domain/problem.js';
import type { Source } from '../sources/source.js';
import type { LedgerSnapshot } from './ledger-snapshot.js';
import { SnapshotStore } from './reading/snapshot.store.js';
import type { SnapshotSql } from './storage/dialect.js';
import type { LedgerDatabase } from './storage/ledger-database.store.js';
import { PostgresReaders } from './storage/postgres-readers.store.js';
import { SqliteReaders } from './storage/sqlite-readers.store.js';
import { storageProblem } from './storage/storage-problem.js';

/** What a probe of the ledger found. */
export interface LedgerHealth {
  readonly ok: boolean;
  readonly database: 'sqlite' | 'postgres';
  /** Migrations not yet applied; a ledger with any refuses reads and writes. */
  readonly pendingMigrations: readonly string[];
  /** Why `ok` is false, as a sentence. */
  readonly detail?: string;
}

/** The ledger as the front doors see it. */
@Injectable()
export class LedgerService {
  private readonly readers: SqliteReaders | PostgresReaders;
  private readonly current = new AsyncLocalStorage<{ snapshot: LedgerSnapshot; open: boolean }>();
  private readonly sources: ReadonlyMap<string, Source>;

  constructor(
    private readonly database: LedgerDatabase,
    sources: readonly Source[],
  ) {
    const { location, writer } = database;
    this.readers = location.kind === 'sqlite' ? new SqliteReaders(location.path) : new PostgresReaders(writer);
    this.sources = new Map(sources.map((source) => [source.id, source]));
  }

  /** Runs `fn` on one consistent snapshot. A read inside a read joins it. Throws STORE_NOT_READY. */
  async read<T>(fn: (snapshot: LedgerSnapshot) => Promise<T>): Promise<T> {
    const outer = this.current.getStore();
    if (outer?.open === true) return fn(outer.snapshot);
    await this.database.ready();
    try {
      return await this.readers.read((sql) => this.onSnapshot(sql, fn));
    } catch (error) {
      throw storageProblem(error);
    }
  }

  /** Brings the schema up to date; answers the names of the migrations applied, none when it was already. */
  migrate(): Promise<string[]> {
    return this.database.migrate();
  }

  /** Never throws. */
  async health(): Promise<LedgerHealth> {
    const database = this.database.dialect.kind;
    try {
      const pendingMigrations = await this.database.pending();
      if (pendingMigrations.length === 0) return { ok: true, database, pendingMigrations };
      const detail = 'The ledger waits for `sevidence migrate`.';
      return { ok: false, database, pendingMigrations, detail };
    } catch (error) {
      const detail = error instanceof Problem ? error.detail : 'The ledger cannot be reached.';
      return { ok: false, database, pendingMigrations: [], detail };
    }
  }

  /** Closes every connection. The service cannot be used afterwards. */
  async close(): Promise<void> {
    if (this.readers instanceof SqliteReaders) this.readers.close();
    await this.database.close();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.close();
  }

  private onSnapshot<T>(sql: SnapshotSql, fn: (snapshot: LedgerSnapshot) => Promise<T>): Promise<T> {
    const held = { snapshot: new SnapshotStore(sql, this.sources), open: true };
    return this.current.run(held, () => fn(held.snapshot)).finally(() => (held.open = false));
  }
}

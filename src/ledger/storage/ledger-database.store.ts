import { closeSync, existsSync, mkdirSync, openSync, readSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type Database from 'better-sqlite3';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { Problem } from '../../domain/problem.js';
import { Spine1764000000000 } from '../migrations/1764000000000-spine.js';
import { Quarantine1764100000000 } from '../migrations/1764100000000-quarantine.js';
import { Decisions1764200000000 } from '../migrations/1764200000000-decisions.js';
import { DecisionEntity } from './entities/decision.entity.js';
import { MentionEntity, WriteFenceEntity } from './entities/identity.entity.js';
import { ImportEntity, ImportFileEntity } from './entities/import.entity.js';
import { QuarantineEntity } from './entities/quarantine.entity.js';
import { RecordEntity } from './entities/record.entity.js';
import { SourceRecordEntity } from './entities/source-record.entity.js';
import { AssertionEntity, WithdrawalEntity } from './entities/withdrawal.entity.js';
import type { LedgerLocation } from './database-url.js';
import { type Dialect, POSTGRES, SQLITE } from './dialect.js';
import { storageProblem } from './storage-problem.js';

const SCHEMA = {
  entities: [
    RecordEntity,
    SourceRecordEntity,
    ImportEntity,
    ImportFileEntity,
    MentionEntity,
    DecisionEntity,
    WriteFenceEntity,
    QuarantineEntity,
    AssertionEntity,
    WithdrawalEntity,
  ],
  migrations: [Spine1764000000000, Quarantine1764100000000, Decisions1764200000000],
  migrationsTableName: 'migrations',
  synchronize: false,
  logging: false,
} as const;

/** How long one statement waits for another process, in milliseconds: SQLite waits without letting anything else run. */
const BUSY_TIMEOUT_MS = 100;

/** The options of the one writing DataSource. Nothing connects before {@link LedgerDatabase.ready}. */
export function writerOptions(location: LedgerLocation): DataSourceOptions {
  if (location.kind === 'postgres') {
    return {
      ...SCHEMA,
      entities: [...SCHEMA.entities],
      migrations: [...SCHEMA.migrations],
      type: 'postgres',
      url: location.url,
    };
  }
  return {
    ...SCHEMA,
    entities: [...SCHEMA.entities],
    migrations: [...SCHEMA.migrations],
    type: 'better-sqlite3',
    database: location.path,
    enableWAL: true,
    timeout: BUSY_TIMEOUT_MS,
    prepareDatabase: prepareWriter,
  };
}

/** A committed import must survive a power cut, and an erased record must leave the file: neither is SQLite's default. */
function prepareWriter(database: Database.Database): void {
  // Holds for a new file only: records are long, and an import into large pages takes a fifth less time.
  database.pragma('page_size = 16384');
  database.pragma('synchronous = FULL');
  database.pragma('secure_delete = ON');
  database.pragma('trusted_schema = OFF');
  database.pragma('foreign_keys = ON');
  database.pragma('journal_size_limit = 67108864');
  // 64 MiB: two large indexes of a million records fit, which every record touches somewhere else.
  database.pragma('cache_size = -65536');
}

/** The database of one ledger: opened on first use, and refused unless its schema is the one this version speaks. */
export class LedgerDatabase {
  readonly dialect: Dialect;
  private opened: Promise<void> | undefined;
  private checked: Promise<void> | undefined;

  constructor(
    readonly location: LedgerLocation,
    readonly writer: DataSource,
  ) {
    this.dialect = location.kind === 'postgres' ? POSTGRES : SQLITE;
  }

  static at(location: LedgerLocation): LedgerDatabase {
    return new LedgerDatabase(location, new DataSource(writerOptions(location)));
  }

  /** Opens the ledger; a new one gets its tables. Throws STORE_NOT_READY when an older one waits for `migrate`. */
  ready(): Promise<void> {
    this.checked ??= this.check().catch((error: unknown) => {
      this.checked = undefined;
      throw storageProblem(error);
    });
    return this.checked;
  }

  /** Applies what is pending and answers the names. */
  async migrate(): Promise<string[]> {
    try {
      await this.open();
      return await this.applyMigrations();
    } catch (error) {
      throw storageProblem(error);
    }
  }

  /** The names of migrations not yet applied. */
  async pending(): Promise<string[]> {
    await this.open();
    const known = SCHEMA.migrations.map((migration) => migration.name);
    if (!(await this.hasTable(SCHEMA.migrationsTableName))) return known;
    const applied = await this.writer.query<{ name: string }[]>(`SELECT name FROM ${SCHEMA.migrationsTableName}`);
    return known.filter((name) => !applied.some((row) => row.name === name));
  }

  async close(): Promise<void> {
    if (this.writer.isInitialized) await this.writer.destroy();
    this.opened = undefined;
    this.checked = undefined;
  }

  private async check(): Promise<void> {
    const pending = await this.pending();
    if (pending.length === 0) return;
    if (await this.isNew()) {
      await this.applyMigrations();
      return;
    }
    throw new Problem(
      'STORE_NOT_READY',
      (await this.hasTable('write_fence'))
        ? 'The ledger was made by an earlier version. Back it up, then run `sevidence migrate`.'
        : 'The database holds other tables and no ledger. Point DATABASE_URL at a ledger, or at a file that does not exist yet.',
    );
  }

  /** Another process may be making the same new ledger: whoever comes second finds nothing left to do. */
  private async applyMigrations(): Promise<string[]> {
    try {
      const applied = await this.writer.runMigrations({ transaction: 'all' });
      return applied.map(({ name }) => name);
    } catch (error) {
      if ((await this.pending()).length > 0) throw error;
      return [];
    }
  }

  private open(): Promise<void> {
    this.opened ??= this.initialize().catch((error: unknown) => {
      this.opened = undefined;
      throw storageProblem(error);
    });
    return this.opened;
  }

  private async initialize(): Promise<void> {
    if (this.location.kind === 'sqlite') {
      refuseForeignFile(this.location.path);
      makePrivate(this.location.path);
    }
    if (!this.writer.isInitialized) await this.writer.initialize();
  }

  private async isNew(): Promise<boolean> {
    const [row] = await this.writer.query<{ tables: number }[]>(
      this.location.kind === 'sqlite'
        ? "SELECT COUNT(*) AS tables FROM sqlite_master WHERE type = 'table'"
        : 'SELECT CAST(COUNT(*) AS INTEGER) AS tables FROM information_schema.tables WHERE table_schema = current_schema()',
    );
    return row?.tables === 0;
  }

  private async hasTable(name: string): Promise<boolean> {
    const runner = this.writer.createQueryRunner();
    try {
      return await runner.hasTable(name);
    } finally {
      await runner.release();
    }
  }
}

const SQLITE_HEADER = 'SQLite format 3\0';

/** Throws STORE_NOT_READY for a path that cannot be a ledger, before anything is written to it. */
function refuseForeignFile(path: string): void {
  if (!existsSync(path)) return;
  const { size } = statSync(path);
  if (statSync(path).isDirectory()) {
    throw new Problem(
      'STORE_NOT_READY',
      `"${path}" is a directory. Set DATABASE_URL to a file, such as ./sevidence.db.`,
    );
  }
  if (size > 0 && headOf(path) !== SQLITE_HEADER) {
    throw new Problem(
      'STORE_NOT_READY',
      `"${path}" is not a ledger. Set DATABASE_URL to a ledger, or to a file that does not exist yet.`,
    );
  }
}

/** A new ledger is its owner's alone to read; SQLite gives the files beside it the same mode. What fails here, SQLite tells. */
function makePrivate(path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    closeSync(openSync(path, 'a', 0o600));
  } catch {
    return;
  }
}

function headOf(path: string): string {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(SQLITE_HEADER.length);
    return head.toString('latin1', 0, readSync(file, head));
  } finally {
    closeSync(file);
  }
}

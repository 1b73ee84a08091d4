import { type DynamicModule, Module } from '@nestjs/common';
import { getDataSourceToken, TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { SOURCES } from '../sources/index.js';
import { ImportThread } from './import-thread.service.js';
import { ImportService } from './import.service.js';
import { LedgerService } from './ledger.service.js';
import { parseDatabaseUrl } from './storage/database-url.js';
import { LedgerDatabase, writerOptions } from './storage/ledger-database.store.js';
import { WriteGate } from './storage/write-gate.service.js';

export interface LedgerOptions {
  /** A SQLite file path (also `sqlite:path` or `file:path`), or `postgres://...`. */
  readonly databaseUrl: string;
  /** Whether large imports into a SQLite file run in another thread, so that a server goes on answering; false by default. */
  readonly workers?: boolean;
}

/** The ledger, as one dynamic module. Nothing is opened before the first use, so that `migrate` can run on an old schema.
 * Global: a process has one ledger. */
@Module({})
export class LedgerModule {
  /** Throws USAGE when the address cannot be read. */
  static forRoot({ databaseUrl, workers = false }: LedgerOptions): DynamicModule {
    const location = parseDatabaseUrl(databaseUrl);
    return {
      module: LedgerModule,
      global: true,
      imports: [TypeOrmModule.forRoot({ ...writerOptions(location), manualInitialization: true })],
      providers: [
        {
          provide: LedgerDatabase,
          inject: [getDataSourceToken()],
          useFactory: (writer: DataSource) => new LedgerDatabase(location, writer),
        },
        {
          provide: WriteGate,
          inject: [LedgerDatabase],
          useFactory: (database: LedgerDatabase) => new WriteGate(database),
        },
        {
          provide: LedgerService,
          inject: [LedgerDatabase, WriteGate],
          useFactory: (database: LedgerDatabase, gate: WriteGate) => new LedgerService(database, gate, SOURCES),
        },
        {
          provide: ImportService,
          inject: [WriteGate],
          useFactory: (gate: WriteGate) =>
            new ImportService(gate, SOURCES, workers ? new ImportThread(location) : undefined),
        },
      ],
      exports: [LedgerService, ImportService],
    };
  }
}

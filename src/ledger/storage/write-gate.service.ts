import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import type { WriteSql } from './dialect.js';
import { writeSql } from './write-sql.store.js';
import type { LedgerDatabase } from './ledger-database.store.js';
import { isBusy, storageProblem } from './storage-problem.js';

interface OpenUnit {
  readonly sql: WriteSql;
  open: boolean;
  /** The fault of a joined write that somebody caught: half of that write may stand, so the unit must not commit. */
  fault?: unknown;
}

/** How long a unit waits for writers of other processes before the ledger is called busy, in milliseconds. */
const PATIENCE_MS = 10_000;

const PAUSE_MS = 40;

/**
 * The one way to write. TypeORM gives every caller the same SQLite connection, so overlapping transactions would share one and
 * lose acknowledged writes. Here units of work stand in a queue; a write inside a write joins it; each begins by updating the
 * fence row, which takes the lock before anything is read, as BEGIN IMMEDIATE would (TypeORM's BEGIN is deferred); a unit another
 * process made fail is run again, whole.
 */
export class WriteGate {
  private tail: Promise<unknown> = Promise.resolve();
  private readonly current = new AsyncLocalStorage<OpenUnit>();

  constructor(
    private readonly database: LedgerDatabase,
    private readonly patienceMs = PATIENCE_MS,
  ) {}

  /** Runs `work` in one transaction; it may run more than once, so it must not consume what cannot be read again. */
  write<T>(work: (sql: WriteSql) => Promise<T>): Promise<T> {
    const unit = this.current.getStore();
    if (unit?.open === true) return join(unit, work);
    return this.turn(() => this.attempt(work));
  }

  /**
   * Waits for its turn and holds it while `work` writes by other means, such as another thread with a connection of its own.
   * A write through this gate that `work` awaits would wait for itself.
   */
  turn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.tail.then(work);
    this.tail = turn.catch(() => undefined);
    return turn;
  }

  /** Whether the caller is inside a write: what it writes next joins that unit, and no other turn can come before it ends. */
  get isWriting(): boolean {
    return this.current.getStore()?.open === true;
  }

  /** Waits between attempts rather than inside SQLite, whose own waiting would stop the whole process. */
  private async attempt<T>(work: (sql: WriteSql) => Promise<T>): Promise<T> {
    await this.database.ready();
    const deadline = Date.now() + this.patienceMs;
    for (;;) {
      try {
        return await this.database.writer.transaction((manager) => this.unit(manager, work));
      } catch (error) {
        if (Date.now() >= deadline || !isBusy(error)) throw storageProblem(error);
        await delay(PAUSE_MS);
      }
    }
  }

  private async unit<T>(manager: EntityManager, work: (sql: WriteSql) => Promise<T>): Promise<T> {
    const unit: OpenUnit = { sql: writeSql(manager, this.database.dialect), open: true };
    try {
      if (unit.sql.dialect.kind === 'postgres') {
        await manager.query(`SET LOCAL lock_timeout = ${String(this.patienceMs)}`);
      }
      await manager.query('UPDATE write_fence SET n = n + 1 WHERE id = 1');
      const result = await this.current.run(unit, () => work(unit.sql));
      if (unit.fault !== undefined) throw unit.fault as Error;
      return result;
    } finally {
      unit.open = false;
    }
  }
}

async function join<T>(unit: OpenUnit, work: (sql: WriteSql) => Promise<T>): Promise<T> {
  try {
    return await work(unit.sql);
  } catch (error) {
    unit.fault ??= error;
    throw error;
  }
}

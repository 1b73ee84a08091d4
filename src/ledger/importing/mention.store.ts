import type { Insertion, WriteSql } from '../storage/dialect.js';
import { type IncomingRecord, mentionsOf } from './record-row.js';

/** Notes which handles are named where. */
export const INSERT_MENTIONS: Insertion = {
  into: 'mentions (connection, handle, parent)',
  columns: 3,
  then: 'ON CONFLICT DO NOTHING',
};

/** So many mentions wait. */
const MANY = 50_000;

/**
 * Writes who is named where. Files go from incident to incident, the table from handle to handle: written as they come, mentions
 * touch all of it for every few records and push everything else out of the cache. So they wait, and are written in its order.
 */
export class MentionStore {
  /** By connection and handle, the incidents and items they are named in. A text for each mention would fill the memory. */
  private readonly waiting = new Map<string, Map<string, string[]>>();
  private count = 0;

  constructor(private readonly sql: WriteSql) {}

  note(incoming: IncomingRecord): void {
    for (const [connection, handle, parent] of mentionsOf(incoming)) {
      const parents = this.parentsOf(connection, handle);
      // Most files tell of one incident after another; what is named again later is ignored when it is written.
      if (parents.at(-1) === parent) continue;
      parents.push(parent);
      this.count += 1;
    }
  }

  /** Writes what waits, once that is much. */
  async writeMany(): Promise<void> {
    if (this.count >= MANY) await this.writeAll();
  }

  async writeAll(): Promise<void> {
    for (const [connection, byHandle] of [...this.waiting].sort(byName)) {
      for (const [handle, parents] of [...byHandle].sort(byName)) {
        const rows = [...new Set(parents)].sort().map((parent) => [connection, handle, parent]);
        await this.sql.insert(INSERT_MENTIONS, rows);
      }
    }
    this.waiting.clear();
    this.count = 0;
  }

  private parentsOf(connection: string, handle: string): string[] {
    const byHandle = this.waiting.get(connection) ?? new Map<string, string[]>();
    if (byHandle.size === 0) this.waiting.set(connection, byHandle);
    const parents = byHandle.get(handle) ?? [];
    if (parents.length === 0) byHandle.set(handle, parents);
    return parents;
  }
}

function byName([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}

import { describePlace, Problem, type Rejection, type Warning } from '../../domain/problem.js';
import type { SourcedRecord } from '../../domain/record-batch.js';
import type { Counts, ImportMode } from '../import-report.js';
import type { ImportPlan, RecordFate } from './plan-import.js';
import type { IncomingRecord } from './record-row.js';

const MOST_REJECTIONS = 100;

/** So many rows at fault, or so large a part of all, are no accidents: the file is then another than it was taken for. */
const [MOST_SET_ASIDE, MOST_SET_ASIDE_PART] = [100, 0.05];

type Kind = keyof Counts;

const KINDS: Readonly<Record<string, Kind>> = {
  incident: 'incidents',
  event: 'events',
  update: 'events',
  'action-item-event': 'events',
  person: 'people',
  handle: 'identities',
  'action-item': 'actionItems',
};

const kindOf = (type: string): Kind => KINDS[type] ?? 'other';

const none = (): Record<Kind, number> => ({
  incidents: 0,
  events: 0,
  people: 0,
  identities: 0,
  actionItems: 0,
  other: 0,
});

/** Counts what an import reads and does, and gathers what it has to say. */
export class ImportTally {
  readonly rejections: Rejection[] = [];
  private rejected = 0;
  private wholeFiles: Rejection | undefined;
  private rows = 0;
  private lastRow: Place | undefined;
  private read = 0;
  private lastRead: Place | undefined;
  private readonly said = new Map<string, Warning>();
  private readonly fates: Record<RecordFate, Record<Kind, number>> = {
    added: none(),
    changed: none(),
    unchanged: none(),
  };

  constructor(readonly mode: ImportMode = 'strict') {}

  /** Whether the import is refused: everything is still read, so that all faults are told at once, but nothing is written. */
  get refused(): boolean {
    return this.mode === 'strict' ? this.rejected > 0 : this.wholeFiles !== undefined;
  }

  /** Rows set aside; several faults of one row count once. */
  get quarantined(): number {
    return this.mode === 'strict' ? 0 : this.rows;
  }

  /**
   * Counts the rows that records of a source were read from. What a source adds of its own, handles and what the file covers,
   * stands in no row; a native file writes what it covers itself.
   */
  countRead(records: readonly SourcedRecord[], source: string): void {
    for (const { record, origin } of records) {
      if (record.type === 'handle' || (record.type === 'source' && source !== 'native')) continue;
      if (!isSamePlace(origin, this.lastRead)) this.read += 1;
      this.lastRead = origin;
    }
  }

  /** Records that nobody knew before; `met` are those of them that somebody did, in the same order. */
  countAdded(batch: readonly IncomingRecord[], met: readonly IncomingRecord[]): void {
    let next = 0;
    for (const incoming of batch) {
      if (incoming === met[next]) next += 1;
      else this.fates.added[kindOf(incoming.row.type)] += 1;
    }
  }

  countPlan(plan: ImportPlan): void {
    for (const { row, fate } of plan.fates) this.fates[fate][kindOf(row.type)] += 1;
    for (const row of plan.promoted) {
      this.fates.unchanged[kindOf(row.type)] -= 1;
      this.fates.changed[kindOf(row.type)] += 1;
    }
  }

  /** An incident that only its history describes has no record of its own to be counted by. */
  countIncident(fate: RecordFate): void {
    this.fates[fate].incidents += 1;
  }

  reject(rejections: readonly Rejection[]): void {
    this.rejected += rejections.length;
    this.rejections.push(...rejections.slice(0, MOST_REJECTIONS - this.rejections.length));
    for (const rejection of rejections) {
      if (rejection.scope === 'file') this.wholeFiles ??= rejection;
      if (!isSamePlace(rejection, this.lastRow)) this.rows += 1;
      this.lastRow = rejection;
    }
  }

  /** Equal warnings about one file become one with a count; the first place is kept. */
  warn(warnings: readonly Warning[]): void {
    for (const warning of warnings) {
      const key = JSON.stringify([warning.file, warning.code, warning.field, warning.message]);
      const before = this.said.get(key);
      const count = (before?.count ?? 0) + (warning.count ?? 1);
      this.said.set(key, { ...(before ?? warning), count });
    }
  }

  get warnings(): Warning[] {
    return [...this.said.values()];
  }

  /** Counts by kind. `counts` is every record read; a record that stands twice in the import is counted once. */
  get counts(): Readonly<Record<'counts' | RecordFate, Counts>> {
    const { added, changed, unchanged } = this.fates;
    const counts = none();
    for (const kind of Object.keys(counts) as Kind[]) counts[kind] = added[kind] + changed[kind] + unchanged[kind];
    return { counts, added: { ...added }, changed: { ...changed }, unchanged: { ...unchanged } };
  }

  /** The refusal, when anything was rejected that the mode does not set aside. */
  refusal(): Problem | undefined {
    if (this.rejected === 0) return undefined;
    if (this.mode === 'strict') return refusalOf(this.rejections, { rejected: this.rows, read: this.read });
    if (this.wholeFiles !== undefined) return refusalOf([this.wholeFiles], { rejected: 1, read: this.read });
    const all = this.read + this.rows;
    if (this.rows <= Math.max(MOST_SET_ASIDE, all * MOST_SET_ASIDE_PART)) return undefined;
    return tooManySetAside(this.rejections, this.rows, all);
  }
}

/** Where a row stands. */
type Place = Pick<Rejection, 'file' | 'line' | 'pointer'>;

function isSamePlace(one: Place, other: Place | undefined): boolean {
  return one.line === other?.line && one.pointer === other?.pointer && one.file === other?.file;
}

function tooManySetAside(rejections: readonly Rejection[], rows: number, all: number): Problem {
  const [wrong, total] = [rows, all].map((count) => count.toLocaleString('en-US'));
  return new Problem(
    'IMPORT_INVALID_ROWS',
    `${wrong ?? ''} of ${total ?? ''} rows are invalid, which is too many to set aside (at most 100, or 1 in 20), and nothing ` +
      `was applied. The first: ${firstOf(rejections)}`,
    rejections,
  );
}

function firstOf([first]: readonly Rejection[]): string {
  return first === undefined ? '' : `${describePlace(first)}: ${first.message}`;
}

/** Why nothing of an import was applied: the one fault in a sentence, or how many records are at fault and the first fault. */
export function refusalOf(rejections: readonly Rejection[], counts: { rejected: number; read: number }): Problem {
  const [first] = rejections;
  const { rejected, read } = counts;
  const words = firstOf(rejections);
  if (rejections.length === 1) {
    const code = first?.code === 'FILE_EMPTY' ? 'FILE_EMPTY' : 'IMPORT_INVALID_ROWS';
    return new Problem(code, `${words} Nothing was applied.`, rejections);
  }
  const [wrong, total] = [rejected, read + rejected].map((count) => count.toLocaleString('en-US'));
  return new Problem(
    'IMPORT_INVALID_ROWS',
    `${wrong ?? ''} of ${total ?? ''} records ${rejected === 1 ? 'is' : 'are'} invalid, and nothing was applied. The first: ${words}`,
    rejections,
  );
}

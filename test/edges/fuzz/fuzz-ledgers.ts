import type { SourcedRecord } from '../../../src/domain/record-batch.js';
import { nativeIdOf } from '../../../src/domain/record.js';
import { Problem } from '../../../src/domain/problem.js';
import type { ImportReport, ImportRequest } from '../../../src/ledger/import-report.js';
import type { InputFile, ReadOptions, Source } from '../../../src/sources/source.js';
import { type DatabaseKind, openLedger, type TestLedger } from '../ledger/test-ledger.js';

/** When every import of the fuzz is made: after all that its good files tell. */
const NOW = '2027-01-01T00:00:00.000Z';

/** After so many imports both ledgers begin anew, since a digest takes longer the more they hold. */
const CASES_A_LEDGER = 40;

/** What became of one file in one mode: how it was refused, or that it was applied. */
export type Outcome = 'applied' | 'quarantined' | { readonly refused: string };

/** All that the source itself yields of a file, and whether some of it ends the file. */
export interface DirectRead {
  readonly records: readonly SourcedRecord[];
  readonly rejected: readonly string[];
}

/**
 * Two ledgers that must stay equal: one imports bytes, the other is handed the good records that the source yields of
 * them. An import that keeps half of a file, or more than the source yields, tells them apart.
 */
export class FuzzLedgers {
  private imports: TestLedger | undefined;
  private replays: TestLedger | undefined;
  private replayed: readonly SourcedRecord[] = [];
  private cases = 0;
  private before = '';

  constructor(
    private readonly kind: DatabaseKind,
    private readonly source: Source,
  ) {}

  /** Begins a case: its connection, which makes its records its own. */
  async begin(): Promise<string> {
    this.cases += 1;
    if (this.cases % CASES_A_LEDGER === 1 || this.imports === undefined) await this.renew();
    return `case-${String(this.cases)}`;
  }

  /** Both ledgers begin anew, as after a failure. */
  async renew(): Promise<void> {
    await this.close();
    this.imports = await this.fresh(this.source);
    this.replays = await this.fresh({ ...this.source, read: () => this.replay() });
    this.before = await this.imports.digest();
  }

  async close(): Promise<void> {
    await this.imports?.database.close();
    await this.replays?.database.close();
    this.imports = undefined;
    this.replays = undefined;
  }

  /** Imports the file. Throws whatever is no refusal, and whatever a refusal left behind. */
  async import(file: InputFile, request: Partial<ImportRequest>): Promise<{ outcome: Outcome; report?: ImportReport }> {
    const ledger = open(this.imports);
    try {
      const report = await ledger.take(file, { source: this.source.id, now: NOW, replace: true, ...request });
      this.before = await ledger.digest();
      return { outcome: report.status === undefined ? 'applied' : 'quarantined', report };
    } catch (error) {
      if (!(error instanceof Problem) || error.status >= 500) throw error;
      if ((await ledger.digest()) !== this.before)
        throw new Error('A refused import changed the ledger', { cause: error });
      return { outcome: { refused: error.rejections[0]?.code ?? error.code } };
    }
  }

  /** Hands the good records to the other ledger; false when it refuses them, as two versions of one record. */
  async follow(file: InputFile, records: readonly SourcedRecord[], connection: string): Promise<boolean> {
    this.replayed = records;
    try {
      await open(this.replays).take(file, { source: this.source.id, now: NOW, replace: true, connection });
      return true;
    } catch (error) {
      if (error instanceof Problem) return false;
      throw error;
    }
  }

  /** As it was after the last import that was applied; a refusal does not change it. */
  get digest(): string {
    return this.before;
  }

  followed(): Promise<string> {
    return open(this.replays).digest();
  }

  /** No power fails here: thousands of commits need not wait for the disk. */
  private async fresh(source: Source): Promise<TestLedger> {
    const ledger = openLedger(await this.kind.fresh(), [source]);
    await ledger.database.ready();
    await ledger.database.writer.query('PRAGMA synchronous = OFF');
    return ledger;
  }

  private async *replay(): ReturnType<Source['read']> {
    yield await Promise.resolve({ records: this.replayed, rejections: [], warnings: [] });
  }
}

function open(ledger: TestLedger | undefined): TestLedger {
  if (ledger === undefined) throw new Error('No case was begun');
  return ledger;
}

/** Reads the file with the source alone. */
export async function readDirectly(source: Source, file: InputFile, options: ReadOptions): Promise<DirectRead> {
  const records: SourcedRecord[] = [];
  const rejected: string[] = [];
  for await (const batch of source.read(file, { ...options, now: NOW })) {
    records.push(...batch.records);
    rejected.push(...batch.rejections.map(({ code }) => code));
  }
  return { records, rejected };
}

/** How many records of their own these are: one that stands twice is one. */
export function distinct(records: readonly SourcedRecord[]): number {
  return new Set(records.map(({ record }) => JSON.stringify([record.type, nativeIdOf(record)]))).size;
}

import { appendFileSync, existsSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { SourcedRecord } from '../../../src/domain/record-batch.js';
import type { ImportReport } from '../../../src/ledger/import-report.js';
import type { InputFile, ReadOptions } from '../../../src/sources/source.js';
import { sqliteKind } from '../ledger/test-ledger.js';
import type { Fixture, Format } from './formats.js';
import { distinct, FuzzLedgers, type Outcome, readDirectly } from './fuzz-ledgers.js';
import { KINDS, mutated, type Mutation } from './mutations.js';

/** Cases a format: 300 in every run, and as many as FUZZ_CASES says in a long one. */
const CASES = Number(process.env['FUZZ_CASES'] ?? 300);

/** The same cases in every run, unless FUZZ_SEED says otherwise. */
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_260_302);

/** No file of these is large, so that a case which takes as long is stuck. */
const MOST_CPU_MS = 10_000;

interface FuzzCase {
  readonly fixture: number;
  readonly other: number;
  readonly mutations: readonly Mutation[];
  readonly cuts: readonly number[];
  readonly includePrivate: boolean;
}

const mutation = fc.record({ kind: fc.nat(KINDS - 1), at: fc.nat(), value: fc.nat() });

const fuzzCase: fc.Arbitrary<FuzzCase> = fc.record({
  fixture: fc.nat(50),
  other: fc.nat(50),
  mutations: fc.array(mutation, { minLength: 1, maxLength: 5 }),
  cuts: fc.array(fc.nat(), { maxLength: 6 }),
  includePrivate: fc.boolean(),
});

/** What became of all cases of a format. */
class Tally {
  cases = 0;
  applied = 0;
  quarantined = 0;
  readonly refused = new Map<string, number>();

  note(outcome: Outcome): void {
    if (outcome === 'applied') this.applied += 1;
    else if (outcome === 'quarantined') this.quarantined += 1;
    else this.refused.set(outcome.refused, (this.refused.get(outcome.refused) ?? 0) + 1);
  }

  row(format: string): string {
    const refused = [...this.refused]
      .sort((a, b) => b[1] - a[1])
      .map(([code, count]) => `\`${code}\` ${String(count)}`);
    return `| ${format} | ${String(this.cases)} | ${String(this.applied)} | ${String(this.quarantined)} | ${refused.join(', ')} |`;
  }
}

const HEAD = [
  '| format | cases | applied whole | rows set aside in quarantine mode | refused in strict mode, by the first code |',
  '| --- | ---: | ---: | ---: | --- |',
];

/** Adds a row to the table at FUZZ_TABLE, which several suites write at once. */
function writeRow(row: string): void {
  const path = process.env['FUZZ_TABLE'];
  if (path !== undefined) appendFileSync(path, `${row}\n`);
}

/** The head of that table, from whichever suite is first. */
function writeHead(): void {
  const path = process.env['FUZZ_TABLE'];
  if (path === undefined || existsSync(path)) return;
  writeFileSync(path, `${HEAD.join('\n')}\n`);
}

/** Throws mutants of good files at each format, and holds the ledger to its promise: the digest before, or fully applied. */
export function fuzzFormats(all: readonly Format[]): void {
  const kind = sqliteKind();

  beforeAll(async () => {
    writeHead();
    await kind.start();
  });

  afterAll(() => kind.stop());

  describe.each(all)('$name', ({ name, source, fixtures }) => {
    it(
      `is applied whole or not at all, whatever is done to its files`,
      async () => {
        const ledgers = new FuzzLedgers(kind, source);
        const tally = new Tally();
        const trial = new Trial(fixtures, ledgers, tally);
        try {
          await fc.assert(
            fc.asyncProperty(fuzzCase, (one) => trial.run(one, source)),
            { numRuns: CASES, seed: SEED },
          );
        } finally {
          await ledgers.close();
        }
        writeRow(tally.row(name));
        expect(tally.cases).toBe(CASES);
      },
      1_000 * CASES,
    );
  });
}

class Trial {
  constructor(
    private readonly fixtures: readonly Fixture[],
    private readonly ledgers: FuzzLedgers,
    private readonly tally: Tally,
  ) {}

  async run(one: FuzzCase, source: Format['source']): Promise<void> {
    const fixture = this.fixtures[one.fixture % this.fixtures.length];
    const other = this.fixtures[one.other % this.fixtures.length];
    if (fixture === undefined || other === undefined) throw new Error('The format has no files');
    const file = cutFile(fixture.name, mutated(fixture.bytes, one.mutations, other.bytes), one.cuts);
    const started = process.cpuUsage();
    this.tally.cases += 1;
    try {
      await this.check(file, { includePrivate: one.includePrivate, ...fixture.options }, source);
    } catch (error) {
      await this.ledgers.renew();
      throw error;
    }
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(MOST_CPU_MS);
  }

  private async check(file: InputFile, options: ReadOptions, source: Format['source']): Promise<void> {
    const { ledgers, tally } = this;
    const connection = await ledgers.begin();
    const request = { ...options, connection };
    const strict = await ledgers.import(file, request);
    tally.note(strict.outcome);
    const kept =
      typeof strict.outcome === 'object' ? await ledgers.import(file, { ...request, mode: 'quarantine' }) : strict;
    if (kept.outcome === 'quarantined') tally.note(kept.outcome);
    const { report } = kept;
    if (report === undefined) return;
    const { records, rejected } = await readDirectly(source, file, options);
    if (strict.outcome === 'applied') {
      expect(rejected).toEqual([]);
      expect(total(report)).toBe(distinct(records) + headless(records));
    }
    const after = ledgers.digest;
    await this.importAgain(file, { ...request, mode: report.mode }, after);
    if (await ledgers.follow(file, records, connection)) expect(await ledgers.followed()).toBe(after);
    else {
      expect(kept.outcome).toBe('quarantined');
      await ledgers.renew();
    }
  }

  private async importAgain(file: InputFile, request: object, after: string): Promise<void> {
    const again = await this.ledgers.import(file, request).catch((error: unknown) => error);
    expect(again).toMatchObject({ report: { applied: false, notApplied: 'already-imported' } });
    expect(this.ledgers.digest).toBe(after);
  }
}

function total({ counts }: ImportReport): number {
  const each: readonly number[] = Object.values({ ...counts });
  return each.reduce((sum, count) => sum + count, 0);
}

/** Incidents that only their history tells are counted too, and have no record of their own. */
function headless(records: readonly SourcedRecord[]): number {
  return new Set(records.flatMap(({ record }) => (record.type === 'update' ? [record.incident] : []))).size;
}

function cutFile(name: string, bytes: Uint8Array, cuts: readonly number[]): InputFile {
  const ends = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  return {
    name,
    open: () => pieces([0, ...ends, bytes.length].map((at, index, all) => bytes.subarray(all[index - 1] ?? 0, at))),
  };
}

async function* pieces(parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield await Promise.resolve(part);
}

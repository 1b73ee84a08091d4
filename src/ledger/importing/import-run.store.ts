import { setImmediate as nextTurn } from 'node:timers/promises';
import { fieldWithForbiddenText } from '../../domain/forbidden-text.js';
import { placeOf, type Rejection } from '../../domain/problem.js';
import type { SourcedRecord } from '../../domain/record-batch.js';
import type { ReadOptions } from '../../sources/source.js';
import type { ImportRequest } from '../import-report.js';
import type { WriteSql } from '../storage/dialect.js';
import { ambiguousEmailWarnings } from './ambiguous-emails.store.js';
import { ImportBounds } from './import-bounds.store.js';
import { ImportTally } from './import-tally.js';
import { unchanged } from './inspect-file.js';
import { ParentIds } from './parent-ids.js';
import { planImport, type ImportPlan } from './plan-import.js';
import { QuarantineStore } from './quarantine.store.js';
import { type IncomingRecord, incomingRecord } from './record-row.js';
import { RecordStore } from './record.store.js';
import { ReferenceCheck } from './reference-check.store.js';
import type { FileToImport } from './repeat-key.js';

/** Few where rows are written one by one, so that what is read dies young; many where every statement is a round trip. */
const BATCH_RECORDS = { oneByOne: 100, together: 500 } as const;

/** One pass over the files of an import, inside one write unit. */
export class ImportRun {
  readonly tally: ImportTally;
  private readonly store: RecordStore;
  private readonly quarantine: QuarantineStore;
  private readonly bounds: ImportBounds;
  private readonly references = new ReferenceCheck();
  private readonly batchRecords: number;
  private batch: IncomingRecord[] = [];
  private readonly unkeepable = new Map<Rejection, string>();
  /** Incidents told by histories that this import has met, which have no record to be counted by. */
  private readonly told = new Set<string>();
  private readonly parents = new ParentIds();

  constructor(
    private readonly sql: WriteSql,
    private readonly importNumber: number,
    { mode, atMost }: Pick<ImportRequest, 'mode' | 'atMost'>,
  ) {
    this.tally = new ImportTally(mode);
    this.batchRecords = sql.insertOne === undefined ? BATCH_RECORDS.together : BATCH_RECORDS.oneByOne;
    this.bounds = new ImportBounds(atMost);
    this.store = new RecordStore(sql, importNumber);
    this.quarantine = new QuarantineStore(sql, importNumber);
  }

  async readFile({ inspected, source, connection }: FileToImport, options: ReadOptions): Promise<void> {
    const provenance = { source: source.id, connection };
    for await (const { records, rejections, warnings, refusedTexts } of source.read(unchanged(inspected), options)) {
      this.tally.countRead(records, source.id);
      this.bounds.check(records.length);
      if (rejections.length > 0) await this.refuse(rejections, refusedTexts);
      this.tally.warn(warnings);
      for (const record of records) this.take(record, provenance);
      if (this.unkeepable.size > 0) {
        await this.refuse([...this.unkeepable.keys()], this.unkeepable);
        this.unkeepable.clear();
      }
      if (this.batch.length >= this.batchRecords) await this.apply();
    }
  }

  /** Applies what is left, and tells what the import refers to and the ledger does not know. */
  async finish(): Promise<void> {
    await this.apply();
    if (this.tally.refusal() !== undefined) return;
    await this.store.finish();
    this.tally.warn(await this.references.warnings(this.sql));
    this.tally.warn(await ambiguousEmailWarnings(this.sql, this.importNumber));
  }

  private take(record: SourcedRecord, provenance: { source: string; connection: string }): void {
    if (this.tally.refused) return;
    const incoming = incomingRecord(record, provenance, this.parents.idOf);
    if (cannotBeKept(record, incoming)) {
      const message =
        'The record holds a NUL or half a surrogate pair, which cannot be kept as text. Remove that character.';
      const rejection = { ...placeOf(record.origin), code: 'TEXT_INVALID_CHAR', message };
      this.unkeepable.set(rejection, record.origin.raw);
      return;
    }
    this.batch.push(incoming);
  }

  /** Tells of what was rejected, and sets it aside where the mode says so. False when the import is refused for it. */
  private async refuse(rejections: readonly Rejection[], texts?: ReadonlyMap<Rejection, string>): Promise<boolean> {
    this.tally.reject(rejections);
    if (this.tally.refused) return false;
    await this.quarantine.keep(rejections, texts);
    return true;
  }

  private async apply(): Promise<void> {
    const batch = this.batch;
    this.batch = [];
    if (this.tally.refused || batch.length === 0) return;
    await this.countTold(batch);
    const met = await this.store.addNew(batch);
    this.tally.countAdded(batch, met);
    if (met.length > 0 && !(await this.applyPlan(met))) return;
    for (const incoming of batch) this.references.note(incoming);
    await this.references.forgetKnown(this.sql);
    // SQLite works without waiting: whoever else this process serves gets a turn after every batch.
    await nextTurn();
  }

  /** Applies what the rules of versions make of records that the ledger may have already. False when the import is refused. */
  private async applyPlan(batch: readonly IncomingRecord[]): Promise<boolean> {
    const plan = await this.plan(batch);
    this.tally.countPlan(plan);
    this.tally.warn(plan.warnings);
    if (plan.rejections.length > 0 && !(await this.refuse(plan.rejections, plan.refusedTexts))) return false;
    await this.store.apply(plan);
    return true;
  }

  /** A plan with conflicts is made again with the places of the live versions, so that both lines are named. */
  private async plan(batch: readonly IncomingRecord[]): Promise<ImportPlan> {
    const live = await this.store.live(batch.map(({ row }) => row.id));
    const plan = planImport(batch, live, this.importNumber);
    if (plan.rejections.length === 0) return plan;
    for (const [id, version] of live) {
      if (version.seenImport !== this.importNumber) continue;
      const origin = await this.store.placeOf(id);
      if (origin !== undefined) live.set(id, { ...version, origin });
    }
    return planImport(batch, live, this.importNumber);
  }

  private async countTold(batch: readonly IncomingRecord[]): Promise<void> {
    const met = batch.flatMap(({ row }) => (row.type === 'update' && row.parent !== null ? [row.parent] : []));
    const fresh = [...new Set(met)].filter((parent) => !this.told.has(parent));
    if (fresh.length === 0) return;
    const { dialect } = this.sql;
    const known = await this.sql.all<{ parent: string }>(
      `SELECT DISTINCT parent FROM records WHERE ${dialect.isOneOf('parent', 1)} AND type = 'update'`,
      [dialect.list(fresh)],
    );
    const before = new Set(known.map(({ parent }) => parent));
    for (const parent of fresh) {
      this.told.add(parent);
      this.tally.countIncident(before.has(parent) ? 'unchanged' : 'added');
    }
  }
}

/** Canonical JSON escapes what cannot be kept, and little else, so few records are searched. */
function cannotBeKept({ record, origin }: SourcedRecord, { row }: IncomingRecord): boolean {
  return origin.raw.includes('\u0000') || (row.body.includes('\\u') && fieldWithForbiddenText(record) !== undefined);
}

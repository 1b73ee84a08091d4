import type { CanonicalRecord } from '../../domain/record.js';
import { placeOf, type Rejection, type Warning } from '../../domain/problem.js';
import type { Origin, RecordBatch, SourcedRecord } from '../../domain/record-batch.js';
import type { Fault } from './fault.js';

/** Where a record was read, but for the file's name. */
export type Place = Omit<Origin, 'file'>;

/** What lives longer than it takes to write it costs the collector of young objects a copy, and the process memory. */
const BATCH_SIZE = 200;

/** Gathers what one file yields into batches, and adds the file's name. */
export class BatchBuilder {
  private records: SourcedRecord[] = [];
  private rejections: Rejection[] = [];
  private warnings: Warning[] = [];
  private refusedTexts = new Map<Rejection, string>();

  constructor(private readonly file: string) {}

  add(record: CanonicalRecord, place: Place): void {
    this.records.push({ record, origin: { file: this.file, ...place } });
  }

  /** A record that the file as a whole gives rise to (a handle, a declaration): at its first line, its own raw text. */
  addMade(record: CanonicalRecord): void {
    this.add(record, { line: 1, raw: JSON.stringify(record) });
  }

  /** `place` is that of the record at fault, where the fault does not say it itself. */
  reject(fault: Fault, place: Partial<Place> = {}): void {
    const rejection: Rejection = { ...placeOf({ ...place, file: this.file }), ...fault };
    this.rejections.push(rejection);
    if (place.raw !== undefined) this.refusedTexts.set(rejection, place.raw);
  }

  warn(fault: Fault, count?: number): void {
    this.warnings.push({ file: this.file, ...fault, ...(count === undefined ? {} : { count }) });
  }

  get full(): boolean {
    return this.records.length + this.rejections.length >= BATCH_SIZE;
  }

  /** What was gathered since the last call. */
  take(): RecordBatch {
    const { records, rejections, warnings, refusedTexts } = this;
    this.records = [];
    this.rejections = [];
    this.warnings = [];
    if (refusedTexts.size === 0) return { records, rejections, warnings };
    this.refusedTexts = new Map();
    return { records, rejections, warnings, refusedTexts };
  }
}

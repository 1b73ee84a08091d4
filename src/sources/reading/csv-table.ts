import type { RecordBatch } from '../../domain/record-batch.js';
import type { InputFile } from '../source.js';
import { BatchBuilder } from './batch-builder.js';
import { type CsvPart, type CsvRow, isFault, NO_RECORDS, readCsv } from './csv.js';
import { endsFile, type Fault } from './fault.js';

/** Takes the rows of one CSV file, a chunk's worth at a time. */
export interface RowsReader {
  readonly readAll: (rows: readonly CsvRow[]) => void;
  /** Whether a fault was told after which every further row would say the same. */
  readonly isStopped: boolean;
  /** What is said once the whole file was read: handles, what the file can record, warnings. */
  readonly end: () => void;
}

/** How the CSV files of one format are read. */
export interface TableShape {
  /** What is wrong with the header, if anything. */
  readonly headerFault: (header: readonly string[]) => Fault | undefined;
  readonly readerOf: (header: readonly string[], batch: BatchBuilder) => RowsReader;
}

/** Reads a CSV file with a header. Ends at the first fault of the file as such. */
export async function* readCsvTable(file: InputFile, shape: TableShape): AsyncGenerator<RecordBatch> {
  const batch = new BatchBuilder(file.name);
  const table = new Table(shape, batch);
  for await (const part of readCsv(file.open())) {
    if (table.take(part)) {
      yield batch.take();
      return;
    }
    if (batch.full) yield batch.take();
  }
  table.end();
  yield batch.take();
}

/** The parts of one file, on their way to its reader. */
class Table {
  private reader: RowsReader | undefined;
  private empty = true;

  constructor(
    private readonly shape: TableShape,
    private readonly batch: BatchBuilder,
  ) {}

  /** Whether the file ends here. */
  take(part: CsvPart): boolean {
    if ('header' in part) return this.open(part.header);
    this.empty = false;
    if (isFault(part)) return this.refuse(part);
    this.reader?.readAll(part);
    return this.reader?.isStopped === true;
  }

  end(): void {
    if (this.empty) this.batch.warn(NO_RECORDS);
    this.reader?.end();
  }

  private open(header: readonly string[]): boolean {
    const fault = this.shape.headerFault(header);
    if (fault !== undefined) return this.refuse(fault);
    this.reader = this.shape.readerOf(header, this.batch);
    return false;
  }

  private refuse(fault: Fault): boolean {
    this.batch.reject(fault);
    return endsFile(fault);
  }
}

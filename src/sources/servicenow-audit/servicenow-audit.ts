import type { CoverageKind } from '../../domain/event.js';
import type { UpdateRecord } from '../../domain/record.js';
import type { RecordBatch } from '../../domain/record-batch.js';
import type { BatchBuilder } from '../reading/batch-builder.js';
import { type CsvRow, missingColumn } from '../reading/csv.js';
import { readCsvTable, type RowsReader } from '../reading/csv-table.js';
import { declareCoverage } from '../reading/declaration.js';
import type { Fault } from '../reading/fault.js';
import { peekHeader } from '../reading/peek.js';
import { TIME_FAULTS } from '../reading/wall-time.js';
import type { FileSample, InputFile, ReadOptions, Source } from '../source.js';
import { handleOf, LocalClock, PEOPLE_COLUMNS, readCell, REQUIRED_COLUMNS } from './columns.js';
import { eventsOf, headOf } from './history.js';

const COVERS: readonly CoverageKind[] = [
  'reported',
  'declared',
  'assigned',
  'severity-changed',
  'state-changed',
  'resolved',
  'reopened',
  'closed',
];

/** ServiceNow's audit log of incidents as CSV, one row an update (docs/sources/servicenow.md). */
export const SERVICENOW_AUDIT: Source = {
  id: 'servicenow-audit',
  title: 'ServiceNow incident audit log',
  version: 1,
  covers: COVERS,
  recognises,
  read,
  eventsOf,
  headOf,
};

function recognises({ head }: FileSample): boolean {
  const header = peekHeader(head);
  return header !== undefined && REQUIRED_COLUMNS.every((column) => header.includes(column));
}

function read(file: InputFile, { zone }: ReadOptions): AsyncGenerator<RecordBatch> {
  return readCsvTable(file, {
    headerFault: (header) => missingColumn(header, REQUIRED_COLUMNS),
    readerOf: (header, batch) => new RowReader(header, zone, batch),
  });
}

/** Turns the rows of one file into updates. */
class RowReader implements RowsReader {
  isStopped = false;
  private readonly clock: LocalClock;
  private readonly people = new Map<string, string>();

  constructor(
    private readonly header: readonly string[],
    zone: string | undefined,
    private readonly batch: BatchBuilder,
  ) {
    this.clock = new LocalClock(zone);
  }

  /** Stops with one fault where the dates need a zone that was not named: every further row would say the same. */
  readAll(rows: readonly CsvRow[]): void {
    for (const row of rows) {
      const faults: Fault[] = [];
      const update = this.update(row, faults);
      const zone = faults.find(({ code }) => code === 'TIME_NO_ZONE');
      if (zone !== undefined) {
        this.isStopped = true;
        this.batch.reject({ ...zone, scope: 'file' });
        return;
      }
      for (const fault of faults) this.batch.reject(fault);
      if (update !== undefined && faults.length === 0) this.batch.add(update, { line: row.line, raw: row.raw });
    }
  }

  /** The handles, and what this file can record. */
  end(): void {
    for (const [id, name] of this.people) {
      this.batch.addMade({ type: 'handle', id, name });
    }
    declareCoverage(this.batch, SERVICENOW_AUDIT.title, COVERS);
  }

  private update(row: CsvRow, faults: Fault[]): UpdateRecord | undefined {
    const fields = this.fields(row, faults);
    for (const column of REQUIRED_COLUMNS) {
      if (fields[column] === undefined && faults.length === 0) faults.push(this.fault(row, column, MISSING));
    }
    const { number: incident, sys_updated_at: at, sys_mod_count: count } = fields;
    if (faults.length > 0 || incident === undefined || at === undefined || count === undefined) return undefined;
    if (!/^\d+$/.test(count)) {
      faults.push(this.fault(row, 'sys_mod_count', NOT_A_COUNT));
      return undefined;
    }
    this.remember(fields);
    return { type: 'update', id: `${incident}/${count}/${at}`, incident, at, seq: Number(count), fields };
  }

  private fields(row: CsvRow, faults: Fault[]): Record<string, string> {
    const fields: Record<string, string> = {};
    for (const [index, column] of this.header.entries()) {
      const cell = row.cells[index] ?? '';
      const read = cell.includes('\u0000') ? BAD_CHARACTER : readCell(column, cell, this.clock);
      if ('half' in read) faults.push(this.fault(row, column, read));
      else if ('fault' in read)
        faults.push(this.fault(row, column, { code: read.fault, half: TIME_FAULTS[read.fault] }));
      else if (read.text !== undefined) fields[column] = read.text;
    }
    return fields;
  }

  private remember(fields: Readonly<Record<string, string>>): void {
    for (const column of PEOPLE_COLUMNS) {
      const name = fields[column];
      if (name !== undefined) this.people.set(handleOf(column, name), name);
    }
  }

  private fault(row: CsvRow, field: string, { code, half }: { code: string; half: string }): Fault {
    return { line: row.line, column: this.header.indexOf(field) + 1, field, code, message: `${field} ${half}.` };
  }
}

const MISSING = { code: 'FIELD_MISSING', half: 'is missing; every row of an audit log has it' };
const NOT_A_COUNT = { code: 'FIELD_INVALID', half: 'must be a whole number' };
const BAD_CHARACTER = { code: 'TEXT_INVALID_CHAR', half: 'holds a NUL; remove that character' };

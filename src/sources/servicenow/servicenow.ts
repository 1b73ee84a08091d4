import type { RecordBatch } from '../../domain/record-batch.js';
import { type ApiObject, type ApiReader, type ApiShape, type Members, readApi } from '../reading/api-objects.js';
import type { BatchBuilder } from '../reading/batch-builder.js';
import { type CsvRow, missingColumn } from '../reading/csv.js';
import { readCsvTable, type RowsReader } from '../reading/csv-table.js';
import { firstCharacter } from '../reading/first-character.js';
import { peekHeader, peekObject } from '../reading/peek.js';
import type { FileSample, InputFile, ReadOptions, Source } from '../source.js';
import { TABLE_COVERS, TableReader } from './table-reader.js';
import { TableRow } from './table-row.js';

/** Rows of ServiceNow's tables `incident` and `sys_user`: answers of the Table API, and CSV (docs/sources/servicenow.md). */
export const SERVICENOW: Source = {
  id: 'servicenow',
  title: 'ServiceNow Table API and CSV',
  version: 1,
  covers: TABLE_COVERS,
  recognises,
  read,
};

type TableKind = 'incident' | 'user';

const TABLE_API: ApiShape<TableKind> = {
  // `records` is how the older JSON web service wraps them.
  lists: new Set(['result', 'records']),
  singles: [],
  paging: new Set(),
  kindOf,
};

const REQUIRED_COLUMNS = ['number', 'opened_at'] as const;

function recognises({ head }: FileSample): boolean {
  const object = peekObject(head);
  if (object !== undefined) {
    const wrapped = object.has('result') || object.has('records');
    const row = object.has('sys_id') && (object.has('number') || object.has('user_name'));
    return row || (wrapped && isAnswer(new TextDecoder().decode(head)));
  }
  const header = peekHeader(head) ?? [];
  const isList = [...REQUIRED_COLUMNS, 'short_description'].every((column) => header.includes(column));
  return isList || isUserTable(header);
}

function isAnswer(text: string): boolean {
  return /"sys_id"\s*:|"sys_class_name"\s*:|^\uFEFF?\s*\{\s*"result"\s*:\s*\[\s*\]\s*\}/.test(text);
}

function isUserTable(header: readonly string[]): boolean {
  return header.includes('sys_id') && header.includes('user_name');
}

/** Fields that no other table of tasks has. */
const OF_INCIDENTS = ['incident_state', 'caller_id', 'parent_incident', 'reopen_count'];

function kindOf(value: Members): TableKind | undefined {
  if (value['user_name'] !== undefined && value['number'] === undefined) return 'user';
  if (value['number'] === undefined) return undefined;
  const row = new TableRow(value, undefined);
  const table = row.value('sys_class_name') ?? row.text('sys_class_name') ?? row.text('table_name');
  if (table !== undefined) return table.toLowerCase() === 'incident' ? 'incident' : undefined;
  const own = OF_INCIDENTS.some((field) => value[field] !== undefined);
  return own || /^INC/i.test(row.text('number') ?? '') ? 'incident' : undefined;
}

async function* read(file: InputFile, options: ReadOptions): AsyncGenerator<RecordBatch> {
  const first = await firstCharacter(file.open());
  yield* first === '{' || first === '[' ? readAnswers(file, options) : readTable(file, options);
}

function readAnswers(file: InputFile, { zone }: ReadOptions): AsyncGenerator<RecordBatch> {
  return readApi(file, TABLE_API, (batch) => answerReader(batch, zone));
}

function answerReader(batch: BatchBuilder, zone: string | undefined): ApiReader<TableKind> {
  const table = new TableReader(batch, zone);
  const read = ({ kind, value, line, pointer }: ApiObject<TableKind>): void => {
    if (table.isStopped || kind === 'nothing') return;
    const place = { line, pointer, raw: JSON.stringify(value) };
    if (kind === 'incident') table.incident(new TableRow(value, zone), place);
    else if (kind === 'user') table.user(new TableRow(value, zone), place);
    else batch.reject({ line, pointer, code: 'RECORD_UNKNOWN', message: NEITHER });
  };
  return {
    read,
    end: () => {
      table.end();
    },
  };
}

const NEITHER =
  'This is a row of neither the incident nor the user table of ServiceNow; remove it, or export those tables alone.';

function readTable(file: InputFile, { zone }: ReadOptions): AsyncGenerator<RecordBatch> {
  return readCsvTable(file, {
    headerFault,
    readerOf: (header, batch) => new TableRows(header, new TableReader(batch, zone, header), zone),
  });
}

function headerFault(header: readonly string[]): ReturnType<typeof missingColumn> {
  return isUserTable(header) ? undefined : missingColumn(header, REQUIRED_COLUMNS);
}

/** The rows of one CSV file, as the rows of a table that they are. */
class TableRows implements RowsReader {
  constructor(
    private readonly header: readonly string[],
    private readonly table: TableReader,
    private readonly zone: string | undefined,
  ) {}

  get isStopped(): boolean {
    return this.table.isStopped;
  }

  readAll(rows: readonly CsvRow[]): void {
    for (const { cells, line, raw } of rows) {
      if (this.table.isStopped) return;
      const row = new TableRow(
        Object.fromEntries(this.header.map((name, index) => [name, cells[index] ?? ''])),
        this.zone,
      );
      if (isUserTable(this.header)) this.table.user(row, { line, raw });
      else this.table.incident(row, { line, raw });
    }
  }

  end(): void {
    this.table.end();
  }
}

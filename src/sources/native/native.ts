import { COVERAGE_KINDS } from '../../domain/event.js';
import { nearWords } from '../../domain/near-words.js';
import type { RecordBatch } from '../../domain/record-batch.js';
import { BatchBuilder } from '../reading/batch-builder.js';
import { isFault, missingColumn, readCsv } from '../reading/csv.js';
import { firstCharacter } from '../reading/first-character.js';
import { depthFault } from '../reading/json-depth.js';
import { jsonFault } from '../reading/json-fault.js';
import { readJsonItems } from '../reading/json-items.js';
import { NO_ENVELOPE } from '../reading/json-scanner.js';
import { type Line, readLines } from '../reading/lines.js';
import { peekHeader, peekObject } from '../reading/peek.js';
import type { FileSample, InputFile, ReadOptions, Source } from '../source.js';
import { csvType, mostlyFieldsOf, recordOfRow, typeByHeader, typeByName } from './csv-set.js';
import { NATIVE_TYPES, requiredFields } from './fields.js';
import { RecordReader } from './record-reader.js';

/** The native format, version 1: NDJSON, one JSON array, or a set of CSV files (docs/sources/native.md). */
export const NATIVE: Source = {
  id: 'native',
  title: 'Native format, version 1',
  version: 3,
  covers: COVERAGE_KINDS,
  recognises,
  read,
};

/**
 * A CSV by its header; its name only helps to recognise one that lacks a column, so that the missing column can be named.
 * An object by its shape, so that one of a mistyped `type` can be told so; every other source is asked first. A PagerDuty
 * incident is an object of type `incident` too; only it has `created_at`.
 */
function recognises({ name, head }: FileSample): boolean {
  const header = peekHeader(head);
  if (header !== undefined) {
    const columns = header.length === 1 ? (header[0] ?? '').split(/[;\t|]/) : header;
    const named = typeByName(name);
    return typeByHeader(columns) !== undefined || (named !== undefined && mostlyFieldsOf(named, columns));
  }
  const object = peekObject(head);
  const type = object?.get('type');
  if (object === undefined || typeof type !== 'string' || object.has('created_at')) return false;
  return object.has('id') || NATIVE_TYPES.some((known) => known === type) || nearWords(type, NATIVE_TYPES).length > 0;
}

async function* read(file: InputFile, options: ReadOptions): AsyncGenerator<RecordBatch> {
  const batch = new BatchBuilder(file.name);
  const records = new RecordReader(batch, options.zone);
  switch (await firstCharacter(file.open())) {
    case '[':
      yield* readArray(file, batch, records);
      break;
    case '{':
      yield* readNdjson(file, batch, records);
      break;
    default:
      yield* readCsvFile(file, batch, records);
  }
}

async function* readNdjson(file: InputFile, batch: BatchBuilder, records: RecordReader): AsyncGenerator<RecordBatch> {
  for await (const lines of readLines(file.open())) {
    if (!Array.isArray(lines)) {
      batch.reject(lines);
      yield batch.take();
      return;
    }
    for (const line of lines) readLine(line, batch, records);
    if (batch.full) yield batch.take();
  }
  records.end();
  yield batch.take();
}

function readLine({ number, text }: Line, batch: BatchBuilder, records: RecordReader): void {
  if (text === '' || text.trim() === '') return;
  const deep = depthFault(text, number);
  if (deep !== undefined) {
    batch.reject(deep);
    return;
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    batch.reject(jsonFault(text, { line: number, charactersBefore: 0 }));
    return;
  }
  records.read(value, { line: number, raw: text });
}

async function* readArray(file: InputFile, batch: BatchBuilder, records: RecordReader): AsyncGenerator<RecordBatch> {
  for await (const items of readJsonItems(file.open(), NO_ENVELOPE)) {
    if (!Array.isArray(items)) {
      batch.reject(items);
      yield batch.take();
      return;
    }
    for (const { value, line, pointer } of items) records.read(value, { line, pointer, raw: JSON.stringify(value) });
    if (batch.full) yield batch.take();
  }
  records.end();
  yield batch.take();
}

async function* readCsvFile(file: InputFile, batch: BatchBuilder, records: RecordReader): AsyncGenerator<RecordBatch> {
  let columns: CsvColumns | undefined;
  for await (const part of readCsv(file.open())) {
    if (Array.isArray(part)) {
      for (const row of part) {
        if (columns === undefined) break;
        const { type, header } = columns;
        const columnOf = (field: string): number | undefined => columnNumber(header, field);
        records.read(recordOfRow(type, header, row), { line: row.line, raw: row.raw }, columnOf);
      }
    } else if (isFault(part)) {
      batch.reject(part);
      if (part.code !== 'CSV_COLUMN_COUNT') {
        yield batch.take();
        return;
      }
    } else {
      columns = columnsOf(file.name, part.header, batch);
      if (columns === undefined) {
        yield batch.take();
        return;
      }
    }
    if (batch.full) yield batch.take();
  }
  records.end();
  yield batch.take();
}

interface CsvColumns {
  readonly type: NonNullable<ReturnType<typeof csvType>>;
  readonly header: readonly string[];
}

function columnsOf(fileName: string, header: readonly string[], batch: BatchBuilder): CsvColumns | undefined {
  const type = csvType(fileName, header);
  if (type === undefined) {
    batch.reject({
      line: 1,
      code: 'TYPE_UNKNOWN',
      message:
        'Neither the name nor the header says what these rows are; name the file people.csv, incidents.csv, events.csv, ' +
        'action-items.csv, action-item-events.csv, shifts.csv, leave.csv or memberships.csv.',
    });
    return undefined;
  }
  const fault = missingColumn(header, requiredFields(type));
  if (fault === undefined) return { type, header };
  batch.reject(fault);
  return undefined;
}

function columnNumber(header: readonly string[], field: string): number | undefined {
  const index = header.indexOf(field);
  return index < 0 ? undefined : index + 1;
}

import { COVERAGE_KINDS } from '../../domain/event.js';
import { editDistance, nearWords } from '../../domain/near-words.js';
import type { RecordBatch } from '../../domain/record-batch.js';
import { BatchBuilder } from '../reading/batch-builder.js';
import {
  type CsvLimits,
  type CsvRow,
  isFault,
  missingColumn,
  NO_RECORDS,
  otherSeparator,
  readCsv,
} from '../reading/csv.js';
import { endsFile, type Fault } from '../reading/fault.js';
import { firstCharacter } from '../reading/first-character.js';
import { CUT_SHORT, jsonFault } from '../reading/json-fault.js';
import { inspectJson, inspectMembers } from '../reading/json-inspection.js';
import { readJsonItems } from '../reading/json-items.js';
import { type Envelope, NO_ENVELOPE } from '../reading/json-scanner.js';
import { type Line, readLines } from '../reading/lines.js';
import { peekHeader, peekObject } from '../reading/peek.js';
import type { FileSample, InputFile, ReadOptions, Source } from '../source.js';
import { isCsvSet } from './csv-folder.js';
import { csvType, isField, mostlyFieldsOf, recordOfRow, typeByHeader, typeByName } from './csv-set.js';
import { NATIVE_TYPES, requiredFields } from './fields.js';
import { fileSpansLines, spansLines } from './layout.js';
import { RecordReader } from './record-reader.js';

/** The native format, version 1: NDJSON, JSON documents, or a set of CSV files (docs/sources/native.md). */
export const NATIVE: Source = {
  id: 'native',
  title: 'Native format, version 1',
  version: 4,
  covers: COVERAGE_KINDS,
  recognises,
  isSet: isCsvSet,
  read,
};

/**
 * A CSV by its header; its name only helps to recognise one that lacks a column, so that the missing column can be named.
 * An object by its type; every other source is asked first. A PagerDuty incident is an object of type `incident` too; only it
 * has `created_at`.
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
  return NATIVE_TYPES.some((known) => known === type) || (isMistyped(type) && hasRecordsOnLines(head));
}

/** Whether the type is one of ours but for a slip, so that it can be told so. One that only begins like ours is another tool's. */
function isMistyped(type: string): boolean {
  return nearWords(type, NATIVE_TYPES).some((near) => editDistance(type.toLowerCase(), near) <= 2);
}

/** Whether the sample is an array or NDJSON. An object by itself over many lines is how other tools answer. */
function hasRecordsOnLines(head: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(head).trimStart();
  return text.startsWith('[') || !spansLines(text);
}

async function* read(file: InputFile, options: ReadOptions): AsyncGenerator<RecordBatch> {
  const batch = new BatchBuilder(file.name);
  const records = new RecordReader(batch, options.zone);
  const first = await firstCharacter(file.open());
  if (first !== '[' && first !== '{') {
    yield* readCsvFile(file, { batch, records, strict: options.strictHeaders === true });
  } else if (first === '[' || (await fileSpansLines(file.open(), MOST_CHARACTERS))) {
    yield* readDocuments(file, batch, records);
  } else yield* readNdjson(file, batch, records);
}

/** What one record may hold: a limit of 64 KiB in characters, since a record is what one incident tool says at once. */
const MOST_CHARACTERS = 65_536;

const CSV_LIMITS: CsvLimits = { columns: 200, rowCharacters: MOST_CHARACTERS };

const DOCUMENTS: Envelope = { ...NO_ENVELOPE, mostCharacters: MOST_CHARACTERS };

async function* readNdjson(file: InputFile, batch: BatchBuilder, records: RecordReader): AsyncGenerator<RecordBatch> {
  for await (const lines of readLines(file.open(), MOST_CHARACTERS)) {
    const fault = Array.isArray(lines) ? readLinesInto(lines, batch, records) : lines;
    if (fault !== undefined) {
      batch.reject(fault);
      yield batch.take();
      return;
    }
    if (batch.full) yield batch.take();
  }
  records.end();
  yield batch.take();
}

/** The fault after which nothing in the file can be trusted, if one of the lines holds it. */
function readLinesInto(lines: readonly Line[], batch: BatchBuilder, records: RecordReader): Fault | undefined {
  for (const line of lines) {
    const fault = readLine(line, records);
    if (fault === undefined) continue;
    if (endsFile(fault)) return fault;
    batch.reject(fault, { raw: line.text });
  }
  return undefined;
}

function readLine({ number, text, unended }: Line, records: RecordReader): Fault | undefined {
  if (text === '' || text.trim() === '') return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const fault = jsonFault(text, { line: number, charactersBefore: 0 });
    if (fault.message !== CUT_SHORT) return fault;
    return unended === true ? { ...fault, code: 'NDJSON_TRUNCATED' } : { ...fault, message: LINE_NOT_COMPLETE };
  }
  const finding = inspectJson(value, text, 'strict');
  if (finding !== undefined) return { line: number, ...finding };
  records.read(value, { line: number, raw: text });
  return undefined;
}

const LINE_NOT_COMPLETE =
  'The JSON of this line ends before it is complete; write each record whole, on one line of its own.';

async function* readDocuments(
  file: InputFile,
  batch: BatchBuilder,
  records: RecordReader,
): AsyncGenerator<RecordBatch> {
  let empty = true;
  for await (const items of readJsonItems(file.open(), DOCUMENTS)) {
    if (!Array.isArray(items)) {
      batch.reject(items);
      yield batch.take();
      return;
    }
    empty = false;
    for (const { value, line, pointer, fault } of items) {
      if (fault === undefined) records.read(value, { line, pointer, raw: JSON.stringify(value) });
      else batch.reject(fault);
    }
    if (batch.full) yield batch.take();
  }
  if (empty) batch.warn(NO_RECORDS);
  records.end();
  yield batch.take();
}

interface CsvReading {
  readonly batch: BatchBuilder;
  readonly records: RecordReader;
  /** Whether a column that the format does not know refuses the file. */
  readonly strict: boolean;
}

async function* readCsvFile(file: InputFile, { batch, records, strict }: CsvReading): AsyncGenerator<RecordBatch> {
  let columns: CsvColumns | undefined;
  let empty = true;
  for await (const part of readCsv(file.open(), ',', CSV_LIMITS)) {
    const found = Array.isArray(part) || isFault(part) ? part : columnsOf(file.name, part.header, strict);
    if (isFault(found)) {
      batch.reject(found);
      empty = false;
    } else if (!Array.isArray(found)) columns = found;
    else if (columns !== undefined) {
      for (const row of found) readRow(row, columns, batch, records);
      empty = false;
    }
    if (isFault(found) && endsFile(found)) {
      yield batch.take();
      return;
    }
    if (batch.full) yield batch.take();
  }
  if (empty) batch.warn(NO_RECORDS);
  records.end();
  yield batch.take();
}

interface CsvColumns {
  readonly type: NonNullable<ReturnType<typeof csvType>>;
  readonly header: readonly string[];
}

function readRow(row: CsvRow, { type, header }: CsvColumns, batch: BatchBuilder, records: RecordReader): void {
  const columnOf = (field: string): number | undefined => columnNumber(header, field);
  const { line, raw } = row;
  const record = recordOfRow(type, header, row);
  const finding = inspectMembers(record);
  if (finding === undefined) {
    records.read(record, { line, raw }, columnOf);
    return;
  }
  const { pointer, ...fault } = finding;
  const field = pointer.slice(1).replaceAll('/', '.');
  const column = columnOf(field);
  batch.reject({ line, ...(column !== undefined && { column }), ...fault, field }, { raw });
}

function columnsOf(fileName: string, header: readonly string[], strict: boolean): CsvColumns | Fault {
  const type = csvType(fileName, header);
  if (type === undefined) return otherSeparator(header) ?? TYPE_UNKNOWN;
  const missing = missingColumn(header, requiredFields(type));
  const unknown = strict ? header.find((column) => !isField(type, column)) : undefined;
  if (missing !== undefined || unknown === undefined) return missing ?? { type, header };
  const message = `The column ${unknown} is none of the format, and only known columns were to be read; remove or rename it.`;
  return {
    line: 1,
    column: header.indexOf(unknown) + 1,
    field: unknown,
    code: 'HEADER_UNKNOWN',
    scope: 'file',
    message,
  };
}

const TYPE_UNKNOWN: Fault = {
  line: 1,
  code: 'TYPE_UNKNOWN',
  scope: 'file',
  message:
    'Neither the name nor the header says what these rows are; name the file people.csv, incidents.csv, events.csv, ' +
    'action-items.csv, action-item-events.csv, shifts.csv, leave.csv or memberships.csv.',
};

function columnNumber(header: readonly string[], field: string): number | undefined {
  const index = header.indexOf(field);
  return index < 0 ? undefined : index + 1;
}

import type { RecordType } from '../../domain/record.js';
import type { CsvRow } from '../reading/csv.js';
import { type FieldKind, FIELDS, requiredFields } from './fields.js';

/** The files of the CSV set. The other record types (source, attestation, note) need NDJSON or JSON. */
const FILE_TYPES: Readonly<Record<string, RecordType>> = {
  people: 'person',
  incidents: 'incident',
  events: 'event',
  'action-items': 'action-item',
  'action-item-events': 'action-item-event',
  shifts: 'shift',
  leave: 'leave',
  memberships: 'membership',
};

/** Most telling first: what an event needs, an action item event would pass for, and a shift looks like leave. */
const BY_HEADER: readonly [RecordType, readonly string[]][] = [
  ['action-item-event', []],
  ['event', []],
  ['action-item', []],
  ['incident', []],
  ['membership', []],
  ['leave', ['fraction']],
  ['shift', ['schedule']],
  ['shift', ['level']],
  ['person', []],
];

/** Details of events that are not text. */
const DETAIL_KINDS: ReadonlyMap<string, FieldKind> = new Map([
  ['details.policyTimeoutSeconds', 'number'],
  ['details.level', 'number'],
  ['details.onCall', 'boolean'],
  ['details.factors', 'list'],
]);

/** The record type of a CSV file, by its name, else by its header; undefined when neither tells. */
export function csvType(fileName: string, header: readonly string[]): RecordType | undefined {
  return typeByName(fileName) ?? typeByHeader(header);
}

/** The record type that a file of this name holds. */
export function typeByName(fileName: string): RecordType | undefined {
  const base = fileName
    .replace(/^.*[/\\]/, '')
    .replace(/\.[^.]*$/, '')
    .toLowerCase();
  return Object.hasOwn(FILE_TYPES, base) ? FILE_TYPES[base] : undefined;
}

/**
 * The first record type whose required columns are all there, and whose fields most columns are: many a foreign table
 * has an id and a name.
 */
export function typeByHeader(header: readonly string[]): RecordType | undefined {
  const found = BY_HEADER.find(
    ([type, also]) =>
      [...requiredFields(type), ...also].every((column) => header.includes(column)) && mostlyFieldsOf(type, header),
  );
  return found?.[0];
}

/** Whether most columns are fields of this record type. */
export function mostlyFieldsOf(type: RecordType, header: readonly string[]): boolean {
  return header.filter((column) => isField(type, column)).length * 2 > header.length;
}

/** Whether the column is a field of this record type; the details of an event may be called anything. */
export function isField(type: RecordType, column: string): boolean {
  return FIELDS.get(type)?.has(column.replace(/^details\..*/, 'details')) === true;
}

/**
 * A row as a record: dotted columns nested, cells turned into what the schema wants, empty cells absent. A `type` column,
 * where there is one, goes before the type of the file.
 */
export function recordOfRow(fileType: RecordType, header: readonly string[], row: CsvRow): Record<string, unknown> {
  const type = row.cells[header.indexOf('type')]?.trim() ?? fileType;
  const kinds = FIELDS.get(type);
  const record: Record<string, unknown> = { type };
  for (const [index, column] of header.entries()) {
    const cell = (row.cells[index] ?? '').trim();
    if (cell === '' || column === '') continue;
    put(record, column.split('.'), valueOfCell(cell, kindOf(column, kinds, row.cells[header.indexOf('kind')])));
  }
  return record;
}

function kindOf(column: string, kinds: ReadonlyMap<string, FieldKind> | undefined, eventKind?: string): FieldKind {
  const severity = eventKind === 'severity-changed' && (column === 'details.from' || column === 'details.to');
  return severity ? 'number' : (DETAIL_KINDS.get(column) ?? kinds?.get(column) ?? 'text');
}

/** What cannot be turned stays text, for the schema to refuse by name. */
function valueOfCell(cell: string, kind: FieldKind): unknown {
  switch (kind) {
    case 'number':
      return /^-?\d+(\.\d+)?$/.test(cell) ? Number(cell) : cell;
    case 'boolean':
      return /^(true|false)$/i.test(cell) ? cell.toLowerCase() === 'true' : cell;
    case 'list':
      return partsOf(cell);
    case 'refs':
      return partsOf(cell).map(refOf);
    default:
      return cell;
  }
}

function partsOf(cell: string): string[] {
  return cell
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** `jira:OPS-12` or `slack:https://...`: a system and an id or URL there. */
function refOf(part: string): unknown {
  const [, system = '', target = ''] = /^([^:]*):?(.*)$/.exec(part) ?? [];
  return /^https?:/.test(target) ? { system, url: target } : { system, id: target };
}

function put(record: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [head = '', ...tail] = path;
  if (tail.length === 0) {
    record[head] = value;
    return;
  }
  const inner = record[head];
  const nested = typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>) : {};
  record[head] = nested;
  put(nested, tail, value);
}

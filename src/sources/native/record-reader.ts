import { COVERAGE_KINDS, type CoverageKind } from '../../domain/event.js';
import { type CanonicalRecord, RECORD_SCHEMAS, type RecordType, type SourceRecord } from '../../domain/record.js';
import { fieldWithForbiddenText } from '../../domain/forbidden-text.js';
import { isZone } from '../../domain/zone.js';
import type { BatchBuilder, Place } from '../reading/batch-builder.js';
import { readTime, TIME_FAULTS } from '../reading/wall-time.js';
import { asFault, type FieldFault, fieldFaults } from '../reading/field-faults.js';
import { FIELDS, NATIVE_TYPES } from './fields.js';

type Fields = Record<string, unknown>;

/** More distinct unknown fields than this are no oversight; they are still kept, and no longer listed one by one. */
const MAX_UNKNOWN_FIELDS = 100;

/** What tells of people and never of what happened: a list of people is no evidence that nobody joined. */
const ABOUT_PEOPLE: ReadonlySet<string> = new Set(['person', 'membership', 'shift', 'leave', 'note', 'attestation']);

/** What a file that declares nothing is taken to record: everything, as the format says, if it tells of incidents at all. */
function declarationOf(tellsOfIncidents: boolean): SourceRecord {
  const covers: CoverageKind[] = tellsOfIncidents ? [...COVERAGE_KINDS] : ['shift', 'leave'];
  return { type: 'source', name: 'native format', covers };
}

/** Checks the records of one native file and hands them on, counting what it has to warn about at the end. */
export class RecordReader {
  private declared = false;
  private tellsOfIncidents = false;
  private readonly unknown = new Map<string, { line?: number; type: string; field: string; count: number }>();

  constructor(
    private readonly batch: BatchBuilder,
    private readonly zone: string | undefined,
  ) {}

  /** Takes one record, or rejects it field by field. `columnOf` says in which column of a CSV a field stands. */
  read(value: unknown, place: Place, columnOf?: (field: string) => number | undefined): void {
    if (!isFields(value)) {
      const message = 'The record is not a JSON object; write each record as {"type": ...}.';
      this.batch.reject({ code: 'RECORD_INVALID', message }, place);
      return;
    }
    const result = this.check(value, place.raw);
    if ('record' in result) {
      this.batch.add(result.record, place);
      this.declared ||= result.record.type === 'source';
      this.tellsOfIncidents ||= !ABOUT_PEOPLE.has(result.record.type);
      this.countUnknown(value, result.record.type, place.line);
      return;
    }
    for (const fault of result.faults) {
      const column = columnOf?.(fault.field);
      this.batch.reject({ ...(column !== undefined && { column }), ...asFault(fault) }, place);
    }
  }

  /** The warnings, and the declaration of coverage where the file held none. */
  end(): void {
    for (const { line, type, field, count } of this.unknown.values()) {
      const message = `The native format has no field ${field} in records of type ${type}; it was kept, and nothing reads it.`;
      this.batch.warn({ ...(line !== undefined && { line }), field, code: 'FIELD_UNKNOWN', message }, count);
    }
    if (this.declared) return;
    const declaration = declarationOf(this.tellsOfIncidents);
    this.batch.add(declaration, { line: 1, raw: JSON.stringify(declaration) });
  }

  private check(value: Fields, raw: string): { record: CanonicalRecord } | { faults: FieldFault[] } {
    const type = value['type'];
    if (typeof type !== 'string') {
      return { faults: [{ field: 'type', code: 'FIELD_MISSING', half: 'is missing; every record names its type' }] };
    }
    const fields = FIELDS.get(type);
    if (fields === undefined) {
      const half = `is not a type of record; the types are ${NATIVE_TYPES.join(', ')}`;
      return { faults: [{ field: 'type', code: 'TYPE_UNKNOWN', half }] };
    }
    const early = [...this.placeTimes(value, fields), ...textFaults(value, raw), ...zoneFaults(value)];
    if (early.length > 0) return { faults: early };
    return parseRecord(value, type as RecordType);
  }

  /** Gives every date and time without an offset the file's zone. */
  private placeTimes(value: Fields, fields: ReadonlyMap<string, string>): FieldFault[] {
    if (this.zone === undefined) return [];
    const faults: FieldFault[] = [];
    for (const [field, kind] of fields) {
      const text = kind === 'instant' || kind === 'day-or-instant' ? valueOf(value, field) : undefined;
      if (typeof text !== 'string' || /[Zz]$/.test(text) || (kind === 'day-or-instant' && text.length <= 10)) continue;
      const read = readTime(text, this.zone);
      if ('fault' in read) faults.push({ field, code: read.fault, half: TIME_FAULTS[read.fault] });
      else setValue(value, field, read.instant);
    }
    return faults;
  }

  private countUnknown(value: Fields, type: string, line: number | undefined): void {
    const known = FIELDS.get(type);
    for (const field in value) {
      if (known?.has(field) === true) continue;
      const key = `${type}.${field}`;
      const seen = this.unknown.get(key);
      if (seen !== undefined) seen.count += 1;
      else if (this.unknown.size < MAX_UNKNOWN_FIELDS) {
        this.unknown.set(key, { ...(line !== undefined && { line }), type, field, count: 1 });
      }
    }
  }
}

function parseRecord(value: Fields, type: RecordType): { record: CanonicalRecord } | { faults: FieldFault[] } {
  const schema = RECORD_SCHEMAS[type];
  const first = schema.safeParse(value);
  if (first.success) return { record: first.data };
  const bare = Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null));
  const second = schema.safeParse(bare);
  return second.success ? { record: second.data } : { faults: fieldFaults(bare, second.error.issues) };
}

/** Only an escape can bring a NUL or half a surrogate pair into decoded text, so most records are not searched. */
function textFaults(value: Fields, raw: string): FieldFault[] {
  if (!raw.includes('\\u') && !raw.includes('\u0000')) return [];
  const field = fieldWithForbiddenText(value);
  if (field === undefined) return [];
  return [{ field, code: 'TEXT_INVALID_CHAR', half: 'holds a NUL or half a surrogate pair; remove that character' }];
}

function zoneFaults(value: Fields): FieldFault[] {
  const zone = value['timeZone'];
  if (value['type'] !== 'person' || typeof zone !== 'string' || isZone(zone)) return [];
  return [{ field: 'timeZone', code: 'ZONE_UNKNOWN', half: 'is not an IANA time zone; write it as Europe/Lisbon' }];
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function valueOf(fields: Fields, dotted: string): unknown {
  const [head = '', ...tail] = dotted.split('.');
  const value = fields[head];
  if (tail.length === 0) return value;
  return isFields(value) ? valueOf(value, tail.join('.')) : undefined;
}

/** Sets a field whose parents exist. */
function setValue(fields: Fields, dotted: string, value: unknown): void {
  const [head = '', ...tail] = dotted.split('.');
  const inner = fields[head];
  if (tail.length === 0) fields[head] = value;
  else if (isFields(inner)) setValue(inner, tail.join('.'), value);
}

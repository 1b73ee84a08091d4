import { type CanonicalRecord, RECORD_SCHEMAS, type RecordType } from '../../domain/record.js';
import { fieldWithForbiddenText } from '../../domain/forbidden-text.js';
import { nearWords } from '../../domain/near-words.js';
import { isZone } from '../../domain/zone.js';
import type { BatchBuilder, Place } from '../reading/batch-builder.js';
import { readTime, TIME_FAULTS } from '../reading/wall-time.js';
import { asFault, type FieldFault, fieldFaults, offer, quoted } from '../reading/field-faults.js';
import { isAsIs } from './as-is.js';
import { FIELDS, NATIVE_TYPES, WITHHELD_FIELDS } from './fields.js';
import { backwardsFaults, oddTimes } from './time-order.js';
import { oddWords } from './words.js';

type Fields = Record<string, unknown>;

/** More distinct unknown fields than this are no oversight; they are still kept, and no longer listed one by one. */
const MAX_UNKNOWN_FIELDS = 100;

/** Checks the records of one native file and hands them on, counting what it has to warn about at the end. */
export class RecordReader {
  private readonly unknown = new Map<string, { line?: number; type: string; field: string; count: number }>();

  constructor(
    private readonly batch: BatchBuilder,
    private readonly zone: string | undefined,
  ) {}

  /** Takes one record, or rejects it field by field. `columnOf` says in which column of a CSV a field stands. */
  read(given: unknown, place: Place, columnOf?: (field: string) => number | undefined): void {
    if (!isFields(given)) {
      const message = 'The record is not a JSON object; write each record as {"type": ...}.';
      this.batch.reject({ code: 'RECORD_INVALID', message }, place);
      return;
    }
    const value = withoutWithheld(given);
    const result = this.check(value, place.raw);
    if ('record' in result) {
      this.batch.add(result.record, place);
      for (const fault of oddTimes(result.record)) this.batch.warn({ ...placeIn(place), ...asFault(fault) });
      for (const fault of oddWords(result.record)) this.batch.warn({ ...placeIn(place), ...asFault(fault) });
      this.countUnknown(given, result.record.type, place.line);
      return;
    }
    for (const fault of result.faults) {
      const column = columnOf?.(fault.field);
      this.batch.reject({ ...(column !== undefined && { column }), ...asFault(fault) }, place);
    }
  }

  /** What is said once, when the whole file was read. */
  end(): void {
    for (const { line, type, field, count } of this.unknown.values()) {
      const meant = nearWords(field, [...(FIELDS.get(type)?.keys() ?? [])]);
      const hint = meant.length === 0 ? '' : ` Did you mean ${meant.join(' or ')}?`;
      const fate = isWithheld(field) ? 'left out: only other sources may set it' : 'kept, and nothing reads it';
      const message = `The native format has no field ${field} in records of type ${type}; it was ${fate}.${hint}`;
      this.batch.warn({ ...(line !== undefined && { line }), field, code: 'FIELD_UNKNOWN', message }, count);
    }
  }

  private check(value: Fields, raw: string): { record: CanonicalRecord } | { faults: FieldFault[] } {
    const type = value['type'];
    if (typeof type !== 'string') {
      return { faults: [{ field: 'type', code: 'FIELD_MISSING', half: 'is missing; every record names its type' }] };
    }
    const fields = FIELDS.get(type);
    if (fields === undefined) {
      const half = `${quoted(type)}is not a type of record; ${offer(type, NATIVE_TYPES, 'the types are')}`;
      return { faults: [{ field: 'type', code: 'TYPE_UNKNOWN', half }] };
    }
    const early = [
      ...this.placeTimes(value, fields),
      ...textFaults(value, raw),
      ...longFields(value, raw),
      ...zoneFaults(value),
    ];
    if (early.length > 0) return { faults: early };
    const result = parseRecord(value, type as RecordType);
    const backwards = 'record' in result ? backwardsFaults(result.record) : [];
    return backwards.length > 0 ? { faults: backwards } : result;
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

/** The same value unless it holds such a field: most records do not, and are not copied. */
function withoutWithheld(value: Fields): Fields {
  if (!WITHHELD_FIELDS.some((field) => Object.hasOwn(value, field))) return value;
  return Object.fromEntries(Object.entries(value).filter(([field]) => !isWithheld(field)));
}

function isWithheld(field: string): boolean {
  return WITHHELD_FIELDS.some((withheld) => withheld === field);
}

function parseRecord(value: Fields, type: RecordType): { record: CanonicalRecord } | { faults: FieldFault[] } {
  if (isAsIs(value, type)) return { record: value as CanonicalRecord };
  const schema = RECORD_SCHEMAS[type];
  const first = schema.safeParse(value);
  if (first.success) return { record: first.data };
  const bare = Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null));
  const second = schema.safeParse(bare);
  if (second.success) return { record: second.data };
  return { faults: fieldFaults(bare, second.error.issues).map((fault) => asTimeFault(fault, bare, type)) };
}

/** A number where an instant belongs is how spreadsheets and clocks of machines write dates: which one, nobody can tell. */
function asTimeFault(fault: FieldFault, value: Fields, type: RecordType): FieldFault {
  const kind = FIELDS.get(type)?.get(fault.field);
  const isTime = kind === 'instant' || kind === 'day-or-instant';
  if (!isTime || typeof valueOf(value, fault.field) !== 'number') return fault;
  return { field: fault.field, code: 'TIME_INVALID', half: TIME_FAULTS.TIME_INVALID };
}

const MOST_FIELD_CHARACTERS = 32_768;

/** No field of a record is longer than all of it, so nearly no record is searched. */
function longFields(value: Fields, raw: string): FieldFault[] {
  if (raw.length <= MOST_FIELD_CHARACTERS) return [];
  return Object.entries(value)
    .filter(([, member]) => isTooLong(member))
    .map(([field]) => ({ field, code: 'FIELD_TOO_LARGE', half: TOO_LONG }));
}

function isTooLong(value: unknown): boolean {
  if (typeof value === 'string') return value.length > MOST_FIELD_CHARACTERS;
  return typeof value === 'object' && value !== null && Object.values(value).some(isTooLong);
}

const TOO_LONG = `is longer than ${MOST_FIELD_CHARACTERS.toLocaleString('en-US')} characters; shorten it, and link to the rest`;

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

function placeIn({ line, pointer }: Place): Pick<Place, 'line' | 'pointer'> {
  return { ...(line !== undefined && { line }), ...(pointer !== undefined && { pointer }) };
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

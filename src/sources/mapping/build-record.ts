import { createHash } from 'node:crypto';
import { compareText } from '../../domain/compare-text.js';
import { fieldWithForbiddenText } from '../../domain/forbidden-text.js';
import { type CanonicalRecord, RECORD_SCHEMAS } from '../../domain/record.js';
import { type FieldFault, fieldFaults } from '../reading/field-faults.js';
import type { Output } from './mapping.js';
import type { Scope } from './members.js';
import { personName, readField, type Reading } from './read-value.js';
import { UPDATE_OWN } from './record-fields.js';

type Fields = Record<string, unknown>;

/** A record, or why the row gives none; `named`: the names that stand beside the ids of people. */
export type Built =
  | { readonly record: CanonicalRecord; readonly named: ReadonlyMap<string, string> }
  | { readonly faults: readonly FieldFault[] };

/** What a further record takes from the row it is made of. */
export interface Parent {
  readonly incident?: string;
  readonly item?: string;
}

/** The record of one output; undefined for a further record whose instant the row does not say: it did not happen. */
export function buildRecord(output: Output, scope: Scope, reading: Reading, parent?: Parent): Built | undefined {
  const { fields, named, faults } = readFields(output, scope, reading);
  if (faults.length > 0) return { faults };
  if (parent !== undefined) {
    const timed = output.fields.some(({ name }) => name === 'at');
    if (timed && fields['at'] === undefined) return undefined;
    inherit(output, fields, parent);
  }
  const record = complete(output, fields);
  const forbidden = fieldWithForbiddenText(record);
  if (forbidden !== undefined) return { faults: [{ field: forbidden, ...FORBIDDEN }] };
  const result = RECORD_SCHEMAS[output.each].safeParse(record);
  if (result.success) return { record: result.data, named };
  return { faults: fieldFaults(record, result.error.issues) };
}

const FORBIDDEN = {
  code: 'TEXT_INVALID_CHAR',
  half: 'holds a NUL or half a surrogate pair; remove that character',
};

function readFields(
  output: Output,
  scope: Scope,
  reading: Reading,
): { fields: Fields; named: Map<string, string>; faults: FieldFault[] } {
  const fields: Fields = {};
  const named = new Map<string, string>();
  const faults: FieldFault[] = [];
  for (const field of output.fields) {
    const read = readField(field, scope, reading);
    if (read.fault !== undefined) faults.push({ field: field.name, ...read.fault });
    else if (read.value !== undefined) {
      put(fields, field.name.split('.'), read.value);
      const name = personName(field, scope, reading);
      if (name !== undefined && typeof read.value === 'string') named.set(read.value, name);
    }
  }
  return { fields, named, faults };
}

function inherit({ each }: Output, fields: Fields, { incident, item }: Parent): void {
  const belongs = each === 'event' || each === 'update' || each === 'action-item';
  if (belongs && incident !== undefined) fields['incident'] ??= incident;
  if (each === 'action-item-event' && item !== undefined) fields['item'] ??= item;
}

/** The fields as a record of its type, with the id that the row does not give. */
function complete({ each }: Output, fields: Fields): Fields {
  if (each === 'update') return updateOf(fields);
  if (each === 'event' || each === 'action-item-event') {
    const details = each === 'event' ? detailsOf(fields) : {};
    return { type: each, ...fields, ...details, id: fields['id'] ?? eventId(fields) };
  }
  return { type: each, ...fields };
}

/** Where the tool gives an event no id, what makes it one: of which incident, what, who, whom, when. */
function eventId(fields: Fields): string {
  const parts = ['incident', 'item', 'kind', 'actor', 'subject', 'at'].map((name) => fields[name]);
  return parts.filter((part) => typeof part === 'string').join('/');
}

/** A change of severity is kept in digits, as the native format has it. */
function detailsOf(fields: Fields): Fields {
  const details = fields['details'];
  if (fields['kind'] !== 'severity-changed' || typeof details !== 'object' || details === null) return {};
  const digits = Object.entries(details).map(([name, value]): [string, unknown] => [
    name,
    (name === 'from' || name === 'to') && /^[1-5]$/.test(String(value)) ? Number(value) : value,
  ]);
  return { details: Object.fromEntries(digits) };
}

/** The count of an update whose tool keeps none: never 0, which would make it the first of its incident. */
const UNCOUNTED = -1;

/**
 * An update, known by its incident, instant and the tool's count of changes; without a count by its content, so that two
 * exports that overlap hold the same updates and double nothing.
 */
function updateOf(fields: Fields): Fields {
  const { incident, at, seq } = fields;
  const told: Record<string, string> = {};
  for (const name of Object.keys(fields).sort(compareText)) {
    if (!UPDATE_OWN.includes(name)) told[name] = String(fields[name]);
  }
  const id = fields['id'] ?? [incident, seq ?? contentOf(told), at].map(String).join('/');
  return { type: 'update', id, incident, at, seq: seq ?? UNCOUNTED, fields: told };
}

function contentOf(told: Readonly<Record<string, string>>): string {
  return createHash('sha256').update(JSON.stringify(told)).digest('hex').slice(0, 12);
}

function put(fields: Fields, path: readonly string[], value: unknown): void {
  const [head = '', ...tail] = path;
  if (tail.length === 0) {
    fields[head] = value;
    return;
  }
  const inner = (fields[head] ??= {}) as Fields;
  put(inner, tail, value);
}

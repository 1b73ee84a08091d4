import { namedIn, type NamedRef } from '../reading/named-in.js';
import { TIME_FAULTS } from '../reading/wall-time.js';
import { type FieldSpec, type Mapping, type RefSpec, type Scalar, type ValueSpec, wordKey } from './mapping.js';
import { elementsOf, holds, memberAt, partsOf, type Scope } from './members.js';

/** A value of a row as a field holds it, nothing, or what is wrong with it as half a sentence. */
export type FieldRead =
  | { readonly value: unknown; readonly fault?: undefined }
  | { readonly fault: { readonly code: string; readonly half: string } };

/** What reading values needs to know beside the row. */
export interface Reading {
  readonly mapping: Mapping;
  /** The zone named with the import. */
  readonly zone: string | undefined;
  /** Told of a word that `values` does not have. */
  readonly unmapped: (field: string, word: string) => void;
}

const NOTHING: FieldRead = { value: undefined };

/** What a row says in a field; a value of `undefined` where it says nothing. */
export function readField(field: FieldSpec, scope: Scope, reading: Reading): FieldRead {
  if (field.refs !== undefined) return { value: refsOf(field.refs, scope, reading) };
  if (field.value === undefined) return NOTHING;
  const raw = rawValue(field.value, scope, { reading, field: field.name });
  return raw === undefined ? NOTHING : typed(raw, field, reading.zone);
}

/** The name that stands beside a person's id. */
export function personName(field: FieldSpec, scope: Scope, reading: Reading): string | undefined {
  if (field.personName === undefined) return undefined;
  const name = rawValue(field.personName, scope, { reading, field: field.name });
  return isScalar(name) ? singleSpaced(name) : undefined;
}

/** The same for the values of one field. */
interface ValueReading {
  readonly field: string;
  readonly reading: Reading;
}

/** The value as the file has it, trimmed; a list or object as it is; undefined for nothing and missing-value marks. */
function rawValue(spec: ValueSpec, scope: Scope, of: ValueReading): unknown {
  switch (spec.kind) {
    case 'literal':
      return spec.value;
    case 'path':
      return present(memberAt(scope, spec.path), of);
    case 'template':
      return template(spec.parts, scope, of);
    case 'first':
      return firstOf(spec.of, scope, of);
    case 'mapped':
      return mapped(spec, scope, of);
  }
}

function present(found: unknown, { reading }: ValueReading): unknown {
  if (found === null) return undefined;
  if (typeof found !== 'string') return found;
  const text = found.trim();
  return text === '' || reading.mapping.missing.has(text) ? undefined : text;
}

function template(
  parts: Extract<ValueSpec, { kind: 'template' }>['parts'],
  scope: Scope,
  of: ValueReading,
): string | undefined {
  const texts = parts.map((part) => (typeof part === 'string' ? part : present(memberAt(scope, part), of)));
  return texts.every(isScalar) ? texts.join('') : undefined;
}

function firstOf(specs: readonly ValueSpec[], scope: Scope, of: ValueReading): unknown {
  for (const spec of specs) {
    const value = rawValue(spec, scope, of);
    if (value !== undefined) return value;
  }
  return undefined;
}

function mapped(spec: Extract<ValueSpec, { kind: 'mapped' }>, scope: Scope, of: ValueReading): unknown {
  const { field, reading } = of;
  const { missing } = reading.mapping;
  const scopes = spec.loop === undefined ? [scope] : elementsOf(scope, spec.loop);
  const holder = scopes.find((one) => holds(spec.when, one, missing));
  if (holder === undefined) return undefined;
  const found = rawValue(spec.of, holder, of);
  const { values, otherwise, split } = spec;
  const parts = typeof found === 'string' && split !== undefined ? partsOf(found, split) : found;
  if (values === undefined || parts === undefined) return parts;
  const translate = (word: unknown): unknown => {
    if (!isScalar(word)) return word;
    const meant = values.get(wordKey(String(word)));
    if (meant !== undefined) return meant;
    if (otherwise === undefined) reading.unmapped(field, String(word));
    return otherwise === 'keep' ? word : undefined;
  };
  return Array.isArray(parts) ? parts.map(translate).filter((word) => word !== undefined) : translate(parts);
}

function refsOf(specs: readonly RefSpec[], scope: Scope, reading: Reading): unknown {
  const inRefs = { reading, field: 'refs' };
  const refs = specs.flatMap((spec) => {
    const scopes = spec.each === undefined ? [scope] : elementsOf(scope, spec.each);
    return scopes.flatMap((one) => refIn(spec, one, inRefs));
  });
  return refs.length === 0 ? undefined : refs;
}

interface Ref {
  readonly system: string;
  readonly id?: string;
  readonly url?: string;
}

function refIn(spec: RefSpec, scope: Scope, of: ValueReading): (Ref | NamedRef)[] {
  const texts = (one: ValueSpec | undefined): string[] => {
    const found = one === undefined ? undefined : rawValue(one, scope, of);
    const list: readonly unknown[] = Array.isArray(found) ? found : [found];
    return list.filter(isScalar).map(String);
  };
  if (spec.namedIn !== undefined) return namedIn(...spec.namedIn.flatMap(texts));
  const [[system], [id], [url]] = [texts(spec.system), texts(spec.id), texts(spec.url)];
  if (system === undefined || (id === undefined && url === undefined)) return [];
  return [{ system, ...(id !== undefined && { id }), ...(url !== undefined && { url }) }];
}

/** What cannot be turned stays as it is, for the schema to refuse by name. */
function typed(raw: unknown, field: FieldSpec, zone: string | undefined): FieldRead {
  switch (field.kind) {
    case 'instant':
    case 'day-or-instant':
      return time(raw, field, zone);
    case 'list':
      return { value: Array.isArray(raw) ? raw.map(textOf) : [textOf(raw)] };
    case 'number':
      return { value: typeof raw === 'string' && /^-?\d+(\.\d+)?$/.test(raw) ? Number(raw) : raw };
    case 'boolean':
      return { value: typeof raw === 'string' && /^(true|false)$/i.test(raw) ? raw.toLowerCase() === 'true' : raw };
    default:
      return { value: isScalar(raw) ? textIn(field, raw) : raw };
  }
}

function time(raw: unknown, { kind, dates }: Pick<FieldSpec, 'kind' | 'dates'>, zone: string | undefined): FieldRead {
  if (typeof raw !== 'string' && typeof raw !== 'number') return { value: raw };
  const read = dates.read(raw, zone);
  if ('instant' in read) return { value: read.instant };
  if ('fault' in read) return { fault: { code: read.fault, half: timeHalf(read.fault) } };
  return kind === 'day-or-instant' ? { value: read.day } : { fault: DAY_ONLY };
}

const DAY_ONLY = {
  code: 'TIME_INVALID',
  half: 'is a day without a time of day, which measures nothing; export the time too',
};

/** The dates of a mapped file need not be ISO, so its faults do not ask for that. */
function timeHalf(fault: keyof typeof TIME_FAULTS): string {
  if (fault === 'TIME_INVALID') return 'is not a date and time that exists in the format of the mapping';
  if (fault === 'TIME_NO_ZONE') return 'has no offset; name the zone in the mapping (date: {zone: ...}) or with --zone';
  return TIME_FAULTS[fault];
}

function textIn({ person }: FieldSpec, raw: Scalar): string {
  return person === true ? singleSpaced(raw) : String(raw);
}

function singleSpaced(text: Scalar): string {
  return String(text).trim().replace(/\s+/g, ' ');
}

function textOf(value: unknown): unknown {
  return isScalar(value) ? String(value).trim() : value;
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

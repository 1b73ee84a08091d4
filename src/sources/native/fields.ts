import { isoTextSchema } from '../../domain/instant.js';
import { RECORD_SCHEMAS, RECORD_TYPES, type RecordType } from '../../domain/record.js';

/** The record types a native file may hold; `handle` and `update` are written by other sources only. */
export const NATIVE_TYPES = RECORD_TYPES.filter((type) => type !== 'handle' && type !== 'update');

/** What the schema wants in a field, as far as reading text needs to know. */
export type FieldKind = 'text' | 'number' | 'boolean' | 'list' | 'refs' | 'instant' | 'day-or-instant' | 'object';

/** A zod schema, as far as it is looked into here. */
interface Inspected {
  readonly def: { readonly type: string };
  readonly unwrap?: () => Inspected;
  readonly element?: Inspected;
  readonly shape?: Readonly<Record<string, Inspected>>;
}

/** Fields by record type, nested ones by their dotted name. */
type FieldsByType = ReadonlyMap<string, ReadonlyMap<string, FieldKind>>;

/** The fields of every record type, derived from the schemas so that they cannot differ. */
export const RECORD_FIELDS: FieldsByType = new Map(
  NATIVE_TYPES.map((type) => [type, new Map(fieldsIn(shapeOf(type), ''))]),
);

/**
 * What only a source that knows the system, or a mapping, may say of a record: who is whom in another system, and what that
 * system does not record. A file that people write by hand must neither link identities nor excuse anybody.
 */
export const WITHHELD_FIELDS = ['sameAs', 'inferred', 'unrecorded'] as const;

/** The fields that a native file may set. */
export const FIELDS: FieldsByType = new Map(
  [...RECORD_FIELDS].map(([type, fields]) => [type, withoutWithheld(fields)]),
);

function withoutWithheld(fields: ReadonlyMap<string, FieldKind>): ReadonlyMap<string, FieldKind> {
  return new Map([...fields].filter(([name]) => !WITHHELD_FIELDS.some((withheld) => withheld === name)));
}

/** The fields a record of this type cannot do without, `type` itself aside. */
export function requiredFields(type: RecordType): string[] {
  return Object.entries(shapeOf(type))
    .filter(([name, schema]) => name !== 'type' && schema.def.type !== 'optional')
    .map(([name]) => name);
}

function shapeOf(type: RecordType): Readonly<Record<string, Inspected>> {
  return RECORD_SCHEMAS[type].shape;
}

function fieldsIn(shape: Readonly<Record<string, Inspected>>, prefix: string): [string, FieldKind][] {
  return Object.entries(shape).flatMap(([name, schema]): [string, FieldKind][] => {
    const inner = schema.unwrap?.() ?? schema;
    const kind = kindOf(inner);
    const own: [string, FieldKind] = [prefix + name, kind];
    return kind === 'object' ? [own, ...fieldsIn(inner.shape ?? {}, `${prefix}${name}.`)] : [own];
  });
}

function kindOf(schema: Inspected): FieldKind {
  if (schema === (isoTextSchema as unknown as Inspected)) return 'instant';
  switch (schema.def.type) {
    case 'number':
    case 'boolean':
      return schema.def.type;
    case 'array':
      return schema.element?.def.type === 'object' ? 'refs' : 'list';
    case 'union':
      return 'day-or-instant';
    case 'object':
    case 'record':
      return 'object';
    default:
      return 'text';
  }
}

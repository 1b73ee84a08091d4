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

/** The fields of every record type, nested ones by their dotted name, derived from the schemas so that they cannot differ. */
export const FIELDS: ReadonlyMap<string, ReadonlyMap<string, FieldKind>> = new Map(
  NATIVE_TYPES.map((type) => [type, new Map(fieldsIn(shapeOf(type), ''))]),
);

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

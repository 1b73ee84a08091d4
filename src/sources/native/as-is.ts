import { isoTextSchema, parseInstant } from '../../domain/instant.js';
import { RECORD_SCHEMAS, type RecordType } from '../../domain/record.js';
import { NATIVE_TYPES } from './fields.js';

/** Whether parsing the value would certainly succeed and give an equal value. False means that it has to be tried. */
type IsAsIs = (value: unknown) => boolean;

/** A value under check, as zod passes it: a check adds to the issues, or puts another value. */
interface Payload {
  value: unknown;
  readonly issues: unknown[];
}

interface Check {
  readonly _zod: { readonly check: (payload: Payload) => unknown };
}

/** A zod schema, as far as it is looked into here. */
interface Inspected {
  readonly def: {
    readonly type: string;
    /** Of a schema that is a check itself, such as a format. */
    readonly check?: unknown;
    readonly checks?: readonly Check[];
    readonly innerType?: Inspected;
    readonly element?: Inspected;
    readonly shape?: Readonly<Record<string, Inspected>>;
    readonly catchall?: Inspected;
    readonly keyType?: Inspected;
    readonly valueType?: Inspected;
    readonly entries?: Readonly<Record<string, string | number>>;
    readonly values?: readonly unknown[];
  };
}

const NEVER: IsAsIs = () => false;

function testOf(schema: Inspected): IsAsIs {
  const { def } = schema;
  if (schema === (isoTextSchema as unknown as Inspected)) return isInstant;
  if (def.check !== undefined) return NEVER;
  const test = TEST_MAKERS[def.type]?.(def) ?? NEVER;
  return def.checks === undefined || def.checks.length === 0 ? test : withChecks(test, def.checks);
}

/** By what a schema calls its type; any other is tried. */
const TEST_MAKERS: Readonly<Record<string, (def: Inspected['def']) => IsAsIs>> = {
  string: () => (value) => typeof value === 'string',
  boolean: () => (value) => typeof value === 'boolean',
  number: () => Number.isFinite,
  enum: ({ entries = {} }) => isOneOf(Object.values(entries)),
  literal: ({ values = [] }) => isOneOf(values),
  optional: ({ innerType }) => (innerType === undefined ? NEVER : optional(testOf(innerType))),
  array: ({ element }) => (element === undefined ? NEVER : arrayOf(testOf(element))),
  object: objectTest,
  record: ({ keyType, valueType }) => (isAnything(valueType) && isAnyText(keyType) ? isObject : NEVER),
};

/** Runs the schema's own checks on what has the right type. */
function withChecks(test: IsAsIs, checks: readonly Check[]): IsAsIs {
  return (value) => {
    if (!test(value)) return false;
    const payload: Payload = { value, issues: [] };
    for (const { _zod } of checks) _zod.check(payload);
    return payload.issues.length === 0 && payload.value === value;
  };
}

function isInstant(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  const read = parseInstant(value);
  return 'instant' in read && read.instant === value;
}

function isOneOf(values: readonly unknown[]): IsAsIs {
  const known = new Set(values);
  return (value) => known.has(value);
}

function optional(test: IsAsIs): IsAsIs {
  return (value) => value === undefined || test(value);
}

function arrayOf(test: IsAsIs): IsAsIs {
  return (value) => Array.isArray(value) && value.every(test);
}

/** Only of an object that keeps the fields it does not know. */
function objectTest({ shape = {}, catchall }: Inspected['def']): IsAsIs {
  if (!isAnything(catchall)) return NEVER;
  const fields = Object.entries(shape).map(([name, schema]) => ({ name, test: testOf(schema) }));
  return (value) => isObject(value) && fields.every(({ name, test }) => test(value[name]));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isAnything(schema: Inspected | undefined): boolean {
  return schema?.def.type === 'unknown';
}

function isAnyText(schema: Inspected | undefined): boolean {
  return schema?.def.type === 'string' && (schema.def.checks ?? []).length === 0;
}

/**
 * Most records of a large file are written just as the format wants them. Found out here, by tests made from the schemas so
 * that they cannot differ: parsing them all made imports a fifth slower and left the process 50 MB larger.
 */
const TESTS: ReadonlyMap<RecordType, IsAsIs> = new Map(
  NATIVE_TYPES.map((type) => [type, testOf(RECORD_SCHEMAS[type] as unknown as Inspected)]),
);

/** Whether the schema of this type would take the record as it is. */
export function isAsIs(value: Readonly<Record<string, unknown>>, type: RecordType): boolean {
  return TESTS.get(type)?.(value) === true;
}

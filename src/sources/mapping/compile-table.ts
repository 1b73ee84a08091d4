import type { FieldKind } from '../native/fields.js';
import { RECORD_SCHEMAS } from '../../domain/record.js';
import { isForbiddenKey } from '../reading/json-inspection.js';
import type { ValueCompiler } from './compile-value.js';
import { isMembers, type MappingPath, offered } from './faults.js';
import type { Each, FieldSpec, Output, RefSpec, Scalar, Table, ValueSpec } from './mapping.js';
import type { WrittenMapping, WrittenOutput, WrittenTable } from './mapping-shape.js';
import { parsePath } from './members.js';
import { fieldKind, fieldsOf, HAS_OWN_ID, namesPeople, neededFields, wordsOf } from './record-fields.js';

const DELIMITERS: ReadonlyMap<string, string> = new Map([
  ['comma', ','],
  ['semicolon', ';'],
  ['tab', '\t'],
  ['pipe', '|'],
]);

/** What a reader of API answers calls objects that are of no table. */
const RESERVED: readonly string[] = ['nothing', 'unknown'];

/** The tables of a mapping; what is wrong in them goes to the compiler's faults. */
export function compileTables(written: WrittenMapping, compiler: ValueCompiler): Table[] {
  const taken = new Set<string>();
  return written.tables.map((table, index) => {
    const path: MappingPath = ['tables', index];
    const name = table.name ?? `${table.each}s`;
    if (taken.has(name))
      compiler.faults.add([...path, 'name'], `is taken: two tables are called ${name}; give each its own`);
    if (RESERVED.includes(name)) compiler.faults.add([...path, 'name'], `cannot be ${name}; choose another name`);
    taken.add(name);
    return compileTable(table, { path, name, written, compiler });
  });
}

interface TableContext {
  readonly path: MappingPath;
  readonly name: string;
  readonly written: WrittenMapping;
  readonly compiler: ValueCompiler;
}

function compileTable(table: WrittenTable, { path, name, written, compiler }: TableContext): Table {
  const main = compileOutput(table, path, { compiler });
  return {
    ...main,
    name,
    format: (table.format ?? written.format ?? 'json') === 'csv' ? 'csv' : 'json',
    delimiter: delimiterOf(table.delimiter ?? written.delimiter, table.delimiter === undefined ? [] : path, compiler),
    rows: listOf(table.rows),
    recognise: listOf(table.recognise).map(parsePath),
    where: compiler.conditions(table.where, [...path, 'where']),
    isPrivate: compiler.conditions(table.private, [...path, 'private']),
    also: (table.also ?? []).map((output, index) =>
      compileOutput(output, [...path, 'also', index], { compiler, within: table.each }),
    ),
  };
}

function delimiterOf(written: string | undefined, path: MappingPath, { faults }: ValueCompiler): string {
  if (written === undefined) return ',';
  const delimiter = DELIMITERS.get(written) ?? written;
  if (delimiter.length === 1 && !/[\w"\s]/.test(delimiter.replace('\t', ';'))) return delimiter;
  faults.add([...path, 'delimiter'], 'must be comma, semicolon, tab, pipe or one such character');
  return ',';
}

interface OutputContext {
  readonly compiler: ValueCompiler;
  /** What the row itself is, for a further record of it. */
  readonly within?: Each;
}

function compileOutput(output: WrittenOutput, path: MappingPath, { compiler, within }: OutputContext): Output {
  const { each } = output;
  const loop = output.for === undefined ? undefined : compiler.loop(output.for, [...path, 'for']);
  const fields = compileFields(output.fields, each, { path: [...path, 'fields'], compiler });
  // A field that is written and wrong is complained of already.
  const made = new Set(Object.keys(output.fields));
  // A further record of an incident's row belongs to that incident unless it says otherwise.
  if (within === 'incident') made.add('incident');
  for (const name of neededFields(each)) {
    if (!made.has(name) && !mayLack(each, name, fields)) {
      compiler.faults.add([...path, 'fields'], `lacks ${name}, without which there is no ${each}`);
    }
  }
  return {
    each,
    ...(loop !== undefined && { loop }),
    when: compiler.conditions(output.when, [...path, 'when']),
    covers: output.covers ?? [],
    fields,
  };
}

/** An update names its incident itself; an id that is not given is made of what the record says. */
function mayLack(each: Each, name: string, fields: readonly FieldSpec[]): boolean {
  if (name === 'name' && each === 'person') return fields.some((field) => field.name === 'id');
  return name === 'id' && HAS_OWN_ID.includes(each);
}

interface FieldContext {
  readonly path: MappingPath;
  readonly compiler: ValueCompiler;
}

function compileFields(written: Readonly<Record<string, unknown>>, each: Each, context: FieldContext): FieldSpec[] {
  return Object.entries(written).flatMap(([name, value]) => {
    const path = [...context.path, name];
    const kind = fieldKind(each, name);
    if (kind === undefined) {
      const known = [...fieldsOf(each).keys()].filter((field) => !field.includes('.'));
      context.compiler.faults.add(path, `is no field of ${withArticle(each)}; ${offered(name, known)}`);
      return [];
    }
    if (kind === 'object') return compileDetails(name, value, each, { ...context, path });
    return compileField({ name, kind, each }, value, { ...context, path });
  });
}

function compileDetails(name: string, written: unknown, each: Each, { path, compiler }: FieldContext): FieldSpec[] {
  if (!isMembers(written)) {
    compiler.faults.add(path, 'must name its parts, such as {role: =commander}');
    return [];
  }
  return Object.entries(written).flatMap(([part, value]) => {
    if (isForbiddenKey(part)) {
      compiler.faults.add([...path, part], 'cannot be the name of anything; choose another');
      return [];
    }
    const field = `${name}.${part}`;
    const kind = fieldKind(each, field) ?? 'text';
    return compileField({ name: field, kind, each }, value, { path: [...path, part], compiler });
  });
}

interface Field {
  readonly name: string;
  readonly kind: FieldKind;
  readonly each: Each;
}

function compileField(field: Field, written: unknown, { path, compiler }: FieldContext): FieldSpec[] {
  const { name, kind, each } = field;
  const dates = compiler.datesOf(written, path);
  if (kind === 'refs') return [{ name, kind, dates, refs: compileRefs(written, { path, compiler }) }];
  const person = namesPeople(each, name);
  const named = person ? personOf(written, { path, compiler }) : undefined;
  if (named !== undefined) return [{ name, kind, dates, person, ...named }];
  const value = compiler.value(written, path);
  if (value === undefined) return [];
  checkLiterals(field, value, { path, compiler });
  return [{ name, kind, dates, person, value }];
}

/** `{id: ..., name: ...}` or `{name: ...}`; undefined where a person is named as any other value. */
function personOf(
  written: unknown,
  { path, compiler }: FieldContext,
): Pick<FieldSpec, 'value' | 'personName'> | undefined {
  if (!isMembers(written) || written['from'] !== undefined) return undefined;
  compiler.knownMembers(written, ['id', 'name'], path);
  const name = written['name'] === undefined ? undefined : compiler.value(written['name'], [...path, 'name']);
  const value = written['id'] === undefined ? name : compiler.value(written['id'], [...path, 'id']);
  if (Object.keys(written).length === 0) compiler.faults.add(path, 'names nobody; give {id: ...}, {name: ...} or both');
  return { ...(value !== undefined && { value }), ...(name !== undefined && { personName: name }) };
}

function compileRefs(written: unknown, { path, compiler }: FieldContext): RefSpec[] {
  if (!Array.isArray(written)) {
    compiler.faults.add(path, 'must be a list, such as [{system: =jira, id: Ticket}]');
    return [];
  }
  return written.flatMap((one: unknown, index) => compileRef(one, { path: [...path, index], compiler }));
}

function compileRef(written: unknown, { path, compiler }: FieldContext): RefSpec[] {
  if (!isMembers(written)) {
    compiler.faults.add(path, 'must say where it leads, such as {system: =jira, id: Ticket}');
    return [];
  }
  compiler.knownMembers(written, ['for', 'system', 'id', 'url', 'namedIn'], path);
  const part = (name: string): ValueSpec | undefined =>
    written[name] === undefined ? undefined : compiler.value(written[name], [...path, name]);
  const namedIn = part('namedIn');
  if (namedIn !== undefined) return [{ namedIn: namedIn.kind === 'first' ? namedIn.of : [namedIn] }];
  const each = written['for'] === undefined ? undefined : compiler.loop(written['for'], [...path, 'for']);
  const ref = present({ each, system: part('system'), id: part('id'), url: part('url') });
  if (ref.system === undefined || (ref.id === undefined && ref.url === undefined)) {
    compiler.faults.add(path, 'needs system: and either id: or url:, or namedIn: and the texts to look in');
  }
  return [ref];
}

/** The members that are there: an absent key says more plainly that nothing was written. */
function present<T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const there = Object.entries(members).filter(([, value]) => value !== undefined);
  return Object.fromEntries(there) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

/** A fixed word that the field cannot hold is a mistake of the mapping, not of any row. */
function checkLiterals({ name, each, kind }: Field, value: ValueSpec, { path, compiler }: FieldContext): void {
  const words = wordsOf(each, name);
  for (const { literal, at } of literalsOf(value, path)) {
    if (words !== undefined && !words.includes(String(literal))) {
      compiler.faults.add(at, `${said(literal)}is not a word that ${name} knows; ${offered(String(literal), words)}`);
    } else if (name === 'severity' && !isSeverity(literal)) {
      compiler.faults.add(at, 'must be a severity from 1 (worst) to 5');
    } else if (kind === 'number' && Number.isNaN(Number(literal))) {
      compiler.faults.add(at, 'must be a number');
    }
  }
}

function said(literal: Scalar): string {
  return /^[\w -]{1,40}$/.test(String(literal)) ? `says "${String(literal)}", which ` : '';
}

function isSeverity(literal: Scalar): boolean {
  const { severity } = RECORD_SCHEMAS.incident.shape;
  return severity.safeParse(Number(literal)).success;
}

function literalsOf(value: ValueSpec, path: MappingPath): { literal: Scalar; at: MappingPath }[] {
  switch (value.kind) {
    case 'literal':
      return [{ literal: value.value, at: path }];
    case 'first':
      return value.of.flatMap((one, index) => literalsOf(one, [...path, index]));
    case 'mapped':
      return [...(value.values ?? [])].map(([word, literal]) => ({ literal, at: [...path, 'values', word] }));
    default:
      return [];
  }
}

function listOf(written: string | readonly string[] | undefined): readonly string[] {
  if (written === undefined) return [];
  return typeof written === 'string' ? [written] : written;
}

function withArticle(each: Each): string {
  return /^[aeiou]/.test(each) ? `an ${each}` : `a ${each}`;
}

import { type Condition, type LoopSpec, type MemberPath, wordKey } from './mapping.js';

/** What paths start from: a row, or an element of a list in it, with what holds the list above it. */
export interface Scope {
  readonly value: unknown;
  readonly above?: Scope;
}

/** `attributes.user.id`, `^id` in the row above, `.` for the element itself. */
export function parsePath(written: string): MemberPath {
  const up = /^\^*/.exec(written)?.[0].length ?? 0;
  const rest = written.slice(up).trim();
  const text = rest === '.' ? '' : rest;
  return { up, text, steps: text === '' ? [] : text.split('.') };
}

/** What stands at the path; undefined where nothing does. A column whose name holds a dot is found by its whole name. */
export function memberAt(scope: Scope, path: MemberPath): unknown {
  let at: Scope | undefined = scope;
  for (let level = 0; level < path.up; level += 1) at = at?.above;
  if (at === undefined || path.text === '') return at?.value;
  const whole = memberOf(at.value, path.text);
  return whole === undefined ? follow(at.value, path.steps) : whole;
}

/** A `*` stands for every element of a list: what is found in them is one list. */
function follow(value: unknown, [step, ...rest]: readonly string[]): unknown {
  if (step === undefined || value === undefined) return value;
  if (step !== '*' || !Array.isArray(value)) return follow(memberOf(value, step), rest);
  const found = value.flatMap((element: unknown) => follow(element, rest) ?? []);
  return found.length === 0 ? undefined : found;
}

/** Whether the path leads to a member, be it null. */
export function hasMember(value: unknown, path: MemberPath): boolean {
  return memberAt({ value }, path) !== undefined;
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}

/** The value at the path as text, trimmed; undefined for nothing, a missing-value mark, a list or an object. */
function textAt(scope: Scope, path: MemberPath, missing: ReadonlySet<string>): string | undefined {
  const found = memberAt(scope, path);
  if (typeof found !== 'string' && typeof found !== 'number' && typeof found !== 'boolean') return undefined;
  const text = String(found).trim();
  return text === '' || missing.has(text) ? undefined : text;
}

/** Whether all conditions hold. */
export function holds(conditions: readonly Condition[], scope: Scope, missing: ReadonlySet<string>): boolean {
  return conditions.every(({ path, words, not }) => {
    const text = textAt(scope, path, missing);
    const structure = text === undefined && isStructure(memberAt(scope, path));
    const met = words === undefined ? text !== undefined || structure : text !== undefined && words.has(wordKey(text));
    return met !== not;
  });
}

function isStructure(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

/** The elements of a list, each below the scope it stands in; a list written as one text is split. */
export function elementsOf(scope: Scope, { path, split }: LoopSpec): Scope[] {
  const found = memberAt(scope, path);
  const elements = typeof found === 'string' && split !== undefined ? partsOf(found, split) : found;
  return Array.isArray(elements) ? elements.map((value: unknown) => ({ value, above: scope })) : [];
}

/** The parts of a list written as one text. */
export function partsOf(text: string, separator: string): string[] {
  return text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

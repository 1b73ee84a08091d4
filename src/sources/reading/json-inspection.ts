import type { Fault } from './fault.js';
import { MAX_DEPTH, TOO_DEEP } from './json-depth.js';
import { duplicateKeyIn, keysIn } from './json-keys.js';

/** What JSON allows and no record may hold. */
export interface JsonFinding extends Omit<Fault, 'line' | 'column'> {
  /** RFC 6901, from the value. */
  readonly pointer: string;
}

/** `strict`: a format of our own, all of which is read. `foreign`: another tool's object, of which few members are read. */
export type Strictness = 'strict' | 'foreign';

/** More keys are refused in a format of our own; a tracker's issue may well have more. */
const MOST_KEYS = 500;

/** From here on two whole numbers may be read as one. */
const INEXACT_FROM = 2 ** 53;

type Members = Readonly<Record<string, unknown>>;

/**
 * The first thing in a parsed value that no record may hold: a key that every object inherits, the same key twice, a number
 * that is not kept exactly, more keys or levels than an export has. Nearly every value is found fine at little cost.
 */
export function inspectJson(value: unknown, text: string, how: Strictness): JsonFinding | undefined {
  const members = membersIn(value, 1, how);
  if (members !== undefined && members === keysIn(text)) return undefined;
  return findingIn(value, { pointer: '', depth: 1, how }) ?? duplicateIn(text);
}

/** The same of a record that was not written as JSON. */
export function inspectMembers(record: Members): JsonFinding | undefined {
  const fine = membersIn(record, 1, 'strict') !== undefined;
  return fine ? undefined : findingIn(record, { pointer: '', depth: 1, how: 'strict' });
}

/** How many members the value and what is inside it have; undefined when something is worth a second look. */
function membersIn(value: unknown, depth: number, how: Strictness): number | undefined {
  if (typeof value === 'number') return isInexact(value) ? undefined : 0;
  if (typeof value !== 'object' || value === null) return 0;
  if (depth > MAX_DEPTH) return undefined;
  return Array.isArray(value) ? elementsIn(value, depth, how) : ownMembersIn(value as Members, depth, how);
}

function elementsIn(list: readonly unknown[], depth: number, how: Strictness): number | undefined {
  let count = 0;
  for (const element of list) {
    const inside = membersIn(element, depth + 1, how);
    if (inside === undefined) return undefined;
    count += inside;
  }
  return count;
}

function ownMembersIn(value: Members, depth: number, how: Strictness): number | undefined {
  let own = 0;
  let count = 0;
  for (const key in value) {
    own += 1;
    if (isForbiddenKey(key)) return undefined;
    const member = value[key];
    if (typeof member === 'string') continue;
    const inside = membersIn(member, depth + 1, how);
    if (inside === undefined) return undefined;
    count += inside;
  }
  return own > MOST_KEYS && how === 'strict' ? undefined : own + count;
}

/** A key that every object inherits: what sets it may reach further than its record. */
export function isForbiddenKey(key: string): boolean {
  return key === '__proto__' || key === 'constructor' || key === 'prototype';
}

/** Beyond 2^53, infinite as 1e400 is read, or a zero below zero. */
function isInexact(number: number): boolean {
  return !(number > -INEXACT_FROM && number < INEXACT_FROM) || Object.is(number, -0);
}

interface Place {
  readonly pointer: string;
  readonly depth: number;
  readonly how: Strictness;
  readonly key?: string;
}

function findingIn(value: unknown, place: Place): JsonFinding | undefined {
  if (typeof value === 'number') return isInexact(value) ? inexactFinding(place) : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  if (place.depth > MAX_DEPTH) return { ...TOO_DEEP, pointer: place.pointer };
  return Array.isArray(value) ? listFinding(value, place) : objectFinding(value as Members, place);
}

function listFinding(list: readonly unknown[], { pointer, depth, how }: Place): JsonFinding | undefined {
  for (const [index, element] of list.entries()) {
    const found = findingIn(element, { pointer: `${pointer}/${String(index)}`, depth: depth + 1, how });
    if (found !== undefined) return found;
  }
  return undefined;
}

function objectFinding(value: Members, { pointer, depth, how }: Place): JsonFinding | undefined {
  const keys = Object.keys(value);
  if (keys.length > MOST_KEYS && how === 'strict') {
    const message = `The object has ${String(keys.length)} keys and ${String(MOST_KEYS)} are read; check that the file is an export of the named format.`;
    return { pointer, code: 'JSON_TOO_MANY_KEYS', message };
  }
  for (const key of keys) {
    const at = `${pointer}/${pointerPart(key)}`;
    if (isForbiddenKey(key)) return forbiddenKey(key, at);
    const found = findingIn(value[key], { pointer: at, depth: depth + 1, how, key });
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The refusal of a file that names a key which every object inherits: no export does. */
export function forbiddenKey(key: string, pointer: string): JsonFinding {
  const message = `No record may have a key called ${key}; find out who put it there, or remove it.`;
  return { pointer, field: key, code: 'JSON_FORBIDDEN_KEY', scope: 'file', message };
}

/** Of a foreign object only the numbers it is known by are read; whatever else is a number there stays as the export has it. */
function inexactFinding({ pointer, how, key }: Place): JsonFinding | undefined {
  if (how === 'foreign' && !/^(id|iid|number|key)$|_id$|[a-z]Id$/.test(key ?? '')) return undefined;
  const message = `${key ?? 'The value'} is a number that cannot be kept exactly; write it as text, or below 9,007,199,254,740,992.`;
  return { pointer, ...(key !== undefined && { field: key }), code: 'NUMBER_OUT_OF_RANGE', message };
}

function duplicateIn(text: string): JsonFinding | undefined {
  const found = duplicateKeyIn(text);
  if (found === undefined) return undefined;
  const { key, parents } = found;
  const pointer = ['', ...parents, key].map(pointerPart).join('/');
  const message = `The key ${key} stands twice in one object, and nobody can tell which is meant; remove one.`;
  return { pointer, field: key, code: 'JSON_DUPLICATE_KEY', message };
}

function pointerPart(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

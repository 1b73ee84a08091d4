/** One change to a file: what is done, where, and with which of the values that a kind of change chooses among. */
export interface Mutation {
  readonly kind: number;
  readonly at: number;
  readonly value: number;
}

type Change = (bytes: Buffer, mutation: Mutation, other: Buffer) => Buffer;

const REPEATED = 'x'.repeat(33_000);

/** Values that no schema expects, and words that name what every object inherits. */
const HOSTILE: readonly unknown[] = [
  '',
  ' ',
  REPEATED,
  'NUL \u0000 here',
  'half \ud83d here',
  'turned \u202e around',
  '=cmd|calc',
  '<script>alert(1)</script>',
  "'; DROP TABLE records; --",
  '2026-02-30T00:00:00Z',
  '2026-03-29T02:30:00',
  '1969-12-31T23:59:59Z',
  '9999-12-31T23:59:59Z',
  '2016-12-31T23:59:60Z',
  '2026-13-45',
  '46083.3333',
  '__proto__',
  'constructor',
  'toString',
  'INC-204',
  'https://harbour.example/INC-204',
  0,
  -1,
  0.5,
  1e21,
  2 ** 53,
  1_772_438_400,
  true,
  null,
  [],
  {},
  nested(12),
  nested(40),
  Array.from({ length: 600 }, (_, index) => index),
  Object.fromEntries(Array.from({ length: 600 }, (_, index) => [`k${String(index)}`, index])),
  JSON.parse('{"__proto__":{"a":1}}'),
  { constructor: { prototype: 1 } },
  { id: null, name: ['a'], type: 7 },
];

/** Bytes that mean something to a reader of text. */
const TOKENS: readonly (string | number[])[] = [
  '\u0000',
  '\uFEFF',
  '\r\n',
  '\r',
  '\n',
  '"',
  '""',
  ',',
  ';',
  '\t',
  '{',
  '}',
  '[',
  ']',
  '\\',
  '\\u0000',
  '\\ud800',
  '\u202e',
  '"id":"a","id":"b",',
  '"__proto__":{"a":1},',
  '9007199254740993',
  '1e400',
  'NaN',
  '\\.',
  '\\N',
  [0xff],
  [0xc3],
  [0xed, 0xa0, 0x80],
];

function nested(depth: number): unknown {
  return depth === 0 ? 'deep' : [nested(depth - 1)];
}

const BYTES: readonly Change[] = [
  (bytes, { at }) => bytes.subarray(0, at % (bytes.length + 1)),
  (bytes, { at }) => bytes.subarray(at % (bytes.length + 1)),
  (bytes, { at, value }) => replaced(bytes, at, (byte) => byte ^ (1 << (value % 8))),
  (bytes, { at, value }) => inserted(bytes, at, TOKENS[value % TOKENS.length] ?? ''),
  (bytes, { at, value }) => inserted(bytes, at, TOKENS[value % TOKENS.length] ?? ''),
  (bytes, { at, value }) =>
    Buffer.concat([
      bytes.subarray(0, at % (bytes.length + 1)),
      bytes.subarray((at + (value % 40)) % (bytes.length + 1)),
    ]),
  (bytes, { at, value }, other) =>
    Buffer.concat([bytes.subarray(0, at % (bytes.length + 1)), other.subarray(value % (other.length + 1))]),
  (bytes, _, other) => Buffer.concat([bytes, other]),
  (bytes, { value }) => encoded(bytes, value),
];

/** The file in another encoding or with other line ends, as somebody's editor may save it. */
function encoded(bytes: Buffer, value: number): Buffer {
  const text = bytes.toString('utf8');
  const ways = [
    (): Buffer => Buffer.from(`\uFEFF${text}`, 'utf16le'),
    (): Buffer => Buffer.from(`\uFEFF${text}`, 'utf16le').subarray(0, -1),
    (): Buffer => Buffer.from(`\uFEFF${text}`),
    (): Buffer => Buffer.from(text.replaceAll('\n', '\r\n')),
    (): Buffer => Buffer.from(text.replaceAll('\n', '\r')),
    (): Buffer => Buffer.from(text, 'latin1'),
    (): Buffer => Buffer.from(text.trimEnd()),
  ];
  return ways[value % ways.length]?.() ?? bytes;
}

function replaced(bytes: Buffer, at: number, change: (byte: number) => number): Buffer {
  if (bytes.length === 0) return bytes;
  const copy = Buffer.from(bytes);
  copy[at % copy.length] = change(copy[at % copy.length] ?? 0);
  return copy;
}

function inserted(bytes: Buffer, at: number, token: string | number[]): Buffer {
  const offset = at % (bytes.length + 1);
  const added = typeof token === 'string' ? Buffer.from(token) : Buffer.from(token);
  return Buffer.concat([bytes.subarray(0, offset), added, bytes.subarray(offset)]);
}

type Node = Record<string, unknown> | unknown[];

interface Member {
  readonly parent: Node;
  readonly key: string;
}

const get = ({ parent, key }: Member): unknown => (parent as Record<string, unknown>)[key];

function set({ parent, key }: Member, value: unknown): void {
  Object.defineProperty(parent, key, { value, configurable: true, enumerable: true, writable: true });
}

function drop({ parent, key }: Member): void {
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else Reflect.deleteProperty(parent, key);
}

function duplicate(member: Member): void {
  const { parent, key } = member;
  if (Array.isArray(parent)) parent.splice(Number(key), 0, structuredClone(get(member)));
  else set({ parent, key: `${key}_` }, get(member));
}

/** The same in another type: a number as text, text in a list, a list as its first element. */
function retyped(value: unknown): unknown {
  if (typeof value === 'string') return value === '' || Number.isNaN(Number(value)) ? [value] : Number(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return (value as unknown[])[0] ?? {};
  return typeof value === 'object' && value !== null ? Object.values(value) : 'null';
}

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return [...(value as unknown[])].reverse();
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).reverse());
}

type Structural = (member: Member, other: Member, value: number) => void;

const STRUCTURE: readonly Structural[] = [
  (member) => {
    drop(member);
  },
  (member) => {
    duplicate(member);
  },
  (member) => {
    set(member, retyped(get(member)));
  },
  (member, _, value) => {
    set(member, structuredClone(HOSTILE[value % HOSTILE.length]));
  },
  (member, _, value) => {
    set(member, structuredClone(HOSTILE[value % HOSTILE.length]));
  },
  (member, other) => {
    set(member, structuredClone(get(other)));
  },
  (member) => {
    set(member, reversed(get(member)));
  },
  (member) => {
    set(member, { wrapped: get(member) });
  },
];

/** Changes one member of a document, or of one line where every line is a document; nothing where the text is neither. */
function structural(bytes: Buffer, { kind, at, value }: Mutation): Buffer {
  const change = STRUCTURE[kind % STRUCTURE.length];
  const text = bytes.toString('utf8');
  const whole = parsed(text);
  if (whole !== undefined) return Buffer.from(changed(whole, { change, at, value }));
  const lines = text.split('\n');
  const index = at % lines.length;
  const line = parsed(lines[index] ?? '');
  if (line === undefined) return cells(lines, { kind, at, value });
  lines[index] = changed(line, { change, at: Math.floor(at / lines.length), value });
  return Buffer.from(lines.join('\n'));
}

interface Step {
  readonly change: Structural | undefined;
  readonly at: number;
  readonly value: number;
}

function changed(document: unknown, { change, at, value }: Step): string {
  const holder = [document];
  const members = membersOf(holder);
  const [member, other] = [members[at % members.length], members[value % members.length]];
  if (member !== undefined && other !== undefined) change?.(member, other, value);
  return holder.map((root) => JSON.stringify(root)).join('\n');
}

function membersOf(node: Node): Member[] {
  return Object.entries(node).flatMap(([key, value]: [string, unknown]) => [
    { parent: node, key },
    ...(typeof value === 'object' && value !== null ? membersOf(value as Node) : []),
  ]);
}

function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Changes one cell or line of a table. */
function cells(lines: string[], { kind, at, value }: Mutation): Buffer {
  const index = at % lines.length;
  const separator = (lines[index] ?? '').includes('\t') ? '\t' : ',';
  const row = (lines[index] ?? '').split(separator);
  const cell = Math.floor(at / lines.length) % row.length;
  const hostile = HOSTILE[value % HOSTILE.length];
  const changes: readonly (() => void)[] = [
    () => lines.splice(index, 1),
    () => lines.splice(index, 0, lines[index] ?? ''),
    () => row.splice(cell, 1),
    () => row.splice(cell, 0, ''),
    () => (row[cell] = typeof hostile === 'string' ? hostile : JSON.stringify(hostile)),
    () => (row[cell] = `"${(row[cell] ?? '').replaceAll('"', '""')}"`),
    () => row.reverse(),
    () => lines.push(...lines.slice(1).reverse()),
  ];
  const change = changes[kind % changes.length];
  const count = lines.length;
  change?.();
  if (lines.length === count) lines[index] = row.join(separator);
  return Buffer.from(lines.join('\n'));
}

/** How many kinds of change there are; structural ones are chosen as often as others. */
export const KINDS = 2 * Math.max(STRUCTURE.length, BYTES.length);

/** The file after all changes, one after another. `other` is what a splice takes its rest from. */
export function mutated(bytes: Uint8Array, mutations: readonly Mutation[], other: Uint8Array): Uint8Array {
  let result = Buffer.from(bytes);
  for (const mutation of mutations) {
    const structuralKind = Math.floor(mutation.kind / 2);
    const change = BYTES[structuralKind % BYTES.length];
    const next =
      mutation.kind % 2 === 0 || change === undefined
        ? structural(result, { ...mutation, kind: structuralKind })
        : change(result, mutation, Buffer.from(other));
    result = Buffer.from(next);
  }
  return new Uint8Array(result);
}

import { compileDates } from './compile-dates.js';
import type { DateReader } from './dates.js';
import { isMembers, type MappingFaults, type MappingPath, type Members, offered } from './faults.js';
import { type Condition, type LoopSpec, type MemberPath, type Scalar, type ValueSpec, wordKey } from './mapping.js';
import { parsePath } from './members.js';

const VALUE_MEMBERS = ['from', 'values', 'otherwise', 'date', 'split', 'for', 'when'];

/** What the words of a mapping may be compiled to, with what is wrong in it gathered aside. */
export class ValueCompiler {
  constructor(
    readonly faults: MappingFaults,
    /** How dates are read where a field does not say otherwise. */
    readonly dates: DateReader,
  ) {}

  /** A value as a mapping writes it: a member, `=text`, a template, a list of them, or `{from, values, ...}`. */
  value(written: unknown, path: MappingPath): ValueSpec | undefined {
    if (typeof written === 'number' || typeof written === 'boolean') return { kind: 'literal', value: written };
    if (typeof written === 'string') return this.text(written, path);
    if (Array.isArray(written)) return this.first(written, path);
    if (isMembers(written)) return this.mapped(written, path);
    this.faults.add(path, 'says nothing; name a column or member, write =text for a fixed text, or remove the line');
    return undefined;
  }

  /** How the dates of a field are read: its own `date`, else that of the mapping. */
  datesOf(written: unknown, path: MappingPath): DateReader {
    if (!isMembers(written) || written['date'] === undefined) return this.dates;
    return compileDates(written['date'], [...path, 'date'], this.faults) ?? this.dates;
  }

  /** `path`, or `{from: path, split: ';'}`. */
  loop(written: unknown, path: MappingPath): LoopSpec | undefined {
    if (typeof written === 'string') return { path: parsePath(written) };
    if (isMembers(written) && typeof written['from'] === 'string') {
      this.knownMembers(written, ['from', 'split'], path);
      const split = written['split'];
      return { path: parsePath(written['from']), ...(typeof split === 'string' && { split }) };
    }
    this.faults.add(path, 'must name a list, such as responders, or {from: Responders, split: ","}');
    return undefined;
  }

  /** `{status: resolved}`, with `[a, b]`, `{not: a}` or `{exists: true}` in place of the word. */
  conditions(written: unknown, path: MappingPath): Condition[] {
    if (written === undefined) return [];
    if (!isMembers(written)) {
      this.faults.add(path, 'must say what members hold, such as {status: resolved}');
      return [];
    }
    return Object.entries(written).flatMap(([member, wanted]) => this.condition(member, wanted, [...path, member]));
  }

  /** Complains of members that nothing reads; false when there were any. */
  knownMembers(written: Members, known: readonly string[], path: MappingPath): boolean {
    const before = this.faults.all.length;
    for (const name of Object.keys(written)) {
      if (!known.includes(name))
        this.faults.add([...path, name], `is nothing a mapping knows here; ${offered(name, known)}`);
    }
    return this.faults.all.length === before;
  }

  private condition(member: string, wanted: unknown, path: MappingPath): Condition[] {
    const at = parsePath(member);
    if (isMembers(wanted)) {
      if (!this.knownMembers(wanted, ['not', 'exists'], path)) return [];
      if (typeof wanted['exists'] === 'boolean') return [{ path: at, not: !wanted['exists'] }];
      const words = wordsIn(wanted['not']);
      if (words !== undefined) return [{ path: at, words, not: true }];
    }
    const words = wordsIn(wanted);
    if (words !== undefined) return [{ path: at, words, not: false }];
    this.faults.add(path, 'must be a word, a list of words, {not: ...} or {exists: true}');
    return [];
  }

  private text(written: string, path: MappingPath): ValueSpec | undefined {
    const text = written.trim();
    if (text.startsWith('=')) return { kind: 'literal', value: text.slice(1).trim() };
    if (text === '') {
      this.faults.add(path, 'says nothing; name a column or member, write =text for a fixed text, or remove the line');
      return undefined;
    }
    if (!text.includes('{')) return { kind: 'path', path: parsePath(text) };
    const parts = text.split(/(\{[^{}]*\})/).filter((part) => part !== '');
    if (parts.some((part) => /[{}]/.test(part.replace(/^\{[^{}]*\}$/, '')))) {
      this.faults.add(path, 'opens or closes a brace without its pair; write {member} for each member of the text');
    }
    return {
      kind: 'template',
      parts: parts.map((part) => (part.startsWith('{') ? parsePath(part.slice(1, -1)) : part)),
    };
  }

  private first(written: readonly unknown[], path: MappingPath): ValueSpec {
    if (written.length === 0) this.faults.add(path, 'is an empty list; name at least one member');
    return { kind: 'first', of: written.flatMap((one, index) => this.value(one, [...path, index]) ?? []) };
  }

  private mapped(written: Members, path: MappingPath): ValueSpec | undefined {
    this.knownMembers(written, VALUE_MEMBERS, path);
    if (written['from'] === undefined) {
      this.faults.add(path, 'does not say where it comes from; add from: and the name of a column or member');
      return undefined;
    }
    const of = this.value(written['from'], [...path, 'from']);
    const values = this.values(written['values'], [...path, 'values']);
    const { split } = written;
    const otherwise = this.otherwise(written['otherwise'], [...path, 'otherwise']);
    const loop = written['for'] === undefined ? undefined : this.loop(written['for'], [...path, 'for']);
    const when = this.conditions(written['when'], [...path, 'when']);
    if (of === undefined) return undefined;
    return {
      kind: 'mapped',
      of,
      when,
      ...(loop !== undefined && { loop }),
      ...(values !== undefined && { values }),
      ...(otherwise !== undefined && { otherwise }),
      ...(typeof split === 'string' && split !== '' && { split }),
    };
  }

  private otherwise(written: unknown, path: MappingPath): 'keep' | 'drop' | undefined {
    if (written === 'keep' || written === 'drop') return written;
    if (written !== undefined) this.faults.add(path, 'must be keep or drop');
    return undefined;
  }

  private values(written: unknown, path: MappingPath): ReadonlyMap<string, Scalar> | undefined {
    if (written === undefined) return undefined;
    if (!isMembers(written)) {
      this.faults.add(path, 'must say what each word of the file means, such as {Critical: 1, Minor: 4}');
      return undefined;
    }
    const values = new Map<string, Scalar>();
    for (const [word, meant] of Object.entries(written)) {
      if (isScalar(meant)) values.set(wordKey(word), meant);
      else this.faults.add([...path, word], 'must be one word or number');
    }
    return values;
  }
}

/** The paths a value is read from, in the order of writing. */
export function pathsOf(spec: ValueSpec | undefined): MemberPath[] {
  switch (spec?.kind) {
    case 'path':
      return [spec.path];
    case 'template':
      return spec.parts.filter((part) => typeof part !== 'string');
    case 'first':
      return spec.of.flatMap(pathsOf);
    case 'mapped':
      return pathsOf(spec.of);
    default:
      return [];
  }
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function wordsIn(wanted: unknown): ReadonlySet<string> | undefined {
  const list: readonly unknown[] = Array.isArray(wanted) ? wanted : [wanted];
  return list.length > 0 && list.every(isScalar) ? new Set(list.map((word) => wordKey(String(word)))) : undefined;
}

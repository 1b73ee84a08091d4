import type { Fault } from './fault.js';
import { TOO_DEEP } from './json-depth.js';
import { CUT_SHORT, jsonFault, NOT_JSON } from './json-fault.js';
import { forbiddenKey, inspectJson, isForbiddenKey, type JsonFinding } from './json-inspection.js';
import { JsonValueScan } from './json-value-scan.js';
import { MAX_RECORD_CHARACTERS, tooLarge } from './lines.js';

/** One value of a JSON file that stands for a record or a page of them. */
export interface JsonItem {
  readonly value: unknown;
  /** The physical line where the value starts. */
  readonly line: number;
  /** RFC 6901, within its document. */
  readonly pointer: string;
  /** What is left of an envelope beside its lists, whose elements were items of their own. */
  readonly leftOver?: true;
  /** What is wrong with this item alone: its value is null then, and the items after it are good. */
  readonly fault?: Fault;
}

/** Which members of a document are lists of records (`incidents`), and which say nothing but where a page ends (`more`). */
export interface Envelope {
  readonly lists: ReadonlySet<string>;
  readonly paging: ReadonlySet<string>;
  /** For a format of our own: how long an item may be, all of which is read. Absent: another tool's objects. */
  readonly mostCharacters?: number;
}

export const NO_ENVELOPE: Envelope = { lists: new Set(), paging: new Set() };

/** What the grammar allows next, between values. */
type Expecting =
  'document' | 'element-or-end' | 'element' | 'comma' | 'key-or-end' | 'key' | 'colon' | 'member' | 'member-comma';

/** A list being read: where its elements are, and what follows it. */
interface List {
  readonly prefix: string;
  readonly after: Expecting;
  index: number;
}

/** An object being read as a document. `listed` once a list of it was yielded: then only the rest of it is an item. */
interface Document {
  readonly line: number;
  readonly start: number;
  rest: Record<string, unknown>;
  onlyPaging: boolean;
  listed: boolean;
  key: string;
}

/**
 * Finds the items of JSON documents in text that comes in pieces. It keeps the grammar between items itself and leaves
 * each item to the parser; it holds no more text than the item or the plain document being read.
 */
export class JsonScanner {
  private items: JsonItem[] = [];
  private text = '';
  private at = 0;
  private line = 1;
  /** Index in `text` where the current line starts; negative when that part was dropped. */
  private lineStart = 0;
  private expecting: Expecting = 'document';
  private list: List | undefined;
  private document: Document | undefined;
  private scan: JsonValueScan | undefined;

  private readonly steps: Readonly<Record<Expecting, (character: string) => Fault | undefined>> = {
    document: (character) => this.openDocument(character),
    'element-or-end': (character) => (character === ']' ? this.closeList() : this.startValue()),
    element: () => this.startValue(),
    comma: (character) => (character === ']' ? this.closeList() : this.punctuation(character, ',', 'element')),
    'key-or-end': (character) => (character === '}' ? this.closeDocument() : this.startKey(character)),
    key: (character) => this.startKey(character),
    colon: (character) => this.punctuation(character, ':', 'member'),
    member: (character) => (character === '[' && this.beginsList() ? this.openList() : this.startValue()),
    'member-comma': (character) => (character === '}' ? this.closeDocument() : this.punctuation(character, ',', 'key')),
  };

  constructor(private readonly envelope: Envelope) {}

  take(): JsonItem[] {
    const items = this.items;
    this.items = [];
    return items;
  }

  push(piece: string): Fault | undefined {
    this.text += piece;
    const fault = this.run();
    if (fault !== undefined) return fault;
    this.drop();
    return this.text.length > MAX_RECORD_CHARACTERS ? tooLarge(this.line, MAX_RECORD_CHARACTERS) : undefined;
  }

  end(): Fault | undefined {
    if (this.scan !== undefined) {
      const open = this.scan.start;
      const fault = this.scan.endsWithText()
        ? this.value(this.text.length)
        : this.syntaxFault(open, this.text.slice(open));
      if (fault !== undefined) return fault;
    }
    if (this.expecting === 'document') return undefined;
    return this.faultHere(CUT_SHORT);
  }

  /** Goes as far as the text allows. */
  private run(): Fault | undefined {
    for (;;) {
      if (this.scan !== undefined) {
        const end = this.scan.resume(this.text);
        if (this.scan.tooDeep) return { line: this.line, ...TOO_DEEP };
        if (end === undefined) return undefined;
        const fault = this.value(end);
        if (fault !== undefined) return fault;
      }
      this.skipSpace();
      if (this.at >= this.text.length) return undefined;
      const fault = this.step(this.text.charAt(this.at));
      if (fault !== undefined) return fault;
    }
  }

  private step(character: string): Fault | undefined {
    return this.steps[this.expecting](character);
  }

  private startKey(character: string): Fault | undefined {
    return character === '"' ? this.startValue() : this.syntaxHere();
  }

  private openDocument(character: string): Fault | undefined {
    if (character !== '{' && character !== '[') return this.startValue();
    if (character === '[') this.list = { prefix: '', after: 'document', index: 0 };
    else {
      const { line, at: start } = this;
      this.document = { line, start, rest: {}, onlyPaging: true, listed: false, key: '' };
    }
    return this.advance(character === '[' ? 'element-or-end' : 'key-or-end');
  }

  private beginsList(): boolean {
    const { document } = this;
    return document !== undefined && this.envelope.lists.has(document.key) && (document.listed || document.onlyPaging);
  }

  private openList(): Fault | undefined {
    if (this.document === undefined) return undefined;
    this.document.listed = true;
    this.list = { prefix: `/${this.document.key}`, after: 'member-comma', index: 0 };
    return this.advance('element-or-end');
  }

  private closeList(): Fault | undefined {
    const after = this.list?.after ?? 'document';
    this.list = undefined;
    return this.advance(after);
  }

  /** The end of an object: all of it is an item, or what is left beside the lists already yielded. */
  private closeDocument(): Fault | undefined {
    const { document } = this;
    this.advance('document');
    this.document = undefined;
    if (document === undefined) return undefined;
    const { line, start, listed, rest } = document;
    if (!listed) return this.item(this.text.slice(start, this.at), { line, start, pointer: '' });
    if (Object.keys(rest).length > 0) this.items.push({ value: rest, line, pointer: '', leftOver: true });
    return undefined;
  }

  private startValue(): Fault | undefined {
    if (',:]}'.includes(this.text.charAt(this.at))) return this.syntaxHere();
    this.scan = new JsonValueScan(this.at);
    return undefined;
  }

  private punctuation(character: string, wanted: string, next: Expecting): Fault | undefined {
    return character === wanted ? this.advance(next) : this.syntaxHere();
  }

  private advance(next: Expecting): Fault | undefined {
    this.at += 1;
    this.expecting = next;
    return undefined;
  }

  /** A value has ended before `end`: an item, a key, or a member of the document. */
  private value(end: number): Fault | undefined {
    const start = this.scan?.start ?? this.at;
    const raw = this.text.slice(start, end);
    const line = this.line;
    this.scan = undefined;
    if (this.expecting === 'key' || this.expecting === 'key-or-end' || this.expecting === 'member') {
      return this.memberPart(raw, start, end);
    }
    const pointer = this.list === undefined ? '' : `${this.list.prefix}/${String(this.list.index)}`;
    const fault = this.item(raw, { line, start, pointer });
    this.pass(end);
    if (this.list !== undefined) this.list.index += 1;
    this.expecting = this.list === undefined ? 'document' : 'comma';
    return fault;
  }

  private memberPart(raw: string, start: number, end: number): Fault | undefined {
    const { document } = this;
    if (document === undefined) return undefined;
    const isKey = this.expecting !== 'member';
    if (isKey || document.listed) {
      const parsed = parse(raw);
      if (parsed === undefined) return this.syntaxFault(start, raw);
      if (isKey) document.key = String(parsed.value);
      else if (isForbiddenKey(document.key)) {
        return this.found(forbiddenKey(document.key, `/${document.key}`), { line: document.line, pointer: '' });
      } else if (!this.envelope.paging.has(document.key)) document.rest[document.key] = parsed.value;
    }
    if (!isKey && !this.envelope.paging.has(document.key)) document.onlyPaging = false;
    this.pass(end);
    this.expecting = isKey ? 'colon' : 'member-comma';
    return undefined;
  }

  private item(raw: string, where: { line: number; start: number; pointer: string }): Fault | undefined {
    const { mostCharacters = MAX_RECORD_CHARACTERS } = this.envelope;
    if (raw.length > mostCharacters) return tooLarge(where.line, mostCharacters);
    const parsed = parse(raw);
    if (parsed === undefined) {
      const charactersBefore =
        where.line === this.line ? where.start - this.lineStart : this.documentColumn(where.start);
      return { ...jsonFault(raw, { line: where.line, charactersBefore }), scope: 'file' };
    }
    const finding = inspectJson(parsed.value, raw, this.envelope.mostCharacters === undefined ? 'foreign' : 'strict');
    if (finding !== undefined) return this.found(finding, where);
    this.items.push({ value: parsed.value, line: where.line, pointer: where.pointer });
    return undefined;
  }

  /** A fault of the file stops everything; one of the item stands in its place. */
  private found(finding: JsonFinding, where: { line: number; pointer: string }): Fault | undefined {
    const { line } = where;
    const fault: Fault = { line, ...finding, pointer: where.pointer + finding.pointer };
    if (finding.scope === 'file') return fault;
    this.items.push({ value: null, line, pointer: where.pointer, fault });
    return undefined;
  }

  /** Characters before an index that stands on an earlier line, which is still in the text. */
  private documentColumn(start: number): number {
    return start - (this.text.lastIndexOf('\n', start) + 1);
  }

  private skipSpace(): void {
    let end = this.at;
    while (end < this.text.length && isSpace(this.text.charCodeAt(end))) end += 1;
    this.pass(end);
  }

  /** Moves on, counting lines. */
  private pass(end: number): void {
    for (let at = this.text.indexOf('\n', this.at); at >= 0 && at < end; at = this.text.indexOf('\n', at + 1)) {
      this.line += 1;
      this.lineStart = at + 1;
    }
    this.at = end;
  }

  /** Lets go of the text already read. */
  private drop(): void {
    const open = this.document !== undefined && !this.document.listed ? this.document.start : this.at;
    if (open === 0) return;
    this.text = this.text.slice(open);
    this.at -= open;
    this.lineStart -= open;
    this.scan?.shift(open);
    if (this.document !== undefined) this.document = { ...this.document, start: this.document.start - open };
  }

  private syntaxFault(start: number, raw: string): Fault {
    return { ...jsonFault(raw, { line: this.line, charactersBefore: start - this.lineStart }), scope: 'file' };
  }

  private syntaxHere(): Fault {
    return this.faultHere(NOT_JSON);
  }

  private faultHere(message: string): Fault {
    return { line: this.line, column: this.at - this.lineStart + 1, code: 'JSON_SYNTAX', scope: 'file', message };
  }
}

function parse(raw: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(raw) as unknown };
  } catch {
    return undefined;
  }
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

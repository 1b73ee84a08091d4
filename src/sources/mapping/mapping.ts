import type { CoverageKind } from '../../domain/event.js';
import type { FieldKind } from '../native/fields.js';
import type { DateReader } from './dates.js';

/** What a row, or a further record of it, can be. */
export const EACH = [
  'incident',
  'event',
  'update',
  'person',
  'action-item',
  'action-item-event',
  'shift',
  'leave',
  'membership',
] as const;

export type Each = (typeof EACH)[number];

/** The way to a member of a row: `attributes.user.id`, `teams.0.name`, or a column. */
export interface MemberPath {
  /** How many levels above the element of a list it starts: one for each `^`. */
  readonly up: number;
  /** The path as written, without `^`; empty for the element itself, written `.`. */
  readonly text: string;
  readonly steps: readonly string[];
}

export type Scalar = string | number | boolean;

/** Where the value of a field comes from. */
export type ValueSpec =
  | { readonly kind: 'literal'; readonly value: Scalar }
  | { readonly kind: 'path'; readonly path: MemberPath }
  /** Texts and members in turn; without a value where one of the members has none. */
  | { readonly kind: 'template'; readonly parts: readonly (string | MemberPath)[] }
  /** The first that has a value. */
  | { readonly kind: 'first'; readonly of: readonly ValueSpec[] }
  | {
      readonly kind: 'mapped';
      readonly of: ValueSpec;
      /** By the word as `wordKey` writes it. Absent: values stay as they are. */
      readonly values?: ReadonlyMap<string, Scalar>;
      /** For words that `values` does not have. Absent: left out, with a warning. */
      readonly otherwise?: 'keep' | 'drop';
      /** What separates the parts of a text that is a list. */
      readonly split?: string;
      /** The value is that of the first element of this list for which the conditions hold. */
      readonly loop?: LoopSpec;
      /** There is a value only where these hold. */
      readonly when: readonly Condition[];
    };

/** A reference to a record of another system. */
export interface RefSpec {
  readonly each?: LoopSpec;
  readonly system?: ValueSpec;
  readonly id?: ValueSpec;
  readonly url?: ValueSpec;
  /** Free texts in which keys and pages are looked for. */
  readonly namedIn?: readonly ValueSpec[];
}

/** One field of a record, and where its value comes from. */
export interface FieldSpec {
  /** Dotted where nested: `details.role`. */
  readonly name: string;
  readonly kind: FieldKind;
  readonly value?: ValueSpec;
  /** Whether it names people: then white space varies as people type it, and is not told apart. */
  readonly person?: boolean;
  /** Of a person: their name, beside the id that `value` gives. */
  readonly personName?: ValueSpec;
  readonly refs?: readonly RefSpec[];
  readonly dates: DateReader;
}

/** A list of the row, an element at a time. */
export interface LoopSpec {
  readonly path: MemberPath;
  readonly split?: string;
}

/** All conditions of a list must hold. */
export interface Condition {
  readonly path: MemberPath;
  /** The words of which it must be one; `not`: none. */
  readonly words?: ReadonlySet<string>;
  readonly not: boolean;
}

/** One record made from a row, or from each element of a list in it. */
export interface Output {
  readonly each: Each;
  readonly loop?: LoopSpec;
  readonly when: readonly Condition[];
  readonly covers: readonly CoverageKind[];
  readonly fields: readonly FieldSpec[];
}

/** One kind of row, how to know it, and what is made of it. */
export interface Table extends Output {
  readonly name: string;
  readonly format: 'csv' | 'json';
  readonly delimiter: string;
  /** Members of a document that hold the rows. */
  readonly rows: readonly string[];
  /** Members or columns that a row of this table has, whatever their value. */
  readonly recognise: readonly MemberPath[];
  readonly where: readonly Condition[];
  /** Empty: no row is private. */
  readonly isPrivate: readonly Condition[];
  readonly also: readonly Output[];
}

/** A mapping file, read and checked. */
export interface Mapping {
  /** The id of the source it makes. */
  readonly source: string;
  readonly title: string;
  readonly version: number;
  /** Texts that mean nothing was recorded, trimmed. */
  readonly missing: ReadonlySet<string>;
  /** Whether documents are JSON:API: what a row names among its relationships is then put in its place out of `included`. */
  readonly jsonApi: boolean;
  readonly tables: readonly Table[];
}

/** A word without what writers of forms vary: case, and what stands between its parts. */
export function wordKey(word: string): string {
  return word
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ');
}

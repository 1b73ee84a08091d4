import { nearWords } from '../../domain/near-words.js';

export type Members = Readonly<Record<string, unknown>>;

/** Where in a mapping file something stands. */
export type MappingPath = readonly (string | number)[];

/** Something wrong in a mapping file: what and how to mend it, as a sentence that begins with the name of the place. */
export interface MappingFault {
  readonly path: MappingPath;
  readonly message: string;
}

/** Gathers what is wrong with a mapping, so that it is told at once. */
export class MappingFaults {
  readonly all: MappingFault[] = [];

  /** `half` follows the name of the place: `has no field titel`. */
  add(path: MappingPath, half: string): void {
    const where = describePath(path);
    this.all.push({ path, message: `${where} ${half}${/[.?]$/.test(half) ? '' : '.'}` });
  }
}

/** `tables[0].fields.title`; the file itself where the path is empty. */
export function describePath(path: MappingPath): string {
  const text = path.map((part) => (typeof part === 'number' ? `[${String(part)}]` : `.${part}`)).join('');
  return text === '' ? 'The mapping' : text.replace(/^\./, '');
}

/** The words that one may have been meant for, else all. */
export function offered(word: string, known: readonly string[]): string {
  const meant = nearWords(word, known);
  return meant.length > 0 ? `did you mean ${meant.join(' or ')}?` : `known are ${known.join(', ')}`;
}

export function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

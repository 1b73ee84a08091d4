import { type CanonicalRecord, updatedAtOf } from '../../domain/record.js';
import { merged, MERGED_TYPES } from './merge-declarations.js';
import { orderOf } from './plan-import.js';

/** That an import said this of a record, and where the text stands that it was read from. */
export interface Assertion {
  readonly importNumber: number;
  /** The source record that holds the version; 0 where the import asserted again what was there. */
  readonly n: number;
  readonly source: string;
  /** Canonical JSON, as that import said it. */
  readonly body: string;
  readonly sourceImport: number;
  readonly sourceN: number;
}

/**
 * What holds of one record when these imports, in their order, are all there ever was: the rules of {@link planImport} once
 * more. Undefined when nobody asserts it.
 */
export function foldAssertions(type: string, assertions: readonly Assertion[]): Assertion | undefined {
  const inOrder = [...assertions].sort((a, b) => a.importNumber - b.importNumber || a.n - b.n);
  return inOrder.reduce<Assertion | undefined>(
    (held, next) => (held === undefined ? next : later(type, held, next)),
    undefined,
  );
}

function later(type: string, held: Assertion, next: Assertion): Assertion {
  if (held.body === next.body) return held;
  if (MERGED_TYPES.has(type)) {
    const body = merged(held.body, next.body);
    return body === held.body ? held : { ...next, body };
  }
  const order = orderOf(updatedAt(next), updatedAt(held));
  return order < 0 || (order === 0 && next.importNumber === held.importNumber) ? held : next;
}

function updatedAt({ body }: Assertion): string | null {
  return updatedAtOf(JSON.parse(body) as CanonicalRecord) ?? null;
}

import { COVERAGE_KINDS } from '../../domain/event.js';
import { canonicalJson } from './canonical-json.js';

/**
 * Records that describe rather than happen: several files rightly declare different coverage, or show a handle under
 * different names. Versions are merged so that the order of files cannot matter; they are never a conflict.
 */
export const MERGED_TYPES: ReadonlySet<string> = new Set(['source', 'handle']);

/** The one body two bodies of such a record make: commutative, associative and idempotent. */
export function merged(one: string, other: string): string {
  const [first, second] = [parse(one), parse(other)];
  const covers = new Set([...kindsOf(first), ...kindsOf(second)]);
  if (first['covers'] === undefined && second['covers'] === undefined) return one > other ? one : other;
  const rest = [first, second].map((body) => canonicalJson({ ...body, covers: undefined }));
  const [greater = '{}'] = rest.sort().reverse();
  return canonicalJson({ ...parse(greater), covers: COVERAGE_KINDS.filter((kind) => covers.has(kind)) });
}

function parse(body: string): Record<string, unknown> {
  return JSON.parse(body) as Record<string, unknown>;
}

function kindsOf(body: Record<string, unknown>): unknown[] {
  return Array.isArray(body['covers']) ? body['covers'] : [];
}

import { type Instant, instantOf, msOf } from '../../domain/instant.js';

/**
 * When a version was written, later by milliseconds the more of these facts it holds. One API tells the same version of an
 * object in several answers, some of which leave facts out; so the fuller one holds, whatever the order of the files.
 */
export function fullerVersion(
  updatedAt: Instant | null | undefined,
  ...facts: readonly unknown[]
): Instant | undefined {
  if (!updatedAt) return undefined;
  const fullness = facts.reduce<number>((sum, fact, index) => sum + (fact === undefined ? 0 : 2 ** index), 0);
  return instantOf(msOf(updatedAt) + fullness);
}

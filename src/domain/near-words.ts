const MOST_OFFERED = 3;

/**
 * The known words that one may have been meant for, nearest first, at most three: two edits away (one for a word of less
 * than five letters), or the beginning of it. Case aside.
 */
export function nearWords(word: string, known: readonly string[]): string[] {
  const lower = word.toLowerCase();
  if (lower.length < 3 || lower.length > 40) return [];
  const farthest = lower.length < 5 ? 1 : 2;
  return known
    .map((one) => ({ one, distance: distanceOf(lower, one.toLowerCase()) }))
    .filter(({ distance }) => distance <= farthest)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, MOST_OFFERED)
    .map(({ one }) => one);
}

function distanceOf(word: string, known: string): number {
  const begins = known.length >= 3 && (known.startsWith(word) || word.startsWith(known));
  return begins ? Math.min(1, editDistance(word, known)) : editDistance(word, known);
}

/** Levenshtein distance. */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** Code points from `first` to `last`, both included. */
export interface CodePointRange {
  readonly first: number;
  readonly last: number;
}

/** Reads the value of a CSS `unicode-range`, such as `U+0-FF,U+131,U+4??`, sorted by first code point. */
export function parseUnicodeRange(value: string): CodePointRange[] {
  return value
    .split(',')
    .map((part) => part.trim().replace(/^u\+/i, ''))
    .filter((part) => part !== '')
    .map(parseOne)
    .sort((a, b) => a.first - b.first);
}

function parseOne(part: string): CodePointRange {
  const [from = '', to] = part.split('-');
  return {
    first: Number.parseInt(from.replaceAll('?', '0'), 16),
    last: Number.parseInt(to ?? from.replaceAll('?', 'F'), 16),
  };
}

/** Whether one of the sorted, non-overlapping ranges holds the code point. */
export function holds(ranges: readonly CodePointRange[], codePoint: number): boolean {
  let low = 0;
  let high = ranges.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const range = ranges[middle];
    if (range === undefined) return false;
    if (codePoint < range.first) high = middle - 1;
    else if (codePoint > range.last) low = middle + 1;
    else return true;
  }
  return false;
}

/** Writes code points as the shortest CSS `unicode-range`, neighbours joined. */
export function formatUnicodeRange(codePoints: Iterable<number>): string {
  const ranges: { first: number; last: number }[] = [];
  for (const codePoint of [...new Set(codePoints)].sort((a, b) => a - b)) {
    const latest = ranges.at(-1);
    if (latest?.last === codePoint - 1) latest.last = codePoint;
    else ranges.push({ first: codePoint, last: codePoint });
  }
  return formatRanges(ranges);
}

/** Writes ranges as a CSS `unicode-range`. */
export function formatRanges(ranges: readonly CodePointRange[]): string {
  return ranges.map(({ first, last }) => `U+${hex(first)}${last === first ? '' : `-${hex(last)}`}`).join(',');
}

function hex(codePoint: number): string {
  return codePoint.toString(16).toUpperCase();
}

/** Every distinct code point of a text, without control characters, ascending. */
export function codePointsOf(text: string): number[] {
  const found = new Set<number>();
  for (const character of text) found.add(character.codePointAt(0) ?? 0);
  return [...found].filter((codePoint) => codePoint >= 0x20).sort((a, b) => a - b);
}

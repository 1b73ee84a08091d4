/** Widths in em of Source Sans 3, by kind of character: close enough to lay out labels without measuring glyphs. */
const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/^\p{Mark}/u, 0],
  [/^[ ijl.,:;'|!·]/u, 0.25],
  [/^[frtI()[\]"\-/]/u, 0.34],
  [/^[mwMW@%—]/u, 0.83],
  [/^\p{Uppercase_Letter}/u, 0.6],
  [/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303F\uFF00-\uFFEF]/u, 1],
  [/^\p{Extended_Pictographic}/u, 1.2],
];

const OTHER = 0.52;

const characters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** About how wide a line of text is, in pixels, at a size in pixels. */
export function textWidth(text: string, sizePixels: number): number {
  let ems = 0;
  for (const { segment } of characters.segment(text)) {
    ems += WIDTHS.find(([kind]) => kind.test(segment))?.[1] ?? OTHER;
  }
  return ems * sizePixels;
}

/** The text, or as much of its beginning as fits with an ellipsis; never cut inside a character. */
export function fitText(text: string, sizePixels: number, widthPixels: number): string {
  // Half a pixel of grace: a column is often sized to its widest text, and sums of fractions differ in the last digit.
  if (textWidth(text, sizePixels) <= widthPixels + 0.5) return text;
  const room = widthPixels - textWidth('…', sizePixels);
  let kept = '';
  for (const { segment } of characters.segment(text)) {
    if (textWidth(kept + segment, sizePixels) > room) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

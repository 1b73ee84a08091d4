import { formatRanges, formatUnicodeRange, holds, parseUnicodeRange, type CodePointRange } from './unicode-range.js';

/** One slice of one family: a file that holds the glyphs of some code points. */
export interface FontSlice {
  readonly family: string;
  /** `normal` or `italic`. */
  readonly style: string;
  /** A CSS weight, `400`, or a range of them, `200 900`. */
  readonly weight: string;
  /** The file's name inside its package. */
  readonly file: string;
  readonly ranges: readonly CodePointRange[];
}

/** A slice the text needs, and the code points it shall serve; absent: all it has. */
export interface ChosenSlice {
  readonly slice: FontSlice;
  readonly codePoints?: readonly number[];
}

/** The stacks the views use. Each names every shipped family, so that a name in any of their scripts prints. */
export const FONT_STACK = {
  serif: stack('Source Serif 4', 'Source Sans 3', 'serif'),
  sans: stack('Source Sans 3', 'Source Serif 4', 'sans-serif'),
} as const;

function stack(first: string, second: string, generic: string): string {
  const scripts = ['JP', 'KR', 'SC', 'Arabic', 'Devanagari'].map((script) => `Noto Sans ${script} Variable`);
  return [first, second, ...scripts].map((family) => `'${family}'`).join(', ') + `, ${generic}`;
}

/** Reads the `@font-face` rules of a fontsource stylesheet. */
export function parseFontFaces(css: string): FontSlice[] {
  return [...css.matchAll(/@font-face\s*\{([^}]*)\}/g)].map(([, body = '']) => ({
    family: declared(body, 'font-family').replace(/^['"]|['"]$/g, ''),
    style: declared(body, 'font-style'),
    weight: declared(body, 'font-weight'),
    file: /files\/([\w.-]+\.woff2)/.exec(body)?.[1] ?? '',
    ranges: parseUnicodeRange(declared(body, 'unicode-range')),
  }));
}

function declared(body: string, property: string): string {
  return new RegExp(`${property}:\\s*([^;]+);`).exec(body)?.[1]?.trim() ?? '';
}

/**
 * The slices a text needs. The text families serve what they have, upright and italic, as whole slices: a page also
 * prints what stands in no text, such as page numbers. Every other code point is served by exactly one script family,
 * the first of `scripts` that has it, so the order of a CSS stack cannot mix two styles of the same character.
 */
export function chooseSlices(
  codePoints: readonly number[],
  text: readonly FontSlice[],
  scripts: readonly (readonly FontSlice[])[],
): ChosenSlice[] {
  const chosen: ChosenSlice[] = text
    .filter((slice) => heldBy(slice, codePoints).length > 0)
    .map((slice) => ({ slice }));
  let left = codePoints.filter((each) => !text.some((slice) => holds(slice.ranges, each)));
  for (const family of scripts) {
    const served = new Set<number>();
    for (const slice of family) {
      const held = heldBy(slice, left).filter((each) => !served.has(each));
      for (const each of held) served.add(each);
      if (held.length > 0) chosen.push({ slice, codePoints: [...held, ...joinersOf(slice, codePoints)] });
    }
    left = left.filter((each) => !served.has(each));
  }
  return chosen;
}

function heldBy(slice: FontSlice, codePoints: readonly number[]): number[] {
  return codePoints.filter((each) => holds(slice.ranges, each));
}

/** A script that shapes across joiners needs them from its own font, though the text families have them too. */
function joinersOf(slice: FontSlice, codePoints: readonly number[]): number[] {
  return heldBy(slice, codePoints).filter((each) => holds(JOINERS, each));
}

const JOINERS = parseUnicodeRange('U+200C-200D');

/** Which Han style a text asks for: kana means Japanese, hangul Korean, else Chinese. Families in order of preference. */
export function hanOrder(text: string): readonly ('jp' | 'kr' | 'sc')[] {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return ['jp', 'kr', 'sc'];
  if (/\p{Script=Hangul}/u.test(text)) return ['kr', 'sc', 'jp'];
  return ['sc', 'jp', 'kr'];
}

/** One `@font-face` rule, narrowed to the code points the slice serves; `base64` is the font file. */
export function fontFaceRule({ slice, codePoints }: ChosenSlice, base64: string): string {
  const range = codePoints === undefined ? formatRanges(slice.ranges) : formatUnicodeRange(codePoints);
  return [
    `@font-face{font-family:'${slice.family}'`,
    `font-style:${slice.style}`,
    `font-weight:${slice.weight}`,
    'font-display:block',
    `src:url(data:font/woff2;base64,${base64}) format('woff2')`,
    `unicode-range:${range}}`,
  ].join(';');
}

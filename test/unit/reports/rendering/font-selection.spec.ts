import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  chooseSlices,
  FONT_STACK,
  fontFaceRule,
  hanOrder,
  parseFontFaces,
  type FontSlice,
} from '../../../../src/reports/rendering/font-selection.js';
import {
  codePointsOf,
  formatUnicodeRange,
  holds,
  parseUnicodeRange,
} from '../../../../src/reports/rendering/unicode-range.js';

function slice(family: string, ranges: string, file = `${family}.woff2`): FontSlice {
  return { family, style: 'normal', weight: '200 900', file, ranges: parseUnicodeRange(ranges) };
}

describe('unicode ranges', () => {
  test('read single points, spans and wildcards in any case', () => {
    expect(parseUnicodeRange('U+131, u+0-ff,U+4??')).toEqual([
      { first: 0, last: 0xff },
      { first: 0x131, last: 0x131 },
      { first: 0x400, last: 0x4ff },
    ]);
  });

  test('hold exactly the points between their ends', () => {
    const ranges = parseUnicodeRange('U+41-43,U+50');
    expect([0x40, 0x41, 0x43, 0x44, 0x50, 0x51].map((point) => holds(ranges, point))).toEqual([
      false,
      true,
      true,
      false,
      true,
      false,
    ]);
  });

  test('what is written reads back as the same set', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(0x2ff), { minLength: 1 }), (points) => {
        const ranges = parseUnicodeRange(formatUnicodeRange(points));
        const held = Array.from({ length: 0x301 }, (_, point) => point).filter((point) => holds(ranges, point));
        expect(held).toEqual([...points].sort((a, b) => a - b));
      }),
      { numRuns: 50 },
    );
  });

  test('a text has each of its characters once, above the control characters', () => {
    expect(codePointsOf('ab\na𠮷')).toEqual([0x61, 0x62, 0x20bb7]);
  });
});

describe('choosing fonts', () => {
  const latin = slice('Serif', 'U+0-FF,U+200D');
  const greek = slice('Serif', 'U+370-3FF');
  const first = slice('First', 'U+4E00-4E0F,U+200D');
  const second = slice('Second', 'U+4E00-4EFF');

  test('takes only the slices whose characters stand in the text', () => {
    const chosen = chooseSlices(codePointsOf('abc'), [latin, greek], [[first], [second]]);
    expect(chosen.map((each) => each.slice)).toEqual([latin]);
  });

  test('serves a character outside the text families from the first script family that has it, and from no other', () => {
    const chosen = chooseSlices([0x4e01, 0x4e80], [latin], [[first], [second]]);
    expect(chosen).toEqual([
      { slice: first, codePoints: [0x4e01] },
      { slice: second, codePoints: [0x4e80] },
    ]);
  });

  test('gives joiners to a script that has them', () => {
    const chosen = chooseSlices([0x200d, 0x4e01], [latin], [[first]]);
    expect(chosen[1]?.codePoints).toEqual([0x4e01, 0x200d]);
  });

  test('prefers Japanese forms with kana, Korean with hangul, else Chinese', () => {
    expect(['田中さくら 김', '김 金', '王小明', 'Ada'].map((text) => hanOrder(text)[0])).toEqual([
      'jp',
      'kr',
      'sc',
      'sc',
    ]);
  });

  test('a text family serves its whole slice, a script family the characters it was chosen for', () => {
    expect(fontFaceRule({ slice: latin }, 'AA')).toContain('unicode-range:U+0-FF,U+200D}');
    expect(fontFaceRule({ slice: first, codePoints: [0x4e01] }, 'AA')).toContain('unicode-range:U+4E01}');
  });

  test('both stacks name every shipped family', () => {
    const families = [
      'Source Serif 4',
      'Source Sans 3',
      ...['JP', 'KR', 'SC', 'Arabic', 'Devanagari'].map((each) => `Noto Sans ${each} Variable`),
    ];
    for (const family of families) {
      expect(FONT_STACK.serif).toContain(`'${family}'`);
      expect(FONT_STACK.sans).toContain(`'${family}'`);
    }
  });

  test('reads a fontsource stylesheet', () => {
    const css = `/* a-latin-wght-normal */
      @font-face {
        font-family: 'A Variable';
        font-style: italic;
        font-display: swap;
        font-weight: 200 900;
        src: url(./files/a-latin-wght-normal.woff2) format('woff2-variations');
        unicode-range: U+41-42,U+50;
      }`;
    expect(parseFontFaces(css)).toEqual([
      {
        family: 'A Variable',
        style: 'italic',
        weight: '200 900',
        file: 'a-latin-wght-normal.woff2',
        ranges: [
          { first: 0x41, last: 0x42 },
          { first: 0x50, last: 0x50 },
        ],
      },
    ]);
  });
});

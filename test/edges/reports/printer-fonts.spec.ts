import { describe, expect, test } from '@jest/globals';
import { FontFacesService } from '../../../src/reports/rendering/font-faces.service.js';

const fonts = new FontFacesService();

/** Each rule as `family style`, in order, without repeats. */
function familiesOf(css: string): string[] {
  const rules = css.matchAll(/font-family:'([^']+)';font-style:(\w+)/g);
  return [...new Set(Array.from(rules, ([, family = '', style = '']) => `${family} ${style}`))];
}

const LATIN = ['Source Serif 4 normal', 'Source Serif 4 italic', 'Source Sans 3 normal'];

describe('the shipped typefaces', () => {
  test('an English page carries the Latin slices and nothing else', () => {
    const css = fonts.cssFor('Answered 11 of 13 pages');
    expect(familiesOf(css)).toEqual(LATIN);
    // Serif upright and italic, sans regular and semibold.
    expect(css.match(/@font-face/g)).toHaveLength(4);
  });

  test('a page without a word still carries Latin, for its page numbers', () => {
    expect(familiesOf(fonts.cssFor(''))).toEqual(LATIN);
  });

  test.each([
    ['محمد', 'Noto Sans Arabic Variable normal'],
    ['नरेन्द्र', 'Noto Sans Devanagari Variable normal'],
    ['王小明', 'Noto Sans SC Variable normal'],
    ['さくら', 'Noto Sans JP Variable normal'],
    ['김철수', 'Noto Sans KR Variable normal'],
  ])('%s is served by %s alone', (name, family) => {
    expect(familiesOf(fonts.cssFor(name)).slice(LATIN.length)).toEqual([family]);
  });

  test('every font is inside the page, as woff2', () => {
    const css = fonts.cssFor('Ada Ελένη Наталія Nguyễn 王 さ 김 م न');
    const sources = [...css.matchAll(/url\(([^)]{0,40})/g)].map(([, source = '']) => source);
    expect(sources.length).toBeGreaterThan(15);
    // wOF2, the signature of the format, is d09GMg in base64.
    for (const source of sources) expect(source).toMatch(/^data:font\/woff2;base64,d09GMg/);
  });

  test('the same text gives the same bytes', () => {
    expect(new FontFacesService().cssFor('Ada 王')).toBe(fonts.cssFor('Ada 王'));
  });
});

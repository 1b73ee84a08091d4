import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { stackLevels } from '../../../../src/reports/charts/stacking.js';
import { fitText, textWidth } from '../../../../src/reports/charts/text-width.js';

describe('stacking', () => {
  test('no two marks of one level are nearer than the pitch, and no level is skipped', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(600), { maxLength: 80 }), (unsorted) => {
        const positions = unsorted.sort((a, b) => a - b);
        const levels = stackLevels(positions, 12);
        const used = [...new Set(levels)].sort((a, b) => a - b);
        expect(used).toEqual(used.map((_, index) => index));
        for (const level of used) {
          const row = positions.filter((_, index) => levels[index] === level);
          for (let index = 1; index < row.length; index += 1) {
            expect((row[index] ?? 0) - (row[index - 1] ?? 0)).toBeGreaterThanOrEqual(12);
          }
        }
      }),
    );
  });
});

describe('fitting text', () => {
  test('leaves alone what fits and ends the rest with an ellipsis inside the width', () => {
    expect(fitText('INC-204', 10, 100)).toBe('INC-204');
    const cut = fitText('A very long incident title indeed', 10, 60);
    expect(cut).toMatch(/^A very.*…$/);
    expect(textWidth(cut, 10)).toBeLessThanOrEqual(60);
  });

  test('never cuts inside a character, combined or paired', () => {
    for (let width = 0; width < 60; width += 1) {
      const cut = fitText('नरेन्द्र👩‍💻👩‍💻', 10, width).replace('…', '');
      const whole = [...new Intl.Segmenter('en').segment('नरेन्द्र👩‍💻👩‍💻')].map(({ segment }) => segment);
      const kept = [...new Intl.Segmenter('en').segment(cut)].map(({ segment }) => segment);
      expect(kept).toEqual(whole.slice(0, kept.length));
    }
  });

  test('counts a Han character as wide as the type is high', () => {
    expect(textWidth('王小明', 10)).toBe(30);
  });
});

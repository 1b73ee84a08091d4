import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { spreadLabels, stackLevels } from '../../../../src/reports/charts/stacking.js';
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

describe('spreading labels', () => {
  test('leaves labels that have room where they want to be', () => {
    expect(
      spreadLabels(
        [
          { centre: 50, width: 20 },
          { centre: 200, width: 40 },
        ],
        8,
        600,
      ),
    ).toEqual([50, 200]);
  });

  test('moves two that would overlap apart by the same distance', () => {
    // Both want 100; each is 20 wide with a gap of 8, so they stand 14 to the left and to the right.
    expect(
      spreadLabels(
        [
          { centre: 100, width: 20 },
          { centre: 100, width: 20 },
        ],
        8,
        600,
      ),
    ).toEqual([86, 114]);
  });

  test('keeps labels inside at both ends', () => {
    // 40 wide at 0 stands from 0 to 40; at 600 from 560 to 600.
    expect(
      spreadLabels(
        [
          { centre: 0, width: 40 },
          { centre: 600, width: 40 },
        ],
        8,
        600,
      ),
    ).toEqual([20, 580]);
  });

  test('labels never overlap while there is room for all', () => {
    const label = fc.record({ centre: fc.nat(600), width: fc.integer({ min: 5, max: 60 }) });
    fc.assert(
      fc.property(fc.array(label, { maxLength: 8 }), (unsorted) => {
        const labels = unsorted.sort((a, b) => a.centre - b.centre);
        const centres = spreadLabels(labels, 8, 600);
        const edges = labels.map(({ width }, index) => {
          const centre = centres[index] ?? 0;
          return { left: centre - width / 2, right: centre + width / 2 };
        });
        edges.slice(1).forEach(({ left }, index) => {
          expect(left - (edges[index]?.right ?? 0)).toBeGreaterThanOrEqual(8 - 1e-9);
        });
        for (const { left, right } of edges) expect(left >= -1e-9 && right <= 600 + 1e-9).toBe(true);
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

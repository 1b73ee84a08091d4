import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { unitSquares } from '../../../../src/reports/charts/unit-squares.js';
import { all, numberOf, parseSvg, THEME } from './parse-svg.js';

function draw(filled: number, total: number): ReturnType<typeof parseSvg> {
  return parseSvg(unitSquares({ filled, total }, THEME));
}

describe('unit squares', () => {
  test('one filled square for each that is, one outlined for each that is not', () => {
    fc.assert(
      fc.property(fc.nat(120), fc.nat(120), (a, b) => {
        const [filled, total] = [Math.min(a, b), Math.max(a, b)];
        const svg = draw(filled, total);
        expect(all(svg, '.filled')).toHaveLength(filled);
        expect(all(svg, '.outlined')).toHaveLength(total - filled);
      }),
      { numRuns: 40 },
    );
  });

  test('says in words what it shows', () => {
    expect(draw(11, 13).getAttribute('aria-label')).toBe('11 of 13.');
  });

  test('stands in groups of ten', () => {
    const lefts = all(draw(12, 12), 'rect').map((rect) => numberOf(rect, 'x'));
    // Squares of 9 with gaps of 3 are 12 apart; the eleventh stands one gap further.
    expect(lefts.slice(8)).toEqual([96, 108, 123, 135]);
  });

  test('keeps 40 in one row and wraps 41', () => {
    const rowsOf = (total: number): number =>
      new Set(all(draw(total, total), 'rect').map((rect) => numberOf(rect, 'y'))).size;
    expect([rowsOf(40), rowsOf(41), rowsOf(51), rowsOf(101)]).toEqual([1, 1, 2, 3]);
  });

  test('beyond 400 a square stands for ten and the words say so', () => {
    const svg = draw(380, 1200);
    expect(all(svg, '.filled')).toHaveLength(38);
    expect(all(svg, 'rect')).toHaveLength(120);
    expect(svg.getAttribute('aria-label')).toBe('380 of 1200. Each square stands for 10.');
  });

  test('a single one among thousands is still seen', () => {
    expect(all(draw(1, 1200), '.filled')).toHaveLength(1);
  });

  test('nothing out of nothing is an empty picture', () => {
    const svg = draw(0, 0);
    expect(all(svg, 'rect')).toHaveLength(0);
    expect(svg.getAttribute('aria-label')).toBe('0 of 0.');
  });
});

import { describe, expect, it } from '@jest/globals';
import { equalTailedInterval, jeffreysPosterior } from '../../../../src/scoring/statistics/jeffreys.js';
import { wilsonInterval } from '../../../../src/scoring/statistics/wilson.js';

describe("Wilson's interval", () => {
  it.each([
    [11, 13, 95, 0.5776536898051745, 0.9567418216419186],
    [11, 13, 80, 0.680406047887437, 0.9342483616247319],
    [0, 5, 95, 0, 0.43448246478317476],
    [0, 5, 80, 0, 0.24725712712067477],
    [5, 5, 95, 0.5655175352168251, 1],
    [5, 5, 80, 0.7527428728793252, 1],
    [9, 10, 95, 0.5958499732047615, 0.9821237869049271],
    [9, 10, 80, 0.7175556986096948, 0.9695893557178724],
  ] as const)('agrees with the worked example for %i of %i at %i %%', (y, n, percent, ...ends) => {
    for (const [index, end] of wilsonInterval(y, n, percent).entries()) expect(end).toBeCloseTo(ends[index] ?? NaN, 9);
  });

  it('lies within 0.035 of the Jeffreys interval from 5 opportunities on, away from 0 and n', () => {
    for (const n of [5, 8, 13, 20, 40]) {
      for (let y = 1; y < n; y += 1) {
        const jeffreys = equalTailedInterval(jeffreysPosterior(y, n), 0.8);
        const wilson = wilsonInterval(y, n, 80);
        expect(Math.abs(jeffreys[0] - wilson[0])).toBeLessThan(0.035);
        expect(Math.abs(jeffreys[1] - wilson[1])).toBeLessThan(0.035);
      }
    }
  });

  it.each([
    [0, 0],
    [3, 2],
    [-1, 2],
  ])('refuses %i of %i', (y, n) => {
    expect(() => wilsonInterval(y, n, 80)).toThrow(RangeError);
  });
});

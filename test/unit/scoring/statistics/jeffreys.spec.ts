import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  equalTailedInterval,
  jeffreysPosterior,
  posteriorMean,
  probabilityAtLeast,
  probabilityBelow,
} from '../../../../src/scoring/statistics/jeffreys.js';
import { GOLDEN_PROPORTIONS, GOLDEN_MORE } from './golden.js';

/** The tolerance the worked example was computed to. */
const DIGITS = 9;

describe('The Jeffreys posterior', () => {
  it.each(GOLDEN_PROPORTIONS)('agrees with the worked example for $behaviour, $y of $n', (golden) => {
    const posterior = jeffreysPosterior(golden.y, golden.n);
    expect([posterior.alpha, posterior.beta]).toEqual([golden.alpha, golden.beta]);
    const [low, high] = equalTailedInterval(posterior, 0.8);
    expect(posteriorMean(posterior)).toBeCloseTo(golden.mean, DIGITS);
    expect(low).toBeCloseTo(golden.lo80, DIGITS);
    expect(high).toBeCloseTo(golden.hi80, DIGITS);
    expect(probabilityAtLeast(posterior, 0.75)).toBeCloseTo(golden.atLeastSolid, DIGITS);
    expect(probabilityAtLeast(posterior, 0.9)).toBeCloseTo(golden.atLeastExemplary, DIGITS);
    expect(probabilityBelow(posterior, 0.75)).toBeCloseTo(golden.belowSolid, DIGITS);
  });

  it.each(GOLDEN_MORE)('agrees with the worked example for $y of $n', (golden) => {
    const posterior = jeffreysPosterior(golden.y, golden.n);
    const [low, high] = equalTailedInterval(posterior, 0.8);
    expect(posteriorMean(posterior)).toBeCloseTo(golden.mean, DIGITS);
    expect(low).toBeCloseTo(golden.lo80, DIGITS);
    expect(high).toBeCloseTo(golden.hi80, DIGITS);
  });

  it('has the mean (y + 1/2) / (n + 1): 11 of 13 gives 11.5 / 14', () => {
    expect(posteriorMean(jeffreysPosterior(11, 13))).toBeCloseTo(11.5 / 14, 15);
  });

  it.each([
    [11, 13, 0.590995, 0.966588],
    [9, 10, 0.618685, 0.988988],
  ])('gives the 95 %% interval of %i of %i to six digits', (y, n, low, high) => {
    const interval = equalTailedInterval(jeffreysPosterior(y, n), 0.95);
    expect(interval.map((end) => end.toFixed(6))).toEqual([low.toFixed(6), high.toFixed(6)]);
  });

  it('never forces the 80 % interval to 0 at y = 0 or to 1 at y = n', () => {
    const [low] = equalTailedInterval(jeffreysPosterior(0, 7), 0.8);
    const [, high] = equalTailedInterval(jeffreysPosterior(7, 7), 0.8);
    expect(low).toBeGreaterThan(0);
    expect(high).toBeLessThan(1);
  });

  it('says nothing about nothing: n = 0 is a RangeError', () => {
    expect(() => jeffreysPosterior(0, 0)).toThrow(RangeError);
  });

  it.each([
    [-1, 5],
    [6, 5],
    [1.5, 5],
    [1, 2.5],
    [Number.NaN, 5],
  ])('refuses %d of %d', (y, n) => {
    expect(() => jeffreysPosterior(y, n)).toThrow(RangeError);
  });

  it.each([0, 1, -0.1, Number.NaN])('refuses an interval of mass %d', (mass) => {
    expect(() => equalTailedInterval(jeffreysPosterior(1, 2), mass)).toThrow(RangeError);
  });

  it('mirrors: the interval of y of n is one minus the interval of n - y of n', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.nat(60), (met, rest) => {
        fc.pre(met + rest > 0);
        const [low, high] = equalTailedInterval(jeffreysPosterior(met, met + rest), 0.8);
        const [mirrorLow, mirrorHigh] = equalTailedInterval(jeffreysPosterior(rest, met + rest), 0.8);
        expect(low).toBeCloseTo(1 - mirrorHigh, 8);
        expect(high).toBeCloseTo(1 - mirrorLow, 8);
      }),
      { numRuns: 50 },
    );
  });

  it('rises with y', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 80 }), fc.nat(79), (n, y) => {
        fc.pre(y < n);
        const [less, more] = [jeffreysPosterior(y, n), jeffreysPosterior(y + 1, n)];
        expect(posteriorMean(more)).toBeGreaterThan(posteriorMean(less));
        expect(equalTailedInterval(more, 0.8)[0]).toBeGreaterThan(equalTailedInterval(less, 0.8)[0]);
      }),
      { numRuns: 50 },
    );
  });

  it('narrows as n grows at the same rate', () => {
    const widths = [10, 20, 40, 400].map((n) => {
      const [low, high] = equalTailedInterval(jeffreysPosterior(n * 0.8, n), 0.8);
      return high - low;
    });
    expect(widths).toEqual(widths.toSorted((a, b) => b - a));
  });
});

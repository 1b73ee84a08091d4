import { describe, expect, it } from '@jest/globals';
import { asOfInstant, daysOf } from '../../../src/delivery/review-request.js';
import { Problem } from '../../../src/domain/problem.js';

const NOW = '2026-11-24T12:00:00.000Z';

describe('the period asked for', () => {
  it('is the last half-year that has ended when nothing is said', () => {
    expect(daysOf({}, NOW, 'UTC')).toEqual({ firstDay: '2026-01-01', lastDay: '2026-06-30' });
  });

  it.each([
    ['2026H1', '2026-01-01', '2026-06-30'],
    ['2026h2', '2026-07-01', '2026-12-31'],
    ['2026Q2', '2026-04-01', '2026-06-30'],
    ['2025', '2025-01-01', '2025-12-31'],
    // 18 months back from as-of, 24 November 2026, is 24 May 2025; the day after it is the first.
    ['18mo', '2025-05-25', '2026-11-24'],
  ])('reads %s', (period, firstDay, lastDay) => {
    expect(daysOf({ period }, NOW, 'UTC')).toEqual({ firstDay, lastDay });
  });

  it.each([
    ['half a span', { from: '2026-01-01' }, /both its first and its last day/],
    ['a period and a span at once', { period: '2026H1', from: '2026-01-01', to: '2026-02-01' }, /not both/],
    ['a day that does not exist', { from: '2026-02-30', to: '2026-03-01' }, /2026-02-30/],
    ['an end before the beginning', { from: '2026-03-01', to: '2026-02-01' }, /Swap/],
    ['a word that is no period', { period: 'spring' }, /2026H1/],
  ])('refuses %s and says how to write it', (_what, request, words) => {
    expect(() => daysOf(request, NOW, 'UTC')).toThrow(words);
    expect(() => daysOf(request, NOW, 'UTC')).toThrow(Problem);
  });
});

describe('the as-of asked for', () => {
  it('is now when nothing is said', () => {
    expect(asOfInstant({}, NOW, 'UTC')).toBe(NOW);
  });

  it('reaches to the end of a day in the zone of the person', () => {
    // 31 July ends in Berlin (UTC+2 in summer) at 22:00 UTC.
    expect(asOfInstant({ asOf: '2026-07-31' }, NOW, 'Europe/Berlin')).toBe('2026-07-31T22:00:00.000Z');
  });

  it('takes an instant as it is, in UTC', () => {
    expect(asOfInstant({ asOf: '2026-07-31T12:00:00+02:00' }, NOW, 'UTC')).toBe('2026-07-31T10:00:00.000Z');
  });

  it('refuses an instant without an offset', () => {
    expect(() => asOfInstant({ asOf: '2026-07-31T12:00:00' }, NOW, 'UTC')).toThrow(/not an instant/);
  });
});

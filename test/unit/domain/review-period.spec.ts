import { describe, expect, it } from '@jest/globals';
import { Problem } from '../../../src/domain/problem.js';
import {
  daysBetween,
  inPeriod,
  lastHalfYear,
  parsePeriod,
  reviewPeriod,
  reviewPeriodSchema,
} from '../../../src/domain/review-period.js';

const TODAY = '2026-05-31';

describe('Review periods', () => {
  it.each([
    ['2026', '2026-01-01', '2026-12-31'],
    ['2026H1', '2026-01-01', '2026-06-30'],
    ['2026h2', '2026-07-01', '2026-12-31'],
    ['2026Q1', '2026-01-01', '2026-03-31'],
    ['2024Q1', '2024-01-01', '2024-03-31'],
    ['2026Q4', '2026-10-01', '2026-12-31'],
    ['3mo', '2026-03-01', '2026-05-31'],
    ['1mo', '2026-05-01', '2026-05-31'],
    ['18mo', '2024-12-01', '2026-05-31'],
  ])('reads %s', (text, firstDay, lastDay) => {
    expect(parsePeriod(text, TODAY)).toEqual({ firstDay, lastDay });
  });

  it.each(['2026H3', '2026Q5', '0mo', '100mo', 'last year', ''])('refuses "%s" and says what works', (text) => {
    expect(() => parsePeriod(text, TODAY)).toThrow(/2026H1, 2026Q2, 2026 or 18mo/);
  });

  it('refuses days that do not exist, and an end before the beginning', () => {
    expect(() => daysBetween('2026-02-30', '2026-03-01')).toThrow(Problem);
    expect(() => daysBetween('2026-03-02', '2026-03-01')).toThrow(/Swap --from and --to/);
  });

  it('may be a single day', () => {
    const period = reviewPeriod(daysBetween('2026-03-01', '2026-03-01'), 'UTC');
    expect([period.from, period.until]).toEqual(['2026-03-01T00:00:00.000Z', '2026-03-02T00:00:00.000Z']);
  });

  it("includes both days in the person's zone, and is half-open inside", () => {
    // Berlin: UTC+1 on 1 January, UTC+2 on 1 July.
    const period = reviewPeriod({ firstDay: '2026-01-01', lastDay: '2026-06-30' }, 'Europe/Berlin');
    expect([period.from, period.until]).toEqual(['2025-12-31T23:00:00.000Z', '2026-06-30T22:00:00.000Z']);
    const inside = ['2025-12-31T22:59:59.999Z', period.from, '2026-06-30T21:59:59.999Z', period.until];
    expect(inside.map((instant) => inPeriod(instant, period))).toEqual([false, true, true, false]);
  });

  it('meets the next period without gap or overlap', () => {
    const [h1, h2] = ['2026H1', '2026H2'].map((text) => reviewPeriod(parsePeriod(text, TODAY), 'America/New_York'));
    expect(h1?.until).toBe(h2?.from);
  });

  it.each([
    ['2026-07-01T12:00:00.000Z', '2026-01-01', '2026-06-30'],
    ['2026-06-30T12:00:00.000Z', '2025-07-01', '2025-12-31'],
    ['2026-01-01T12:00:00.000Z', '2025-07-01', '2025-12-31'],
  ])('is the last half-year that ended before %s', (now, firstDay, lastDay) => {
    expect(lastHalfYear(now, 'UTC')).toEqual({ firstDay, lastDay });
  });

  it("ends a half-year by the person's own calendar", () => {
    // 30 June 12:00 UTC is 1 July 02:00 in Kiritimati.
    expect(lastHalfYear('2026-06-30T12:00:00.000Z', 'Pacific/Kiritimati').lastDay).toBe('2026-06-30');
  });

  it('is a plain value of its schema', () => {
    const period = reviewPeriod({ firstDay: '2026-01-01', lastDay: '2026-06-30' }, 'UTC');
    expect(reviewPeriodSchema.parse(JSON.parse(JSON.stringify(period)))).toEqual(period);
  });
});

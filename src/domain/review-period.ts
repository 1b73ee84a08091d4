import { z } from 'zod';
import { type Instant, instantSchema, isDay } from './instant.js';
import { Problem } from './problem.js';
import { dayOf, plusDays, startOfDay } from './zone.js';

/** A span of calendar days in a person's zone, both included; inside, the instants are half-open. */
export const reviewPeriodSchema = z.object({
  /** First day, `2026-01-01`. */
  firstDay: z.string(),
  /** Last day, included. */
  lastDay: z.string(),
  timeZone: z.string(),
  from: instantSchema,
  /** The first instant after the period. */
  until: instantSchema,
});

export type ReviewPeriod = z.infer<typeof reviewPeriodSchema>;

/** Two calendar days, both included, not yet placed in anybody's zone. */
export interface PeriodDays {
  readonly firstDay: string;
  readonly lastDay: string;
}

/**
 * The days meant by `--period 2026H1 | 2026Q2 | 2026 | 18mo`. Months count back from `today`, today included.
 * Throws PERIOD_INVALID with the forms that work.
 */
export function parsePeriod(text: string, today: string): PeriodDays {
  const year = /^(\d{4})$/.exec(text);
  if (year !== null) return monthsOf(Number(year[1]), 1, 12);
  const half = /^(\d{4})H([12])$/i.exec(text);
  if (half !== null) return monthsOf(Number(half[1]), half[2] === '1' ? 1 : 7, 6);
  const quarter = /^(\d{4})Q([1-4])$/i.exec(text);
  if (quarter !== null) return monthsOf(Number(quarter[1]), (Number(quarter[2]) - 1) * 3 + 1, 3);
  const months = /^([1-9]\d?)mo$/i.exec(text);
  if (months !== null) return { firstDay: plusDays(monthsBefore(today, Number(months[1])), 1), lastDay: today };
  throw new Problem(
    'PERIOD_INVALID',
    `"${text}" is not a period. Write 2026H1, 2026Q2, 2026 or 18mo, or give --from and --to as days such as 2026-01-01.`,
  );
}

/** The days meant by `--from` and `--to`. Throws PERIOD_INVALID. */
export function daysBetween(firstDay: string, lastDay: string): PeriodDays {
  for (const day of [firstDay, lastDay]) {
    if (!isDay(day)) {
      throw new Problem('PERIOD_INVALID', `"${day}" is not a day that exists. Write it as 2026-01-31.`);
    }
  }
  if (lastDay < firstDay) {
    throw new Problem(
      'PERIOD_INVALID',
      `The period ends on ${lastDay}, before it begins on ${firstDay}. Swap --from and --to.`,
    );
  }
  return { firstDay, lastDay };
}

/** The period in a zone. */
export function reviewPeriod(days: PeriodDays, timeZone: string): ReviewPeriod {
  return {
    ...days,
    timeZone,
    from: startOfDay(days.firstDay, timeZone),
    until: startOfDay(plusDays(days.lastDay, 1), timeZone),
  };
}

/** Whether an instant falls in the period. */
export function inPeriod(instant: Instant, period: ReviewPeriod): boolean {
  return period.from <= instant && instant < period.until;
}

/** The six months, January to June or July to December, that ended most recently before the instant. */
export function lastHalfYear(now: Instant, timeZone: string): PeriodDays {
  const today = dayOf(now, timeZone);
  const year = Number(today.slice(0, 4));
  return Number(today.slice(5, 7)) > 6 ? monthsOf(year, 1, 6) : monthsOf(year - 1, 7, 6);
}

function monthsOf(year: number, firstMonth: number, count: number): PeriodDays {
  const pad = (n: number): string => String(n).padStart(2, '0');
  const after = firstMonth + count;
  const next = after > 12 ? `${String(year + 1)}-${pad(after - 12)}-01` : `${String(year)}-${pad(after)}-01`;
  return { firstDay: `${String(year)}-${pad(firstMonth)}-01`, lastDay: plusDays(next, -1) };
}

/** The same day of an earlier month; the last day of a month, and a day that month lacks, become its last day. */
function monthsBefore(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const index = year * 12 + (month - 1) - months;
  const { firstDay, lastDay } = monthsOf(Math.floor(index / 12), (index % 12) + 1, 1);
  const same = plusDays(firstDay, date - 1);
  const isLast = plusDays(day, 1).endsWith('-01');
  return isLast || same > lastDay ? lastDay : same;
}

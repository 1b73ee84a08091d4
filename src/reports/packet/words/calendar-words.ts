import { type Instant, msOf } from '../../../domain/instant.js';
import type { ReviewPeriod } from '../../../domain/review-period.js';
import { dayOf } from '../../../domain/zone.js';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

interface Day {
  readonly year: number;
  readonly month: string;
  readonly date: number;
}

function partsOf(day: string): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return { year, month: MONTHS[month - 1] ?? '', date };
}

/** `4 Mar 2026`, as the calendar stands in that zone. */
export function dayWords(instant: Instant, zone: string): string {
  return calendarDayWords(dayOf(instant, zone));
}

/** `4 Mar 2026` of `2026-03-04`. */
function calendarDayWords(day: string): string {
  const { year, month, date } = partsOf(day);
  return `${String(date)} ${month.slice(0, 3)} ${String(year)}`;
}

/** `4 Mar` where the reader already knows the year, else `4 Mar 2026`. */
export function dayWordsIn(day: string, knownYear: string): string {
  const words = calendarDayWords(day);
  return words.endsWith(` ${knownYear}`) ? words.slice(0, -knownYear.length - 1) : words;
}

/** `March 2026`. */
export function monthWords(instant: Instant, zone: string): string {
  const { year, month } = partsOf(dayOf(instant, zone));
  return `${month} ${String(year)}`;
}

/** `1 January to 30 June 2026`: both days included, the year said once where one is enough. */
export function periodWords(period: Pick<ReviewPeriod, 'firstDay' | 'lastDay'>): string {
  const first = partsOf(period.firstDay);
  const last = partsOf(period.lastDay);
  const end = `${String(last.date)} ${last.month} ${String(last.year)}`;
  if (period.firstDay === period.lastDay) return end;
  if (first.year !== last.year) return `${String(first.date)} ${first.month} ${String(first.year)} to ${end}`;
  if (first.month !== last.month) return `${String(first.date)} ${first.month} to ${end}`;
  return `${String(first.date)} to ${end}`;
}

/** `40 s`, `3 min`, `2 h 5 min`, `3 days`: a wait, from minutes. Rounded down, so that a limit kept never reads as one passed. */
export function durationWords(minutes: number): string {
  if (minutes < 1) return `${String(Math.max(0, Math.floor(minutes * 60)))} s`;
  const whole = Math.floor(minutes);
  if (whole < 90) return `${String(whole)} min`;
  if (whole < 48 * 60) {
    const rest = whole % 60;
    return rest === 0 ? `${String(whole / 60)} h` : `${String(Math.floor(whole / 60))} h ${String(rest)} min`;
  }
  return `${String(Math.floor(whole / 1440))} days`;
}

/** Whole months of a period, at least 1: how long it was, in round words. */
export function monthsOf(period: Pick<ReviewPeriod, 'from' | 'until'>): number {
  return Math.max(1, Math.round((msOf(period.until) - msOf(period.from)) / (30.44 * 86_400_000)));
}

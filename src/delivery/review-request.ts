import { type Instant, isDay, parseInstant } from '../domain/instant.js';
import { Problem } from '../domain/problem.js';
import { daysBetween, lastHalfYear, parsePeriod, type PeriodDays } from '../domain/review-period.js';
import { dayOf, plusDays, startOfDay } from '../domain/zone.js';

/** Which period to review, as every front door takes it. */
export interface PeriodRequest {
  /** `2026H1`, `2026Q2`, `2026` or `18mo`. */
  readonly period?: string;
  /** First and last day, both included. */
  readonly from?: string;
  readonly to?: string;
  /** An instant, or a day, which counts to its end in the person's zone. Absent: now. */
  readonly asOf?: string;
}

/**
 * The days asked for; without any, the last half-year that had ended by as-of. Months count back from as-of, so that the
 * same request gives the same period whenever it is made. Throws PERIOD_INVALID for half a span, for both forms at once, and
 * for days that do not exist.
 */
export function daysOf(request: PeriodRequest, asOf: Instant, timeZone: string): PeriodDays {
  const { period, from, to } = request;
  if (period !== undefined) {
    if (from !== undefined || to !== undefined) {
      throw new Problem('PERIOD_INVALID', 'Give either a period such as 2026H1, or a first and a last day, not both.');
    }
    return parsePeriod(period, dayOf(asOf, timeZone));
  }
  if (from !== undefined && to !== undefined) return daysBetween(from, to);
  if (from === undefined && to === undefined) return lastHalfYear(asOf, timeZone);
  throw new Problem('PERIOD_INVALID', 'A period needs both its first and its last day. Give --from and --to together.');
}

/** The instant up to which facts count. Throws PERIOD_INVALID. */
export function asOfInstant(request: PeriodRequest, now: Instant, timeZone: string): Instant {
  const { asOf } = request;
  if (asOf === undefined) return now;
  if (isDay(asOf)) return startOfDay(plusDays(asOf, 1), timeZone);
  const read = parseInstant(asOf);
  if ('instant' in read) return read.instant;
  throw new Problem('PERIOD_INVALID', `"${asOf}" is not an instant. Write 2026-07-31, or 2026-07-31T12:00:00Z.`);
}

import { type Instant, plusMinutes } from '../../src/domain/instant.js';

/** Monday, 2 March 2026, 10:00 UTC: an ordinary working hour. */
export const START: Instant = '2026-03-02T10:00:00.000Z';

/** So many minutes after {@link START}. */
export function minute(minutes: number): Instant {
  return plusMinutes(START, minutes);
}

/** So many seconds after a minute after {@link START}. */
export function second(minutes: number, seconds: number): Instant {
  return plusMinutes(START, minutes + seconds / 60);
}

/** An as-of long after everything. */
export const LATER: Instant = '2026-12-01T00:00:00.000Z';

import type { Instant } from '../domain/instant.js';
import type { Availability } from '../domain/person.js';

/** Whether the person was wholly on leave then. A part-day leave lowers exposure and excuses nothing. */
export function isOnLeave(availability: Availability, instant: Instant): boolean {
  return availability.leave.some(({ from, until, fraction }) => fraction >= 1 && from <= instant && instant < until);
}

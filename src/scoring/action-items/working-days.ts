import { type Instant, plusMinutes } from '../../domain/instant.js';
import { dayOf } from '../../domain/zone.js';

/**
 * So many working days later, Monday to Friday on that zone's calendar, in whole days of 24 hours. Public holidays are not
 * known here.
 */
export function plusWorkingDays(instant: Instant, workingDays: number, zone: string): Instant {
  const [year = 0, month = 1, date = 1] = dayOf(instant, zone).split('-').map(Number);
  let days = 0;
  for (let left = workingDays; left > 0;) {
    days += 1;
    const weekday = new Date(Date.UTC(year, month - 1, date + days)).getUTCDay();
    if (weekday !== 0 && weekday !== 6) left -= 1;
  }
  return plusMinutes(instant, days * 24 * 60);
}

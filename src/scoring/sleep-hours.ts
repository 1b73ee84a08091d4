import { type Instant, instantOf, msOf } from '../domain/instant.js';
import { offsetAt, wallClock } from '../domain/zone.js';
import type { Rubric } from './rubric.js';

const DAY_MS = 86_400_000;

/** Whether the wall clock there shows sleep hours at that instant: from 22:00, 08:00 no longer (rubric). */
export function isAsleep(instant: Instant, zone: string, rubric: Rubric): boolean {
  const { fromHour, untilHour } = rubric.sleep;
  const hour = hourThere(msOf(instant), zone);
  return fromHour <= untilHour ? hour >= fromHour && hour < untilHour : hour >= fromHour || hour < untilHour;
}

/**
 * Asking the platform for a wall clock costs microseconds, and an organisation asks for every page. So the offset of a
 * zone is asked once a UTC day and kept; on the few days on which clocks change it is asked every time.
 */
const dailyOffsets = new Map<string, Map<number, number | 'changes'>>();

function hourThere(ms: number, zone: string): number {
  const day = Math.floor(ms / DAY_MS);
  const offset = dailyOffset(day, zone);
  if (offset === 'changes') return wallClock(instantOf(ms), zone).hour;
  return new Date(ms + offset).getUTCHours();
}

function dailyOffset(day: number, zone: string): number | 'changes' {
  let offsets = dailyOffsets.get(zone);
  if (offsets === undefined) dailyOffsets.set(zone, (offsets = new Map<number, number | 'changes'>()));
  const known = offsets.get(day);
  if (known !== undefined) return known;
  const [first, last] = [offsetAt(day * DAY_MS, zone), offsetAt((day + 1) * DAY_MS, zone)];
  const offset = first === last ? first : 'changes';
  offsets.set(day, offset);
  return offset;
}

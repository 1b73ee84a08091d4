import { type Instant, instantOf, msOf, utcMs, type WallClock } from './instant.js';

/**
 * Wall clocks in IANA time zones, on the platform's own zone tables (Intl), so that the domain needs no library.
 * Checked against an independent implementation in the tests.
 */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formatters.set(zone, formatter);
  }
  return formatter;
}

/** Whether the text names an IANA time zone this platform knows. */
export function isZone(zone: string): boolean {
  try {
    formatterOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** What a clock on the wall shows there at that instant. */
export function wallClock(instant: Instant, zone: string): WallClock {
  const ms = msOf(instant);
  const fields: Record<string, number> = {};
  for (const part of formatterOf(zone).formatToParts(ms)) fields[part.type] = Number(part.value);
  return {
    year: fields['year'] ?? 0,
    month: fields['month'] ?? 0,
    day: fields['day'] ?? 0,
    hour: fields['hour'] ?? 0,
    minute: fields['minute'] ?? 0,
    second: fields['second'] ?? 0,
    ms: ((ms % 1000) + 1000) % 1000,
  };
}

/**
 * Every instant at which the wall clock there shows these fields, earliest first: none in a spring gap or on a day that
 * does not exist, two in an autumn overlap, else one.
 */
export function instantsOfWallClock(clock: WallClock, zone: string): Instant[] {
  const asUtc = utcMs(clock);
  if (asUtc === undefined) return [];
  const day = 86_400_000;
  const offsets = new Set([asUtc - day, asUtc + day].map((ms) => offsetAt(ms, zone)));
  return [...offsets]
    .map((offset) => asUtc - offset)
    .filter((ms) => offsetAt(ms, zone) === asUtc - ms)
    .sort((a, b) => a - b)
    .map(instantOf);
}

/** Milliseconds to add to UTC, at so many milliseconds since the epoch, for the wall clock there. */
export function offsetAt(ms: number, zone: string): number {
  const shown = utcMs(wallClock(instantOf(ms), zone));
  return (shown ?? ms) - ms;
}

/** The first instant of a calendar day there; where clocks jump over midnight, the first moment that exists. */
export function startOfDay(day: string, zone: string): Instant {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  for (let minutes = 0; minutes < 24 * 60; minutes += 15) {
    const hour = Math.floor(minutes / 60);
    const clock = { year, month, day: date, hour, minute: minutes % 60, second: 0, ms: 0 };
    const [first] = instantsOfWallClock(clock, zone);
    if (first !== undefined) return first;
  }
  return instantOf(Date.UTC(year, month - 1, date));
}

/** The calendar day there at that instant, `2026-03-01`. */
export function dayOf(instant: Instant, zone: string): string {
  const { year, month, day } = wallClock(instant, zone);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** The calendar day so many days later. */
export function plusDays(day: string, days: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return instantOf(Date.UTC(year, month - 1, date + days)).slice(0, 10);
}

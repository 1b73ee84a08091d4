import { type Instant, parseInstant, utcMs, type WallClock } from '../../domain/instant.js';
import { instantsOfWallClock } from '../../domain/zone.js';

/** Why a date and time of a file is not one instant. */
export type TimeFault = 'TIME_INVALID' | 'TIME_NO_ZONE' | 'TIME_NONEXISTENT' | 'TIME_AMBIGUOUS';

export type TimeRead = { readonly instant: Instant } | { readonly fault: TimeFault };

/** The fault as half a sentence, to follow the name of the field. */
export const TIME_FAULTS: Record<TimeFault, string> = {
  TIME_INVALID: 'is not a date and time that exists; write ISO 8601, such as 2026-03-01T09:30:00Z',
  TIME_NO_ZONE: 'has no offset; end it with Z or +02:00, or name the zone of the file, such as --zone UTC',
  TIME_NONEXISTENT: 'falls into the hour that clocks skip in spring there; write it with an offset, such as +02:00',
  TIME_AMBIGUOUS: 'falls into the hour that clocks repeat in autumn there; write it with an offset, such as +02:00',
};

const LOCAL = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?$/;

/** Reads ISO 8601. Where the text has no offset, the zone says which instant is meant. */
export function readTime(text: string, zone: string | undefined): TimeRead {
  const read = parseInstant(text);
  if ('instant' in read || read.fault === 'TIME_INVALID' || zone === undefined) return read;
  const [, year, month, day, hour, minute, second = '0', fraction = ''] = LOCAL.exec(text.trim()) ?? [];
  return placeInZone(
    {
      year: Number(year),
      month: Number(month),
      day: Number(day),
      hour: Number(hour),
      minute: Number(minute),
      second: Math.min(Number(second), 59),
      ms: second === '60' ? 999 : Number(fraction.padEnd(3, '0').slice(0, 3)),
    },
    zone,
  );
}

/** The instant at which a wall clock there shows these fields. */
export function placeInZone(clock: WallClock, zone: string): TimeRead {
  if (utcMs(clock) === undefined) return { fault: 'TIME_INVALID' };
  const [instant, second] = instantsOfWallClock(clock, zone);
  if (instant === undefined) return { fault: 'TIME_NONEXISTENT' };
  return second === undefined ? { instant } : { fault: 'TIME_AMBIGUOUS' };
}

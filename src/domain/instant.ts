import { z } from 'zod';

/**
 * A moment, as fixed-width UTC text in milliseconds: `2026-03-01T09:30:00.000Z`.
 * Fixed width makes text order time order, and text survives JSON, SQL and digests unchanged.
 */
export type Instant = string;

/** Why a text is not an instant; the codes stand in rejections. */
export type InstantFault = 'TIME_INVALID' | 'TIME_NO_ZONE';

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|z|[+-]\d{2}(?::?\d{2})?)?$/;

/** How machines write most instants. Every month has 28 days, so such a day exists. */
const PLAIN = /^[1-9]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{3})?Z$/;

/**
 * Reads ISO 8601 with an offset (`Z`, `+02:00`, `+0200`, `+02`). A leap second `:60` is read as `:59.999`.
 * Never `new Date(text)`: that turns 30 February into 2 March.
 */
export function parseInstant(text: string): { instant: Instant } | { fault: InstantFault } {
  // Large imports would spend a tenth of their time taking such text apart and making it anew.
  if (PLAIN.test(text)) return { instant: text.length === 24 ? text : `${text.slice(0, 19)}.000Z` };
  const match = ISO.exec(text);
  if (match === null) return { fault: 'TIME_INVALID' };
  const [, year, month, day, hour, minute, second = '00', fraction = '', offset] = match;
  const leap = second === '60';
  const [wholeSecond, ms] = leap ? ['59', '999'] : [second, fraction.padEnd(3, '0').slice(0, 3)];
  const utc = utcMs({
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(wholeSecond),
    ms: Number(ms),
  });
  if (utc === undefined) return { fault: 'TIME_INVALID' };
  if (offset === undefined) return { fault: 'TIME_NO_ZONE' };
  const shift = offsetMinutes(offset);
  if (shift === undefined) return { fault: 'TIME_INVALID' };
  return { instant: instantOf(utc - shift * 60_000) };
}

/** The fields of a wall clock, month and day 1-based. */
export interface WallClock {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly ms: number;
}

/** Milliseconds since the epoch of these fields read as UTC; undefined when no such date or time exists. */
export function utcMs(clock: WallClock): number | undefined {
  const { year, month, day, hour, minute, second, ms } = clock;
  if (hour > 23 || minute > 59 || second > 59 || month < 1 || month > 12 || day < 1) return undefined;
  // Date.UTC takes the years 0 to 99 for 1900 to 1999.
  if (year < 100) return undefined;
  const utc = Date.UTC(year, month - 1, day, hour, minute, second, ms);
  return new Date(utc).getUTCDate() === day ? utc : undefined;
}

function offsetMinutes(offset: string): number | undefined {
  if (offset === 'Z' || offset === 'z') return 0;
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(3).replace(':', '') || '0');
  if (hours > 14 || minutes > 59) return undefined;
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

/** The instant of milliseconds since the epoch. */
export function instantOf(ms: number): Instant {
  return new Date(ms).toISOString();
}

/** Milliseconds since the epoch. */
export function msOf(instant: Instant): number {
  return Date.parse(instant);
}

/** Minutes from one instant to another, fractions kept, negative when `until` is earlier. */
export function minutesBetween(from: Instant, until: Instant): number {
  return (msOf(until) - msOf(from)) / 60_000;
}

/** The instant so many minutes later. */
export function plusMinutes(instant: Instant, minutes: number): Instant {
  return instantOf(msOf(instant) + minutes * 60_000);
}

const FAULTS: Record<InstantFault, string> = {
  TIME_INVALID: 'is not a date and time that exists; write ISO 8601, such as 2026-03-01T09:30:00Z',
  TIME_NO_ZONE: 'has no offset; end it with Z or +02:00, or name the zone of the file',
};

/** The fault as half a sentence, to follow the name of the field. */
export function describeInstantFault(fault: InstantFault): string {
  return FAULTS[fault];
}

/** An {@link Instant} as it is kept and passed between rooms. */
export const instantSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/)
  .describe('UTC, in milliseconds: 2026-03-01T09:30:00.000Z');

/** Any ISO 8601 text with an offset in, an {@link Instant} out. The issue's `params.code` is the {@link InstantFault}. */
export const isoTextSchema = z.string().transform((text, context): Instant => {
  const read = parseInstant(text);
  if ('instant' in read) return read.instant;
  context.addIssue({ code: 'custom', message: FAULTS[read.fault], params: { code: read.fault } });
  return z.NEVER;
});

/** A calendar day, `2026-03-01`, without a zone. */
export const daySchema = z.string().refine((text) => isDay(text), {
  message: 'is not a day that exists; write it as 2026-03-01',
  params: { code: 'TIME_INVALID' },
});

/** Whether the text is a calendar day that exists. */
export function isDay(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return false;
  const [, year, month, day] = match;
  return (
    utcMs({ year: Number(year), month: Number(month), day: Number(day), hour: 0, minute: 0, second: 0, ms: 0 }) !==
    undefined
  );
}

import { isDay, parseInstant, utcMs, type WallClock, instantOf } from '../../domain/instant.js';
import { placeInZone, readTime, type TimeRead } from '../reading/wall-time.js';

/** A date as it was read: an instant, a calendar day where the format has no time of day, or why it is neither. */
type DateRead = TimeRead | { readonly day: string };

/** Reads the dates of one mapping. */
export interface DateReader {
  /** `zone` stands in where the mapping names none. */
  readonly read: (value: string | number, zone: string | undefined) => DateRead;
}

type ReadOne = (text: string, zone: string | undefined) => DateRead | undefined;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** What each part of a format stands for in a text. */
const TOKENS: Readonly<Record<string, string>> = {
  yyyy: '(\\d{4})',
  yy: '(\\d{2})',
  MMM: `(${MONTHS.join('|')})[a-z]*\\.?`,
  MM: '(\\d{2})',
  M: '(\\d{1,2})',
  dd: '(\\d{2})',
  d: '(\\d{1,2})',
  HH: '(\\d{2})',
  H: '(\\d{1,2})',
  hh: '(\\d{2})',
  h: '(\\d{1,2})',
  mm: '(\\d{2})',
  ss: '(\\d{2})',
  SSS: '(\\d{1,9})',
  a: '([ap])\\.?m\\.?',
  Z: '(Z|[+-]\\d{2}(?::?\\d{2})?)',
};

const PARTS = /yyyy|yy|MMM|MM|M|dd|d|HH|H|hh|h|mm|ss|SSS|a|Z|'[^']*'|\s+|./g;

const SPACES = '\\s+';

/** Formats that are words rather than patterns. */
export const NAMED_FORMATS = ['iso', 'epoch-seconds', 'epoch-ms'] as const;

/** What is wrong with a format, as half a sentence; undefined when it can be used. */
export function formatFault(format: string): string | undefined {
  if ((NAMED_FORMATS as readonly string[]).includes(format)) return undefined;
  const parts: readonly string[] = format.match(PARTS) ?? [];
  const odd = parts.find((part) => /^[A-Za-z]$/.test(part) && !(part in TOKENS) && part !== 'T');
  if (odd !== undefined) {
    return `has the letter ${odd}, which stands for nothing; dates are written with yyyy MM dd HH mm ss SSS, d M H h a MMM and Z, or as iso, epoch-seconds or epoch-ms`;
  }
  const twice = parts.find((part, index) => part in TOKENS && parts.indexOf(part) !== index);
  if (twice !== undefined) return `has ${twice} twice; a date says each part of it once`;
  const has = (...tokens: string[]): boolean => tokens.some((token) => parts.includes(token));
  if (!has('yyyy', 'yy') || !has('MMM', 'MM', 'M') || !has('dd', 'd')) {
    return 'lacks the year (yyyy), the month (MM or M) or the day (dd or d)';
  }
  if (has('h', 'hh') && !has('a')) return 'has hours from 1 to 12 (h) without am or pm (a); write HH or H for 24 hours';
  return undefined;
}

/** Reads dates in the first of these formats that fits; each must be without {@link formatFault}. */
export function dateReader(formats: readonly string[], ownZone: string | undefined): DateReader {
  const readers = formats.map(readerOf);
  const seen = new Map<string, DateRead>();
  return {
    read: (value, zone) => {
      const text = String(value);
      const known = seen.get(text);
      if (known !== undefined) return known;
      const read = firstRead(readers, text, ownZone ?? zone);
      // Rows repeat their dates; a file of a million different ones must not be held.
      if (seen.size >= 20_000) seen.clear();
      seen.set(text, read);
      return read;
    },
  };
}

function firstRead(readers: readonly ReadOne[], text: string, zone: string | undefined): DateRead {
  for (const reader of readers) {
    const read = reader(text, zone);
    if (read !== undefined) return read;
  }
  return { fault: 'TIME_INVALID' };
}

function readerOf(format: string): ReadOne {
  if (format === 'iso') return (text, zone) => (isDay(text) ? { day: text } : iso(text, zone));
  if (format === 'epoch-seconds') return (text) => epoch(text, 1000);
  if (format === 'epoch-ms') return (text) => epoch(text, 1);
  return patternReader(format);
}

/** Undefined for what is not ISO at all, so that another format may fit. */
function iso(text: string, zone: string | undefined): DateRead | undefined {
  const read = readTime(text, zone);
  return 'fault' in read && read.fault === 'TIME_INVALID' && !/^\d{4}-\d{2}-\d{2}/.test(text) ? undefined : read;
}

/** Seconds may carry a fraction, as Slack writes them. Beyond the year 9999 the unit is another. */
function epoch(text: string, factor: number): DateRead | undefined {
  if (!/^\d{1,16}(\.\d{1,9})?$/.test(text)) return undefined;
  const ms = Math.floor(Number(text) * factor);
  return ms < Date.UTC(10_000, 0) ? { instant: instantOf(ms) } : { fault: 'TIME_INVALID' };
}

function patternReader(format: string): ReadOne {
  const names: string[] = [];
  const pattern = (format.match(PARTS) ?? []).map((part) => {
    const token = TOKENS[part];
    if (token === undefined) return literal(part);
    names.push(part);
    return token;
  });
  // Two stretches of spaces side by side could share them out in ever so many ways.
  const written = pattern.filter((part) => part !== '');
  const lone = written.filter((part, index) => part !== SPACES || written[index - 1] !== SPACES);
  const regExp = new RegExp(`^${lone.join('')}$`, 'i');
  return (text, zone) => {
    const match = regExp.exec(text);
    if (match === null) return undefined;
    return readParts(new Map(names.map((name, index) => [name, match[index + 1] ?? ''])), zone);
  };
}

function literal(part: string): string {
  const text = part.length > 1 && part.startsWith("'") ? part.slice(1, -1) : part;
  if (/^\s+$/.test(text)) return SPACES;
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

function readParts(parts: ReadonlyMap<string, string>, zone: string | undefined): DateRead {
  const clock = clockOf(parts);
  const asUtc = utcMs(clock);
  if (asUtc === undefined) return { fault: 'TIME_INVALID' };
  if (!['HH', 'H', 'hh', 'h'].some((token) => parts.has(token))) return { day: instantOf(asUtc).slice(0, 10) };
  const offset = parts.get('Z');
  if (offset !== undefined) return parseInstant(instantOf(asUtc).slice(0, -1) + offset.toUpperCase());
  return zone === undefined ? { fault: 'TIME_NO_ZONE' } : placeInZone(clock, zone);
}

function clockOf(parts: ReadonlyMap<string, string>): WallClock {
  const number = (...tokens: string[]): number => Number(tokens.map((token) => parts.get(token)).find(Boolean) ?? 0);
  const word = parts.get('MMM')?.slice(0, 3).toLowerCase();
  const year = parts.has('yyyy') ? number('yyyy') : 2000 + number('yy');
  return {
    year,
    month: word === undefined ? number('MM', 'M') : MONTHS.indexOf(word) + 1,
    day: number('dd', 'd'),
    hour: hourOf(number('HH', 'H'), number('hh', 'h'), parts.get('a')),
    minute: number('mm'),
    second: number('ss') === 60 ? 59 : number('ss'),
    ms: Number((parts.get('SSS') ?? '').padEnd(3, '0').slice(0, 3)),
  };
}

/** 12 am is midnight, 12 pm noon; 13 pm is no time, and is refused as the hour 25. */
function hourOf(hour: number, half: number, mark: string | undefined): number {
  if (mark === undefined) return hour;
  if (half < 1 || half > 12) return 25;
  return (half % 12) + (mark.toLowerCase() === 'p' ? 12 : 0);
}

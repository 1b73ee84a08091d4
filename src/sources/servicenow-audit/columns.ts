import type { WallClock } from '../../domain/instant.js';
import { placeInZone, readTime, type TimeRead } from '../reading/wall-time.js';

/** Without these columns a file is no audit log. */
export const REQUIRED_COLUMNS = [
  'number',
  'incident_state',
  'sys_updated_by',
  'sys_updated_at',
  'sys_mod_count',
] as const;

/** Columns that name people. A value is its own handle in each: nothing says that two columns mean one person. */
export const PEOPLE_COLUMNS = ['caller_id', 'opened_by', 'sys_updated_by', 'assigned_to', 'resolved_by'] as const;

export type PeopleColumn = (typeof PEOPLE_COLUMNS)[number];

/** The handle of a person named in a column, such as `resolved_by:Resolved by 15`. */
export function handleOf(column: PeopleColumn, value: string): string {
  return `${column}:${value}`;
}

/** What a cell says: a text, nothing, or a date that is not one instant. */
export type CellRead = { readonly text: string | undefined } | Extract<TimeRead, { fault: unknown }>;

/**
 * One canonical form of a cell, so that exports of one instance agree however they were written: instants in UTC,
 * `TRUE` as `true`, names with single spaces, `?` and nothing absent.
 */
export function readCell(column: string, cell: string, clock: LocalClock): CellRead {
  const text = cell.trim();
  if (text === '' || text === '?') return { text: undefined };
  if (column.endsWith('_at')) {
    const read = clock.read(text);
    return 'fault' in read ? read : { text: read.instant };
  }
  if (/^(true|false)$/i.test(text)) return { text: text.toLowerCase() };
  return { text: (PEOPLE_COLUMNS as readonly string[]).includes(column) ? text.replace(/\s+/g, ' ') : text };
}

const DAY_FIRST = /^(\d{1,2})([/-])(\d{1,2})\2(\d{4}) (\d{1,2}):(\d{2})(?::(\d{2}))?$/;

const MOST_REMEMBERED = 20_000;

/**
 * Reads `29/2/2016 01:16`, `29-02-2016 01:16` (day, month, year) and ISO 8601, in the file's zone where no offset stands.
 * Rows repeat their dates, so what was read is remembered.
 */
export class LocalClock {
  private readonly seen = new Map<string, TimeRead>();

  constructor(private readonly zone: string | undefined) {}

  read(text: string): TimeRead {
    const known = this.seen.get(text);
    if (known !== undefined) return known;
    const clock = dayFirst(text);
    const read = clock === undefined ? readTime(text, this.zone) : this.place(clock);
    if (this.seen.size >= MOST_REMEMBERED) this.seen.clear();
    this.seen.set(text, read);
    return read;
  }

  private place(clock: WallClock): TimeRead {
    const read = placeInZone(clock, this.zone ?? 'UTC');
    return this.zone === undefined && 'instant' in read ? { fault: 'TIME_NO_ZONE' } : read;
  }
}

function dayFirst(text: string): WallClock | undefined {
  const match = DAY_FIRST.exec(text);
  if (match === null) return undefined;
  const [, day, , month, year, hour, minute, second = '0'] = match;
  return {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    ms: 0,
  };
}

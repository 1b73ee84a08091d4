import type { SampleColumn } from './sample-table.js';

/** How the dates of a file seem to be written. */
export interface DateGuess {
  readonly format: string;
  /** Whether a zone must be named: no date carries an offset. */
  readonly needsZone: boolean;
  /** What a person should look at, as a comment. */
  readonly remark?: string;
}

const ISO = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?\s?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;

const PARTED = /^(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?:[ T]+(\d{1,2}):(\d{2})(:\d{2})?(\s*[ap]\.?m\.?)?)?$/i;

/** Whether most values of the column are dates. */
export function holdsDates({ values }: SampleColumn): boolean {
  return values.length > 0 && values.filter(isDate).length * 10 >= values.length * 8;
}

function isDate(text: string): boolean {
  return ISO.test(text) || PARTED.test(text) || isEpoch(text);
}

/** Seconds or milliseconds between 2001 and 2033: any other number is no date by its looks. */
function isEpoch(text: string): boolean {
  return /^1\d{9}(\d{3})?(\.\d+)?$/.test(text);
}

/** The format that fits the dates of these columns; undefined when there are none. */
export function guessDates(columns: readonly SampleColumn[]): DateGuess | undefined {
  const dates = columns.filter(holdsDates).flatMap(({ values }) => values.filter(isDate));
  const [first] = dates;
  if (first === undefined) return undefined;
  if (dates.every((date) => ISO.test(date))) {
    return { format: 'iso', needsZone: dates.some((date) => ISO.exec(date)?.[1] === undefined && date.length > 10) };
  }
  if (dates.every(isEpoch)) {
    return { format: /^\d{13}/.test(first) ? 'epoch-ms' : 'epoch-seconds', needsZone: false };
  }
  return parted(dates.flatMap((date) => PARTED.exec(date) ?? []));
}

type Match = readonly (string | undefined)[];

/** `PARTED.exec` gives one list a date; nine groups each. */
function parted(flat: readonly (string | undefined)[]): DateGuess | undefined {
  const matches = Array.from({ length: flat.length / 9 }, (_, index): Match => flat.slice(index * 9, index * 9 + 9));
  const [match] = matches;
  if (match === undefined) return undefined;
  const day = dayPart(matches);
  return {
    format: `${day.format}${timePart(matches)}`,
    needsZone: true,
    ...(day.remark !== undefined && { remark: day.remark }),
  };
}

function dayPart(matches: readonly Match[]): { format: string; remark?: string } {
  const numbers = (group: number): number[] => matches.map((match) => Number(match[group]));
  const separator = matches[0]?.[2] ?? '/';
  const twoDigits = matches.every((match) => [match[1], match[3]].every((part) => (part ?? '').length === 2));
  if (matches.every((match) => (match[1] ?? '').length === 4)) return { format: `yyyy${separator}M${separator}d` };
  const [d, m] = twoDigits ? ['dd', 'MM'] : ['d', 'M'];
  const year = matches.every((match) => (match[4] ?? '').length === 2) ? 'yy' : 'yyyy';
  const daysFirst = [d, m, year].join(separator);
  const monthsFirst = [m, d, year].join(separator);
  if (numbers(1).some((number) => number > 12)) return { format: daysFirst };
  if (numbers(3).some((number) => number > 12)) return { format: monthsFirst };
  return { format: daysFirst, remark: `or ${monthsFirst}: no number above 12 was seen that would tell day from month` };
}

function timePart(matches: readonly Match[]): string {
  const timed = matches.filter((match) => match[5] !== undefined);
  if (timed.length === 0) return '';
  const half = timed.some((match) => match[8] !== undefined);
  const two = timed.every((match) => (match[5] ?? '').length === 2);
  const hour = (half ? 'h' : 'H').repeat(two ? 2 : 1);
  const seconds = timed.every((match) => match[7] !== undefined) ? ':ss' : '';
  return ` ${hour}:mm${seconds}${half ? ' a' : ''}`;
}

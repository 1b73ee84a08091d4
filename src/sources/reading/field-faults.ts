import type { z } from 'zod';
import { nearWords } from '../../domain/near-words.js';
import type { Fault } from './fault.js';
import { readTime, TIME_FAULTS, type TimeFault } from './wall-time.js';

/** A fault of one field: what is wrong, as half a sentence that follows the field's name. */
export interface FieldFault {
  readonly field: string;
  readonly code: string;
  readonly half: string;
}

/** The fault as a sentence. */
export function asFault({ field, code, half }: FieldFault): Omit<Fault, 'line'> {
  return { field, code, message: half.endsWith('?') ? `${field} ${half}` : `${field} ${half}.` };
}

/**
 * The value of a field that holds one of a few words, quoted and with a space behind. Nothing where it is no plain short
 * word: other values are people's data and are never repeated.
 */
export function quoted(value: unknown): string {
  return typeof value === 'string' && /^[A-Za-z0-9-]{1,40}$/.test(value) ? `"${value}" ` : '';
}

/** The words that the value may have been meant for, else all of them after `intro`. */
export function offer(value: unknown, words: readonly string[], intro: string): string {
  const meant = typeof value === 'string' ? nearWords(value, words) : [];
  return meant.length > 0 ? `did you mean ${meant.join(' or ')}?` : `${intro} ${words.join(', ')}`;
}

/** What a schema found wrong with a record, one fault a field. */
export function fieldFaults(
  record: Readonly<Record<string, unknown>>,
  issues: readonly z.core.$ZodIssue[],
): FieldFault[] {
  const faults = new Map<string, FieldFault>();
  for (const issue of issues) {
    const field = issue.path.map(String).join('.');
    if (!faults.has(field)) faults.set(field, { field, ...faultOf(issue, valueAt(record, issue.path)) });
  }
  return [...faults.values()];
}

function faultOf(issue: z.core.$ZodIssue, value: unknown): Omit<FieldFault, 'field'> {
  if (issue.code === 'custom') {
    return { code: codeOf(issue), half: customHalf(issue) };
  }
  if (value === undefined) return { code: 'FIELD_MISSING', half: 'is missing; this type of record needs it' };
  if (issue.path[0] === 'dueAt' && typeof value === 'string') return dueAtFault(value);
  return { code: 'FIELD_INVALID', half: invalidHalf(issue, value) };
}

function customHalf(issue: z.core.$ZodIssueCustom): string {
  const code = codeOf(issue);
  return code in TIME_FAULTS ? TIME_FAULTS[code as TimeFault] : issue.message;
}

function codeOf(issue: z.core.$ZodIssueCustom): string {
  const code: unknown = issue.params?.['code'];
  return typeof code === 'string' ? code : 'FIELD_INVALID';
}

/** A due date is a day or an instant; a text that is neither is judged as the instant it was meant to be. */
function dueAtFault(value: string): Omit<FieldFault, 'field'> {
  const read = readTime(value, undefined);
  const code = 'fault' in read ? read.fault : 'TIME_INVALID';
  return { code, half: TIME_FAULTS[code] };
}

const NOUNS: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

function invalidHalf(issue: z.core.$ZodIssue, value: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${NOUNS[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `${quoted(value)}is not a word this field knows; ${offer(value, issue.values.map(String), 'it must be one of')}`;
    case 'too_big':
      return issue.origin === 'string' ? issue.message : `must be at most ${String(issue.maximum)}`;
    case 'too_small':
      return issue.origin === 'string' ? issue.message : `must be at least ${String(issue.minimum)}`;
    default:
      return 'is not what this field holds; see the page of the format under docs/sources';
  }
}

function valueAt(record: unknown, path: readonly PropertyKey[]): unknown {
  let value = record;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

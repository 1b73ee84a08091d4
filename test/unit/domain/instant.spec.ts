import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import {
  daySchema,
  describeInstantFault,
  instantOf,
  instantSchema,
  isDay,
  isoTextSchema,
  minutesBetween,
  msOf,
  parseInstant,
  plusMinutes,
} from '../../../src/domain/instant.js';

const read = (text: string): string => {
  const result = parseInstant(text);
  return 'instant' in result ? result.instant : result.fault;
};

describe('Instants', () => {
  it.each([
    ['2026-03-01T09:30:00Z', '2026-03-01T09:30:00.000Z'],
    ['2026-03-01T09:30:00.000Z', '2026-03-01T09:30:00.000Z'],
    ['2026-03-01T11:30:00+02:00', '2026-03-01T09:30:00.000Z'],
    ['2026-03-01T11:30:00+0200', '2026-03-01T09:30:00.000Z'],
    ['2026-03-01T11:30:00+02', '2026-03-01T09:30:00.000Z'],
    ['2026-03-01T15:15:00+05:45', '2026-03-01T09:30:00.000Z'],
    ['2026-03-01 09:30Z', '2026-03-01T09:30:00.000Z'],
    ['2026-03-01T09:30:00.57Z', '2026-03-01T09:30:00.570Z'],
    ['2026-03-01T09:30:00.123456789Z', '2026-03-01T09:30:00.123Z'],
    ['2026-03-01T09:30:00,5z', '2026-03-01T09:30:00.500Z'],
    ['2026-03-01T00:30:00+02:00', '2026-02-28T22:30:00.000Z'],
    ['2016-12-31T23:59:60Z', '2016-12-31T23:59:59.999Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
  ])('reads %s', (text, instant) => {
    expect(read(text)).toBe(instant);
  });

  it.each([
    '2026-02-30T09:30:00Z',
    '2025-02-29T09:30:00Z',
    '2026-13-01T09:30:00Z',
    '2026-00-10T09:30:00Z',
    '2026-03-00T09:30:00Z',
    '2026-03-01T24:00:00Z',
    '2026-03-01T09:60:00Z',
    '2026-03-01T09:30:61Z',
    '2026-03-01T09:30:00+15:00',
    '2026-03-01T09:30:00+02:60',
    '2026-03-01',
    '01.03.2026 09:30',
    'yesterday',
    '',
  ])('refuses "%s"', (text) => {
    expect(read(text)).toBe('TIME_INVALID');
  });

  it('refuses a time without an offset by a name of its own', () => {
    expect(read('2026-03-01T09:30:00')).toBe('TIME_NO_ZONE');
  });

  it('refuses a date that does not exist rather than its missing offset', () => {
    expect(read('2026-02-30T09:30:00')).toBe('TIME_INVALID');
  });

  it('agrees with luxon on every text luxon writes', () => {
    const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kathmandu', 'America/St_Johns', 'Pacific/Chatham');
    const ms = fc.integer({ min: 0, max: 4_000_000_000_000 });
    fc.assert(
      fc.property(ms, zone, (at, name) => {
        const text = DateTime.fromMillis(at, { zone: name }).toISO();
        expect(read(text ?? '')).toBe(instantOf(at));
      }),
    );
  });

  it('order as text as they do in time', () => {
    fc.assert(
      fc.property(fc.nat(4_000_000_000_000), fc.nat(4_000_000_000_000), (a, b) => {
        expect(instantOf(a) < instantOf(b)).toBe(a < b);
      }),
    );
  });

  it('come back from milliseconds', () => {
    expect(instantOf(msOf('2026-03-01T09:30:00.007Z'))).toBe('2026-03-01T09:30:00.007Z');
  });

  it('keep fractions of a minute: 90 s are 1.5 min, backwards negative', () => {
    const [from, until] = ['2026-03-01T09:30:00.000Z', '2026-03-01T09:31:30.000Z'];
    expect([minutesBetween(from, until), minutesBetween(until, from), plusMinutes(from, 1.5)]).toEqual([
      1.5,
      -1.5,
      until,
    ]);
  });

  it('are kept in one form only', () => {
    const texts = ['2026-03-01T09:30:00.000Z', '2026-03-01T09:30:00Z', '2026-03-01T11:30:00.000+02:00'];
    expect(texts.map((text) => instantSchema.safeParse(text).success)).toEqual([true, false, false]);
  });

  it('are read from any ISO text by a schema that names the fault', () => {
    expect(isoTextSchema.parse('2026-03-01T11:30:00+02:00')).toBe('2026-03-01T09:30:00.000Z');
    const [issue] = isoTextSchema.safeParse('2026-03-01T11:30').error?.issues ?? [];
    expect(issue).toMatchObject({ params: { code: 'TIME_NO_ZONE' }, message: describeInstantFault('TIME_NO_ZONE') });
  });

  it.each([
    ['2026-03-01', true],
    ['2024-02-29', true],
    ['2026-02-29', false],
    ['2026-3-1', false],
    ['2026-03-01T00:00:00Z', false],
  ])('a calendar day: %s is %s', (text, day) => {
    expect([isDay(text), daySchema.safeParse(text).success]).toEqual([day, day]);
  });
});

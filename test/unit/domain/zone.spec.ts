import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { instantOf } from '../../../src/domain/instant.js';
import { dayOf, instantsOfWallClock, isZone, plusDays, startOfDay, wallClock } from '../../../src/domain/zone.js';

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'America/Sao_Paulo',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Tehran',
  'Africa/Cairo',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Pacific/Apia',
  'Pacific/Kiritimati',
];

const zone = fc.constantFrom(...ZONES);
/** 2005 to 2035. */
const instant = fc.integer({ min: 1_104_537_600_000, max: 2_051_222_400_000 });

describe('Time zones, checked against luxon', () => {
  it('show the same wall clock', () => {
    fc.assert(
      fc.property(instant, zone, (ms, name) => {
        const { year, month, day, hour, minute, second, millisecond } = DateTime.fromMillis(ms, { zone: name });
        expect(wallClock(instantOf(ms), name)).toEqual({ year, month, day, hour, minute, second, ms: millisecond });
      }),
    );
  });

  it('find the instant again from its wall clock, and no other', () => {
    fc.assert(
      fc.property(instant, zone, (ms, name) => {
        const found = instantsOfWallClock(wallClock(instantOf(ms), name), name);
        expect(found).toContain(instantOf(ms));
        expect(found.length).toBe(DateTime.fromMillis(ms, { zone: name }).getPossibleOffsets().length);
      }),
    );
  });

  it('begin days at the same instant', () => {
    fc.assert(
      fc.property(instant, zone, (ms, name) => {
        const local = DateTime.fromMillis(ms, { zone: name });
        expect(startOfDay(local.toISODate() ?? '', name)).toBe(local.startOf('day').toUTC().toISO());
        expect(dayOf(instantOf(ms), name)).toBe(local.toISODate());
      }),
    );
  });

  it('know no wall clock in a spring gap', () => {
    // Berlin, 29 March 2026: 02:00 becomes 03:00.
    const clock = { year: 2026, month: 3, day: 29, hour: 2, minute: 30, second: 0, ms: 0 };
    expect(instantsOfWallClock(clock, 'Europe/Berlin')).toEqual([]);
  });

  it('know a wall clock in an autumn overlap twice, the earlier first', () => {
    // Berlin, 25 October 2026: 03:00 becomes 02:00.
    const clock = { year: 2026, month: 10, day: 25, hour: 2, minute: 30, second: 0, ms: 0 };
    expect(instantsOfWallClock(clock, 'Europe/Berlin')).toEqual([
      '2026-10-25T00:30:00.000Z',
      '2026-10-25T01:30:00.000Z',
    ]);
  });

  it('know no 30 February', () => {
    const clock = { year: 2026, month: 2, day: 30, hour: 12, minute: 0, second: 0, ms: 0 };
    expect(instantsOfWallClock(clock, 'UTC')).toEqual([]);
  });

  it('begin a day that has no midnight at its first moment', () => {
    // Cairo, 24 April 2026: 00:00 becomes 01:00 (UTC+3), which is 22:00 UTC the day before.
    expect(startOfDay('2026-04-24', 'Africa/Cairo')).toBe('2026-04-23T22:00:00.000Z');
  });

  it('are known by their IANA names only', () => {
    expect([isZone('Europe/Berlin'), isZone('Mars/Olympus'), isZone('')]).toEqual([true, false, false]);
  });

  it.each([
    ['2026-02-28', 1, '2026-03-01'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2026-01-01', -1, '2025-12-31'],
    ['2026-03-28', 2, '2026-03-30'],
  ])('count days by the calendar: %s %i', (day, days, result) => {
    expect(plusDays(day, days)).toBe(result);
  });
});

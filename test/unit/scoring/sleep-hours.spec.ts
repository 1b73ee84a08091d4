import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { instantOf } from '../../../src/domain/instant.js';
import { isAsleep } from '../../../src/scoring/sleep-hours.js';
import { RUBRIC } from '../../builders/scoring.js';

const asleep = (instant: string, zone = 'UTC'): boolean => isAsleep(instant, zone, RUBRIC);

describe('Sleep hours', () => {
  it('begin at 22:00 and end before 08:00, to the millisecond', () => {
    const instants = [
      '2026-03-02T21:59:59.999Z',
      '2026-03-02T22:00:00.000Z',
      '2026-03-03T07:59:59.999Z',
      '2026-03-03T08:00:00.000Z',
    ];
    expect(instants.map((instant) => asleep(instant))).toEqual([false, true, true, false]);
  });

  it('go by the wall clock of the zone, half-hours included', () => {
    // Kolkata is UTC+5:30: 22:00 there is 16:30 UTC.
    expect(['2026-03-02T16:29:59.999Z', '2026-03-02T16:30:00.000Z'].map((at) => asleep(at, 'Asia/Kolkata'))).toEqual([
      false,
      true,
    ]);
  });

  it('shift with the clocks on the very day they change', () => {
    // Berlin, 29 March 2026: 08:00 is 07:00 UTC the day before, 06:00 UTC that day.
    const ends = [
      '2026-03-28T06:59:00.000Z',
      '2026-03-28T07:00:00.000Z',
      '2026-03-29T05:59:00.000Z',
      '2026-03-29T06:00:00.000Z',
    ];
    expect(ends.map((at) => asleep(at, 'Europe/Berlin'))).toEqual([true, false, true, false]);
  });

  it('may lie within one day', () => {
    const rubric = { ...RUBRIC, sleep: { fromHour: 1, untilHour: 6, limitFactor: 2 } };
    const hours = ['00', '01', '05', '06', '23'].map((hour) =>
      isAsleep(`2026-03-02T${hour}:30:00.000Z`, 'UTC', rubric),
    );
    expect(hours).toEqual([false, true, true, false, false]);
  });

  it('agree with luxon in every zone at every instant', () => {
    const zone = fc.constantFrom(
      'Europe/Berlin',
      'America/New_York',
      'Asia/Kathmandu',
      'Australia/Lord_Howe',
      'Africa/Cairo',
    );
    fc.assert(
      fc.property(fc.integer({ min: 1_104_537_600_000, max: 2_051_222_400_000 }), zone, (ms, name) => {
        const { hour } = DateTime.fromMillis(ms, { zone: name });
        expect(asleep(instantOf(ms), name)).toBe(hour >= 22 || hour < 8);
      }),
    );
  });
});

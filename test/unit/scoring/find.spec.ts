import { describe, expect, it } from '@jest/globals';
import type { Observation, Outcome } from '../../../src/domain/observation.js';
import { find } from '../../../src/scoring/find.js';
import { START } from '../../builders/moments.js';
import { RUBRIC } from '../../builders/scoring.js';
import { GOLDEN_BOUNDARIES, GOLDEN_MORE, GOLDEN_PROPORTIONS } from './statistics/golden.js';

function times(count: number, outcome: Outcome): Observation[] {
  return Array.from({ length: count }, (_, index) => ({
    behaviour: 'answers-pages',
    person: 'ada',
    incident: `inc-${String(index)}`,
    at: START,
    outcome,
    tier: 'recorded',
    events: ['page'],
  }));
}

const record = (met: number, opportunities: number): Observation[] => [
  ...times(met, 'met'),
  ...times(opportunities - met, 'not-met'),
];

describe('Findings', () => {
  it.each([...GOLDEN_PROPORTIONS, ...GOLDEN_MORE])('of $y of $n are $status $level', (golden) => {
    const { status, level, mean, interval80 } = find(record(golden.y, golden.n), 'seen', RUBRIC);
    expect([status, level]).toEqual([golden.status, golden.level]);
    expect(mean).toBeCloseTo(golden.mean, 9);
    expect(interval80?.[0]).toBeCloseTo(golden.lo80, 9);
    expect(interval80?.[1]).toBeCloseTo(golden.hi80, 9);
  });

  it.each(GOLDEN_BOUNDARIES)('draw the lines of rule B4 at n = $n', ({ n, bands }) => {
    for (let y = 0; y <= n; y += 1) {
      const { status, level } = find(record(y, n), 'seen', RUBRIC);
      const [band] =
        Object.entries(bands).find(([, range]) => range !== undefined && range[0] <= y && y <= range[1]) ?? [];
      expect([y, level ?? status]).toEqual([y, band]);
    }
  });

  it.each([1, 2, 3, 4])('of %i opportunities give counts only: no mean, no interval, no level', (n) => {
    expect(find(record(n, n), 'seen', RUBRIC)).toEqual({ status: 'too-few', met: n, opportunities: n });
  });

  it('do not count excluded, pending and unseen chances', () => {
    const noise = [...times(3, 'excluded'), ...times(2, 'pending'), ...times(4, 'unseen')];
    expect(find([...record(6, 8), ...noise], 'seen', RUBRIC)).toEqual(find(record(6, 8), 'seen', RUBRIC));
  });

  it('are unseen where every chance is', () => {
    expect(find(times(2, 'unseen'), 'seen', RUBRIC)).toEqual({ status: 'unseen', met: 0, opportunities: 0 });
  });

  it('are too few where chances were excluded or are pending, and none counts', () => {
    const chances = [...times(1, 'excluded'), ...times(1, 'pending')];
    expect(find(chances, 'seen', RUBRIC).status).toBe('too-few');
  });

  it('without a chance are not applicable where chances could have been recorded, else unseen', () => {
    expect([find([], 'seen', RUBRIC).status, find([], 'unseen', RUBRIC).status]).toEqual(['not-applicable', 'unseen']);
  });
});

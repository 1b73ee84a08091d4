import { describe, expect, it } from '@jest/globals';
import type { IncidentFile } from '../../../../src/domain/incident-file.js';
import { type Instant, plusMinutes } from '../../../../src/domain/instant.js';
import type { Person } from '../../../../src/domain/person.js';
import { scorecardOf } from '../../../../src/scoring/scorecard.js';
import { aFile, anEvent } from '../../../builders/incidents.js';
import { LATER, START } from '../../../builders/moments.js';
import { aPerson, availabilityFor } from '../../../builders/people.js';
import { H1, RUBRIC, verdicts } from '../../../builders/scoring.js';

/** Ada is paged and silent; ben is paged five minutes later and acknowledges so many minutes after that. */
function missCovered(id: string, at: Instant, benMinutes = 3, people: Person[] = []): IncidentFile {
  const event = (kind: 'paged' | 'acknowledged', minutes: number, who: object): ReturnType<typeof anEvent> =>
    anEvent(kind, plusMinutes(at, minutes), { incident: id, id: `${id}/${kind}/${String(minutes)}`, ...who });
  return aFile({
    incident: { id, declaredAt: at },
    people,
    events: [
      event('paged', 0, { subject: 'ada' }),
      event('paged', 5.5, { subject: 'ben' }),
      event('acknowledged', 5.5 + benMinutes, { actor: 'ben' }),
    ],
  });
}

const shiftsFor = (count: number): { from: Instant; until: Instant }[] =>
  Array.from({ length: count }, (_, index) => ({
    from: plusMinutes(START, index * 1440),
    until: plusMinutes(START, (index + 1) * 1440),
  }));

function judged(files: IncidentFile[], shifts: number): string[] {
  const [finding] = scorecardOf({
    person: aPerson('ada'),
    period: H1,
    asOf: LATER,
    rubric: RUBRIC,
    files,
    availability: availabilityFor('ada', { shifts: shiftsFor(shifts) }),
  }).findings;
  return verdicts(finding?.observations ?? []);
}

const three = ['a', 'b', 'c'].map((id, index) => missCovered(id, plusMinutes(START, index * 100)));

describe('Covered by backup', () => {
  it('excludes the first floor(shifts / 5) covered misses in time order', () => {
    // floor(11 / 5) = 2 of 3.
    expect(judged(three, 11)).toEqual([
      'excluded: covered-by-backup',
      'excluded: covered-by-backup',
      'not-met: not-answered',
    ]);
  });

  it('excludes none with four shifts: floor(4 / 5) = 0', () => {
    expect(judged(three.slice(0, 1), 4)).toEqual(['not-met: not-answered']);
  });

  it('excludes none where no shift is recorded', () => {
    expect(judged(three.slice(0, 1), 0)).toEqual(['not-met: not-answered']);
  });

  it('orders by time, whatever the order of the files', () => {
    expect(judged(three.toReversed(), 5)).toEqual([
      'excluded: covered-by-backup',
      'not-met: not-answered',
      'not-met: not-answered',
    ]);
  });

  it('does not cover a miss whose backup answered after their own limit', () => {
    // Severity 2: ben has 5 min and takes 6.
    expect(judged([missCovered('a', START, 6)], 10)).toEqual(['not-met: not-answered']);
  });

  it("doubles the backup's limit by their own sleep hours", () => {
    // 10:05 UTC is 23:05 in Auckland: ben has 10 min and takes 6.
    const ben = aPerson('ben', { timeZone: 'Pacific/Auckland' });
    expect(judged([missCovered('a', START, 6, [ben])], 10)).toEqual(['excluded: covered-by-backup']);
  });

  it('looks at the person paged next only', () => {
    const file = missCovered('a', START);
    const carol = anEvent('paged', plusMinutes(START, 2), { incident: 'a', subject: 'carol' });
    expect(judged([{ ...file, events: [...file.events, carol] }], 10)).toEqual(['not-met: not-answered']);
  });

  it('does not take a page to a bot for the next one', () => {
    const file = missCovered('a', START, 3, [aPerson('robo', { bot: true })]);
    const robo = anEvent('paged', plusMinutes(START, 2), { incident: 'a', subject: 'robo' });
    expect(judged([{ ...file, events: [...file.events, robo] }], 10)).toEqual(['excluded: covered-by-backup']);
  });

  it('does not take a page by e-mail, or of another incident record, for the next one', () => {
    const file = missCovered('a', START);
    const others = [
      anEvent('paged', plusMinutes(START, 2), { incident: 'a', subject: 'carol', details: { channel: 'email' } }),
      anEvent('paged', plusMinutes(START, 3), { incident: 'attached', subject: 'carol' }),
    ];
    expect(judged([{ ...file, events: [...file.events, ...others] }], 10)).toEqual(['excluded: covered-by-backup']);
  });

  it('keeps a late answer that is beyond the cap not met as answered late', () => {
    const file = missCovered('a', START);
    const late = anEvent('acknowledged', plusMinutes(START, 20), { incident: 'a', actor: 'ada' });
    expect(judged([{ ...file, events: [...file.events, late] }], 0)).toEqual(['not-met: answered-late']);
  });

  it('counts only shifts that overlap the period', () => {
    const shifts = Array.from({ length: 10 }, () => ({
      from: '2025-11-01T00:00:00.000Z',
      until: '2025-11-02T00:00:00.000Z',
    }));
    const [finding] = scorecardOf({
      person: aPerson('ada'),
      period: H1,
      asOf: LATER,
      rubric: RUBRIC,
      files: three,
      availability: availabilityFor('ada', { shifts }),
    }).findings;
    expect([finding?.met, finding?.opportunities]).toEqual([0, 3]);
  });
});

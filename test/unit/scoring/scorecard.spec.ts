import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { IncidentFile, RecordedEvent } from '../../../src/domain/incident-file.js';
import { plusMinutes } from '../../../src/domain/instant.js';
import { BEHAVIOURS } from '../../../src/domain/observation.js';
import { reviewPeriod } from '../../../src/domain/review-period.js';
import { type Finding, type Scorecard, scorecardSchema } from '../../../src/domain/scorecard.js';
import { OBSERVED_BEHAVIOURS } from '../../../src/scoring/behaviours/index.js';
import { organisationScorer, scorecardOf } from '../../../src/scoring/scorecard.js';
import { aFile, anActionItem, anEvent, aSource, evidenceOf } from '../../builders/incidents.js';
import { LATER, START } from '../../builders/moments.js';
import { aPerson } from '../../builders/people.js';
import { aContext, H1, RUBRIC } from '../../builders/scoring.js';

/** A page of severity 2, so many minutes after the start; joined two minutes later, or never. */
function pageFile(number: number, answered = true, minutes = number * 60): IncidentFile {
  const id = `inc-${String(number)}`;
  const at = plusMinutes(START, minutes);
  const paged = anEvent('paged', at, { id: `${id}/page`, incident: id, subject: 'ada' });
  const joined = anEvent('joined', plusMinutes(at, 2), { id: `${id}/join`, incident: id, actor: 'ada' });
  return aFile({ incident: { id, declaredAt: at }, events: answered ? [paged, joined] : [paged] });
}

function card(files: IncidentFile[], fields: Partial<Parameters<typeof scorecardOf>[0]> = {}): Scorecard {
  const request = { person: aPerson('ada'), period: H1, asOf: LATER, rubric: RUBRIC, files, availability: {} };
  return scorecardOf({ ...request, ...fields });
}

const findingOf = (scorecard: Scorecard, behaviour: Finding['behaviour']): Finding | undefined =>
  scorecard.findings.find((one) => one.behaviour === behaviour);

describe('The scorecard', () => {
  it('has the observed behaviours in the order of printing', () => {
    const ids = OBSERVED_BEHAVIOURS.map(({ id }) => id);
    expect(card([]).findings.map(({ behaviour }) => behaviour)).toEqual(ids);
    expect(ids).toEqual(BEHAVIOURS.filter((id) => ids.includes(id)));
  });

  it('is a plain value of its schema', () => {
    const files = [pageFile(1), aFile({ incident: null, actionItems: [anActionItem({ dueAt: '2026-03-12' })] })];
    const value = card(files);
    expect(scorecardSchema.parse(JSON.parse(JSON.stringify(value)))).toEqual(value);
  });

  it('names the rubric by id and hash, and the as-of', () => {
    expect(card([])).toMatchObject({ asOf: LATER, rubric: { id: 'v1', sha256: RUBRIC.sha256 } });
  });

  it('counts opportunities: 5 pages, 4 answered', () => {
    // 4 of 5: mean 4.5 / 6 = 0.75; the record fits both sides of 3 in 4.
    const files = [1, 2, 3, 4, 5].map((number) => pageFile(number, number > 1));
    expect(findingOf(card(files), 'answers-pages')).toMatchObject({
      status: 'between',
      met: 4,
      opportunities: 5,
      mean: 0.75,
    });
  });

  it('says where every record behind a line stands, the opportunity first', () => {
    const [line] = findingOf(card([pageFile(1)]), 'answers-pages')?.observations ?? [];
    expect(line?.events).toEqual(['inc-1/page', 'inc-1/join']);
    expect(line?.records).toEqual([evidenceOf('inc-1/page'), evidenceOf('inc-1/join')]);
  });

  it('finds the evidence of action items and their events', () => {
    const file = aFile({ actionItems: [anActionItem({ dueAt: '2026-03-12' })] });
    const [line] = findingOf(card([file]), 'follows-through')?.observations ?? [];
    expect(line?.records).toEqual([evidenceOf('item-1')]);
  });

  it('lists chances in time order, whatever the order of the files', () => {
    const files = [pageFile(3), pageFile(1), pageFile(2)];
    const incidents = findingOf(card(files), 'answers-pages')?.observations.map(({ incident }) => incident);
    expect(incidents).toEqual(['inc-1', 'inc-2', 'inc-3']);
  });

  it('holds what arose in the period only, both days included in the zone of the period', () => {
    const period = reviewPeriod({ firstDay: '2026-03-02', lastDay: '2026-03-02' }, 'Asia/Tokyo');
    // 2 March in Tokyo is 1 March 15:00 UTC until 2 March 15:00 UTC: 299 min after 10:00 is in, 300 min is out.
    const files = [pageFile(1, true, 299), pageFile(2, true, 300)];
    const incidents = findingOf(card(files, { period }), 'answers-pages')?.observations.map(({ incident }) => incident);
    expect(incidents).toEqual(['inc-1']);
  });

  it('knows nothing later than as-of', () => {
    const asOf = plusMinutes(START, 61);
    expect(findingOf(card([pageFile(1)], { asOf }), 'answers-pages')).toMatchObject({ met: 0, opportunities: 0 });
  });

  it('lists the sources of the incidents the person has a part in, once each', () => {
    const pager = aSource('pager', ['paged']);
    const chat = aSource('chat', ['joined']);
    const theirs = [1, 2].map((number) => ({ ...pageFile(number), coverage: [pager, chat] }));
    const foreign = {
      ...aFile({ events: [anEvent('note', START, { actor: 'ben' })] }),
      coverage: [aSource('wiki', ['note'])],
    };
    expect(card([...theirs, foreign]).coverage.map(({ connection }) => connection)).toEqual(['chat', 'pager']);
  });

  it('lists the source of an incident that gave them no chance, but not where all they did was declare a cause', () => {
    const only = (kind: 'left' | 'cause-declared'): Scorecard =>
      card([aFile({ events: [anEvent(kind, START, { actor: 'ada' })] })]);
    expect([only('left').coverage.length, only('cause-declared').coverage.length]).toEqual([1, 0]);
  });

  it('merges what one source covers over several incidents', () => {
    const files = [
      { ...pageFile(1), coverage: [aSource('pager', ['paged'], { from: '2026-01-01T00:00:00.000Z' })] },
      { ...pageFile(2), coverage: [aSource('pager', ['acknowledged'], { from: '2026-02-01T00:00:00.000Z' })] },
    ];
    expect(card(files).coverage).toEqual([
      aSource('pager', ['paged', 'acknowledged'], { from: '2026-01-01T00:00:00.000Z' }),
    ]);
  });

  it('is unseen, not zero, for a behaviour that no source of theirs records', () => {
    const joined = anEvent('joined', START, { actor: 'ada' });
    const scorecard = card([aFile({ events: [joined], coverage: [aSource('chat', ['joined', 'note'])] })]);
    expect(findingOf(scorecard, 'answers-pages')?.status).toBe('unseen');
  });

  it('is not applicable for a behaviour that was recorded and never came up', () => {
    const joined = anEvent('joined', START, { actor: 'ada' });
    expect(findingOf(card([aFile({ events: [joined] })]), 'answers-pages')?.status).toBe('not-applicable');
  });

  it('asks no process for its time zone: no local-time function is called in scoring or the domain', () => {
    const roots = ['domain', 'scoring', 'scoring/behaviours', 'scoring/action-items', 'scoring/statistics'];
    const local = /\.(getHours|getMinutes|getDay|getDate|getMonth|getFullYear|getTimezoneOffset|toLocale\w*)\(/;
    const guilty = roots.flatMap((root) => {
      const folder = new URL(`../../../src/${root}/`, import.meta.url);
      return readdirSync(folder)
        .filter((name) => name.endsWith('.ts') && local.test(readFileSync(new URL(name, folder), 'utf8')))
        .map((name) => `${root}/${name}`);
    });
    expect(guilty).toEqual([]);
  });

  it('reads the events of an incident a bounded number of times, however many people it paged', () => {
    const crowd = Array.from({ length: 400 }, (_, number) => `p${String(number).padStart(3, '0')}`);
    const events = crowd.flatMap((person, number) => {
      const at = plusMinutes(START, number / 60);
      const id = `e-${person}`;
      return [
        anEvent('paged', at, { id, incident: 'inc-1', subject: person }),
        anEvent('responder-added', at, { id: `${id}-a`, incident: 'inc-1', actor: 'zoe', subject: person }),
        anEvent('role-assumed', at, { id: `${id}-b`, incident: 'inc-1', actor: person }),
      ];
    });
    let reads = 0;
    const watched = new Proxy(events, {
      get: (target, key, receiver): unknown => {
        if (typeof key === 'string' && /^\d+$/.test(key)) reads += 1;
        return Reflect.get(target, key, receiver);
      },
    });
    const scorer = organisationScorer(aContext());
    scorer.add({ ...aFile({ events }), events: watched });
    expect(findingOf(scorer.scorecard(aPerson('p000'), H1), 'answers-pages')?.opportunities).toBe(1);
    // 1200 events, each read by a few dozen questions; once a person would be 480,000 for each question.
    expect(reads).toBeLessThan(50 * events.length);
  });

  it('looks at nobody else to score one person', () => {
    const asked = new Set<string | symbol>();
    const availability = new Proxy({}, { get: (_, person) => void asked.add(person) });
    const called = (person: string): RecordedEvent[] => [
      anEvent('paged', START, { subject: person }),
      anEvent('responder-added', START, { actor: 'zoe', subject: person }),
      anEvent('joined', START, { actor: person }),
    ];
    const actionItems = ['ada', 'ben'].map((assignee) => anActionItem({ id: `item-${assignee}`, assignee }));
    const file = aFile({ events: [...called('ada'), ...called('ben')], actionItems });
    expect(card([file], { availability }).findings.map(({ observations }) => observations.length)).toEqual([
      1, 1, 1, 1,
    ]);
    expect([...asked]).toEqual(['ada']);
  });

  it('lists every one of a thousand chances', () => {
    const files = Array.from({ length: 1000 }, (_, number) => pageFile(number, number % 3 > 0));
    const scorecard = card(files);
    expect(findingOf(scorecard, 'answers-pages')?.observations.length).toBe(1000);
  });
});

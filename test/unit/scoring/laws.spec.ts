import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { IncidentFile, RecordedEvent } from '../../../src/domain/incident-file.js';
import { plusMinutes } from '../../../src/domain/instant.js';
import type { Observation } from '../../../src/domain/observation.js';
import { type Availability, unknownAvailability } from '../../../src/domain/person.js';
import { type ReviewPeriod, reviewPeriod } from '../../../src/domain/review-period.js';
import type { Scorecard } from '../../../src/domain/scorecard.js';
import { asOf } from '../../../src/scoring/as-of.js';
import { inOrder } from '../../../src/scoring/in-order.js';
import { observeFile, organisationScorer, scorecardOf } from '../../../src/scoring/scorecard.js';
import { arbitraryFile, arbitraryFiles, CREW, realisticFile } from '../../builders/arbitrary-incidents.js';
import { anActionItem, anEvent } from '../../builders/incidents.js';
import { LATER, minute, START } from '../../builders/moments.js';
import { aPerson } from '../../builders/people.js';
import { aContext, H1, RUBRIC } from '../../builders/scoring.js';

const RUNS = { numRuns: 60 };

/** Everybody available, with six shifts each, so that backups may cover one page. */
const availability: Record<string, Availability> = Object.fromEntries(
  CREW.map((person) => {
    const shifts = [1, 2, 3, 4, 5, 6].map((day) => ({
      from: plusMinutes(START, day * 1440),
      until: plusMinutes(START, (day + 1) * 1440),
    }));
    return [person, { ...unknownAvailability(person), shifts }];
  }),
);

function cardOfAda(files: IncidentFile[], fields: Partial<Parameters<typeof scorecardOf>[0]> = {}): Scorecard {
  return scorecardOf({
    person: aPerson('ada'),
    period: H1,
    asOf: LATER,
    rubric: RUBRIC,
    files,
    availability,
    ...fields,
  });
}

const keyOf = ({ behaviour, person, incident, at, events }: Observation): string =>
  [behaviour, person, incident, at, events[0]].join(' ');

const counts = (card: Scorecard): unknown[] =>
  card.findings.map(({ met, opportunities, level }) => [met, opportunities, level]);

describe('Law 1: unseen is not failed', () => {
  it('removing a source never turns a met into a not-met', () => {
    fc.assert(
      fc.property(arbitraryFile(0), fc.nat(2), (file, removed) => {
        const before = observeFile(file, aContext({ availability }));
        const coverage = file.coverage.filter((_, index) => index !== removed % file.coverage.length);
        const after = new Map(
          observeFile({ ...file, coverage }, aContext({ availability })).map((one) => [keyOf(one), one.outcome]),
        );
        for (const one of before.filter(({ outcome }) => outcome === 'met')) {
          expect(after.get(keyOf(one))).toBe('met');
        }
      }),
      RUNS,
    );
  });

  it('without any source nothing is not met but what is late on record', () => {
    fc.assert(
      fc.property(arbitraryFile(0), (file) => {
        const reasons = observeFile({ ...file, coverage: [] }, aContext({ availability }))
          .filter(({ outcome }) => outcome === 'not-met')
          .map(({ reason }) => reason);
        const late = ['answered-late', 'joined-late', 'closed-late', 'covered-by-backup'];
        expect(reasons.filter((reason) => !late.includes(reason ?? ''))).toEqual([]);
      }),
      RUNS,
    );
  });
});

describe('Law 1 through realistic coverage', () => {
  /** During the incident, and during the weeks in which its action items are worked on. */
  const cut = fc.oneof(fc.integer({ min: -15, max: 100 }), fc.integer({ min: 100, max: 20 * 1440 }));

  it('cutting an export never turns anything into a not-met', () => {
    fc.assert(
      fc.property(realisticFile(0), cut, (file, minutes) => {
        const until = minute(minutes);
        const missed = (judged: IncidentFile, asOfThen = LATER): string[] =>
          observeFile(judged, aContext({ availability, asOf: asOfThen }))
            .filter(({ outcome }) => outcome === 'not-met')
            .map(keyOf);
        // A miss that was one when the export ended stays one, until a later export tells what mended it.
        const known = [...missed(file), ...missed(file, until)];
        expect(missed(cutAt(file, until)).filter((miss) => !known.includes(miss))).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
});

/** The file as an export that ended then holds it: later facts are missing, and the sources say until when they reach. */
function cutAt(file: IncidentFile, until: string): IncidentFile {
  return { ...asOf(inOrder(file), until), coverage: file.coverage.map((source) => ({ ...source, until })) };
}

describe('Law 3: causing an incident lowers nothing', () => {
  it('declaring a cause changes no observation of anybody', () => {
    fc.assert(
      fc.property(
        arbitraryFile(0),
        fc.constantFrom(...CREW),
        fc.integer({ min: -5, max: 90 }),
        (file, actor, minutes) => {
          const declared = anEvent('cause-declared', minute(minutes), {
            id: 'cause',
            incident: 'inc-0',
            actor,
            details: { changeUrl: 'https://git.example/pull/1', identifiedAt: minute(minutes) },
          });
          const caused = { ...file, events: [...file.events, declared] };
          expect(observeFile(caused, aContext({ availability })).toSorted(byKey)).toEqual(
            observeFile(file, aContext({ availability })).toSorted(byKey),
          );
        },
      ),
      RUNS,
    );
  });
});

describe("Law 4: a person's result depends on no other person's results", () => {
  it('removing incidents the person has no part in leaves the scorecard byte-identical', () => {
    fc.assert(
      fc.property(arbitraryFiles, arbitraryFile(9), (files, foreign) => {
        const events = foreign.events.filter(({ actor, subject }) => actor !== 'ada' && subject !== 'ada');
        const actionItems = foreign.actionItems
          .filter((item) => ![item.assignee, item.createdBy, item.closedBy, item.verifiedBy].includes('ada'))
          .map((item) => ({ ...item, events: [] }));
        const without = JSON.stringify(cardOfAda(files));
        expect(JSON.stringify(cardOfAda([...files, { ...foreign, events, actionItems }]))).toBe(without);
      }),
      RUNS,
    );
  });

  it("removing the colleagues' shifts, leave, share of full time and teams leaves it byte-identical", () => {
    fc.assert(
      fc.property(arbitraryFiles, (files) => {
        const alone = { ada: availability['ada'] ?? unknownAvailability('ada') };
        expect(JSON.stringify(cardOfAda(files, { availability: alone }))).toBe(JSON.stringify(cardOfAda(files)));
      }),
      RUNS,
    );
  });

  it('renaming colleagues leaves it byte-identical, and names none of them', () => {
    fc.assert(
      fc.property(arbitraryFiles, (files) => {
        const before = JSON.stringify(cardOfAda(files));
        expect(JSON.stringify(cardOfAda(files.map(renamed)))).toBe(before);
        expect(before).not.toMatch(/\b(ben|carol|robo)\b/i);
      }),
      RUNS,
    );
  });
});

/** The same file with every colleague under another id and name. */
function renamed(file: IncidentFile): IncidentFile {
  const text = JSON.stringify(file)
    .replace(/"(ben|carol|robo)"/g, '"x-$1"')
    .replace(/"(Ben|Carol|Robo)"/g, '"Somebody"');
  return JSON.parse(text) as IncidentFile;
}

describe('Law 6: observers, bots', () => {
  it('an extra observer who joins changes nothing for anybody', () => {
    fc.assert(
      fc.property(arbitraryFile(0), fc.integer({ min: -5, max: 90 }), (file, minutes) => {
        const fields = { incident: 'inc-0', actor: 'olga' };
        const observer: RecordedEvent[] = [
          anEvent('role-assumed', minute(minutes), { ...fields, id: 'r', details: { role: 'observer' } }),
          anEvent('joined', minute(minutes), { ...fields, id: 'j' }),
        ];
        const watched = { ...file, events: [...file.events, ...observer] };
        expect(observeFile(watched, aContext({ availability }))).toEqual(observeFile(file, aContext({ availability })));
      }),
      RUNS,
    );
  });

  it('observing another incident changes no count of the observer', () => {
    fc.assert(
      fc.property(arbitraryFiles, (files) => {
        const id = 'inc-7';
        const observing = [
          anEvent('role-assumed', minute(0), { incident: id, id: 'r', actor: 'ada', details: { role: 'observer' } }),
          anEvent('joined', minute(1), { incident: id, id: 'j', actor: 'ada' }),
          anEvent('note', minute(2), { incident: id, id: 'n', actor: 'ada' }),
        ];
        const [first] = files;
        const watched = first?.incident
          ? [{ ...first, incident: { ...first.incident, id }, events: observing, actionItems: [] }]
          : [];
        expect(counts(cardOfAda([...files, ...watched]))).toEqual(counts(cardOfAda(files)));
      }),
      RUNS,
    );
  });

  it('a bot is never observed', () => {
    fc.assert(
      fc.property(arbitraryFile(0), (file) => {
        const people = observeFile(file, aContext({ availability })).map(({ person }) => person);
        expect(people).not.toContain('robo');
      }),
      RUNS,
    );
  });
});

describe('What cannot matter', () => {
  it('the order and repetition of events', () => {
    const shuffledTwice = arbitraryFile(0).chain((file) =>
      fc.record({
        file: fc.constant(file),
        events: fc.shuffledSubarray([...file.events, ...file.events], { minLength: file.events.length * 2 }),
      }),
    );
    fc.assert(
      fc.property(shuffledTwice, ({ file, events }) => {
        const before = observeFile(file, aContext({ availability }));
        const after = observeFile({ ...file, events }, aContext({ availability }));
        expect(after.toSorted(byKey)).toEqual(before.toSorted(byKey));
      }),
      RUNS,
    );
  });

  it('the order of the files, and whether people are scored one by one or in one pass', () => {
    fc.assert(
      fc.property(arbitraryFiles, (files) => {
        const scorer = organisationScorer(aContext({ availability }));
        for (const file of files.toReversed()) scorer.add(file);
        for (const id of CREW) {
          const person = aPerson(id);
          const alone = cardOfAda(files, { person });
          expect(JSON.stringify(scorer.scorecard(person, H1))).toBe(JSON.stringify(alone));
        }
      }),
      RUNS,
    );
  });

  it('an item that is not due yet changes no count and no level', () => {
    fc.assert(
      fc.property(arbitraryFiles, fc.boolean(), (files, closed) => {
        const item = anActionItem({
          id: 'future',
          dueAt: '2026-06-20',
          closedAt: closed ? '2026-04-01T00:00:00.000Z' : undefined,
        });
        const [first, ...rest] = files;
        const more = first === undefined ? [] : [{ ...first, actionItems: [...first.actionItems, item] }, ...rest];
        const asOf = '2026-06-01T00:00:00.000Z';
        expect(counts(cardOfAda(more, { asOf }))).toEqual(counts(cardOfAda(files, { asOf })));
      }),
      RUNS,
    );
  });

  it('a whole week: everything seven days later is judged alike', () => {
    fc.assert(
      fc.property(arbitraryFile(0), (file) => {
        const verdict = ({ behaviour, person, outcome, reason, minutes, limitMinutes }: Observation): unknown[] => [
          behaviour,
          person,
          outcome,
          reason,
          minutes,
          limitMinutes,
        ];
        const later = JSON.parse(JSON.stringify(file), (_, value: unknown) => aWeekLater(value)) as IncidentFile;
        expect(observeFile(later, aContext()).map(verdict)).toEqual(observeFile(file, aContext()).map(verdict));
      }),
      RUNS,
    );
  });
});

function aWeekLater(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return plusMinutes(`${value}T00:00:00.000Z`, 7 * 1440).slice(0, 10);
  return /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(value) ? plusMinutes(value, 7 * 1440) : value;
}

function byKey(a: Observation, b: Observation): number {
  return keyOf(a) < keyOf(b) ? -1 : 1;
}

describe('Widening', () => {
  it('the period never loses a line of evidence', () => {
    const narrow: ReviewPeriod = reviewPeriod({ firstDay: '2026-03-02', lastDay: '2026-03-10' }, 'UTC');
    const lines = (card: Scorecard): string[] =>
      card.findings.flatMap(({ behaviour, observations }) =>
        observations.map(({ at, events }) => [behaviour, at, ...events].join(' ')),
      );
    fc.assert(
      fc.property(arbitraryFiles, (files) => {
        expect(lines(cardOfAda(files))).toEqual(expect.arrayContaining(lines(cardOfAda(files, { period: narrow }))));
      }),
      RUNS,
    );
  });
});

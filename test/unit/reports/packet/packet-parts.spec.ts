import { describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '../../../../src/domain/incident-file.js';
import { ownPart, weakestTier } from '../../../../src/reports/packet/own-part.js';
import { actWords } from '../../../../src/reports/packet/words/act-words.js';
import { outcomeWords } from '../../../../src/reports/packet/words/outcome-words.js';
import {
  event,
  finding,
  incident,
  incidentFile,
  JONAS,
  MAREN,
  scorecard,
  shippedRubric,
} from '../../../builders/packet-input.js';

const head = incident('inc-1', '2026-03-01T10:00:00.000Z');

function partIn(...events: RecordedEvent[]): ReturnType<typeof ownPart> {
  return ownPart(incidentFile(head, events), MAREN, scorecard([]).period);
}

function wordsOf(...events: RecordedEvent[]): string {
  const { own, acts } = partIn(...events);
  return actWords(MAREN, own, acts);
}

const role = (name: string): RecordedEvent =>
  event(head, 'role-assumed', 2, { subject: MAREN, details: { role: name } });

describe('a person’s part in an incident', () => {
  it('is led where they took command or deputised', () => {
    expect([partIn(role('commander')).part, partIn(role('deputy')).part]).toEqual(['led', 'led']);
  });

  it('is contributed where they did more than be there', () => {
    expect(partIn(event(head, 'diagnosis', 5, { actor: MAREN })).part).toBe('contributed');
  });

  it('is observed where they only answered a page or declined a call', () => {
    expect(partIn(event(head, 'acknowledged', 3, { actor: MAREN })).part).toBe('observed');
    expect(partIn(event(head, 'page-declined', 3, { actor: MAREN })).part).toBe('observed');
  });

  it('is observed where they were only paged, or only joined', () => {
    expect(partIn(event(head, 'paged', 0, { subject: MAREN })).part).toBe('observed');
    expect(partIn(event(head, 'joined', 5, { actor: MAREN })).part).toBe('observed');
  });

  it('stays observed where the only declared role is observer, whatever they wrote', () => {
    const part = partIn(role('observer'), event(head, 'note', 9, { actor: MAREN }));
    expect([part.part, part.joins.length]).toEqual(['observed', 0]);
  });

  it('does not hold what a colleague did', () => {
    expect(
      partIn(event(head, 'fix', 5, { actor: JONAS }), event(head, 'joined', 6, { actor: MAREN })).acts,
    ).toHaveLength(1);
  });

  it('leaves out a cause the person declared: that is theirs to show', () => {
    expect(partIn(event(head, 'cause-declared', 5, { actor: MAREN })).own).toEqual([]);
  });

  it('counts a fix as a repair only where it leads somewhere or is confirmed', () => {
    const linked = event(head, 'fix', 5, { actor: MAREN, url: 'https://git.example.com/pull/1' });
    const bare = event(head, 'fix', 6, { actor: MAREN });
    const own = event(head, 'fix', 7, { actor: MAREN, url: head.url });
    expect(partIn(linked, bare, own).repairs).toEqual([linked]);
  });

  it('does not take acknowledging alone for joining', () => {
    expect(partIn(event(head, 'acknowledged', 3, { actor: MAREN })).joins).toEqual([]);
  });

  it('is trusted as far as its weakest record', () => {
    expect(weakestTier(['corroborated', 'self-reported', 'recorded'])).toBe('self-reported');
    expect(weakestTier(['corroborated', 'recorded'])).toBe('recorded');
  });
});

describe('the words for what was done', () => {
  it('follow the order of the records', () => {
    expect(
      wordsOf(
        event(head, 'paged', 0, { subject: MAREN }),
        event(head, 'acknowledged', 3, { actor: MAREN }),
        event(head, 'joined', 4, { actor: MAREN }),
        event(head, 'rollback', 12, { actor: MAREN }),
        event(head, 'status-update', 15, { actor: MAREN }),
        event(head, 'status-update', 30, { actor: MAREN }),
        event(head, 'resolved', 40, { actor: MAREN }),
      ),
    ).toBe('Paged, answered in 3 min, joined, rolled back, resolved it; 2 status updates.');
  });

  it('call several notifications of one incident one page', () => {
    expect(wordsOf(event(head, 'paged', 0, { subject: MAREN }), event(head, 'paged', 9, { subject: MAREN }))).toBe(
      'Paged.',
    );
  });

  it('say who gave a role to whom without naming the colleague', () => {
    const given = event(head, 'role-assumed', 3, { actor: MAREN, subject: JONAS, details: { role: 'scribe' } });
    expect(wordsOf(given)).toBe('Gave a colleague a role.');
  });

  it('repeat nothing, and count what does not fit', () => {
    const kinds = ['joined', 'diagnosis', 'mitigation', 'rollback', 'fix', 'handoff', 'resolved', 'closed'] as const;
    expect(wordsOf(...kinds.map((kind, n) => event(head, kind, n, { actor: MAREN })))).toMatch(/, and 1 more act\.$/u);
  });

  it('tell a page passed on from a call declined', () => {
    const declined = event(head, 'page-declined', 4, { actor: MAREN });
    const page = event(head, 'paged', 0, { subject: MAREN });
    const call = event(head, 'responder-added', 2, { actor: JONAS, subject: MAREN });
    expect(wordsOf(page, declined)).toBe('Paged, passed the page on.');
    expect(wordsOf(page, call, declined)).toBe('Paged, called in, declined the call.');
  });

  it('do not print a role that is no word', () => {
    expect(wordsOf(role('<b>boss</b>'))).toBe('Took a role.');
  });

  it('admit that the record says no more than a name', () => {
    expect(wordsOf(event(head, 'page-timed-out', 6, { subject: MAREN }))).toBe('Named in the record.');
  });
});

describe('the words for an outcome', () => {
  const rubric = shippedRubric();
  const file = incidentFile(head, [event(head, 'paged', 0, { subject: MAREN })]);
  type Shape = Omit<Parameters<typeof finding>[1][number], 'of'>;
  const words = (
    behaviour: Parameters<typeof finding>[0],
    shape: Shape,
    kinds: Parameters<typeof outcomeWords>[2]['kinds'] = [],
  ): string => {
    const [chance] = finding(behaviour, [{ of: file, ...shape }]).observations;
    return chance === undefined ? '' : outcomeWords(behaviour, chance, { rubric, kinds });
  };

  it('say the time and what it was measured against', () => {
    expect(words('answers-pages', { outcome: 'met', minutes: 3, limitMinutes: 5 })).toBe(
      'Answered in 3 min; limit 5 min.',
    );
  });

  it('say that a limit was doubled because it was night there', () => {
    expect(words('answers-pages', { outcome: 'met', minutes: 8, limitMinutes: 10, asleep: true })).toBe(
      'Answered in 8 min; limit 10 min, in sleep hours.',
    );
  });

  it('say what happened instead, as a colleague would', () => {
    expect(words('answers-pages', { outcome: 'excluded', reason: 'covered-by-backup', limitMinutes: 5 })).toBe(
      'Reached the backup; limit 5 min; not counted.',
    );
  });

  it('never say that somebody was on leave', () => {
    expect(words('answers-pages', { outcome: 'excluded', reason: 'on-leave' })).toBe('Not counted.');
  });

  it('name the acts that the records hold', () => {
    expect(words('finds-and-fixes', { outcome: 'met' }, ['joined', 'fix', 'diagnosis'])).toBe(
      'Diagnosis and fix on record.',
    );
  });

  it('say what shows that an action item was done', () => {
    expect(words('follows-through', { outcome: 'met', proof: 'merged-change' })).toBe(
      'Closed by its due date; closed by a merged change.',
    );
  });

  it('say the absence of proof once', () => {
    expect(words('follows-through', { outcome: 'not-met', proof: 'none', reason: 'no-proof' })).toBe(
      'Closed, no proof in the imported sources.',
    );
  });

  it('say that what could not be recorded was not', () => {
    expect(words('joins-when-called', { outcome: 'unseen' })).toBe('Not recorded.');
  });
});

import { describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '../../../../src/domain/incident-file.js';
import { COVERAGE_KINDS, type EventKind } from '../../../../src/domain/event.js';
import { aFile, anEvent, aSource, type FileParts } from '../../../builders/incidents.js';
import { LATER, minute, second } from '../../../builders/moments.js';
import { aPerson, availabilityFor } from '../../../builders/people.js';
import { observed, verdicts } from '../../../builders/scoring.js';

/** Severity 2: five minutes to answer, ten to follow up. */
const page = (minutes = 0, fields: Partial<RecordedEvent> = {}): RecordedEvent =>
  anEvent('paged', minute(minutes), { subject: 'ada', ...fields });

const by = (actor: string, kind: EventKind, minutes: number, fields: Partial<RecordedEvent> = {}): RecordedEvent =>
  anEvent(kind, minute(minutes), { actor, ...fields });

const judged = (events: RecordedEvent[], parts: FileParts = {}, context = {}): string[] =>
  verdicts(observed('answers-pages', aFile({ events, ...parts }), context));

describe('B1 answers-pages: opportunities', () => {
  it('counts one opportunity per person and incident record, however often the page repeats unanswered', () => {
    const events = [page(0), page(1), page(3), by('ada', 'acknowledged', 4), by('ada', 'joined', 5)];
    expect(judged(events)).toEqual(['met']);
  });

  it('measures from the first page, not from the repetition', () => {
    // 10:00 + 5 min = 10:05; acknowledged 10:06, though only 2 min after the second page.
    const events = [page(0), page(4), by('ada', 'acknowledged', 6), by('ada', 'joined', 6)];
    expect(judged(events)).toEqual(['not-met: answered-late']);
  });

  it('opens another opportunity for a page that came after the earlier one was answered', () => {
    const events = [page(0), by('ada', 'acknowledged', 2), by('ada', 'joined', 3), page(60)];
    const left = by('ada', 'left', 50);
    expect(judged([...events, left])).toEqual(['met', 'not-met: not-answered']);
  });

  it('opens an opportunity in each incident record of one file', () => {
    const events = [
      page(0),
      by('ada', 'acknowledged', 1),
      by('ada', 'joined', 2),
      page(30, { incident: 'pd-9', id: 'second' }),
      by('ada', 'acknowledged', 33, { incident: 'pd-9' }),
      by('ada', 'note', 34),
    ];
    expect(judged(events, { attachments: ['pd-9'] })).toEqual(['met', 'met']);
  });

  it('does not take the acknowledgement of one record for an answer to a page of another', () => {
    const events = [
      page(0, { incident: 'pd-8', id: 'p8' }),
      page(0, { incident: 'pd-9', id: 'p9' }),
      by('ada', 'acknowledged', 1, { incident: 'pd-8' }),
      by('ada', 'note', 2),
    ];
    expect(judged(events, { attachments: ['pd-8', 'pd-9'] })).toEqual(['met', 'not-met: not-answered']);
  });

  it('never counts a page by e-mail', () => {
    expect(judged([page(0, { details: { channel: 'email' } })])).toEqual([]);
  });

  it('starts at the first page that is not by e-mail', () => {
    // E-mail 10:00, push 10:10, acknowledged 10:14: 4 min of 5.
    const events = [
      page(0, { details: { channel: 'email' } }),
      page(10, { details: { channel: 'push' } }),
      by('ada', 'acknowledged', 14),
      by('ada', 'note', 15),
    ];
    const [one] = observed('answers-pages', aFile({ events }));
    expect([one?.outcome, one?.at, one?.minutes]).toEqual(['met', minute(10), 4]);
  });

  it('opens nothing for the echo of an e-mail page that was answered already', () => {
    const events = [
      page(0, { details: { channel: 'email' } }),
      by('ada', 'acknowledged', 1),
      page(2, { details: { channel: 'sms' } }),
    ];
    expect(judged(events)).toEqual([]);
  });

  it('opens an opportunity for a page after such an echo', () => {
    const events = [
      page(0, { details: { channel: 'email' } }),
      by('ada', 'acknowledged', 1),
      page(2, { details: { channel: 'sms' } }),
      page(90, { details: { channel: 'sms' } }),
    ];
    const [one, ...more] = observed('answers-pages', aFile({ events }));
    expect([one?.at, more.length]).toEqual([minute(90), 0]);
  });

  it('counts a page that does not say whether the person was on call', () => {
    expect(judged([page(0, { details: {} })])).toEqual(['not-met: not-answered']);
  });

  it('counts no automatic page that says the person was off call', () => {
    expect(judged([page(0, { details: { onCall: false } })])).toEqual([]);
  });

  it('counts a page off call when a colleague sent it', () => {
    expect(judged([page(0, { actor: 'ben', details: { onCall: false } })])).toEqual(['not-met: not-answered']);
  });

  it('never counts a page to a bot', () => {
    const people = [aPerson('ada', { bot: true })];
    expect(judged([page(0)], { people })).toEqual([]);
  });

  it.each(['drill', 'test', 'maintenance'] as const)('never counts a page in a %s', (mode) => {
    expect(judged([page(0)], { incident: { mode } })).toEqual([]);
  });

  it('is not touched by page-timed-out and timeout escalations: the limit alone decides', () => {
    const silence = [
      page(0),
      anEvent('page-timed-out', minute(2), { subject: 'ada' }),
      anEvent('escalated', minute(2), { subject: 'ben' }),
    ];
    expect(judged([...silence, by('ada', 'acknowledged', 5), by('ada', 'joined', 6)])).toEqual(['met']);
  });
});

describe('B1 answers-pages: the limit', () => {
  it.each([
    [1, 5],
    [2, 5],
    [3, 10],
    [4, 30],
    [5, 30],
    [undefined, 30],
  ])('at severity %s is %i minutes', (severity, limitMinutes) => {
    const file = aFile({ incident: { severity }, events: [page(0), by('ada', 'joined', 1)] });
    expect(observed('answers-pages', file)[0]?.limitMinutes).toBe(limitMinutes);
  });

  it('is the policy timeout of the page where it names one', () => {
    // 900 s = 15 min, though severity 2 would give 5.
    const file = aFile({ events: [page(0, { details: { policyTimeoutSeconds: 900 } }), by('ada', 'joined', 14)] });
    expect(observed('answers-pages', file)[0]).toMatchObject({ outcome: 'met', limitMinutes: 15, minutes: 14 });
  });

  it('takes an answer at the very limit as in time', () => {
    expect(judged([page(0), by('ada', 'joined', 5)])).toEqual(['met']);
  });

  it('takes an answer one second after the limit as late', () => {
    const late = anEvent('joined', second(5, 1), { actor: 'ada' });
    expect(judged([page(0), late])).toEqual(['not-met: answered-late']);
  });

  it('is doubled when the page arrived in sleep hours of the person', () => {
    // 10:00 UTC is 23:00 in Auckland (UTC+13 in March): 5 min x 2 = 10 min.
    const availability = availabilityFor('ada', { timeZone: 'Pacific/Auckland' });
    const [one] = observed('answers-pages', aFile({ events: [page(0), by('ada', 'joined', 10)] }), { availability });
    expect(one).toMatchObject({ outcome: 'met', limitMinutes: 10, asleep: true });
  });

  it('doubles a policy timeout asleep as well', () => {
    const availability = availabilityFor('ada', { timeZone: 'Pacific/Auckland' });
    const file = aFile({ events: [page(0, { details: { policyTimeoutSeconds: 600 } })] });
    expect(observed('answers-pages', file, { availability })[0]?.limitMinutes).toBe(20);
  });

  it('is not doubled when the page arrived awake and the limit ran into the night', () => {
    const events = [
      anEvent('paged', '2026-03-02T21:59:59.000Z', { subject: 'ada' }),
      anEvent('joined', '2026-03-02T22:06:00.000Z', { actor: 'ada' }),
    ];
    expect(observed('answers-pages', aFile({ events }))[0]).toMatchObject({ outcome: 'not-met', asleep: false });
  });

  it('follows the severity at the instant of the page, not a later one', () => {
    // Severity 4 at 10:00 (30 min), raised to 1 at 10:10: an answer after 20 min is in time.
    const raise = anEvent('severity-changed', minute(10), { actor: 'ben', details: { from: 4, to: 1 } });
    expect(judged([page(0), raise, by('ada', 'joined', 20)], { incident: { severity: 1 } })).toEqual(['met']);
  });
});

describe('B1 answers-pages: what answers and what follows', () => {
  it.each(['acknowledged', 'joined', 'escalated', 'handoff'] as const)(
    'takes %s by the person as an answer',
    (kind) => {
      const [one] = observed('answers-pages', aFile({ events: [page(0), by('ada', kind, 3), by('ada', 'note', 6)] }));
      expect(one).toMatchObject({ outcome: 'met', minutes: 3 });
    },
  );

  it.each(['note', 'status-update', 'diagnosis'] as const)('does not take %s as an answer', (kind) => {
    expect(judged([page(0), by('ada', kind, 3, { url: 'https://logs.example/1' })])).toEqual(['not-met: not-answered']);
  });

  it.each(['joined', 'note', 'role-assumed', 'escalated', 'handoff'] as const)(
    'takes %s by page + 2T as the follow-up',
    (kind) => {
      expect(judged([page(0), by('ada', 'acknowledged', 2), by('ada', kind, 10)])).toEqual(['met']);
    },
  );

  it('takes a substantive act as the follow-up', () => {
    const mitigation = by('ada', 'mitigation', 9, { url: 'https://deploys.example/42' });
    expect(judged([page(0), by('ada', 'acknowledged', 2), mitigation])).toEqual(['met']);
  });

  it('takes resolving it as the follow-up', () => {
    expect(judged([page(0), by('ada', 'acknowledged', 2), by('ada', 'resolved', 9)])).toEqual(['met']);
  });

  it('does not take a status update or an unlinked mitigation as the follow-up', () => {
    const events = [page(0), by('ada', 'acknowledged', 2), by('ada', 'status-update', 4), by('ada', 'mitigation', 5)];
    expect(judged(events)).toEqual(['not-met: answered-no-follow-up']);
  });

  it('does not take a follow-up one minute after page + 2T', () => {
    // 10:00 + 2 x 5 min = 10:10.
    expect(judged([page(0), by('ada', 'acknowledged', 2), by('ada', 'note', 11)])).toEqual([
      'not-met: answered-no-follow-up',
    ]);
  });

  it("does not take a colleague's act as the follow-up", () => {
    expect(judged([page(0), by('ada', 'acknowledged', 2), by('ben', 'note', 4)])).toEqual([
      'not-met: answered-no-follow-up',
    ]);
  });

  it('does not take an act made as a mere observer as the follow-up', () => {
    const observing = anEvent('role-assumed', minute(3), { subject: 'ada', details: { role: 'observer' } });
    expect(judged([page(0), by('ada', 'acknowledged', 2), observing, by('ada', 'note', 4)])).toEqual([
      'not-met: answered-no-follow-up',
    ]);
  });

  it('is content with an answer in time where what follows is not recorded, and says so', () => {
    const coverage = [aSource('pager', ['paged', 'acknowledged', 'resolved', 'note'])];
    expect(judged([page(0), by('ada', 'acknowledged', 2)], { coverage })).toEqual(['met: follow-up-not-recorded']);
  });

  it('looks for follow-ups only in sources that cover the whole window', () => {
    const coverage = [aSource('pager', COVERAGE_KINDS, { until: minute(6) })];
    expect(judged([page(0), by('ada', 'acknowledged', 2)], { coverage })).toEqual(['met: follow-up-not-recorded']);
  });

  it('never measures presence without an instant against the follow-up window', () => {
    const untimed = anEvent('joined', undefined, { actor: 'ada' });
    expect(judged([untimed, page(0), by('ada', 'acknowledged', 2)])).toEqual(['met: follow-up-not-recorded']);
  });

  it('counts somebody who was in the incident already when the page arrived', () => {
    const [one] = observed('answers-pages', aFile({ events: [by('ada', 'joined', -5), page(0)] }));
    expect(one).toMatchObject({ outcome: 'met', minutes: 0 });
  });

  it('does not count somebody who has done nothing for longer than the limit of the page', () => {
    // Severity 2: 5 min. Joined 6 min before the page; a note 5 min before it shows them there still.
    const joined = by('ada', 'joined', -6);
    expect([judged([joined, page(0)]), judged([joined, by('ada', 'note', -5), page(0)])]).toEqual([
      ['not-met: not-answered'],
      ['met'],
    ]);
  });

  it('does not take joining on one day for being there when the page of the next arrives', () => {
    // Paged 10:00, joined 10:02; paged again a day later (1440 min), and nothing after.
    const events = [page(0), by('ada', 'joined', 2), page(1440)];
    expect(judged(events)).toEqual(['met', 'not-met: not-answered']);
  });

  it.each(['resolved', 'closed'] as const)('does not take joining for presence once the incident was %s', (kind) => {
    // Joined 10:02, over 10:03, open again 10:04, paged again 10:05: within 5 min of joining, but of what was over.
    const over = [anEvent(kind, minute(3)), anEvent('reopened', minute(4))];
    const [, second] = observed(
      'answers-pages',
      aFile({ events: [page(0), by('ada', 'joined', 2), ...over, page(5)] }),
    );
    expect(second).toMatchObject({ at: minute(5), outcome: 'not-met', reason: 'not-answered' });
  });

  it('knows by its field as well that the incident was over since they joined', () => {
    // Joined 10:02, resolved 10:03, paged again 10:04.
    const events = [page(0), by('ada', 'joined', 2), page(4)];
    const [, second] = observed('answers-pages', aFile({ incident: { resolvedAt: minute(3) }, events }));
    expect(second).toMatchObject({ at: minute(4), outcome: 'not-met', reason: 'not-answered' });
  });

  it('takes escalating or handing off to oneself neither for an answer nor for a follow-up', () => {
    const toOneself = (kind: EventKind): RecordedEvent => by('ada', kind, 3, { subject: 'ada' });
    const answered = by('ada', 'acknowledged', 2);
    for (const kind of ['escalated', 'handoff'] as const) {
      expect([judged([page(0), toOneself(kind)]), judged([page(0), answered, toOneself(kind)])]).toEqual([
        ['not-met: not-answered'],
        ['not-met: answered-no-follow-up'],
      ]);
    }
  });

  it('does not count somebody who had left again before the page arrived', () => {
    expect(judged([by('ada', 'joined', -9), by('ada', 'left', -5), page(0)])).toEqual(['not-met: not-answered']);
  });
});

describe('B1 answers-pages: excluded, pending, unseen', () => {
  it('excludes a page that arrived on leave, even an answered one', () => {
    const availability = availabilityFor('ada', {
      leave: [{ from: minute(-60), until: minute(60), fraction: 1 }],
    });
    expect(judged([page(0), by('ada', 'joined', 2)], {}, { availability })).toEqual(['excluded: on-leave']);
  });

  it('counts a page on a part-day leave', () => {
    const availability = availabilityFor('ada', {
      leave: [{ from: minute(-60), until: minute(60), fraction: 0.5 }],
    });
    expect(judged([page(0), by('ada', 'joined', 2)], {}, { availability })).toEqual(['met']);
  });

  it('ends leave at its very end', () => {
    const availability = availabilityFor('ada', { leave: [{ from: minute(-60), until: minute(0), fraction: 1 }] });
    expect(judged([page(0)], {}, { availability })).toEqual(['not-met: not-answered']);
  });

  it("excludes a page that another's acknowledgement ended before the limit", () => {
    expect(judged([page(0), by('ben', 'acknowledged', 4)])).toEqual(['excluded: answered-by-another']);
  });

  it("excludes it when another's acknowledgement came before their own late one", () => {
    expect(judged([page(0), by('ben', 'acknowledged', 4), by('ada', 'acknowledged', 7)])).toEqual([
      'excluded: answered-by-another',
    ]);
  });

  it("does not exclude it when another's acknowledgement came after their own", () => {
    const events = [page(0), by('ada', 'acknowledged', 2), by('ben', 'acknowledged', 3), by('ada', 'joined', 4)];
    expect(judged(events)).toEqual(['met']);
  });

  it("does not exclude it when another's acknowledgement came after the limit", () => {
    expect(judged([page(0), by('ben', 'acknowledged', 6)])).toEqual(['not-met: not-answered']);
  });

  it('does not take an acknowledgement from before the page for one of it', () => {
    expect(judged([by('ben', 'acknowledged', -3), page(0)])).toEqual(['not-met: not-answered']);
  });

  it("does not take a bot's acknowledgement for a colleague's", () => {
    const people = [aPerson('robo', { bot: true })];
    expect(judged([page(0), by('robo', 'acknowledged', 2)], { people })).toEqual(['not-met: not-answered']);
  });

  it.each(['resolved', 'closed'] as const)('excludes a page of an incident %s before the limit by anything', (kind) => {
    expect(judged([page(0), anEvent(kind, minute(5))])).toEqual(['excluded: ended-before-limit']);
  });

  const withdrawn = (minutes: number, fields: Partial<RecordedEvent> = {}): RecordedEvent =>
    anEvent('page-withdrawn', minute(minutes), { subject: 'ada', ...fields });

  it('excludes a page that was taken back before the limit and before they answered', () => {
    // The limit is 10:05.
    const late = by('ada', 'acknowledged', 9);
    expect([judged([page(0), withdrawn(5)]), judged([page(0), withdrawn(4), late])]).toEqual([
      ['excluded: ended-before-limit'],
      ['excluded: ended-before-limit'],
    ]);
  });

  it("is not excused by a withdrawal after the limit, of a colleague's page, or in another record", () => {
    const other = [withdrawn(6), withdrawn(3, { subject: 'ben' }), withdrawn(3, { incident: 'pd-9' })];
    expect(other.map((event) => judged([page(0), event], { attachments: ['pd-9'] }))).toEqual([
      ['not-met: not-answered'],
      ['not-met: not-answered'],
      ['not-met: not-answered'],
    ]);
  });

  it('stays met when the page was taken back after they answered', () => {
    expect(judged([page(0), by('ada', 'joined', 2), withdrawn(3)])).toEqual(['met']);
  });

  it('knows the end of an incident by its field as well as by an event', () => {
    expect(judged([page(0)], { incident: { resolvedAt: minute(3) } })).toEqual(['excluded: ended-before-limit']);
  });

  it('does not exclude a page of an incident that ended after the limit', () => {
    expect(judged([page(0)], { incident: { resolvedAt: minute(6) } })).toEqual(['not-met: not-answered']);
  });

  it('excludes an answer in time without follow-up when the incident ended by page + 2T', () => {
    expect(judged([page(0), by('ada', 'acknowledged', 2), by('ben', 'resolved', 10)])).toEqual([
      'excluded: resolved-before-follow-up',
    ]);
  });

  it('does not excuse the missing follow-up by an end after page + 2T', () => {
    expect(judged([page(0), by('ada', 'acknowledged', 2), by('ben', 'resolved', 11)])).toEqual([
      'not-met: answered-no-follow-up',
    ]);
  });

  it('keeps a late answer not met, with the time it took', () => {
    const [one] = observed('answers-pages', aFile({ events: [page(0), by('ada', 'acknowledged', 12)] }));
    expect(one).toMatchObject({ outcome: 'not-met', reason: 'answered-late', minutes: 12 });
  });

  it('is pending until the limit has passed', () => {
    expect(judged([page(0)], {}, { asOf: minute(4) })).toEqual(['pending: limit-not-reached']);
  });

  it('is judged once the limit is reached', () => {
    expect(judged([page(0)], {}, { asOf: minute(5) })).toEqual(['not-met: not-answered']);
  });

  it('is pending after an answer until page + 2T has passed', () => {
    expect(judged([page(0), by('ada', 'acknowledged', 2)], {}, { asOf: minute(9) })).toEqual([
      'pending: limit-not-reached',
    ]);
  });

  it('is unseen where no source records answers', () => {
    expect(judged([page(0)], { coverage: [aSource('pager', ['paged', 'resolved'])] })).toEqual([
      'unseen: not-recordable',
    ]);
  });

  it('is unseen where presence is recorded without an instant: it may have been in time', () => {
    const untimed = anEvent('joined', undefined, { actor: 'ada' });
    expect([judged([untimed, page(0)]), judged([untimed, page(0), by('ada', 'acknowledged', 9)])]).toEqual([
      ['unseen: not-recordable'],
      ['unseen: not-recordable'],
    ]);
  });

  it('is unseen where the export ends before the limit', () => {
    const coverage = [aSource('pager', COVERAGE_KINDS, { until: minute(4) })];
    expect(judged([page(0)], { coverage })).toEqual(['unseen: not-recordable']);
  });
});

describe('B1 answers-pages: the evidence', () => {
  it('lists the page first, then the answer, then the follow-up', () => {
    const events = [page(0, { id: 'p' }), by('ada', 'acknowledged', 2, { id: 'a' }), by('ada', 'note', 3, { id: 'n' })];
    expect(observed('answers-pages', aFile({ events }))[0]?.events).toEqual(['p', 'a', 'n']);
  });

  it('bears the tier of the answer, and of the page where there was none', () => {
    const ack = by('ada', 'acknowledged', 2, { handKept: true });
    const tiers = [[page(0), ack, by('ada', 'note', 3)], [page(0)]].map(
      (events) => observed('answers-pages', aFile({ events }))[0]?.tier,
    );
    expect(tiers).toEqual(['self-reported', 'recorded']);
  });

  it('bears the weaker tier of the answer and of the follow-up that made it met', () => {
    const followUps = [by('ada', 'note', 3, { handKept: true }), by('ada', 'note', 3, { confirmedBy: ['ben'] })];
    const tiers = followUps.map(
      (followUp) =>
        observed(
          'answers-pages',
          aFile({ events: [page(0), by('ada', 'acknowledged', 2), followUp, by('ben', 'joined', 9)] }),
        )[0]?.tier,
    );
    expect(tiers).toEqual(['self-reported', 'recorded']);
  });

  it('answers nothing about an incident that no page reached', () => {
    expect(judged([by('ada', 'joined', 1)], {}, { asOf: LATER })).toEqual([]);
  });
});

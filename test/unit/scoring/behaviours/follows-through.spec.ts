import { describe, expect, it } from '@jest/globals';
import type { ActionItem, ActionItemEvent } from '../../../../src/domain/incident-file.js';
import { plusMinutes } from '../../../../src/domain/instant.js';
import { aFile, anActionItem, anEvent, anItemEvent, aSource, type FileParts } from '../../../builders/incidents.js';
import { minute, START } from '../../../builders/moments.js';
import { aPerson, availabilityFor } from '../../../builders/people.js';
import { observed, verdicts } from '../../../builders/scoring.js';

const day = (number: number): string => plusMinutes(START, number * 1440);

/** Accepted on 2 March, due on 12 March. */
const due = (fields: Partial<ActionItem> = {}): ActionItem => anActionItem({ dueAt: day(10), ...fields });

const PROVEN = { evidenceUrl: 'https://git.example/pull/9' };

const MITIGATES = { class: 'mitigation' };

/** Closed five days before it was due, with a link. */
const done = (fields: Partial<ActionItem> = {}): ActionItem =>
  due({ closedAt: day(5), closedBy: 'ada', ...PROVEN, ...fields });

const judged = (item: ActionItem, parts: FileParts = {}, context = {}): string[] =>
  verdicts(observed('follows-through', aFile({ actionItems: [item], ...parts }), context));

const event = (kind: ActionItemEvent['kind'], at: string, fields: Partial<ActionItemEvent> = {}): ActionItemEvent =>
  anItemEvent(kind, at, fields);

describe('B6 follows-through: acceptance', () => {
  it('takes acceptedAt', () => {
    const [one] = observed('follows-through', aFile({ actionItems: [done()] }));
    // Accepted at 60 min; closed on day 5: 5 x 1440 - 60 = 7140 min.
    expect(one).toMatchObject({ outcome: 'met', minutes: 7140, limitMinutes: 14340 });
    expect(one?.inferred).toBeUndefined();
  });

  it("takes the assignee's own first act on the item otherwise", () => {
    const item = due({
      acceptedAt: undefined,
      closedAt: day(5),
      ...PROVEN,
      events: [event('commented', day(1), { actor: 'ada' })],
    });
    const [one] = observed('follows-through', aFile({ actionItems: [item] }));
    expect(one).toMatchObject({ outcome: 'met', minutes: 4 * 1440 });
  });

  it("does not take a colleague's act for acceptance", () => {
    const item = due({ acceptedAt: undefined, events: [event('commented', day(1), { actor: 'ben' })] });
    expect(judged(item, {}, { asOf: day(4) })).toEqual(['pending: not-accepted']);
  });

  it('infers it once the item was still theirs after five working days, and says so', () => {
    // Monday 2 March + 5 working days = Monday 9 March (day 7).
    const item = due({ acceptedAt: undefined });
    const at = (asOf: string): string[] => judged(item, {}, { asOf });
    const [one] = observed('follows-through', aFile({ actionItems: [item] }));
    expect([at(plusMinutes(day(7), -1)), at(day(7)), one?.inferred]).toEqual([
      ['pending: not-accepted'],
      ['pending: not-due-yet'],
      true,
    ]);
  });

  it('infers none for what a colleague closed before the five working days had passed', () => {
    const closed = (closedAt: string): string[] =>
      judged(due({ acceptedAt: undefined, closedAt, closedBy: 'ben', dueAt: day(2) }));
    // They pass on day 7: closed by then there was nothing left to take on, closed later it was taken on after day 2.
    expect([closed(day(5)), closed(day(7)), closed(day(8))]).toEqual([[], [], ['excluded: not-accepted']]);
  });

  it('counts what the assignee closed before the five working days had passed', () => {
    expect(judged(done({ acceptedAt: undefined, closedAt: day(3) }))).toEqual(['met']);
  });

  it('holds nothing against anybody whose acceptance is inferred when it falls due, or after that', () => {
    // Inferred on day 7. Due on day 6 or 7, nobody had taken it on with any time left; due on day 8, there was a day.
    const dueOn = (dueAt: string): string[] => judged(due({ acceptedAt: undefined, dueAt }));
    expect([dueOn(day(6)), dueOn(day(7)), dueOn(day(8))]).toEqual([
      ['excluded: not-accepted'],
      ['excluded: not-accepted'],
      ['not-met: still-open'],
    ]);
  });

  it('takes a last change that stands in for the closing as closed by then, never as still open before', () => {
    // Due on day 10: changed last on day 5 it was closed in time; on day 12 it may have been closed on any day before.
    const changed = (closedAt: string): string[] => judged(done({ closedAt, closingInferred: true }));
    expect([changed(day(5)), changed(day(12))]).toEqual([['met: closing-inferred'], ['unseen: closing-inferred']]);
    expect(judged(done({ closedAt: day(12) }))).toEqual(['not-met: closed-late']);
  });

  it('holds nothing against anybody where the source could not say who dropped the item', () => {
    const dropped = { resolution: 'wont-do' as const, closedAt: day(5), evidenceUrl: undefined };
    expect(judged(due({ ...dropped, closerUnrecorded: true }))).toEqual(['unseen: not-recordable']);
    expect(judged(due({ ...dropped, closedAt: undefined, closerUnrecorded: true }))).toEqual([
      'unseen: not-recordable',
    ]);
    expect(judged(due({ ...dropped, closedBy: 'ada', closerUnrecorded: true }))).toEqual(['not-met: no-proof']);
    expect(judged(due(dropped))).toEqual(['not-met: no-proof']);
  });

  it('counts working days by the calendar of the assignee', () => {
    // Friday 6 March 11:00 UTC is Saturday in Kiritimati (UTC+14): five working days later is Friday 13 March there, six
    // days on. By the calendar of UTC it is seven days on.
    const createdAt = '2026-03-06T11:00:00.000Z';
    const item = anActionItem({ createdAt, acceptedAt: undefined, dueAt: '2026-06-01T00:00:00.000Z' });
    const availability = availabilityFor('ada', { timeZone: 'Pacific/Kiritimati' });
    const asOf = '2026-03-12T11:00:00.000Z';
    expect([judged(item, {}, { asOf }), judged(item, {}, { asOf, availability })]).toEqual([
      ['pending: not-accepted'],
      ['pending: not-due-yet'],
    ]);
  });

  it('gives no part to somebody who passed the item on before accepting it', () => {
    const item = due({
      acceptedAt: undefined,
      assignee: 'ben',
      events: [
        event('assigned', START, { actor: 'carol', subject: 'ada' }),
        event('assigned', day(1), { actor: 'carol', subject: 'ben' }),
      ],
    });
    expect(judged(item)).toEqual([]);
  });
});

describe('B6 follows-through: the due date', () => {
  it('takes a closing at the very due instant as in time, and a second later as late', () => {
    const closed = (closedAt: string): string[] => judged(done({ closedAt }));
    expect([closed(day(10)), closed(plusMinutes(day(10), 1 / 60))]).toEqual([['met'], ['not-met: closed-late']]);
  });

  it('ends a date-only due date with that day in the zone of the assignee', () => {
    // 12 March ends in Los Angeles (UTC-7 since 8 March) at 13 March 07:00 UTC.
    const closed = (closedAt: string, known: object): string[] =>
      judged(done({ dueAt: '2026-03-12', closedAt }), {}, known);
    const availability = availabilityFor('ada', { timeZone: 'America/Los_Angeles' });
    expect([
      closed('2026-03-13T06:59:59.999Z', { availability }),
      closed('2026-03-13T07:00:00.000Z', { availability }),
      closed('2026-03-13T06:59:59.999Z', {}),
    ]).toEqual([['met'], ['not-met: closed-late'], ['not-met: closed-late']]);
  });

  it('measures whole minutes to the end of a day', () => {
    // From 2 March 11:00 to the end of 12 March: 10 days and 13 hours = 15180 min.
    const [one] = observed('follows-through', aFile({ actionItems: [done({ dueAt: '2026-03-12' })] }));
    expect(one?.limitMinutes).toBe(15180);
  });

  it('places the opportunity at the original due instant, inside the last day', () => {
    const [one] = observed('follows-through', aFile({ actionItems: [done({ dueAt: '2026-03-12' })] }));
    expect(one?.at).toBe('2026-03-12T23:59:59.999Z');
  });

  const moved = (fields: Partial<ActionItemEvent>, at = day(8)): ActionItem =>
    done({
      dueAt: day(20),
      closedAt: day(15),
      events: [event('due-moved', at, { from: day(10), to: day(20), ...fields })],
    });

  it('holds to the original date when the assignee moved it', () => {
    const [one] = observed('follows-through', aFile({ actionItems: [moved({ actor: 'ada' })] }));
    expect([one?.outcome, one?.reason, one?.at]).toEqual(['not-met', 'closed-late', day(10)]);
  });

  it("holds to a date moved with another's approval before it fell due, and keeps the original place", () => {
    const [one] = observed('follows-through', aFile({ actionItems: [moved({ actor: 'ada', approvedBy: 'ben' })] }));
    expect([one?.outcome, one?.at]).toEqual(['met', day(10)]);
  });

  it('holds to a date that a colleague moved', () => {
    expect(judged(moved({ actor: 'ben' }))).toEqual(['met']);
  });

  it('does not accept approval by the assignee', () => {
    expect(judged(moved({ actor: 'ben', approvedBy: 'ada' }))).toEqual(['not-met: closed-late']);
  });

  it("takes a bot's move or approval for nobody's", () => {
    const people = [aPerson('robo', { bot: true })];
    const approved = (fields: Partial<ActionItemEvent>): string[] => judged(moved(fields), { people });
    expect([
      approved({ actor: 'robo' }),
      approved({ actor: 'ada', approvedBy: 'robo' }),
      approved({ actor: 'ben', approvedBy: 'robo' }),
    ]).toEqual([['not-met: closed-late'], ['not-met: closed-late'], ['met']]);
  });

  it('does not accept a move after it had fallen due', () => {
    expect(judged(moved({ actor: 'ada', approvedBy: 'ben' }, day(11)))).toEqual(['not-met: closed-late']);
  });

  it('takes a first move from nothing as the setting of the due date', () => {
    const events = [event('due-moved', day(2), { actor: 'ada', to: day(10) })];
    expect(judged(done({ events }))).toEqual(['met']);
  });

  it('lists an item without a due date and never counts it', () => {
    expect(judged(anActionItem())).toEqual(['excluded: no-due-date']);
  });

  it('is pending while it is not due, closed or not', () => {
    const at = { asOf: day(9) };
    expect([judged(due(), {}, at), judged(done(), {}, at)]).toEqual([
      ['pending: not-due-yet'],
      ['pending: not-due-yet'],
    ]);
  });

  it('counts from the due instant on', () => {
    expect(judged(due(), {}, { asOf: day(10) })).toEqual(['not-met: still-open']);
  });
});

describe('B6 follows-through: closing and proof', () => {
  const closedWith = (fields: Partial<ActionItem>): ActionItem =>
    due({ closedAt: day(5), closedBy: 'ada', createdBy: 'ben', ...fields });

  it('is met with an evidence link', () => {
    const [one] = observed('follows-through', aFile({ actionItems: [closedWith(PROVEN)] }));
    expect([one?.outcome, one?.proof]).toEqual(['met', 'linked']);
  });

  it("takes neither the item's own page nor the incident's as evidence", () => {
    const url = 'https://tracker.example/ITEM-1';
    const own = closedWith({ url, evidenceUrl: `${url}#comment-1` });
    const incidents = closedWith({ evidenceUrl: 'https://pager.example/incidents/inc-1' });
    expect([judged(own), judged(incidents)]).toEqual([['not-met: no-proof'], ['not-met: no-proof']]);
  });

  it.each(['see slack', 'n/a', 'file:///tmp/proof'])('does not take "%s" as evidence', (evidenceUrl) => {
    const fix = anEvent('fix', day(4), { actor: 'ada', url: evidenceUrl, details: MITIGATES });
    expect(judged(closedWith({ evidenceUrl }), { events: [fix] })).toEqual(['not-met: no-proof']);
  });

  it('takes no change for merged that says it is not', () => {
    const fix = anEvent('fix', day(4), { actor: 'ada', url: PROVEN.evidenceUrl, details: { mergedAt: null } });
    const [one] = observed('follows-through', aFile({ events: [fix], actionItems: [closedWith(PROVEN)] }));
    expect([one?.proof, one?.tier]).toEqual(['linked', 'recorded']);
  });

  it('does not take the page of a record attached to the incident as evidence', () => {
    const urls = ['https://pager.example/incidents/PD9'];
    expect(judged(closedWith({ evidenceUrl: 'https://pager.example/incidents/PD9/' }), { urls })).toEqual([
      'not-met: no-proof',
    ]);
  });

  it('takes a change for another when its link differs in the query alone', () => {
    const fix = anEvent('fix', day(4), { actor: 'ada', url: 'https://git.example/change?id=8', details: MITIGATES });
    const item = closedWith({ evidenceUrl: 'https://git.example/change?id=9' });
    const [one] = observed('follows-through', aFile({ events: [fix], actionItems: [item] }));
    expect(one?.proof).toBe('linked');
  });

  it('is unseen without proof where the export ended before the due date', () => {
    const coverage = [aSource('tracker', ['action-item', 'action-item-proof'], { until: day(9) })];
    expect(judged(closedWith({}), { coverage })).toEqual(['unseen: not-recordable']);
  });

  it('is met by a merged change that the item links', () => {
    const fix = anEvent('fix', day(4), { actor: 'ada', url: 'https://git.example/pull/9', details: MITIGATES });
    const [one] = observed('follows-through', aFile({ events: [fix], actionItems: [closedWith(PROVEN)] }));
    expect([one?.outcome, one?.proof, one?.tier]).toEqual(['met', 'merged-change', 'corroborated']);
  });

  it('is met when a colleague closed it', () => {
    const [one] = observed('follows-through', aFile({ actionItems: [closedWith({ closedBy: 'ben' })] }));
    expect([one?.outcome, one?.proof, one?.tier]).toEqual(['met', 'second-person', 'corroborated']);
  });

  it('is met when a colleague verified it, by field or by event', () => {
    const verified = event('verified', day(6), { actor: 'ben' });
    expect([judged(closedWith({ verifiedBy: 'ben' })), judged(closedWith({ events: [verified] }))]).toEqual([
      ['met'],
      ['met'],
    ]);
  });

  it('is not met when the assignee verified it, or a bot closed it', () => {
    const people = [aPerson('robo', { bot: true })];
    expect([judged(closedWith({ verifiedBy: 'ada' })), judged(closedWith({ closedBy: 'robo' }), { people })]).toEqual([
      ['not-met: no-proof'],
      ['not-met: no-proof'],
    ]);
  });

  it('is met by closing in time where no source can hold proof, and says so', () => {
    const coverage = [aSource('tracker', ['action-item'])];
    expect(judged(closedWith({}), { coverage })).toEqual(['met: proof-not-recorded']);
  });

  it('is not met while it is open at the due date, or open again', () => {
    const reopened = due({ events: [event('closed', day(5), { actor: 'ben' }), event('reopened', day(6))] });
    expect([judged(due()), judged(reopened)]).toEqual([['not-met: still-open'], ['not-met: still-open']]);
  });

  it('is not met where it was opened again after its closing field', () => {
    expect(judged(done({ events: [event('reopened', day(6))] }))).toEqual(['not-met: still-open']);
  });

  it('stays met when it was opened again only after it had fallen due, by event or by field', () => {
    // Closed on day 5, due on day 10, open again on day 11, closed again on day 12.
    const again = [event('closed', day(5), { actor: 'ada' }), event('reopened', day(11))];
    const events = [...again, event('closed', day(12), { actor: 'ada' })];
    const byEvent = observed('follows-through', aFile({ actionItems: [done({ closedAt: day(12), events })] }));
    const byField = observed(
      'follows-through',
      aFile({ actionItems: [done({ events: [event('reopened', day(11))] })] }),
    );
    // Accepted at 60 min: 5 x 1440 - 60 = 7140 min.
    expect([byEvent[0], byField[0]]).toMatchObject([
      { outcome: 'met', minutes: 7140 },
      { outcome: 'met', minutes: 7140 },
    ]);
  });

  it('is left out all the same where a colleague dropped it after it had been opened again', () => {
    const again = [event('closed', day(5), { actor: 'ada' }), event('reopened', day(11))];
    const events = [...again, event('closed', day(12), { actor: 'ben' })];
    const dropped = done({ closedAt: day(12), closedBy: 'ben', resolution: 'wont-do', events });
    expect(judged(dropped)).toEqual(['excluded: wont-do-approved']);
  });

  it('judges by the closing that held', () => {
    const events = [event('closed', day(5), { actor: 'ben' }), event('reopened', day(6)), event('closed', day(12))];
    expect(judged(done({ closedAt: day(12), events }))).toEqual(['not-met: closed-late']);
  });

  it('is unseen while open where no source records action items up to the due date', () => {
    const coverage = [aSource('tracker', ['action-item'], { until: day(9) })];
    expect(judged(due(), { coverage })).toEqual(['unseen: not-recordable']);
  });

  it('belongs to no incident where the item belongs to none', () => {
    const [one] = observed('follows-through', aFile({ incident: null, actionItems: [done()] }));
    expect([one?.incident, one?.outcome]).toEqual([null, 'met']);
  });

  it('never counts the items of a drill', () => {
    expect(judged(done(), { incident: { mode: 'drill' } })).toEqual([]);
  });

  it('lists the item first, then what decided it', () => {
    const events = [event('accepted', minute(60), { id: 'acc', actor: 'ada' }), event('closed', day(5), { id: 'clo' })];
    const [one] = observed('follows-through', aFile({ actionItems: [done({ events })] }));
    expect(one?.events).toEqual(['item-1', 'acc', 'clo']);
  });
});

describe('B6 follows-through: what is listed and not counted', () => {
  it("excludes wont-do with another's approval, and not with one's own", () => {
    const dropped = (resolutionApprovedBy: string): string[] =>
      judged(due({ resolution: 'wont-do', closedAt: day(3), closedBy: 'ada', resolutionApprovedBy }));
    expect([dropped('ben'), dropped('ada')]).toEqual([['excluded: wont-do-approved'], ['not-met: no-proof']]);
  });

  it("does not take a bot's approval of wont-do for anybody's", () => {
    const item = due({ resolution: 'wont-do', closedAt: day(3), closedBy: 'ada', resolutionApprovedBy: 'robo' });
    expect(judged(item, { people: [aPerson('robo', { bot: true })] })).toEqual(['not-met: no-proof']);
  });

  it('excludes wont-do that a colleague closed: that is approval', () => {
    expect(judged(due({ resolution: 'wont-do', closedAt: day(3), closedBy: 'ben' }))).toEqual([
      'excluded: wont-do-approved',
    ]);
  });

  it('never takes wont-do for follow-through, not even with a link', () => {
    expect(judged(done({ resolution: 'wont-do' }))).toEqual(['not-met: no-proof']);
  });

  it('gives weight 0 to what one person created and closed without a second party', () => {
    expect(judged(done({ createdBy: 'ada' }))).toEqual(['excluded: self-closed']);
  });

  it('gives weight 0 to what its assignee created and nobody is known to have closed', () => {
    const people = [aPerson('robo', { bot: true })];
    expect([
      judged(done({ createdBy: 'ada', closedBy: undefined })),
      judged(done({ createdBy: 'ada', closedBy: 'robo' }), { people }),
      judged(done({ createdBy: 'ben', closedBy: undefined })),
    ]).toEqual([['excluded: self-closed'], ['excluded: self-closed'], ['met']]);
  });

  it('counts what one person created and closed when a colleague verified it or a merged change closed it', () => {
    const verified = judged(done({ createdBy: 'ada', verifiedBy: 'ben' }));
    const fix = anEvent('fix', day(4), { actor: 'ada', url: PROVEN.evidenceUrl, details: MITIGATES });
    expect([verified, judged(done({ createdBy: 'ada' }), { events: [fix] })]).toEqual([['met'], ['met']]);
  });

  const passedOn = (at: string, closedAt?: string): ActionItem =>
    due({
      assignee: 'ben',
      closedAt,
      events: [event('assigned', START, { subject: 'ada' }), event('assigned', at, { actor: 'ada', subject: 'ben' })],
    });

  it('excludes for the first assignee what was passed on before it fell due', () => {
    expect(judged(passedOn(day(9)))).toEqual(['excluded: reassigned']);
  });

  it('excludes what was taken away before it fell due, also when nobody got it', () => {
    const item = due({
      assignee: undefined,
      events: [event('assigned', START, { subject: 'ada' }), event('assigned', day(9))],
    });
    expect(judged(item)).toEqual(['excluded: reassigned']);
  });

  it('counts for the first assignee what was passed on after it had fallen due', () => {
    expect(judged(passedOn(day(11)))).toEqual(['not-met: still-open']);
  });

  it('starts the new assignee at their own acceptance', () => {
    const item = passedOn(day(4), day(9));
    const accepted = event('accepted', day(6), { actor: 'ben' });
    const file = aFile({ actionItems: [{ ...item, ...PROVEN, events: [...item.events, accepted] }] });
    expect(observed('follows-through', file, { person: 'ben' })[0]).toMatchObject({
      outcome: 'met',
      minutes: 3 * 1440,
    });
  });

  it('does not count for the new assignee what was overdue when it came to them', () => {
    const file = aFile({ actionItems: [passedOn(day(11))] });
    expect(verdicts(observed('follows-through', file, { person: 'ben' }))).toEqual(['excluded: reassigned']);
  });

  it('counts for its first assignee what was overdue when it was made', () => {
    expect(judged(done({ dueAt: day(-1) }))).toEqual(['not-met: closed-late']);
  });

  it('never counts a bot', () => {
    expect(judged(due(), { people: [aPerson('ada', { bot: true })] })).toEqual([]);
  });
});

import { describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '../../../../src/domain/incident-file.js';
import { COVERAGE_KINDS, type EventKind } from '../../../../src/domain/event.js';
import { aFile, anEvent, aSource, type FileParts } from '../../../builders/incidents.js';
import { minute } from '../../../builders/moments.js';
import { aPerson, availabilityFor } from '../../../builders/people.js';
import { observed, verdicts } from '../../../builders/scoring.js';

const call = (minutes = 0, fields: Partial<RecordedEvent> = {}): RecordedEvent =>
  anEvent('responder-added', minute(minutes), { actor: 'ben', subject: 'ada', ...fields });

const by = (actor: string, kind: EventKind, minutes: number, fields: Partial<RecordedEvent> = {}): RecordedEvent =>
  anEvent(kind, minute(minutes), { actor, ...fields });

const judged = (events: RecordedEvent[], parts: FileParts = {}, context = {}): string[] =>
  verdicts(observed('joins-when-called', aFile({ events, ...parts }), context));

describe('B2 joins-when-called: calls', () => {
  it.each(['responder-added', 'escalated', 'paged'] as const)('takes %s by a colleague as a call', (kind) => {
    const called = anEvent(kind, minute(0), { actor: 'ben', subject: 'ada' });
    expect(judged([called, by('ada', 'joined', 3)])).toEqual(['met']);
  });

  it('takes responder-added without an actor as a call', () => {
    expect(judged([call(0, { actor: undefined }), by('ada', 'joined', 3)])).toEqual(['met']);
  });

  it.each(['escalated', 'paged'] as const)('never takes an automatic %s as a call', (kind) => {
    expect(judged([anEvent(kind, minute(0), { subject: 'ada' })])).toEqual([]);
  });

  it('never takes what a bot sends as a call', () => {
    const people = [aPerson('robo', { bot: true })];
    expect(judged([anEvent('paged', minute(0), { actor: 'robo', subject: 'ada' })], { people })).toEqual([]);
  });

  it('never takes an assignment as a call', () => {
    expect(judged([anEvent('assigned', minute(0), { actor: 'ben', subject: 'ada' })])).toEqual([]);
  });

  it('never takes adding oneself as a call', () => {
    expect(judged([call(0, { actor: 'ada' })])).toEqual([]);
  });

  it('never takes an e-mail as a call', () => {
    const mail = anEvent('paged', minute(0), { actor: 'ben', subject: 'ada', details: { channel: 'email' } });
    expect(judged([mail])).toEqual([]);
  });

  it.each([4, 5, undefined])('counts no call at severity %s', (severity) => {
    expect(judged([call()], { incident: { severity } })).toEqual([]);
  });

  it('counts the first call of an incident only', () => {
    const [one, ...more] = observed(
      'joins-when-called',
      aFile({ events: [call(0), call(40), by('ada', 'joined', 5)] }),
    );
    expect([one?.at, one?.outcome, more.length]).toEqual([minute(0), 'met', 0]);
  });

  it('judges by the severity at the instant of the call', () => {
    // 3 at the call (60 min), 1 from 10:30: joining after 45 min is in time.
    const raise = anEvent('severity-changed', minute(30), { actor: 'ben', details: { from: 3, to: 1 } });
    expect(judged([call(), raise, by('ada', 'joined', 45)], { incident: { severity: 1 } })).toEqual(['met']);
  });

  it('starts at the first call at severity 1 to 3', () => {
    const raise = anEvent('severity-changed', minute(30), { actor: 'ben', details: { from: 4, to: 2 } });
    const [one] = observed('joins-when-called', aFile({ events: [call(0), raise, call(40), by('ada', 'joined', 50)] }));
    expect(one).toMatchObject({ at: minute(40), minutes: 10, limitMinutes: 15 });
  });

  it('excludes a call that found the person on leave', () => {
    const availability = availabilityFor('ada', { leave: [{ from: minute(-9), until: minute(9), fraction: 1 }] });
    expect(judged([call()], {}, { availability })).toEqual(['excluded: on-leave']);
  });

  it('counts the first call after leave', () => {
    const availability = availabilityFor('ada', { leave: [{ from: minute(-9), until: minute(9), fraction: 1 }] });
    expect(judged([call(0), call(20), by('ada', 'joined', 25)], {}, { availability })).toEqual(['met']);
  });
});

describe('B2 joins-when-called: joining', () => {
  it.each([
    [1, 10],
    [2, 15],
    [3, 60],
  ])('at severity %i is in time within %i minutes and no later', (severity, limit) => {
    const outcomes = [limit, limit + 1].map((minutes) =>
      judged([call(), by('ada', 'joined', minutes)], { incident: { severity } }),
    );
    expect(outcomes).toEqual([['met'], ['not-met: joined-late']]);
  });

  it('has twice the time in sleep hours', () => {
    // 10:00 UTC is 23:00 in Auckland: 15 min x 2 = 30 min.
    const availability = availabilityFor('ada', { timeZone: 'Pacific/Auckland' });
    const [one] = observed('joins-when-called', aFile({ events: [call(), by('ada', 'note', 30)] }), { availability });
    expect(one).toMatchObject({ outcome: 'met', limitMinutes: 30, asleep: true });
  });

  it.each(['joined', 'role-assumed', 'note', 'handoff', 'status-update', 'resolved'] as const)(
    'takes %s by the person as joining',
    (kind) => {
      expect(judged([call(), by('ada', kind, 15)])).toEqual(['met']);
    },
  );

  it('takes a substantive act as joining, and an unlinked one not', () => {
    const linked = by('ada', 'diagnosis', 9, { url: 'https://traces.example/7' });
    expect([judged([call(), linked]), judged([call(), by('ada', 'diagnosis', 9)])]).toEqual([
      ['met'],
      ['not-met: not-joined'],
    ]);
  });

  it('does not take acknowledging alone as joining', () => {
    expect(judged([call(), by('ada', 'acknowledged', 2)])).toEqual(['not-met: not-joined']);
  });

  it('does not take joining as a mere observer as joining', () => {
    const observer = anEvent('role-assumed', minute(2), { subject: 'ada', details: { role: 'observer' } });
    expect(judged([call(), observer, by('ada', 'joined', 3)])).toEqual(['not-met: not-joined']);
  });

  it('takes acts made after the observer took another role', () => {
    const role = (minutes: number, name: string): RecordedEvent =>
      anEvent('role-assumed', minute(minutes), { id: name, subject: 'ada', details: { role: name } });
    expect(judged([call(), role(2, 'observer'), role(9, 'responder')])).toEqual(['met']);
  });

  it('counts somebody who was there before the call', () => {
    const [one] = observed('joins-when-called', aFile({ events: [by('ada', 'joined', -15), call()] }));
    expect(one).toMatchObject({ outcome: 'met', minutes: 0 });
  });

  it('does not count somebody who had done nothing for longer than the limit of the call', () => {
    // Severity 2: 15 min. Joined 16 min before the call; anything done since shows them there still.
    const joined = by('ada', 'joined', -16);
    expect([judged([joined, call()]), judged([joined, by('ada', 'acknowledged', -15), call()])]).toEqual([
      ['not-met: not-joined'],
      ['met'],
    ]);
  });

  it('does not count somebody who joined what was resolved and opened again before the call', () => {
    const over = [by('ben', 'resolved', -8), by('ben', 'reopened', -4)];
    expect(judged([by('ada', 'joined', -10), ...over, call()])).toEqual(['not-met: not-joined']);
  });

  it('does not count somebody who had left before the call', () => {
    expect(judged([by('ada', 'joined', -20), by('ada', 'left', -10), call()])).toEqual(['not-met: not-joined']);
  });

  it('is unseen where presence is recorded without an instant only', () => {
    expect(judged([anEvent('joined', undefined, { actor: 'ada' }), call()])).toEqual(['unseen: not-recordable']);
  });

  it('is unseen where no source records joining', () => {
    const coverage = [aSource('pager', ['responder-added', 'acknowledged'])];
    expect(judged([call()], { coverage })).toEqual(['unseen: not-recordable']);
  });

  const pagerAlone = [aSource('pager', ['paged', 'responder-added', 'acknowledged', 'note', 'resolved'])];

  it('is unseen on a pager that keeps notes, where they acknowledged and nobody records who joined', () => {
    const events = [call(), by('ada', 'acknowledged', 2)];
    expect(judged(events, { coverage: pagerAlone })).toEqual(['unseen: not-recordable']);
  });

  it('is met there by whatever shows that they joined in time', () => {
    expect(judged([call(), by('ada', 'note', 15)], { coverage: pagerAlone })).toEqual(['met']);
  });

  it('is unseen there where the first note came late: they may have joined long before', () => {
    expect(judged([call(), by('ada', 'note', 16)], { coverage: pagerAlone })).toEqual(['unseen: not-recordable']);
  });

  it('is unseen where the source covers another time', () => {
    const coverage = [aSource('chat', COVERAGE_KINDS, { from: minute(1) })];
    expect(judged([call()], { coverage })).toEqual(['unseen: not-recordable']);
  });

  it('is pending until the limit has passed', () => {
    expect([14, 15].map((at) => judged([call()], {}, { asOf: minute(at) }))).toEqual([
      ['pending: limit-not-reached'],
      ['not-met: not-joined'],
    ]);
  });

  it('lists the call first and then the joining', () => {
    const events = [call(0, { id: 'c' }), by('ada', 'joined', 3, { id: 'j' })];
    expect(observed('joins-when-called', aFile({ events }))[0]?.events).toEqual(['c', 'j']);
  });
});

import { describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '../../../../src/domain/incident-file.js';
import type { EventKind } from '../../../../src/domain/event.js';
import { aFile, anEvent, aSource, type FileParts } from '../../../builders/incidents.js';
import { minute, START } from '../../../builders/moments.js';
import { aPerson } from '../../../builders/people.js';
import { observed, verdicts } from '../../../builders/scoring.js';

const by = (actor: string, kind: EventKind, minutes: number, fields: Partial<RecordedEvent> = {}): RecordedEvent =>
  anEvent(kind, minute(minutes), { actor, ...fields });

const role = (minutes: number | undefined, name: string): RecordedEvent =>
  anEvent('role-assumed', minutes === undefined ? undefined : minute(minutes), {
    id: `role/${name}`,
    subject: 'ada',
    details: { role: name },
  });

const LINK = { url: 'https://traces.example/7' };

/** Resolved after an hour. */
const judged = (events: RecordedEvent[], parts: FileParts = {}, context = {}): string[] =>
  verdicts(observed('finds-and-fixes', aFile({ incident: { resolvedAt: minute(60) }, events, ...parts }), context));

describe('B3 finds-and-fixes: opportunities', () => {
  it('counts ten minutes from joining to leaving, and not nine', () => {
    const stay = (minutes: number): RecordedEvent[] => [by('ada', 'joined', 5), by('ada', 'left', 5 + minutes)];
    expect([judged(stay(10)), judged(stay(9))]).toEqual([['not-met: no-substantive-act'], []]);
  });

  it('adds up several stays', () => {
    // 6 min + 4 min = 10 min.
    const stays = [by('ada', 'joined', 0), by('ada', 'left', 6), by('ada', 'joined', 30), by('ada', 'left', 34)];
    expect(judged(stays)).toEqual(['not-met: no-substantive-act']);
  });

  it('ends a stay nobody left at the resolution', () => {
    expect([50, 51].map((minutes) => judged([by('ada', 'joined', minutes)]))).toEqual([
      ['not-met: no-substantive-act'],
      [],
    ]);
  });

  it('takes nothing away for coming back after the resolution', () => {
    // 12 min before; back 10 min after the end.
    const stays = [by('ada', 'joined', 0), by('ada', 'left', 12), by('ada', 'joined', 70)];
    expect(judged(stays)).toEqual(['not-met: no-substantive-act']);
  });

  it('ends a stay in an unresolved incident at as-of', () => {
    const open = { incident: {} };
    const at = (minutes: number): string[] => judged([by('ada', 'joined', 0)], open, { asOf: minute(minutes) });
    expect([at(9), at(10)]).toEqual([[], ['not-met: no-substantive-act']]);
  });

  it('starts with the first act where no joining is recorded', () => {
    expect(judged([by('ada', 'note', 5)])).toEqual(['not-met: no-substantive-act']);
  });

  it('does not start with an acknowledgement alone', () => {
    expect(judged([by('ada', 'acknowledged', 1)])).toEqual([]);
  });

  it('counts the role of responder', () => {
    expect(judged([role(0, 'responder')])).toEqual(['not-met: no-substantive-act']);
  });

  it.each(['commander', 'deputy', 'communications', 'scribe', 'liaison', 'observer'])(
    'does not count the role of %s alone',
    (name) => {
      expect(judged([role(0, name), by('ada', 'joined', 1), by('ada', 'diagnosis', 5, LINK)])).toEqual([]);
    },
  );

  it('counts a commander who was responder too', () => {
    expect(judged([role(0, 'commander'), role(1, 'responder')])).toEqual(['not-met: no-substantive-act']);
  });

  it('counts only the time before a role was taken', () => {
    // No role from 10:00 to 10:09, commander from then on: 9 minutes.
    expect(judged([by('ada', 'joined', 0), role(9, 'commander')])).toEqual([]);
  });

  it('takes a role without an instant to hold throughout', () => {
    expect(judged([role(undefined, 'scribe'), by('ada', 'joined', 1)])).toEqual([]);
  });

  it('measures nothing by presence without an instant', () => {
    expect(judged([anEvent('joined', undefined, { actor: 'ada' })])).toEqual([]);
  });

  it('falls where the incident was declared', () => {
    const [one] = observed('finds-and-fixes', aFile({ events: [by('ada', 'joined', 30)] }));
    expect(one?.at).toBe(START);
  });

  it('never counts a bot', () => {
    expect(judged([by('ada', 'joined', 0)], { people: [aPerson('ada', { bot: true })] })).toEqual([]);
  });

  it('is none for whoever only came to the chat channel, and one from there on for whoever then took part', () => {
    const came = by('ada', 'joined', 0, { details: { via: 'channel' } });
    expect(judged([came])).toEqual([]);
    expect(judged([came, by('ada', 'note', 55)])).toEqual(['not-met: no-substantive-act']);
  });

  it('is unseen where the only source that records it knows the person under no handle', () => {
    const github = aSource('github', ['fix']);
    const chat = aSource('chat', ['joined', 'note']);
    const known = (...connections: string[]): FileParts => ({
      coverage: [github, chat],
      people: [aPerson('ada', { handles: connections.map((connection) => ({ connection, handle: 'ada' })) })],
    });
    expect(judged([by('ada', 'joined', 0)], known('chat'))).toEqual(['unseen: not-recordable']);
    expect(judged([by('ada', 'joined', 0)], known('chat', 'github'))).toEqual(['not-met: no-substantive-act']);
  });

  it('is unseen where no source records finding and fixing', () => {
    expect(judged([by('ada', 'joined', 0)], { coverage: [aSource('chat', ['joined', 'left', 'note'])] })).toEqual([
      'unseen: not-recordable',
    ]);
  });
});

describe('B3 finds-and-fixes: substantive acts', () => {
  const joined = by('ada', 'joined', 0);

  it.each(['diagnosis', 'mitigation', 'rollback'] as const)('is met by a %s with an artifact link', (kind) => {
    expect(judged([joined, by('ada', kind, 20, LINK)])).toEqual(['met']);
  });

  it.each(['handoff', 'customer-update'] as const)('is not met by a %s, substantive as it is', (kind) => {
    expect(judged([joined, by('ada', kind, 20, LINK)])).toEqual(['not-met: no-substantive-act']);
  });

  it('is met by a change named in the details', () => {
    const fix = by('ada', 'fix', 20, { details: { changeUrl: 'https://git.example/pull/812' } });
    expect(judged([joined, fix])).toEqual(['met']);
  });

  it.each([
    [{ mergedAt: minute(30) }, 'met'],
    [{ class: 'root-cause' }, 'met'],
    [{ class: 'root-cause', mergedAt: null }, 'not-met: no-substantive-act'],
    [{ class: 'root-cause', mergedAt: '' }, 'not-met: no-substantive-act'],
    [{}, 'met'],
  ])('takes a linked fix for a merged change unless its details say it is not: %j is %s', (details, verdict) => {
    expect(judged([joined, by('ada', 'fix', 20, { ...LINK, details })])).toEqual([verdict]);
  });

  it('is met by a fix that is not merged yet once a colleague confirmed it or the tool stamped it', () => {
    const confirmed = by('ada', 'fix', 20, { details: { mergedAt: null }, confirmedBy: ['ben'] });
    const stamped = by('ada', 'fix', 20, { details: { mergedAt: null, stamped: true } });
    expect([judged([joined, by('ben', 'joined', 1), confirmed]), judged([joined, stamped])]).toEqual([
      ['met'],
      ['met'],
    ]);
  });

  it('is not met by a merged fix that links nothing', () => {
    expect(judged([joined, by('ada', 'fix', 20, { details: { mergedAt: minute(20) } })])).toEqual([
      'not-met: no-substantive-act',
    ]);
  });

  it.each(['n/a', 'see slack', '', 'javascript:alert(1)', 'ftp://files.example/1', 'https://'])(
    'does not take "%s" for a link',
    (url) => {
      expect(judged([joined, by('ada', 'diagnosis', 20, { url })])).toEqual(['not-met: no-substantive-act']);
    },
  );

  it.each(['', '/', '#note-4'])("does not take the incident's own page%s as an artifact", (tail) => {
    const own = by('ada', 'mitigation', 20, { url: `https://pager.example/incidents/inc-1${tail}` });
    expect(judged([joined, own])).toEqual(['not-met: no-substantive-act']);
  });

  it('tells two pages apart that differ in the query alone', () => {
    const page = 'https://portal.example/open?incident=1';
    const linked = (url: string): string[] =>
      judged([joined, by('ada', 'diagnosis', 20, { url })], { incident: { url: page } });
    expect([linked(page), linked('https://portal.example/open?trace=7')]).toEqual([
      ['not-met: no-substantive-act'],
      ['met'],
    ]);
  });

  it('does not take the page of an attached record as an artifact', () => {
    const own = 'https://pager.example/incidents/PD9';
    const acted = by('ada', 'mitigation', 20, { url: `${own}#log` });
    expect([judged([joined, acted], { urls: [own] }), judged([joined, acted])]).toEqual([
      ['not-met: no-substantive-act'],
      ['met'],
    ]);
  });

  it('is met when another participant confirmed the act', () => {
    const confirmed = by('ada', 'mitigation', 20, { confirmedBy: ['ben'] });
    expect(judged([joined, by('ben', 'joined', 1), confirmed])).toEqual(['met']);
  });

  it('is not met when the person confirmed it, or somebody who had no part, or a bot', () => {
    const confirmedBy = (who: string): string[] =>
      judged([joined, by('robo', 'note', 1), by('ada', 'mitigation', 20, { confirmedBy: [who] })], {
        people: [aPerson('robo', { bot: true })],
      });
    const never = ['not-met: no-substantive-act'];
    expect([confirmedBy('ada'), confirmedBy('stranger'), confirmedBy('robo')]).toEqual([never, never, never]);
  });

  it('is not met by the confirmation of somebody who was only paged, called or assigned', () => {
    const confirmed = by('ada', 'mitigation', 20, { confirmedBy: ['ben'] });
    for (const kind of ['paged', 'responder-added', 'assigned', 'escalated'] as const) {
      const reached = by('carol', kind, 1, { subject: 'ben' });
      expect(judged([joined, reached, confirmed])).toEqual(['not-met: no-substantive-act']);
    }
  });

  it('is met by the confirmation of somebody who acknowledged and no more', () => {
    const confirmed = by('ada', 'mitigation', 20, { confirmedBy: ['ben'] });
    expect(judged([joined, by('ben', 'acknowledged', 1), confirmed])).toEqual(['met']);
  });

  it('is not met by the confirmation of a mere observer, timed or not', () => {
    const confirmed = by('ada', 'mitigation', 20, { confirmedBy: ['ben'] });
    for (const at of [minute(1), undefined]) {
      const watching = anEvent('role-assumed', at, { subject: 'ben', details: { role: 'observer' } });
      const events = [joined, watching, anEvent('joined', at, { actor: 'ben' }), confirmed];
      expect(judged(events)).toEqual(['not-met: no-substantive-act']);
    }
  });

  it('is not met by the confirmation of somebody whose only part is a declared cause', () => {
    const declared = by('ben', 'cause-declared', 5);
    const confirmed = by('ada', 'mitigation', 20, { confirmedBy: ['ben'] });
    expect(judged([joined, declared, confirmed])).toEqual(['not-met: no-substantive-act']);
  });

  it("is met by the tool's own stamp, and not by one in a hand-kept record", () => {
    const stamped = (handKept: boolean): string[] =>
      judged([joined, by('ada', 'mitigation', 20, { details: { stamped: true }, handKept })]);
    expect([stamped(false), stamped(true)]).toEqual([['met'], ['not-met: no-substantive-act']]);
  });

  it('lists a linked note as a candidate only, until its author or a colleague confirms it', () => {
    const note = (confirmedBy: string[]): string[] =>
      judged([joined, by('ben', 'joined', 1), by('ada', 'note', 20, { ...LINK, confirmedBy })]);
    expect([note([]), note(['ada']), note(['ben'])]).toEqual([['not-met: no-substantive-act'], ['met'], ['met']]);
  });

  it('is not met by a confirmed note without a link', () => {
    expect(judged([joined, by('ada', 'note', 20, { confirmedBy: ['ada'] })])).toEqual(['not-met: no-substantive-act']);
  });

  it("is not met by a colleague's act", () => {
    expect(judged([joined, by('ben', 'fix', 20, LINK)])).toEqual(['not-met: no-substantive-act']);
  });

  it('is not met by an act made as a mere observer', () => {
    const events = [joined, role(30, 'observer'), by('ada', 'diagnosis', 40, LINK)];
    expect(judged(events)).toEqual(['not-met: no-substantive-act']);
  });

  it('is met by a fix that was merged after the incident was over', () => {
    const fix = by('ada', 'fix', 2000, { ...LINK, details: { mergedAt: minute(2000) } });
    expect(judged([joined, fix])).toEqual(['met']);
  });

  it('is not met by a change merged before anything is recorded of the incident, which may be its cause', () => {
    const earlier = { ...LINK, confirmedBy: ['ben'], details: { mergedAt: minute(-60) } };
    expect(judged([joined, by('ben', 'joined', 1), by('ada', 'fix', -60, earlier)])).toEqual([
      'not-met: no-substantive-act',
    ]);
    const paged = anEvent('paged', minute(-90), { subject: 'ada' });
    expect(judged([joined, paged, by('ada', 'fix', -60, LINK)])).toEqual(['met']);
  });

  it('lists the participation first, then every substantive act', () => {
    const events = [
      joined,
      by('ada', 'diagnosis', 9, { ...LINK, id: 'd' }),
      by('ada', 'fix', 30, { ...LINK, id: 'f', details: { class: 'mitigation' } }),
    ];
    expect(observed('finds-and-fixes', aFile({ events }))[0]?.events).toEqual([joined.id, 'd', 'f']);
  });
});

describe('Tiers', () => {
  const CHANGE = { ...LINK, details: { class: 'mitigation' } };

  const tier = (fields: Partial<RecordedEvent>): string | undefined =>
    observed(
      'finds-and-fixes',
      aFile({
        events: [by('ada', 'joined', 0), by('ben', 'joined', 1), by('ada', 'fix', 20, { ...CHANGE, ...fields })],
      }),
    )[0]?.tier;

  it("is recorded from a system's own export", () => {
    expect(tier({})).toBe('recorded');
  });

  it('is self-reported where the record is hand-kept', () => {
    expect(tier({ handKept: true })).toBe('self-reported');
  });

  it('is self-reported where the person it speaks for keeps the record, and recorded where another does', () => {
    expect([tier({ by: 'ada' }), tier({ by: 'ben' })]).toEqual(['self-reported', 'recorded']);
  });

  it('is corroborated where another participant confirmed it, even of a hand-kept record', () => {
    expect(tier({ handKept: true, confirmedBy: ['ben'] })).toBe('corroborated');
  });

  it('is not corroborated by a change that says it is not merged yet', () => {
    expect([
      tier({ details: { mergedAt: null, stamped: true } }),
      tier({ details: { mergedAt: '', stamped: true } }),
    ]).toEqual(['recorded', 'recorded']);
  });

  it('is corroborated by a merged change, but not by one claimed in a hand-kept record', () => {
    const details = { mergedAt: minute(20) };
    expect([tier({ details }), tier({ details, handKept: true })]).toEqual(['corroborated', 'self-reported']);
  });
});

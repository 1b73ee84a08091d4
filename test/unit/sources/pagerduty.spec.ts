import { describe, expect, it } from '@jest/globals';
import type { EventRecord } from '../../../src/domain/record.js';
import { eventsIn, fixtureBytes, originOf, readBytes, readFixture, recordsOf, textBytes } from './read-fixture.js';

const story = ({ kind, at, actor, subject }: EventRecord): string =>
  [at?.slice(11, 19), kind, actor ?? '-', subject ?? '-'].join(' ');

const incident = (id: string, more: object = {}): object => ({
  id,
  type: 'incident',
  incident_number: 1,
  title: id,
  created_at: '2026-05-04T08:00:00Z',
  last_status_change_at: '2026-05-04T08:30:00Z',
  status: 'resolved',
  ...more,
});

const page = (...incidents: object[]): Uint8Array => textBytes(JSON.stringify({ incidents, more: false }));

const codesOf = (warnings: readonly { code: string }[]): string[] => warnings.map(({ code }) => code);

describe('PagerDuty incidents', () => {
  it('become incident records with the priority as severity', async () => {
    const [first] = recordsOf(await readFixture('ok/pagerduty-incidents-page.json'));
    expect(first).toEqual({
      type: 'incident',
      id: 'PI1',
      kind: 'pager',
      title: 'Checkout times out',
      declaredAt: '2026-05-04T08:00:00.000Z',
      severity: 2,
      severityLabel: 'P2',
      service: 'Checkout',
      team: 'Checkout',
      resolvedAt: '2026-05-04T09:00:00.000Z',
      url: 'https://lantern.pagerduty.com/incidents/PI1',
      updatedAt: '2026-05-04T09:05:00.000Z',
    });
  });

  it.each([
    ['P1', 1],
    ['SEV-2', 2],
    ['Sev3', 3],
    ['severity 4 (minor)', 4],
    ['P10', undefined],
    ['Major', undefined],
  ])('with the priority %s have severity %s', async (summary, severity) => {
    const [record] = recordsOf(await readBytes('x', page(incident('A', { priority: { summary } }))));
    expect(record?.type === 'incident' && [record.severityLabel, record.severity]).toEqual([summary, severity]);
  });

  it('without a priority have no severity, and the urgency as a label only', async () => {
    const [record] = recordsOf(await readBytes('x', page(incident('A', { urgency: 'high' }))));
    expect(record).toMatchObject({ severityLabel: 'high urgency' });
    expect(record).not.toHaveProperty('severity');
  });

  it('that are resolved without resolved_at were resolved at their last change of status', async () => {
    const [resolved, open] = recordsOf(
      await readBytes('x', page(incident('A'), incident('B', { status: 'acknowledged' }))),
    );
    expect(resolved).toMatchObject({ resolvedAt: '2026-05-04T08:30:00.000Z' });
    expect(open).not.toHaveProperty('resolvedAt');
  });

  it('tell who was asked to help, who came and who declined, once although it stands in two places', async () => {
    const result = await readFixture('ok/pagerduty-incidents-page.json');
    expect(eventsIn(result).map(story)).toEqual([
      '08:10:00 responder-added PINES01 PTOM002',
      '08:12:00 joined PTOM002 -',
      '08:10:00 responder-added PINES01 PLEA004',
      '08:11:00 page-declined PLEA004 -',
      '09:00:00 merged - -',
    ]);
    expect(eventsIn(result).at(-1)).toMatchObject({ incident: 'PI2', details: { into: 'PI1' } });
  });

  it('are accepted wrapped, bare, in arrays and on pages, one document after another', async () => {
    const result = await readFixture('ok/pagerduty-pages.ndjson');
    expect(result.rejections).toEqual([]);
    const found = result.sourced.filter(({ record }) => record.type === 'incident');
    expect(found.map(({ record, origin: { line, pointer } }) => ['id' in record && record.id, line, pointer])).toEqual([
      ['PI3', 1, '/incident'],
      ['PI4', 2, ''],
      ['PI5', 3, '/0'],
      ['PI6', 4, '/incidents/0'],
    ]);
  });
});

describe('PagerDuty log entries', () => {
  it('tell who was paged, who answered, and who did what', async () => {
    const result = await readFixture('ok/pagerduty-log-entries-pages.json');
    expect(result.rejections).toEqual([]);
    expect(eventsIn(result).map(story).sort()).toEqual([
      '08:00:00 reported - -',
      '08:00:01 assigned - PBOT003',
      '08:00:01 assigned - PTOM002',
      '08:00:03 paged - name:Stand by Me',
      '08:05:00 escalated - PINES01',
      '08:05:02 paged - PINES01',
      '08:07:00 acknowledged PINES01 -',
      '08:50:00 note PINES01 -',
      '09:00:00 resolved PINES01 -',
    ]);
  });

  it('say how the page was sent, from the channel or else from the summary', async () => {
    const pages = eventsIn(await readFixture('ok/pagerduty-log-entries-pages.json')).filter(
      ({ kind }) => kind === 'paged',
    );
    expect(pages.map(({ details }) => details?.['channel'])).toEqual(['phone', 'sms']);
  });

  it('give a note its own text and the link that stands in it', async () => {
    const note = eventsIn(await readFixture('ok/pagerduty-log-entries-pages.json')).find(({ kind }) => kind === 'note');
    expect(note).toMatchObject({
      url: 'https://git.lantern.example/c/41',
      summary: 'Rolled back, see https://git.lantern.example/c/41 for why.',
    });
  });

  it('give a note the link without the full stop of its sentence', async () => {
    const note = {
      id: 'R1',
      type: 'annotate_log_entry',
      created_at: '2026-05-04T08:10:00Z',
      incident: { id: 'PI1' },
      channel: { summary: 'INC-7 is undone by https://git.lantern.example/c/41.' },
    };
    const [event] = eventsIn(await readBytes('x', textBytes(JSON.stringify({ log_entries: [note] }))));
    expect(event?.url).toBe('https://git.lantern.example/c/41');
  });

  it('that tell nothing, and pages that could not be delivered, make no event and one warning a type', async () => {
    const { warnings } = await readFixture('ok/pagerduty-log-entries-pages.json');
    expect(warnings.map(({ code, count, message }) => [code, count, message])).toEqual([
      [
        'PD_ENTRY_IGNORED',
        1,
        'Notifications that were not delivered make no event; nobody is said to have been paged.',
      ],
      ['PD_ENTRY_IGNORED', 1, 'Log entries of type urgency_change_log_entry make no event.'],
    ]);
  });

  it('keep the entry as the record, with its own pointer', async () => {
    const result = await readFixture('ok/pagerduty-inlined-log.json');
    const paged = result.sourced.find(({ record }) => record.type === 'event' && record.kind === 'declared');
    expect(paged?.origin.pointer).toBe('/log_entries/8');
    expect(JSON.parse(paged?.origin.raw ?? '')).toMatchObject({ type: 'trigger_log_entry' });
    expect(originOf(result, 'PI9')?.raw).not.toContain('log_entry');
  });
});

describe('an incident with its own log', () => {
  it('names those whose page ran out: the last to be assigned before, once for an escalation to two', async () => {
    // 03:00 assigned to Tom; 03:05 Tom escalates to Inês; 03:10 nobody answered, on to Tom and Lea; 03:20 nobody is left.
    const events = eventsIn(await readFixture('ok/pagerduty-inlined-log.json'));
    expect(
      events
        .filter(({ kind }) => kind === 'page-timed-out')
        .map(story)
        .sort(),
    ).toEqual([
      '03:10:00 page-timed-out - PINES01',
      '03:20:00 page-timed-out - PLEA004',
      '03:20:00 page-timed-out - PTOM002',
    ]);
  });

  it('tells an escalation by a person from one by timeout', async () => {
    const events = eventsIn(await readFixture('ok/pagerduty-inlined-log.json'));
    expect(
      events
        .filter(({ kind }) => kind === 'escalated')
        .map(story)
        .sort(),
    ).toEqual([
      '03:02:00 escalated PTOM002 -',
      '03:05:00 escalated PTOM002 PINES01',
      '03:10:00 escalated - PLEA004',
      '03:10:00 escalated - PTOM002',
    ]);
  });

  it('says that an acknowledgement ran out as a change of state, by nobody', async () => {
    const events = eventsIn(await readFixture('ok/pagerduty-inlined-log.json'));
    expect(events.filter(({ kind }) => kind === 'state-changed').map(story)).toEqual([
      '03:04:00 state-changed - -',
      '03:03:00 state-changed PTOM002 -',
    ]);
  });

  it('and the same entries as a loose listing tell the same events, but for whose page ran out', async () => {
    const inlined = eventsIn(await readFixture('ok/pagerduty-inlined-log.json'));
    const { log_entries: log } = JSON.parse(
      new TextDecoder().decode(fixtureBytes('ok/pagerduty-inlined-log.json')),
    ) as {
      log_entries: object[];
    };
    const entries = log.map((entry) => ({ ...entry, incident: { id: 'PI9', type: 'incident_reference' } }));
    const loose = await readBytes('x', textBytes(JSON.stringify({ log_entries: entries, more: false })));
    expect(loose.rejections).toEqual([]);
    const byId = (events: EventRecord[]): Record<string, EventRecord> =>
      Object.fromEntries(events.map((event) => [event.id, event]));
    expect(byId(eventsIn(loose))).toEqual(byId(inlined.filter(({ kind }) => kind !== 'page-timed-out')));
    expect(loose.warnings.map(({ message }) => message)).toContain(
      'Log entries of type exhaust_escalation_path_log_entry make no event.',
    );
  });

  it('gives every event an id of its own', async () => {
    const ids = eventsIn(await readFixture('ok/pagerduty-inlined-log.json')).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('PagerDuty users', () => {
  it('are the only people, with their e-mail, zone and first team', async () => {
    const people = recordsOf(await readFixture('ok/pagerduty-users.json')).filter(({ type }) => type === 'person');
    expect(people).toEqual([
      {
        type: 'person',
        id: 'PINES01',
        name: 'Inês Prado',
        email: 'Ines@Lantern.example',
        timeZone: 'Europe/Lisbon',
        team: 'Checkout',
      },
      { type: 'person', id: 'PTOM002', name: 'Tom Okafor' },
    ]);
  });

  it('in a zone that is none are read without one, and that is said', async () => {
    const { warnings } = await readFixture('ok/pagerduty-users.json');
    expect(warnings).toMatchObject([{ code: 'ZONE_UNKNOWN', field: 'time_zone', pointer: '/users/1' }]);
  });

  it('named elsewhere are handles, told once a file, and bots are marked', async () => {
    const records = recordsOf(await readFixture('ok/pagerduty-log-entries-pages.json'));
    expect(records.filter(({ type }) => type === 'handle')).toEqual([
      { type: 'handle', id: 'PINES01', name: 'Inês Prado' },
      { type: 'handle', id: 'name:Stand by Me', name: 'Stand by Me' },
      { type: 'handle', id: 'PTOM002', name: 'Tom Okafor' },
      { type: 'handle', id: 'PBOT003', name: 'Remedy', bot: true },
    ]);
  });
});

describe('what a PagerDuty file can record', () => {
  it('of incidents alone: no page, and joining only where somebody was really asked to help', async () => {
    const plain = recordsOf(await readBytes('x', page(incident('A')))).at(-1);
    expect(plain).toEqual({ type: 'source', name: 'PagerDuty', covers: ['merged'] });
    const responder = { state: 'pending', user: { id: 'PU1', type: 'user_reference', summary: 'Ana' } };
    const asked = incident('B', { incidents_responders: [responder] });
    const withResponders = recordsOf(await readBytes('x', page(incident('A'), asked))).at(-1);
    expect(withResponders).toMatchObject({ covers: ['page-declined', 'responder-added', 'joined', 'merged'] });
  });

  it.each([
    ['incidents_responders', []],
    ['responder_requests', []],
    ['responder_requests', [{ responder_request_targets: [] }]],
  ])(
    'is not joining where %s is %j on every incident, as the API has it where nobody is ever asked',
    async (name, none) => {
      const result = await readBytes('x', page(incident('A', { [name]: none }), incident('B', { [name]: none })));
      expect(recordsOf(result).at(-1)).toMatchObject({ covers: ['merged'] });
    },
  );

  it('of an incident with its whole log: also whose page ran out', async () => {
    const source = recordsOf(await readFixture('ok/pagerduty-inlined-log.json')).at(-1);
    expect(source?.type === 'source' && source.covers).toContain('page-timed-out');
  });

  it('of log entries: pages and answers, never joining nor repair', async () => {
    const source = recordsOf(await readFixture('ok/pagerduty-log-entries-pages.json')).at(-1);
    expect(source).toMatchObject({
      type: 'source',
      name: 'PagerDuty',
      covers: [
        'reported',
        'declared',
        'paged',
        'acknowledged',
        'escalated',
        'assigned',
        'note',
        'state-changed',
        'resolved',
      ],
    });
  });
});

describe('an export that is not what it seems', () => {
  const by = (summary: string): object => ({
    last_status_change_by: { id: `P${summary}`, type: 'user_reference', summary },
  });
  const many = (count: number, more: (index: number) => object): Uint8Array =>
    page(...Array.from({ length: count }, (_, index) => incident(`I${String(index)}`, more(index))));

  it('of open incidents only is noticed', async () => {
    const { warnings } = await readBytes(
      'x',
      many(2, () => ({ status: 'triggered' })),
    );
    expect(codesOf(warnings)).toEqual(['EXPORT_ONLY_OPEN', 'PD_NO_LOG_ENTRIES']);
    expect(warnings[0]?.message).toContain('user_ids[]=me');
  });

  it('with one resolved incident among them is not', async () => {
    const { warnings } = await readBytes(
      'x',
      many(3, (index) => (index === 1 ? {} : { status: 'triggered' })),
    );
    expect(codesOf(warnings)).toEqual(['PD_NO_LOG_ENTRIES']);
  });

  it('of one person is noticed from five incidents on', async () => {
    expect(
      codesOf(
        (
          await readBytes(
            'x',
            many(5, () => by('Ana')),
          )
        ).warnings,
      ),
    ).toContain('EXPORT_ONE_PERSON');
    expect(
      codesOf(
        (
          await readBytes(
            'x',
            many(4, () => by('Ana')),
          )
        ).warnings,
      ),
    ).not.toContain('EXPORT_ONE_PERSON');
  });

  it('of two people is not', async () => {
    const { warnings } = await readBytes(
      'x',
      many(6, (index) => by(index === 3 ? 'Cem' : 'Ana')),
    );
    expect(codesOf(warnings)).not.toContain('EXPORT_ONE_PERSON');
  });

  it('with log entries is not said to lack them', async () => {
    const { warnings } = await readFixture('ok/pagerduty-inlined-log.json');
    expect(codesOf(warnings)).toEqual(['EXPORT_ONLY_OPEN']);
  });
});

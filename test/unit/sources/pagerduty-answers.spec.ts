import { describe, expect, it } from '@jest/globals';
import type { EventRecord } from '../../../src/domain/record.js';
import { eventsIn, readBytes, readFixture, recordsOf, textBytes } from './read-fixture.js';

const story = ({ kind, at, actor, subject }: EventRecord): string =>
  [at?.slice(11, 19) ?? 'untimed', kind, actor ?? '-', subject ?? '-'].join(' ');

const bytes = (value: unknown): Uint8Array => textBytes(JSON.stringify(value));

describe('PagerDuty incidents beside other systems', () => {
  const incident = (more: object): object => ({
    id: 'PI1',
    type: 'incident',
    incident_number: 1,
    title: 'Carts hang',
    created_at: '2026-05-04T08:00:00Z',
    status: 'resolved',
    ...more,
  });

  it('that were merged say into which they went', async () => {
    const reason = { type: 'merge_resolve_reason', incident: { id: 'PI2', type: 'incident_reference' } };
    const [record] = recordsOf(await readBytes('x', bytes([incident({ resolve_reason: reason })])));
    expect(record).toMatchObject({ kind: 'pager', mergedInto: 'PI2' });
  });

  it('name other records by keys and pages in their title, a severity being none, and by linked tickets', async () => {
    const title = '[INC-204] SEV-1 carts hang, https://app.incident.example/204';
    const linked = { external_references: [{ external_id: 'SHOP-9', external_url: 'https://jira.x.example/SHOP-9' }] };
    const [record] = recordsOf(await readBytes('x', bytes([incident({ title, ...linked })])));
    expect(record).toMatchObject({
      refs: [
        { system: '*', url: 'https://app.incident.example/204' },
        { system: '*', id: 'INC-204' },
        { system: '*', id: 'SHOP-9', url: 'https://jira.x.example/SHOP-9' },
      ],
    });
  });
});

describe('PagerDuty webhooks', () => {
  it('tell what happened, who did it and to whom', async () => {
    const result = await readFixture('ok/pagerduty/webhooks.ndjson');
    expect(result.rejections).toEqual([]);
    expect(eventsIn(result).map(story)).toEqual(
      [
        '08:00:00 reported - -',
        '08:03:00 acknowledged PINES01 -',
        '08:13:00 state-changed - -',
        '08:14:00 escalated PINES01 PTOM002',
        '08:14:00 escalated PINES01 PLEA004',
        '08:15:00 escalated PINES01 -',
        '08:16:00 assigned PINES01 PTOM002',
        '08:17:00 severity-changed PTOM002 -',
        '08:20:00 note PTOM002 -',
        '08:21:00 status-update PTOM002 -',
        '08:22:00 responder-added PTOM002 PLEA004',
        '08:24:00 joined PLEA004 -',
        '08:25:00 page-declined PINES01 -',
        '08:26:00 role-assumed PINES01 PTOM002',
        '08:26:00 role-released - PINES01',
        '08:26:00 role-assumed PINES01 PLEA004',
        '09:00:00 resolved PTOM002 -',
        '09:20:00 reopened PLEA004 -',
        '09:30:00 merged PLEA004 -',
      ].toSpliced(17, 0, '09:10:00 severity-changed PTOM002 -'),
    );
  });

  it('name roles in the words of the native format, and severities only where the priority has one', async () => {
    const events = eventsIn(await readFixture('ok/pagerduty/webhooks.ndjson'));
    const details = (kind: string): unknown[] => events.filter((one) => one.kind === kind).map((one) => one.details);
    expect(details('role-assumed')).toEqual([{ role: 'commander' }, { role: 'communications' }]);
    expect(details('severity-changed')).toEqual([{ to: 2 }, { to: 3 }]);
  });

  it('have number where the API has incident_number, and are the same incident, an hour of which is never lost', async () => {
    const records = recordsOf(await readFixture('ok/pagerduty/webhooks.ndjson'));
    const versions = records.flatMap((one) => (one.type === 'incident' && one.id === 'PI20' ? [one] : []));
    expect(versions[0]).toEqual({
      type: 'incident',
      id: 'PI20',
      kind: 'pager',
      title: '[INC-204] Checkout times out',
      declaredAt: '2026-05-04T08:00:00.000Z',
      severityLabel: 'high urgency',
      service: 'Checkout',
      team: 'Checkout',
      url: 'https://lantern.pagerduty.com/incidents/PI20',
      refs: [{ system: '*', id: 'INC-204' }],
      // A second before the webhook: of one change the API's whole-second answer holds.
      updatedAt: '2026-05-04T07:59:59.100Z',
    });
    const ended = versions.map(({ resolvedAt }) => resolvedAt).filter((at) => at !== undefined);
    expect(ended).toEqual(['2026-05-04T09:00:00.500Z']);
    expect(versions.at(-1)).not.toHaveProperty('resolvedAt');
  });

  it('make a task an action item, and what comes later events of it', async () => {
    const records = recordsOf(await readFixture('ok/pagerduty/webhooks.ndjson'));
    expect(records.filter(({ type }) => type.startsWith('action-item'))).toEqual([
      {
        type: 'action-item',
        id: 'PTASK1',
        title: 'Alert on slow carts',
        createdAt: '2026-05-04T08:30:00.000Z',
        incident: 'PI20',
        createdBy: 'PTOM002',
      },
      {
        type: 'action-item-event',
        id: 'webhook/01HOOK16',
        item: 'PTASK1',
        kind: 'assigned',
        at: '2026-05-04T08:31:00.000Z',
        actor: 'PTOM002',
        subject: 'PLEA004',
      },
      {
        type: 'action-item-event',
        id: 'webhook/01HOOK17',
        item: 'PTASK1',
        kind: 'closed',
        at: '2026-05-04T08:50:00.000Z',
        actor: 'PLEA004',
      },
    ]);
  });

  it('cover only what the subscription was seen to send', async () => {
    const event = {
      id: '01A',
      event_type: 'incident.annotated',
      occurred_at: '2026-05-04T08:20:00Z',
      agent: { id: 'PU1', type: 'user_reference', summary: 'Ana' },
      data: { incident: { id: 'PI1' }, content: 'Looking', type: 'incident_note' },
    };
    expect(recordsOf(await readBytes('x', bytes({ event }))).at(-1)).toEqual({
      type: 'source',
      name: 'PagerDuty',
      covers: ['note'],
    });
  });
});

describe('PagerDuty analytics', () => {
  it('mean their times in the time zone beside them, and never overrule the API itself', async () => {
    // Lisbon is an hour ahead of UTC in May: 09:00 there is 08:00Z; the record is dated a minute before the incident.
    const [record] = recordsOf(await readFixture('ok/pagerduty/analytics.ndjson'));
    expect(record).toEqual({
      type: 'incident',
      id: 'PI30',
      kind: 'pager',
      title: 'Checkout times out',
      declaredAt: '2026-05-04T08:00:00.000Z',
      severity: 2,
      severityLabel: 'SEV-2',
      service: 'Checkout',
      team: 'Checkout',
      resolvedAt: '2026-05-04T09:00:00.000Z',
      updatedAt: '2026-05-04T07:59:00.000Z',
    });
  });

  it('tell who joined without a time, who resolved, and who answered whose call', async () => {
    const events = eventsIn(await readFixture('ok/pagerduty/analytics.ndjson'));
    expect(events.map(story)).toEqual([
      'untimed joined PTOM002 -',
      'untimed joined PLEA004 -',
      '09:00:00 resolved PTOM002 -',
      '08:00:10 assigned - PTOM002',
      '08:01:10 acknowledged PTOM002 -',
      '08:05:00 responder-added - PLEA004',
      '08:07:00 joined PLEA004 -',
      '08:05:00 responder-added - PINES01',
      '08:06:00 page-declined PINES01 -',
      '08:05:00 assigned - PCEM005',
      '08:06:00 responder-added - PANA006',
    ]);
  });

  it('are read with the zone that was named where they name none', async () => {
    const result = await readFixture('not-ok/pagerduty-analytics-no-zone.json', { zone: 'UTC' }, 'pagerduty');
    expect(result.rejections).toEqual([]);
    expect(recordsOf(result)[0]).toMatchObject({ declaredAt: '2026-05-04T09:00:00.000Z' });
  });

  it('give users with their e-mail, and sums only a warning', async () => {
    const { sourced, warnings } = await readFixture('ok/pagerduty/analytics.ndjson');
    expect(sourced.map(({ record }) => record).find(({ type }) => type === 'person')).toEqual({
      type: 'person',
      id: 'PTOM002',
      name: 'Tom Okafor',
      email: 'tom@lantern.example',
      timeZone: 'Europe/Lisbon',
      team: 'Checkout',
    });
    expect(warnings.find(({ code }) => code === 'PD_ANSWER_IGNORED')).toMatchObject({ count: 1, line: 4 });
  });
});

describe('PagerDuty on-call entries', () => {
  it('are one shift however many policies a schedule serves', async () => {
    const shifts = recordsOf(await readFixture('ok/pagerduty/oncalls.ndjson')).filter(({ type }) => type === 'shift');
    const ines = {
      type: 'shift',
      person: 'PINES01',
      from: '2026-05-04T08:00:00.000Z',
      until: '2026-05-11T08:00:00.000Z',
      schedule: 'Checkout rotation',
    };
    expect(shifts).toEqual([ines, { ...ines, person: 'PTOM002' }, ines]);
  });

  it('without a start and an end are no shift, and that is said', async () => {
    const { warnings } = await readFixture('ok/pagerduty/oncalls.ndjson');
    expect(warnings).toMatchObject([{ code: 'PD_ONCALL_OPEN', count: 1 }]);
  });
});

describe('PagerDuty notifications', () => {
  it('say nobody was paged, since they do not say for which incident, and that is said once', async () => {
    const { sourced, warnings } = await readFixture('ok/pagerduty/notifications.json');
    expect(sourced.map(({ record }) => record)).toEqual([
      { type: 'handle', id: 'PINES01', name: 'Inês Prado' },
      { type: 'source', name: 'PagerDuty', covers: [] },
    ]);
    expect(warnings).toMatchObject([{ code: 'PD_NOTIFICATION_WITHOUT_INCIDENT', count: 2 }]);
  });
});

describe('answers of PagerDuty that are of no use', () => {
  const team = { id: 'PT1', type: 'team', summary: 'Checkout', self: 'https://api.pagerduty.com/teams/PT1' };

  it('are refused by themselves with the reason', async () => {
    const { rejections, sourced } = await readBytes('x', bytes({ teams: [team, team], more: false }));
    expect(rejections).toMatchObject([{ code: 'PD_NOTHING_TO_RECORD', pointer: '/teams/0' }]);
    expect(sourced).toEqual([]);
  });

  it('stop nothing where the file holds more', async () => {
    const user = { id: 'PU1', type: 'user', name: 'Ana', email: 'ana@x.example' };
    const { rejections, warnings } = await readBytes(
      'x',
      bytes({ teams: [team, team], users: [user] }),
      {},
      'pagerduty',
    );
    expect(rejections).toEqual([]);
    expect(warnings).toMatchObject([{ code: 'PD_ANSWER_IGNORED', count: 2 }]);
  });

  it('an empty page is no fault', async () => {
    const { rejections } = await readBytes('x', bytes({ oncalls: [], limit: 25, offset: 0, more: false, total: null }));
    expect(rejections).toEqual([]);
  });
});

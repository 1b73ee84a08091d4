import { describe, expect, it } from '@jest/globals';
import type { EventRecord } from '../../../src/domain/record.js';
import {
  eventsIn,
  fixtureBytes,
  originOf,
  readBytes,
  readFixture,
  type ReadResult,
  recordsOf,
  textBytes,
} from './read-fixture.js';

const DUMP = 'ok/dispatch/dump.sql';
const API = 'ok/dispatch/api.ndjson';

const story = ({ kind, at, actor, subject }: EventRecord): string =>
  [at?.slice(11, 19) ?? 'untimed', kind, actor ?? '-', subject ?? '-'].join(' ');

const inRole = (event: EventRecord): string => {
  const role = event.details?.['role'];
  return `${story(event)} ${typeof role === 'string' ? role : ''}`.trim();
};

const of = (result: ReadResult, incident: string, ...kinds: string[]): EventRecord[] =>
  eventsIn(result).filter((event) => event.incident === incident && kinds.includes(event.kind));

const incidents = (result: ReadResult): Record<string, unknown> =>
  Object.fromEntries(recordsOf(result).flatMap((record) => (record.type === 'incident' ? [[record.id, record]] : [])));

const items = (result: ReadResult): object[] => recordsOf(result).filter(({ type }) => type === 'action-item');

describe('incidents of a Dispatch dump', () => {
  it('are heads with their times in UTC, their severity, and where else they stand', async () => {
    expect(incidents(await readFixture(DUMP))['lantern-shop-1']).toEqual({
      type: 'incident',
      id: 'lantern-shop-1',
      title: 'Checkout\ttimes out',
      declaredAt: '2026-05-04T08:00:00.000Z',
      severity: 1,
      severityLabel: 'SEV1',
      mitigatedAt: '2026-05-04T09:00:00.500Z',
      closedAt: '2026-05-04T10:00:00.000Z',
      url: 'https://dispatch.lantern.example/lantern/incidents/lantern-shop-1',
      refs: [
        { system: 'slack', id: 'C01SHOP', url: 'https://lantern.slack.example/C01SHOP' },
        { system: '*', url: 'https://docs.lantern.example/doc1' },
      ],
      updatedAt: '2026-05-04T10:05:00.000Z',
    });
  });

  it('that are active again were not mitigated, and a duplicate is merged into the one it repeats', async () => {
    const record = incidents(await readFixture(DUMP))['lantern-shop-3'];
    expect(record).toMatchObject({
      mergedInto: 'lantern-shop-1',
      severityLabel: 'High',
      refs: [{ system: 'jira', id: 'SHOP-12', url: 'https://jira.lantern.example/browse/SHOP-12' }],
    });
    expect(record).not.toHaveProperty('mitigatedAt');
    expect(record).not.toHaveProperty('severity');
    expect(record).not.toHaveProperty('url');
  });

  it('without a name are known by their number in their schema, and a drill does not count', async () => {
    expect(incidents(await readFixture(DUMP))['dispatch_organization_lantern/incident/4']).toMatchObject({
      mode: 'drill',
      severityLabel: 'Critical',
    });
  });

  it('that are restricted stay out with all that belongs to them, unless asked for', async () => {
    const without = await readFixture(DUMP);
    expect(JSON.stringify(recordsOf(without))).not.toContain('lantern-shop-2');
    expect(without.warnings).toMatchObject([{ code: 'PRIVATE_LEFT_OUT', count: 1 }]);
    expect(without.warnings[0]?.message).toContain('--include-private');
    const included = await readFixture(DUMP, { includePrivate: true });
    expect(included.warnings).toEqual([]);
    expect(
      eventsIn(included)
        .filter(({ incident }) => incident === 'lantern-shop-2')
        .map(story),
    ).toEqual(['08:10:00 state-changed ines@lantern.example -', '08:05:00 reported ines@lantern.example -']);
    expect(items(included)).toHaveLength(3);
  });

  it('keep each record with its own line of the dump', async () => {
    const result = await readFixture(DUMP);
    const origin = originOf(result, 'lantern-shop-1/task/1');
    const text = new TextDecoder().decode(fixtureBytes(DUMP)).split('\n');
    expect(origin?.raw).toBe(text[(origin?.line ?? 0) - 1]);
    expect(origin?.raw).toContain('Write the timeline');
  });
});

describe('people of Dispatch', () => {
  it('are one for each e-mail, though every project keeps a contact of its own', async () => {
    const people = recordsOf(await readFixture(DUMP)).filter(({ type }) => type === 'person');
    expect(people).toMatchObject([
      { id: 'ines@lantern.example', name: 'Inês Prado', email: 'Ines@Lantern.example' },
      { id: 'tom@lantern.example' },
      { id: 'lea@lantern.example' },
      { id: 'cem@supplier.example', external: true },
      { id: 'dispatch_organization_lantern/contact/6', name: 'Night Desk' },
    ]);
    expect(people.at(-1)).not.toHaveProperty('email');
  });

  it('without a date give way to any that has one, so that it does not matter in how many files they come', async () => {
    const individual = { id: 1, email: 'ana@x.example', name: 'Ana' };
    const contact = { ...individual, name: 'Ana Silva', contact_type: null, updated_at: '2026-01-01T00:00:00Z' };
    const incident = {
      ...{ id: 1, name: 'x-1', title: 'x', status: 'Active', reported_at: '2026-05-04T08:00:00Z', incident_type: {} },
      participants: [{ id: 1, individual, participant_roles: [] }],
    };
    const people = async (...answers: object[]): Promise<object[]> =>
      recordsOf(await readBytes('x', textBytes(JSON.stringify(answers)), {}, 'dispatch')).filter(
        ({ type }) => type === 'person',
      );
    const [undated] = await people(incident);
    expect(undated).toMatchObject({ name: 'Ana', updatedAt: '1990-01-01T00:00:00.000Z' });
    expect(await people(incident, contact)).toMatchObject([
      { name: 'Ana Silva', updatedAt: '2026-01-01T00:00:00.000Z' },
    ]);
    expect(await people(contact, incident)).toMatchObject([{ name: 'Ana Silva' }]);
  });

  it('never bring the password hashes of a dump along', async () => {
    const user = 'COPY dispatch_core.dispatch_user (id, email, password) FROM stdin;\n1\ta@x.example\t\\\\xhash\n\\.\n';
    const dump = new TextDecoder().decode(fixtureBytes(DUMP)).replace('COPY ', `${user}\nCOPY `);
    const { sourced } = await readBytes('dump.sql', textBytes(dump));
    expect(sourced.length).toBeGreaterThan(20);
    expect(JSON.stringify(sourced)).not.toContain('xhash');
  });
});

describe('parts in a Dispatch incident', () => {
  it('tell roles when they were taken and given up, and who reported', async () => {
    const events = of(await readFixture(DUMP), 'lantern-shop-1', 'reported', 'role-assumed', 'role-released');
    expect(events.map(inRole)).toEqual([
      '08:00:00 reported ines@lantern.example -',
      '08:00:02 role-assumed - ines@lantern.example commander',
      '08:05:00 role-released - ines@lantern.example commander',
      '08:05:00 role-assumed - tom@lantern.example commander',
    ]);
  });

  it('of an unknown role keep its name, and a reporter who was replaced did not report', async () => {
    const events = of(await readFixture(DUMP), 'lantern-shop-3', 'reported', 'role-assumed');
    expect(events.map(inRole)).toEqual([
      '08:06:00 reported ines@lantern.example -',
      '08:07:00 role-assumed - dispatch_organization_lantern/contact/6 observer',
      '08:30:00 role-assumed - tom@lantern.example forensics lead',
    ]);
  });

  it('show who was brought in by whom, which is not joining; work in the channel is presence from then on only', async () => {
    // Cem was added by Tom at 08:20:30 and wrote from 08:21 to 08:35 and from 08:44; Lea came with the service Payments.
    const events = of(await readFixture(DUMP), 'lantern-shop-1', 'responder-added', 'joined', 'left');
    expect(events.map(story).sort()).toEqual([
      '08:04:00 joined tom@lantern.example -',
      '08:12:00 responder-added tom@lantern.example lea@lantern.example',
      '08:20:30 responder-added tom@lantern.example cem@supplier.example',
      '08:21:00 joined cem@supplier.example -',
      '08:35:00 left cem@supplier.example -',
      '08:44:00 joined cem@supplier.example -',
      '08:50:00 left cem@supplier.example -',
      'untimed joined cem@supplier.example -',
    ]);
  });

  it('never make joining something whose absence could be held against anybody', async () => {
    const source = recordsOf(await readFixture(DUMP)).at(-1);
    expect(source).toEqual({
      type: 'source',
      name: 'Dispatch',
      covers: [
        'reported',
        'responder-added',
        'role-assumed',
        'role-released',
        'status-update',
        'severity-changed',
        'state-changed',
        'reopened',
        'closed',
        'action-item',
      ],
    });
  });
});

describe('the timeline of a Dispatch incident', () => {
  it('tells by its text who did what, though old entries have neither type nor owner', async () => {
    const kinds = ['status-update', 'state-changed', 'severity-changed', 'reopened', 'closed', 'note'];
    const events = of(await readFixture(DUMP), 'lantern-shop-1', ...kinds);
    expect(events.map((event) => `${story(event)} ${JSON.stringify(event.details ?? {})}`).sort()).toEqual([
      '08:15:00 note lea@lantern.example - {}',
      '08:20:00 severity-changed ines@lantern.example - {"to":2}',
      '08:25:00 severity-changed tom@lantern.example - {"from":2,"to":1}',
      '08:30:00 status-update tom@lantern.example - {"report":"tactical"}',
      '08:31:00 state-changed tom@lantern.example - {"from":"active","to":"stable"}',
      '08:40:00 reopened ines@lantern.example - {"from":"stable","to":"active"}',
      '08:45:00 note lea@lantern.example - {}',
      '09:00:00 state-changed tom@lantern.example - {"from":"active","to":"stable"}',
      '10:00:00 closed tom@lantern.example - {"from":"stable","to":"closed"}',
    ]);
  });

  it('marking an incident stable is no mitigation: nothing says that whoever marked it mended anything', async () => {
    expect(of(await readFixture(DUMP), 'lantern-shop-1', 'mitigation', 'fix', 'rollback', 'diagnosis')).toEqual([]);
  });

  it('keeps a quoted message as the note of who wrote it, with its link', async () => {
    const [quoted, custom] = of(await readFixture(DUMP), 'lantern-shop-1', 'note');
    expect(quoted).toMatchObject({
      summary: 'Rolled back, see https://git.lantern.example/c/41',
      url: 'https://git.lantern.example/c/41',
    });
    expect(custom?.summary).toBe('Found the slow query.\nIt was the index.');
  });

  it('names somebody who is no participant by name alone', async () => {
    const events = of(await readFixture(DUMP), 'lantern-shop-3', 'status-update');
    expect(events.map(story)).toEqual(['11:00:00 status-update name:Somebody Else -']);
  });
});

describe('tasks of Dispatch', () => {
  it('are action items with what was due and when it was closed', async () => {
    const [first, second] = items(await readFixture(DUMP));
    expect(first).toMatchObject({
      id: 'lantern-shop-1/task/1',
      incident: 'lantern-shop-1',
      assignee: 'lea@lantern.example',
      createdBy: 'ines@lantern.example',
      dueAt: '2026-05-04T20:00:00.000Z',
    });
    expect(first).not.toHaveProperty('closedAt');
    expect(second).toMatchObject({
      closedAt: '2026-05-08T10:00:00.000Z',
      foundIn: 'Post Incident Review',
      refs: [{ system: 'jira', id: 'SHOP-13', url: 'https://jira.lantern.example/browse/SHOP-13' }],
    });
  });

  it('of several assignees belong to their owner', async () => {
    expect(items(await readFixture(DUMP))[1]).toMatchObject({ assignee: 'ines@lantern.example' });
  });
});

describe('the API of Dispatch', () => {
  it('gives what it shares with a dump under the same ids', async () => {
    const ids = (result: ReadResult): Set<string> => new Set(eventsIn(result).map(({ id }) => id));
    const dump = ids(await readFixture(DUMP));
    const api = [...ids(await readFixture(API))].filter((id) => !dump.has(id));
    // The dump knows Lea by the service that brought her in, the API here by Tom, who added her.
    expect(api).toEqual(['lantern-shop-1/added/lea@lantern.example/2026-05-04T08:12:00.000Z']);
  });

  it('tells the same events of them', async () => {
    const dump = new Map(eventsIn(await readFixture(DUMP)).map((event) => [event.id, event]));
    const shared = eventsIn(await readFixture(API)).filter(({ id }) => dump.has(id));
    const closed = '00000000-0000-4000-8000-000000000014';
    for (const event of shared) {
      if (event.id === closed) continue;
      expect(event).toEqual(dump.get(event.id));
    }
    expect(shared.map(({ id }) => id)).toContain(closed);
    expect(shared).toHaveLength(6);
  });

  it('lists incidents without those who took part, which is said, and is taken for no silence', async () => {
    const listed = { id: 3, name: 'lantern-shop-3', title: 'x', status: 'Active', reported_at: '2026-05-04T08:06:00Z' };
    const page = { items: [{ ...listed, incident_type: { name: 'Outage' }, incident_priority: { name: 'High' } }] };
    const { warnings, sourced } = await readBytes('x', textBytes(JSON.stringify(page)));
    expect(warnings).toMatchObject([{ code: 'DISPATCH_LIST_ONLY', count: 1 }]);
    expect(sourced.at(-1)?.record).toMatchObject({ name: 'Dispatch', covers: [] });
  });

  it('and tasks of a restricted incident stay out with it, whichever comes first', async () => {
    const lines = new TextDecoder().decode(fixtureBytes(API)).trim().split('\n').reverse().join('\n');
    const result = await readBytes('x', textBytes(lines));
    expect(items(result)).toMatchObject([{ incident: 'lantern-shop-1' }]);
  });
});

describe('a row that is wrong', () => {
  it('is refused alone, and the others are read', async () => {
    const { sourced } = await readFixture('not-ok/dispatch-three-bad-rows.sql', {}, 'dispatch');
    expect(sourced.map(({ record }) => record.type)).toEqual(['incident', 'source']);
  });

  it('an empty file is said to be empty', async () => {
    const { rejections } = await readBytes('x', textBytes(' \n'), {}, 'dispatch');
    expect(rejections).toMatchObject([{ code: 'FILE_EMPTY' }]);
  });
});

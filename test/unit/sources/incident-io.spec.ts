import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ActionItemRecord, CanonicalRecord, EventRecord, IncidentRecord } from '../../../src/domain/record.js';
import { INCIDENT_IO } from '../../../src/sources/incident-io/incident-io.js';
import {
  eventsIn,
  originOf,
  readBytes,
  readFixture,
  type ReadResult,
  recordsOf,
  textBytes,
  updatesIn,
} from './read-fixture.js';

const story = ({ kind, at, actor, subject }: EventRecord): string =>
  [at?.slice(5, 16) ?? 'untimed', kind, actor ?? '-', subject ?? '-'].join(' ');

const eventsOf = INCIDENT_IO.eventsOf ?? (() => []);

const read = async (...documents: object[]): Promise<ReadResult> =>
  readBytes('x', textBytes(documents.map((document) => JSON.stringify(document)).join('\n')), {}, 'incident-io');

const incident = (more: object = {}): object => ({
  id: '01HI1',
  reference: 'INC-1',
  name: 'Login fails',
  created_at: '2026-05-04T09:00:00Z',
  incident_status: { name: 'Investigating', category: 'live' },
  ...more,
});

const incidentsIn = (result: ReadResult): IncidentRecord[] =>
  recordsOf(result).filter((record): record is IncidentRecord => record.type === 'incident');

const itemsIn = (result: ReadResult): ActionItemRecord[] =>
  recordsOf(result).filter((record): record is ActionItemRecord => record.type === 'action-item');

async function readIncident(more: object): Promise<IncidentRecord | undefined> {
  return incidentsIn(await read(incident(more)))[0];
}

describe('incident.io incidents', () => {
  it('become incident records with what they are called elsewhere', async () => {
    const [first] = incidentsIn(await readFixture('ok/incident-io/export.ndjson'));
    expect(first).toEqual({
      type: 'incident',
      id: '01HI71',
      title: 'Checkout answers 502',
      declaredAt: '2026-05-04T08:58:00.000Z',
      mitigatedAt: '2026-05-04T09:35:00.000Z',
      resolvedAt: '2026-05-04T10:05:00.000Z',
      closedAt: '2026-05-06T10:00:00.000Z',
      severity: 1,
      severityLabel: 'Critical',
      team: 'Payments',
      url: 'https://app.incident.io/tern/incidents/71',
      updatedAt: '2026-05-06T10:00:00.000Z',
      keys: ['INC-71'],
      refs: [
        { system: 'slack', id: 'C071' },
        { system: 'jira', id: 'OPS-9', url: 'https://tern.example/jira/browse/OPS-9' },
        { system: '*', url: 'https://docs.tern.example/pm/71' },
        { system: 'pagerduty', id: 'PQ71', url: 'https://tern.pagerduty.com/incidents/PQ71' },
        { system: '*', url: 'https://git.tern.example/shop/pull/418' },
      ],
    });
  });

  it('say who declared and reported them, and who held which role, which has no instant', async () => {
    const result = await readFixture('ok/incident-io/export.ndjson');
    const told = eventsIn(result).filter(({ id }) => /^01HI7\d\/(declared|reported|role)/.test(id));
    expect(told.map((event) => [story(event), ...Object.values(event.details ?? {})].join(' '))).toEqual([
      '05-04T09:00 declared 01HUNOOR -',
      'untimed role-assumed - 01HUNOOR commander',
      '05-04T08:58 reported 01HUNOOR -',
      'untimed role-assumed - 01HURUTH communications',
      'untimed role-assumed - 01HUPAVEL Database Wrangler',
      '05-04T09:06 declared - -',
    ]);
  });

  it('of a retrospective kind are real, declared by nobody and dated by when they were reported', async () => {
    const result = await readFixture('ok/incident-io/incidents-page.json');
    const retrospective = incidentsIn(result).find(({ id }) => id === '01HI82');
    expect(retrospective).toMatchObject({
      declaredAt: '2026-05-08T22:00:00.000Z',
      mitigatedAt: '2026-05-08T23:00:00.000Z',
      severity: 2,
    });
    expect(retrospective).not.toHaveProperty('mode');
    expect(
      eventsIn(result)
        .filter(({ incident: id }) => id === '01HI82')
        .map(story),
    ).toEqual(['05-08T22:00 reported 01HURUTH -']);
  });

  it('that are tests or tutorials are marked, so that they never count (trap 8)', async () => {
    const modes = incidentsIn(await readFixture('ok/incident-io/incidents-page.json')).map(({ id, mode }) => [
      id,
      mode,
    ]);
    expect(modes).toEqual([
      ['01HI80', 'test'],
      ['01HI81', 'test'],
      ['01HI82', undefined],
      ['01HI84', undefined],
    ]);
  });

  it.each([
    ['SEV1', 5, 1],
    ['Sev-2 (bad)', 0, 2],
    ['P3', 1, 3],
    ['Critical', 0, 1],
    ['major', 7, 2],
    ['Minor', 2, 3],
    ['P10', 0, undefined],
    ['Blocker', 9, undefined],
    ['constructor', 1, undefined],
  ])(
    'of the severity %s with rank %s have severity %s: the rank is not read (trap 7)',
    async (name, rank, severity) => {
      const record = await readIncident({ severity: { id: 's', name, rank } });
      expect([record?.severityLabel, record?.severity]).toEqual([name, severity]);
    },
  );

  it.each([
    ['Fixed at', 'mitigatedAt'],
    ['fixed', 'mitigatedAt'],
    ['  MITIGATED   at ', 'mitigatedAt'],
    ['Detected at', 'detectedAt'],
    ['Resolved', 'resolvedAt'],
    ['Closed at', 'closedAt'],
    ['Reported at', 'declaredAt'],
  ])('take the timestamp named "%s" as %s (trap 7)', async (name, field) => {
    const value = { value: '2026-05-04T08:30:00.57Z' };
    const record = await readIncident({ incident_timestamp_values: [{ incident_timestamp: { name }, value }] });
    expect(record?.[field]).toBe('2026-05-04T08:30:00.570Z');
  });

  it('tell once of the timestamps whose names are not understood, and not of those without a value', async () => {
    const { warnings } = await readFixture('ok/incident-io/incidents-page.json');
    expect(warnings.find(({ code }) => code === 'IIO_TIME_UNKNOWN')).toMatchObject({
      count: 2,
      message:
        'Timestamps of other names than incident.io\'s own are not understood: "Customer told at", "Vendor called"; docs/sources/incident-io.md lists the names that are.',
    });
    const unset = await read(
      incident({ incident_timestamp_values: [{ incident_timestamp: { name: 'Vendor called' }, value: null }] }),
    );
    expect(unset.warnings).toEqual([]);
  });

  it('with words nobody knows yet are read, the words kept as text (trap 9)', async () => {
    const result = await readFixture('ok/incident-io/incidents-page.json');
    expect(result.rejections).toEqual([]);
    expect(originOf(result, '01HI84')?.raw).toContain('"mode":"rehearsal"');
  });

  it('that were merged name the incident they went into (trap 17)', async () => {
    const merged = incidentsIn(await readFixture('ok/incident-io/export.ndjson')).find(({ id }) => id === '01HI72');
    expect(merged?.mergedInto).toBe('01HI71');
    expect(await readIncident({ merged_into_incident_id: '01HI9' })).toMatchObject({ mergedInto: '01HI9' });
  });

  it('of several teams or services are said to be of none', async () => {
    const [record] = incidentsIn(await readFixture('ok/incident-io/export.ndjson'));
    expect(record).not.toHaveProperty('service');
  });

  it('keep the updates inside them as records of their own, with their own pointer', async () => {
    const result = await readFixture('ok/incident-io/export.ndjson');
    expect(originOf(result, '01HUP3')).toMatchObject({ line: 6, pointer: '/updates/2' });
    expect(originOf(result, '01HI71')?.raw).not.toContain('01HUP3');
  });
});

describe('incident.io updates', () => {
  it('tell what changed since the update before, and who wrote something', async () => {
    const updates = updatesIn(await readFixture('ok/incident-io/export.ndjson'));
    const events = eventsOf(updates.filter(({ incident: id }) => id === '01HI71'));
    expect(events.map((event) => `${story(event)} ${JSON.stringify(event.details)}`)).toEqual([
      '05-04T09:10 status-update 01HUPAVEL - {"update":"01HUP2"}',
      '05-04T09:10 severity-changed 01HUPAVEL - {"from":3,"to":1,"fromLabel":"Minor","toLabel":"Critical","update":"01HUP2"}',
      '05-04T09:10 state-changed 01HUPAVEL - {"from":"Investigating","to":"Fixing","update":"01HUP2"}',
      '05-04T09:40 status-update 01HUPAVEL - {"update":"01HUP3"}',
      '05-04T10:05 status-update 01HUNOOR - {"update":"01HUP4"}',
      '05-04T10:05 state-changed 01HUNOOR - {"from":"Fixing","to":"Documenting","update":"01HUP4"}',
      '05-04T10:05 resolved 01HUNOOR - {"update":"01HUP4"}',
      '05-05T10:00 state-changed 01HUTESS - {"from":"Documenting","to":"Reviewing","update":"01HUP5"}',
      '05-06T10:00 state-changed - - {"from":"Reviewing","to":"Closed","update":"01HUP6"}',
      '05-06T10:00 closed - - {"update":"01HUP6"}',
    ]);
  });

  it('credit whoever resolved it, not whoever moved it on from documenting to reviewing', async () => {
    const updates = updatesIn(await readFixture('ok/incident-io/export.ndjson'));
    const resolved = eventsOf(updates).filter(({ kind }) => kind === 'resolved');
    expect(resolved.map(({ actor }) => actor)).toEqual(['01HUNOOR']);
  });

  it('say that a severity was set without saying from what, where none was known', async () => {
    const update = { incident_id: '01HI1', created_at: '2026-05-04T09:00:00Z' };
    const result = await read(
      { ...update, id: 'a', new_incident_status: { name: 'Triage', category: 'triage' } },
      { ...update, id: 'b', new_severity: { name: 'SEV2' } },
    );
    const [change] = eventsOf(updatesIn(result)).filter(({ kind }) => kind === 'severity-changed');
    expect(change?.details).toEqual({ to: 2, toLabel: 'SEV2', update: 'b' });
  });

  it('understand the newer names of categories, and tell a reopening (trap 9)', async () => {
    const updates = updatesIn(await readFixture('ok/incident-io/updates-page.json'));
    const turns = eventsOf(updates.filter(({ incident: id }) => id === '01HI90')).filter(({ kind }) =>
      ['resolved', 'reopened', 'closed'].includes(kind),
    );
    expect(turns.map(story)).toEqual([
      '05-11T10:00 resolved 01HUSVEN -',
      '05-11T12:00 reopened 01HURUTH -',
      '05-11T13:00 closed - -',
    ]);
  });

  it.each(['declined', 'canceled', 'merged', 'somewhere-new'])(
    'into the category %s neither resolve nor close the incident',
    async (category) => {
      const update = { incident_id: '01HI1', created_at: '2026-05-04T09:00:00Z' };
      const result = await read(
        { ...update, id: 'a', new_incident_status: { name: 'Live', category: 'live' } },
        { ...update, id: 'b', new_incident_status: { name: 'Other', category } },
        { ...update, id: 'c', new_incident_status: { name: 'Documenting', category: 'learning' } },
      );
      expect(eventsOf(updatesIn(result)).map(({ kind }) => kind)).toEqual(['state-changed', 'state-changed']);
    },
  );

  it('of a merge tell into which incident', async () => {
    const updates = updatesIn(await readFixture('ok/incident-io/export.ndjson'));
    const [merge] = eventsOf(updates.filter(({ incident: id }) => id === '01HI72')).filter(
      ({ kind }) => kind === 'merged',
    );
    expect(merge).toMatchObject({ actor: '01HUSVEN', details: { into: '01HI71' } });
  });

  it('tell the same in any order, and from any division into files (trap 20)', async () => {
    const updates = updatesIn(await readFixture('ok/incident-io/export.ndjson'));
    const history = updates.filter(({ incident: id }) => id === '01HI71');
    const told = eventsOf(history);
    fc.assert(
      fc.property(fc.shuffledSubarray(history, { minLength: history.length }), (shuffled) => {
        expect(eventsOf(shuffled)).toEqual(told);
      }),
      { numRuns: 50 },
    );
  });

  it('alone make no incident, since they do not say whether it was a test or private', () => {
    expect(INCIDENT_IO.headOf).toBeUndefined();
  });

  it('read inside their incident and by themselves are one record', async () => {
    const update = { id: 'u', incident_id: '01HI1', created_at: '2026-05-04T09:00:00Z', message: ' Looking. ' };
    const inside = updatesIn(await read(incident({ updates: [update] })));
    const loose = updatesIn(await read({ incident_updates: [update], pagination_meta: { page_size: 25 } }));
    expect(inside).toEqual(loose);
    expect(inside).toMatchObject([{ fields: { message: 'Looking.' } }]);
  });
});

describe('incident.io participants', () => {
  it('joined without an instant, observers too, whose name is no declared role, and a type nobody knows counts only when active', async () => {
    const result = await readFixture('ok/incident-io/export.ndjson');
    const present = eventsIn(result).filter(({ id }) => id.includes('/participant/'));
    expect(present.map((event) => `${story(event)} ${JSON.stringify(event.details ?? {})}`)).toEqual([
      'untimed joined 01HUNOOR - {}',
      'untimed joined 01HUPAVEL - {}',
      'untimed joined 01HURUTH - {}',
      'untimed joined 01HUSVEN - {"participant":"observer"}',
    ]);
    const unknown = await read({
      incident_id: '01HI1',
      incident_participants: { active: [{ participant_type: 'driver', user: { id: 'U1', name: 'Ana' } }], passive: [] },
    });
    expect(eventsIn(unknown).map(story)).toEqual(['untimed joined U1 -']);
  });

  it('who turn from observer to responder are one record, of which the later export holds', async () => {
    const saved = (type: string, at: string): object => ({
      incident_id: '01HI1',
      exported_at: at,
      incident_participants: { active: [], passive: [{ participant_type: type, user: { id: 'U1', name: 'Ana' } }] },
    });
    const result = await read(saved('observer', '2026-05-04T10:00:00Z'), saved('responder', '2026-05-05T10:00:00Z'));
    const events = eventsIn(result);
    expect(new Set(events.map(({ id }) => id)).size).toBe(1);
    expect(events.map(({ details, updatedAt }) => [details?.['participant'], updatedAt])).toEqual([
      ['observer', '2026-05-04T10:00:00.000Z'],
      [undefined, '2026-05-05T10:00:00.000Z'],
    ]);
  });

  it('of workloads joined where they worked on it; the minutes are no score', async () => {
    const result = await readFixture('ok/incident-io/workloads.json');
    expect(eventsIn(result)).toEqual([
      {
        type: 'event',
        id: '01HI71/workload/01HUNOOR',
        incident: '01HI71',
        kind: 'joined',
        actor: '01HUNOOR',
        updatedAt: '2026-05-07T00:00:00.000Z',
      },
    ]);
  });
});

describe('incident.io escalations', () => {
  it('are records of a pager that name the incidents they are related to', async () => {
    const [several, none, disk] = incidentsIn(await readFixture('ok/incident-io/escalations-page.json'));
    expect(several).toMatchObject({
      kind: 'pager',
      refs: [
        { system: 'incident-io', id: '01HI84' },
        { system: 'incident-io', id: '01HI90' },
      ],
    });
    expect(none).toMatchObject({ kind: 'pager', severityLabel: 'High' });
    expect(none).not.toHaveProperty('refs');
    expect(none).not.toHaveProperty('severity');
    expect(disk).toMatchObject({ severity: 3, resolvedAt: '2026-05-14T08:30:00.000Z' });
  });

  it('tell who was paged, called in by whom, and whose page ran out at the next step and at the end; what reaches the caller is no page', async () => {
    const result = await readFixture('ok/incident-io/escalations-page.json');
    const events = eventsIn(result).filter(({ incident: id }) => id === '01HE2');
    expect(events.map(story)).toEqual([
      '05-12T08:00 responder-added 01HURUTH 01HUSVEN',
      '05-12T08:00 paged - 01HUSVEN',
      '05-12T08:00 responder-added 01HURUTH 01HUTESS',
      '05-12T08:00 paged - 01HUTESS',
      '05-12T08:10 page-timed-out - 01HUSVEN',
      '05-12T08:10 page-timed-out - 01HUTESS',
      '05-12T08:10 paged - 01HUSVEN',
      '05-12T08:10 paged - 01HUNOOR',
      '05-12T08:20 page-timed-out - 01HUSVEN',
      '05-12T08:20 page-timed-out - 01HUNOOR',
    ]);
    const urgencies = events.filter(({ kind }) => kind === 'paged').map(({ details }) => details?.['urgency']);
    expect(urgencies).toEqual(['high', 'high', 'high', 'low']);
  });

  it('that are cancelled take the page back, and no page runs out once anybody has acknowledged', async () => {
    const events = eventsIn(await readFixture('ok/incident-io/escalations-page.json'));
    expect(events.filter(({ incident: id }) => id !== '01HE2').map(story)).toEqual([
      '05-13T08:00 paged - 01HUPAVEL',
      '05-13T08:02 page-withdrawn - 01HUPAVEL',
      '05-14T08:00 paged - 01HUPAVEL',
      '05-14T08:01 acknowledged 01HUTESS -',
      '05-14T08:05 paged - 01HUNOOR',
      '05-14T08:30 resolved - -',
    ]);
  });

  it('give every event an id of its own', async () => {
    for (const file of ['export.ndjson', 'escalations-page.json']) {
      const ids = eventsIn(await readFixture(`ok/incident-io/${file}`)).map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });
});

describe('incident.io follow-ups', () => {
  it('are action items that name the same issue in its tracker (trap 16)', async () => {
    expect(itemsIn(await readFixture('ok/incident-io/export.ndjson'))).toEqual([
      {
        type: 'action-item',
        id: '01HFU1',
        title: 'Alert on the error budget',
        createdAt: '2026-05-05T10:00:00.000Z',
        incident: '01HI71',
        assignee: '01HUPAVEL',
        createdBy: '01HUNOOR',
        priority: 'Urgent',
        closedAt: '2026-05-12T10:00:00.000Z',
        externalRef: 'SHOP-12',
        updatedAt: '2026-05-12T10:00:00.000Z',
        resolution: 'done',
        refs: [{ system: 'jira', id: 'SHOP-12', url: 'https://tern.example/jira/browse/SHOP-12' }],
        unrecorded: ['closedBy'],
      },
    ]);
  });

  it('that were deleted or not done are closed by nobody, and open ones have no closing (trap 10)', async () => {
    const items = itemsIn(await readFixture('ok/incident-io/follow-ups.json'));
    expect(items.map(({ id, resolution, closedAt, closedBy }) => [id, resolution, closedAt, closedBy])).toEqual([
      ['01HFU2', undefined, undefined, undefined],
      ['01HFU3', 'wont-do', undefined, undefined],
      ['01HFU4', 'wont-do', undefined, undefined],
      ['01HFU5', 'done', '2026-05-12T10:00:00.000Z', undefined],
      ['01HFU6', undefined, undefined, undefined],
    ]);
  });

  it('completed without an instant are closed at their last change, and that is said', async () => {
    const { warnings } = await readFixture('ok/incident-io/follow-ups.json');
    expect(warnings).toMatchObject([{ code: 'IIO_CLOSING_INFERRED', count: 1 }]);
  });

  it('and actions, which have no title, go by the first line of what they say', async () => {
    const titles = itemsIn(await readFixture('ok/incident-io/actions.json')).map(({ title }) => title);
    expect(titles).toEqual(['Roll back the cart', '01HAC2']);
  });
});

describe('incident.io postmortem documents', () => {
  it('were begun and completed, and nobody is credited: editing is not writing', async () => {
    const events = eventsIn(await readFixture('ok/incident-io/export.ndjson')).filter(({ kind }) =>
      kind.startsWith('postmortem'),
    );
    expect(events.map(story)).toEqual(['05-05T09:00 postmortem-drafted - -', '05-06T09:30 postmortem-published - -']);
    expect(events[0]?.url).toBe('https://app.incident.io/tern/incidents/71/post-mortems/01HPM1');
  });

  it.each(['in_progress', 'in_review', 'something-new'])('that are %s are not published', async (status) => {
    const document = { id: 'd', incident_id: '01HI1', status, editors: [] };
    const at = { created_at: '2026-05-05T09:00:00Z', updated_at: '2026-05-05T10:00:00Z' };
    expect(eventsIn(await read({ ...document, ...at })).map(({ kind }) => kind)).toEqual(['postmortem-drafted']);
  });
});

describe('incident.io people', () => {
  const typed = (records: CanonicalRecord[], type: string): CanonicalRecord[] =>
    records.filter((one) => one.type === type);

  it('are users with their e-mail and who they are in Slack', async () => {
    const people = typed(recordsOf(await readFixture('ok/incident-io/export.ndjson')), 'person');
    expect(people[0]).toEqual({
      type: 'person',
      id: '01HUNOOR',
      name: 'Noor Haddad',
      email: 'noor@tern.example',
      sameAs: [{ system: 'slack', id: 'U0NOOR' }],
    });
    expect(people.at(-1)).not.toHaveProperty('sameAs');
  });

  it('named inside other records are handles: the e-mail that stands there links nobody', async () => {
    const records = recordsOf(await readFixture('ok/incident-io/updates-page.json'));
    expect(typed(records, 'handle')).toEqual([
      { type: 'handle', id: '01HURUTH', name: 'Ruth Abara' },
      { type: 'handle', id: '01HUSVEN', name: 'Sven Lund' },
    ]);
    expect(typed(records, 'person')).toEqual([]);
  });

  it('were on call for the hours they came to cover, under the schedule that the export names', async () => {
    expect(typed(recordsOf(await readFixture('ok/incident-io/export.ndjson')), 'shift')).toEqual([
      {
        type: 'shift',
        person: '01HUSVEN',
        from: '2026-05-04T00:00:00.000Z',
        until: '2026-05-11T00:00:00.000Z',
        schedule: 'Payments primary',
      },
      {
        type: 'shift',
        person: '01HUNOOR',
        from: '2026-05-11T00:00:00.000Z',
        until: '2026-05-18T00:00:00.000Z',
        schedule: 'Payments primary',
      },
    ]);
  });
});

describe('private incidents of incident.io', () => {
  it('are left out with all that belongs to them, wherever it stands in the file, and counted once (trap 23)', async () => {
    const result = await readFixture('ok/incident-io/with-a-private-incident.ndjson');
    const kept = result.sourced.map(({ record, origin }) => JSON.stringify(record) + origin.raw).join('\n');
    expect(kept).not.toContain('01HI83');
    expect(kept).not.toContain('Payroll');
    expect(kept).not.toContain('Tess');
    expect(result.warnings).toEqual([
      {
        file: 'with-a-private-incident.ndjson',
        code: 'PRIVATE_LEFT_OUT',
        count: 1,
        message:
          'Private incidents were left out, with what this file holds of them; import with --include-private to read them.',
      },
    ]);
  });

  it('are read where that is asked for', async () => {
    const result = await readFixture('ok/incident-io/with-a-private-incident.ndjson', { includePrivate: true });
    expect(incidentsIn(result).map(({ id }) => id)).toEqual(['01HE9', '01HE10', '01HI83', '01HI84']);
    expect(itemsIn(result)).toHaveLength(1);
    expect(updatesIn(result)).toHaveLength(1);
    expect(result.warnings).toEqual([]);
  });

  it('do not hide a fault of the file', async () => {
    const broken = textBytes(`${JSON.stringify(incident({ visibility: 'private' }))}\n{"id": `);
    const { rejections } = await readBytes('x', broken, {}, 'incident-io');
    expect(rejections).toMatchObject([{ code: 'JSON_SYNTAX', line: 2 }]);
  });
});

describe('what an incident.io file can record', () => {
  it('is what its answers hold: neither joining nor roles, which have no instant there', async () => {
    const source = recordsOf(await readFixture('ok/incident-io/export.ndjson')).at(-1);
    expect(source).toEqual({
      type: 'source',
      name: 'incident.io',
      covers: [
        'reported',
        'declared',
        'paged',
        'acknowledged',
        'page-timed-out',
        'page-withdrawn',
        'responder-added',
        'status-update',
        'severity-changed',
        'state-changed',
        'merged',
        'resolved',
        'reopened',
        'closed',
        'postmortem-drafted',
        'postmortem-published',
        'action-item',
        'shift',
      ],
    });
  });

  it('of incidents alone is who declared them', async () => {
    const source = recordsOf(await read(incident())).at(-1);
    expect(source).toEqual({ type: 'source', name: 'incident.io', covers: ['reported', 'declared'] });
  });

  it('of settings alone is nothing, and each list says so once', async () => {
    const result = await readFixture('ok/incident-io/severities.json');
    expect(recordsOf(result)).toEqual([{ type: 'source', name: 'incident.io', covers: [] }]);
    expect(result.warnings).toMatchObject([
      {
        code: 'IIO_IGNORED',
        count: 2,
        message: 'What stands under severities says nothing about what anybody did, so no record is made of it.',
      },
    ]);
  });
});

describe('incident.io read again', () => {
  it('tells the same, byte for byte, and a later version by its own updatedAt (trap 20)', async () => {
    const before = incident({ updated_at: '2026-05-04T09:30:00Z' });
    const after = incident({
      updated_at: '2026-05-05T09:00:00Z',
      incident_timestamp_values: [
        { incident_timestamp: { name: 'Resolved at' }, value: { value: '2026-05-04T10:00:00Z' } },
      ],
    });
    const once = await read(before);
    expect(recordsOf(await read(before))).toEqual(recordsOf(once));
    const versions = incidentsIn(await read(before, after));
    expect(versions.map(({ updatedAt, resolvedAt }) => [updatedAt, resolvedAt])).toEqual([
      ['2026-05-04T09:30:00.000Z', undefined],
      ['2026-05-05T09:00:00.000Z', '2026-05-04T10:00:00.000Z'],
    ]);
  });

  it.each([
    ['a page', { incidents: [incident()], pagination_meta: { page_size: 25 } }],
    ['a wrapped object', { incident: incident() }],
    ['a bare object', incident()],
    ['an array of pages', [{ incidents: [incident()] }]],
  ])('as %s is the same incident', async (_, document) => {
    expect(incidentsIn(await read(document))).toEqual(incidentsIn(await read(incident())));
  });
});

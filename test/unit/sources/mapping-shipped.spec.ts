import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { ActionItemRecord, CanonicalRecord, IncidentRecord } from '../../../src/domain/record.js';
import { SOURCES } from '../../../src/sources/index.js';
import { parseMapping } from '../../../src/sources/mapping/parse-mapping.js';
import { SHIPPED_MAPPINGS } from '../../../src/sources/mapping/shipped-names.js';
import { allSources, shippedSources } from '../../../src/sources/shipped-mappings.service.js';
import { eventsIn, readFixture, type ReadResult, recordsOf } from './read-fixture.js';

function one<T extends CanonicalRecord>(result: ReadResult, type: T['type'], id: string): T {
  const found = recordsOf(result).find(
    (record): record is T => record.type === type && 'id' in record && record.id === id,
  );
  if (found === undefined) throw new Error(`No ${type} ${id}`);
  return found;
}

const coverageOf = (result: ReadResult): unknown =>
  recordsOf(result).flatMap((record) => (record.type === 'source' ? [record.name, ...record.covers] : []));

describe('the sources that ship as mapping files', () => {
  it('stand between those written as code and the native format, which is asked last', () => {
    const ids = allSources().map(({ id }) => id);
    expect(ids.slice(-5)).toEqual(['firehydrant', 'grafana-oncall', 'opsgenie', 'rootly', 'native']);
    expect(ids).toHaveLength(SOURCES.length + shippedSources().length);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(['firehydrant', 'grafana-oncall', 'opsgenie', 'rootly'])('%s has a page that says how to export', (id) => {
    const page = readFileSync(new URL(`../../../docs/sources/${id}.md`, import.meta.url), 'utf8');
    expect(page).toContain(`Source id: \`${id}\``);
    expect(page).toContain('## Export');
    expect(page).toContain('does not record');
  });

  it('keep their names to themselves: a mapping of your own cannot take one', () => {
    const ids = shippedSources().map(({ id }) => id);
    expect(ids).toEqual(SHIPPED_MAPPINGS);
    for (const id of ids) {
      const text = readFileSync(new URL(`../../../src/sources/mappings/${id}.yaml`, import.meta.url), 'utf8');
      expect(() => parseMapping(text, 'mine.yaml')).toThrow(`choose another, such as my-${id}`);
    }
  });

  it('each lies under its own name', () => {
    const files = readdirSync(new URL('../../../src/sources/mappings/', import.meta.url));
    expect(files.sort()).toEqual(shippedSources().map(({ id }) => `${id}.yaml`));
  });
});

describe('Rootly', () => {
  it('puts what is included in its place: service, roles with trailing spaces, a role of nobody left out (trap 13)', async () => {
    const result = await readFixture('ok/rootly/incidents-page.json');
    expect(one<IncidentRecord>(result, 'incident', '0e1a-1').service).toBe('checkout');
    expect(eventsIn(result).filter(({ kind }) => kind === 'role-assumed')).toEqual([
      {
        type: 'event',
        id: '0e1a-1/role-assumed/302/2026-03-01T09:35:00.000Z',
        incident: '0e1a-1',
        kind: 'role-assumed',
        at: '2026-03-01T09:35:00.000Z',
        subject: '302',
        details: { title: 'Commander', role: 'commander' },
      },
      {
        type: 'event',
        id: '0e1a-1/role-assumed/303',
        incident: '0e1a-1',
        kind: 'role-assumed',
        subject: '303',
        details: { title: 'Tea  lady' },
      },
    ]);
  });

  it('reads offsets such as -08:00 (trap 14) and severities by rank, with their name as label', async () => {
    const result = await readFixture('ok/rootly/incidents-page.json');
    expect(one<IncidentRecord>(result, 'incident', '0e1a-1')).toMatchObject({
      // 01:31 eight hours behind UTC is 09:31.
      declaredAt: '2026-03-01T09:31:00.000Z',
      mitigatedAt: '2026-03-01T09:50:00.000Z',
      resolvedAt: '2026-03-01T10:20:00.000Z',
      severity: 1,
      severityLabel: 'SEV1',
      refs: [
        { system: 'jira', id: 'SHOP-12', url: 'https://jira.example/browse/SHOP-12' },
        { system: 'slack', id: 'C0CHECK', url: 'https://chat.example/archives/C0CHECK' },
      ],
    });
  });

  it('a test incident is a test, which never counts (trap 8)', async () => {
    const result = await readFixture('ok/rootly/incidents-page.json');
    expect(one<IncidentRecord>(result, 'incident', '0e1a-2').mode).toBe('test');
    expect(one<IncidentRecord>(result, 'incident', '0e1a-1')).not.toHaveProperty('mode');
  });

  it("its own 'mitigated by' stands for itself, and an event without an instant did not happen", async () => {
    const events = eventsIn(await readFixture('ok/rootly/incidents-page.json')).filter(
      ({ incident }) => incident === '0e1a-1',
    );
    expect(events.find(({ kind }) => kind === 'mitigation')).toMatchObject({
      actor: '302',
      summary: 'Rolled back',
      details: { stamped: true },
    });
    expect(events.map(({ kind }) => kind).slice(0, 4)).toEqual(['declared', 'mitigation', 'resolved', 'closed']);
  });

  it('claims roles only where the export included them', async () => {
    const page = await readFixture('ok/rootly/incidents-page.json');
    expect(coverageOf(page)).toEqual(['Rootly', 'declared', 'role-assumed', 'mitigation', 'resolved', 'closed']);
  });

  it('a finished item is closed by its last change and says so; a cancelled one was closed by nobody (traps 10, 11)', async () => {
    const result = await readFixture('ok/rootly/action-items.json');
    expect(one<ActionItemRecord>(result, 'action-item', 'ai-1')).toEqual({
      type: 'action-item',
      id: 'ai-1',
      title: 'Alert on cache misses',
      incident: '0e1a-1',
      createdAt: '2026-03-02T10:00:00.000Z',
      assignee: '302',
      priority: 'high',
      // A day, which ends with that day where the assignee is (trap 12).
      dueAt: '2026-03-31',
      closedAt: '2026-03-20T09:00:00.000Z',
      inferred: ['closedAt'],
      unrecorded: ['closedBy'],
      resolution: 'done',
      url: 'https://rootly.example/incidents/41#ai-1',
      updatedAt: '2026-03-20T09:00:00.000Z',
      // The same item in Jira, so that it is not counted twice (trap 16).
      refs: [{ system: 'jira', id: 'SHOP-13', url: 'https://jira.example/browse/SHOP-13' }],
    });
    const cancelled = one<ActionItemRecord>(result, 'action-item', 'ai-2');
    expect(cancelled).toMatchObject({ resolution: 'wont-do', inferred: ['closedAt'] });
    expect(cancelled).not.toHaveProperty('closedBy');
    expect(one<ActionItemRecord>(result, 'action-item', 'ai-3')).not.toHaveProperty('closedAt');
  });

  it('a user with a zone that is none is read without it, and with what Slack calls them', async () => {
    const { sourced, warnings } = await readFixture('ok/rootly/users.ndjson');
    expect(sourced.map(({ record }) => record).slice(0, 2)).toEqual([
      {
        type: 'person',
        id: '301',
        name: 'Ana Silva',
        email: 'ana@shop.example',
        timeZone: 'Europe/Lisbon',
        sameAs: [{ system: 'slack', id: 'U0ANA' }],
      },
      { type: 'person', id: '302', name: 'Bo Lindqvist', email: 'bo@shop.example' },
    ]);
    expect(warnings).toMatchObject([{ code: 'ZONE_UNKNOWN', line: 2, pointer: '/data/0' }]);
  });
});

describe('FireHydrant', () => {
  it('takes instants from milestones, in either place they stand, with two digits of a second (trap 14)', async () => {
    const result = await readFixture('ok/firehydrant/incidents.json');
    expect(one<IncidentRecord>(result, 'incident', 'fh-1')).toMatchObject({
      keys: ['204'],
      detectedAt: '2026-03-01T09:30:00.500Z',
      mitigatedAt: '2026-03-01T09:50:00.000Z',
      resolvedAt: '2026-03-01T10:20:00.000Z',
      severity: 1,
      service: 'checkout',
      team: 'Payments',
      customersAffected: 1200,
      refs: [
        { system: 'slack', id: 'C0CHECK' },
        { system: '*', url: 'https://jira.example/browse/SHOP-12' },
      ],
    });
    const drill = one<IncidentRecord>(result, 'incident', 'fh-2');
    expect(drill).toMatchObject({ mode: 'drill', mitigatedAt: '2026-03-05T09:30:00.000Z' });
    expect(drill).not.toHaveProperty('resolvedAt');
    expect(drill).not.toHaveProperty('severity');
  });

  it('a role given up again was released when it was last changed', async () => {
    const roles = eventsIn(await readFixture('ok/firehydrant/incidents.json')).filter(({ kind }) =>
      kind.startsWith('role'),
    );
    expect(roles.map(({ kind, at, subject, details }) => [kind, at, subject, details?.['role']])).toEqual([
      ['role-assumed', '2026-03-01T09:35:00.000Z', 'u2', 'commander'],
      ['role-assumed', '2026-03-01T09:36:00.000Z', 'u1', 'communications'],
      ['role-released', '2026-03-01T09:40:00.000Z', 'u1', 'communications'],
    ]);
  });

  it('the CSV of its own script names people by name alone, and its commander without an instant', async () => {
    const result = await readFixture('ok/firehydrant/incidents.csv');
    expect(eventsIn(result)[1]).toEqual({
      type: 'event',
      id: '204/role-assumed/Bo Lindqvist',
      incident: '204',
      kind: 'role-assumed',
      subject: 'Bo Lindqvist',
      details: { role: 'commander' },
    });
    expect(one<IncidentRecord>(result, 'incident', '204').refs).toEqual([
      { system: '*', url: 'https://jira.example/browse/SHOP-12' },
      { system: '*', url: 'https://chat.example/archives/C0CHECK' },
    ]);
  });
});

describe('Opsgenie', () => {
  it('an alert is a page: who was reached, who acknowledged, and the incident that its message names', async () => {
    const result = await readFixture('ok/opsgenie/alerts.json');
    expect(one<IncidentRecord>(result, 'incident', 'al-1')).toMatchObject({
      kind: 'pager',
      severity: 1,
      refs: [
        { system: '*', id: 'INC-204' },
        { system: '*', id: 'OPS-7' },
      ],
    });
    expect(eventsIn(result)).toMatchObject([
      { kind: 'paged', subject: 'og-1', at: '2026-03-01T09:30:05.000Z' },
      { kind: 'acknowledged', actor: 'og-1', at: '2026-03-01T09:32:00.000Z' },
      { kind: 'note', actor: 'bo@shop.example', id: 'al-1/note/1772358300000_1/2026-03-01T09:45:00Z' },
    ]);
    expect(coverageOf(result)).toEqual(['Opsgenie', 'paged', 'acknowledged', 'note']);
  });

  it('an incident is a head, its user known by id and by user name', async () => {
    const result = await readFixture('ok/opsgenie/incidents-and-users.ndjson');
    expect(one<IncidentRecord>(result, 'incident', 'in-1')).not.toHaveProperty('kind');
    expect(recordsOf(result)[1]).toMatchObject({
      id: 'og-1',
      email: 'ana@shop.example',
      sameAs: [{ system: 'opsgenie', id: 'ana@shop.example' }],
    });
  });
});

describe('Grafana OnCall', () => {
  it('an alert group is a page, acknowledged and resolved by whom it says', async () => {
    const result = await readFixture('ok/grafana-oncall/alert-groups.json');
    expect(one<IncidentRecord>(result, 'incident', 'I1')).toMatchObject({
      kind: 'pager',
      declaredAt: '2026-03-01T09:30:00.430Z',
      refs: [{ system: '*', id: 'INC-204' }],
    });
    expect(one<IncidentRecord>(result, 'incident', 'I2').title).toBe('I2');
    expect(eventsIn(result)).toMatchObject([
      { kind: 'acknowledged', actor: 'U1', at: '2026-03-01T09:32:00.570Z' },
      { kind: 'resolved', actor: 'U2' },
    ]);
  });

  it('a user record says who somebody is in Slack', async () => {
    const result = await readFixture('ok/grafana-oncall/notes-users-shifts.ndjson');
    expect(recordsOf(result).filter(({ type }) => type === 'person')).toMatchObject([
      { id: 'U1', sameAs: [{ system: 'slack', id: 'U0ANA' }] },
      { id: 'U2', name: 'bo' },
    ]);
  });
});

describe('reading again', () => {
  it.each([
    'rootly/incidents-page.json',
    'firehydrant/incidents.json',
    'opsgenie/alerts.json',
    'grafana-oncall/alert-groups.json',
  ])('%s gives the same ids, each once, so that nothing doubles (trap 20)', async (path) => {
    const ids = (result: ReadResult): string[] =>
      recordsOf(result).flatMap((record) => ('id' in record ? [`${record.type} ${String(record.id)}`] : []));
    const first = ids(await readFixture(`ok/${path}`));
    expect(ids(await readFixture(`ok/${path}`))).toEqual(first);
    expect(new Set(first).size).toBe(first.length);
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type {
  ActionItemEventRecord,
  ActionItemRecord,
  CanonicalRecord,
  EventRecord,
} from '../../../src/domain/record.js';
import {
  eventsIn,
  fixtureBytes,
  originOf,
  type ReadResult,
  readBytes,
  readFixture,
  recordsOf,
  textBytes,
} from './read-fixture.js';

const itemsIn = (result: ReadResult): ActionItemRecord[] =>
  recordsOf(result).filter((record) => record.type === 'action-item');

const itemEventsIn = (result: ReadResult, item: string): string[] =>
  recordsOf(result)
    .filter((record): record is ActionItemEventRecord => record.type === 'action-item-event' && record.item === item)
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .map(({ at, kind, actor, subject }) => `${at.slice(0, 10)} ${kind} ${actor ?? '-'} ${subject ?? '-'}`);

const byId = (result: ReadResult, id: string): CanonicalRecord | undefined =>
  recordsOf(result).find((record) => 'id' in record && record.id === id);

const story = ({ at, kind, actor, subject }: EventRecord): string =>
  `${at?.slice(11, 16) ?? ''} ${kind} ${actor ?? '-'} ${subject ?? '-'}`;

const issue = (fields: object, more: object = {}): object => ({
  id: '7',
  key: 'SHOP-7',
  self: 'https://lantern.atlassian.example/rest/api/2/issue/7',
  fields: { summary: 'Something', created: '2026-03-01T09:00:00.000+0000', ...fields },
  ...more,
});

const readIssue = (fields: object, more: object = {}): Promise<ReadResult> =>
  readBytes('x.json', textBytes(JSON.stringify(issue(fields, more))), {}, 'jira');

describe('A Jira issue of an incident type', () => {
  it('is an incident under its number, with its key beside it and what it names', async () => {
    const result = await readFixture('ok/jira/search-page.json');
    expect(byId(result, '10204')).toEqual({
      type: 'incident',
      id: '10204',
      keys: ['OPS-204'],
      title: 'Checkout times out',
      declaredAt: '2026-03-02T08:00:00.000Z',
      severity: 2,
      severityLabel: 'P2',
      service: 'Checkout',
      resolvedAt: '2026-03-02T10:30:00.000Z',
      url: 'https://lantern.atlassian.example/browse/OPS-204',
      refs: [
        { system: 'jira', id: 'SHOP-13' },
        { system: '*', url: 'https://lantern.pagerduty.example/incidents/PQ1204' },
        { system: '*', id: 'INC-204' },
      ],
      updatedAt: '2026-03-02T12:00:00.000Z',
    });
    expect(originOf(result, '10204')).toMatchObject({ pointer: '/issues/0' });
  });

  it('tells by its changelog and comments who did what', async () => {
    const events = eventsIn(await readFixture('ok/jira/search-page.json')).filter(
      ({ incident }) => incident === '10204',
    );
    expect(events.map(story)).toEqual([
      '08:00 reported 557058:tom -',
      '08:00 declared 557058:ana -',
      '08:10 assigned 557058:ana 557058:rui',
      '08:10 state-changed 557058:ana -',
      '08:20 severity-changed 557058:ana -',
      '10:30 state-changed 557058:rui -',
      '10:30 resolved 557058:rui -',
      '08:40 note 557058:rui -',
      '08:41 note 557058:auto -',
    ]);
    expect(events.find(({ kind }) => kind === 'severity-changed')?.details).toMatchObject({ from: 3, to: 2 });
    expect(events.find(({ kind }) => kind === 'note')?.url).toBe('https://graphs.lantern.example/d/pool');
  });

  it.each([
    ['Incident', 'incident'],
    ['[System] Incident', 'incident'],
    ['Major incident', 'incident'],
    ['Security Incident', 'incident'],
    ['Incident action', 'action-item'],
    ['Incident follow-up', 'action-item'],
    ['Service request', 'action-item'],
    ['Postmortem action item', 'action-item'],
    ['Bug', 'action-item'],
  ])('is told by the name of its type: %s is an %s', async (name, type) => {
    const [record] = recordsOf(await readIssue({ issuetype: { name } }));
    expect(record?.type).toBe(type);
    expect(record).not.toHaveProperty('kind');
  });

  it('whose type is a sub-task is work on an incident, never one', async () => {
    const [record] = recordsOf(await readIssue({ issuetype: { name: 'Incident', subtask: true } }));
    expect(record?.type).toBe('action-item');
  });

  it.each([
    ['P1', 1],
    ['SEV-2', 2],
    ['3 - Moderate', 3],
    ['4', 4],
    ['Highest', 1],
    ['Critical', 2],
    ['Major', 3],
    ['Trivial', 5],
    ['Urgent', undefined],
    ['P10', undefined],
    ['constructor', undefined],
  ])('of priority %s has severity %s, and the name as its label', async (name, severity) => {
    const [record] = recordsOf(await readIssue({ issuetype: { name: 'Incident' }, priority: { name } }));
    expect(record?.type === 'incident' && [record.severityLabel, record.severity]).toEqual([name, severity]);
  });

  it('labelled as a game day is a drill', async () => {
    expect(byId(await readFixture('ok/jira/server-issues.ndjson'), '502')).toMatchObject({ mode: 'drill' });
  });
});

describe('A post-incident review in Jira', () => {
  it('is a ticket of the incident it is linked to, published by whoever closed it as done', async () => {
    const result = await readFixture('ok/jira/search-page.json');
    expect(byId(result, '10015')).toMatchObject({ kind: 'ticket', refs: [{ system: 'jira', id: 'OPS-204' }] });
    expect(eventsIn(result).filter(({ incident }) => incident === '10015')).toMatchObject([
      { kind: 'postmortem-published', at: '2026-03-09T10:00:00.000Z', actor: '557058:rui' },
    ]);
  });

  it.each(['Duplicate', "Won't Do"])('that was closed as %s published nothing', async (name) => {
    const closed = { resolution: { name }, resolutiondate: '2026-03-09T10:00:00.000+0000' };
    expect(eventsIn(await readIssue({ issuetype: { name: 'Postmortem' }, ...closed }))).toEqual([]);
  });
});

describe('Any other Jira issue', () => {
  it('is an action item with its dates, its people and the change its assignee linked', async () => {
    expect(byId(await readFixture('ok/jira/search-page.json'), '10012')).toEqual({
      type: 'action-item',
      id: '10012',
      keys: ['SHOP-12'],
      title: 'Alert before the pool is empty',
      createdAt: '2026-03-03T09:00:00.000Z',
      createdBy: '557058:ana',
      assignee: '557058:tom',
      class: 'detect',
      priority: 'High',
      dueAt: '2026-03-20',
      closedAt: '2026-03-20T15:00:00.000Z',
      closedBy: '557058:ana',
      resolution: 'done',
      evidenceUrl: 'https://github.example/lantern/shop/pull/12',
      url: 'https://lantern.atlassian.example/browse/SHOP-12',
      refs: [{ system: '*', id: 'INC-204' }],
      // Who closed it is known (1) and what proves it (2), its web links are not (4): 3 ms.
      updatedAt: '2026-03-20T16:00:00.003Z',
    });
  });

  it('tells who assigned, took on, postponed and closed it', async () => {
    const result = await readFixture('ok/jira/search-page.json');
    expect(itemEventsIn(result, '10012')).toEqual([
      '2026-03-03 assigned 557058:ana 557058:tom',
      '2026-03-04 accepted 557058:tom -',
      '2026-03-10 due-moved 557058:ana -',
      '2026-03-19 commented 557058:tom -',
      '2026-03-19 commented 557058:ana -',
      '2026-03-20 closed 557058:ana -',
    ]);
    expect(byId(result, '10012/71001/0/assigned')).toMatchObject({ details: { from: '557058:rui' } });
    expect(byId(result, '10012/71003/0/due-moved')).toMatchObject({
      details: { from: '2026-03-13', to: '2026-03-20' },
    });
  });

  it('is due on a day, not at an instant of it', async () => {
    const [item] = itemsIn(await readIssue({ duedate: '2026-03-20' }));
    expect(item?.dueAt).toBe('2026-03-20');
  });

  it.each([
    ["Won't Do", 'wont-do'],
    ["Won't Fix", 'wont-do'],
    ['Cannot Reproduce', 'wont-do'],
    ['Declined', 'wont-do'],
    ['Duplicate', 'duplicate'],
    ['Done', 'done'],
    ['Fixed', 'done'],
    ['Parked for the board', undefined],
  ])('resolved as %s is %s, never done by whoever closed it unless it says so', async (name, resolution) => {
    const [item] = itemsIn(await readIssue({ resolution: { name }, resolutiondate: '2026-03-09T10:00:00.000+0000' }));
    expect([item?.closedAt, item?.resolution]).toEqual(['2026-03-09T10:00:00.000Z', resolution]);
  });

  it('is closed and opened again by its status where no resolution is kept', async () => {
    const result = await readFixture('ok/jira/server-issues.ndjson');
    expect(itemEventsIn(result, '501')).toEqual([
      '2026-02-10 closed JIRAUSER102 -',
      '2026-02-11 reopened JIRAUSER101 -',
      '2026-02-12 assigned JIRAUSER101 -',
      '2026-02-17 assigned JIRAUSER101 JIRAUSER102',
      '2026-02-17 closed JIRAUSER101 -',
    ]);
    expect(byId(result, '501')).toMatchObject({ closedAt: '2026-02-17T09:00:00.000Z', closedBy: 'JIRAUSER101' });
  });

  it('that is open again is not closed, whatever closed it before', async () => {
    const status = (at: string, fromString: string, toString: string): object => ({
      id: at,
      author: { accountId: 'a' },
      created: `${at}T09:00:00.000+0000`,
      items: [{ field: 'status', fromString, toString }],
    });
    const histories = [status('2026-03-03', 'Done', 'Open'), status('2026-03-02', 'Open', 'Done')];
    const fields = { status: { name: 'Open', statusCategory: { key: 'new' } } };
    const result = await readIssue(fields, { changelog: { histories } });
    expect(itemEventsIn(result, '7')).toEqual(['2026-03-02 closed a -', '2026-03-03 reopened a -']);
    expect(itemsIn(result)[0]).not.toHaveProperty('closedAt');
  });

  it.each([
    ['2026-03-09T10:00:01.500+0000', 'ana'],
    ['2026-03-09T09:59:58.000+0000', 'ana'],
    ['2026-03-09T10:00:03.000+0000', undefined],
    ['2026-02-01T10:00:00.000+0000', undefined],
  ])('closed on record at 10:00:00 and dated %s was closed by %s', async (resolutiondate, closedBy) => {
    const histories = [
      {
        id: '1',
        author: { accountId: 'ana' },
        created: '2026-03-09T10:00:00.000+0000',
        items: [{ field: 'resolution', from: null, to: '10000' }],
      },
    ];
    const [item] = itemsIn(
      await readIssue({ resolution: { name: 'Done' }, resolutiondate }, { changelog: { histories } }),
    );
    expect([item?.closedBy, item?.unrecorded]).toEqual([closedBy, closedBy === undefined ? ['closedBy'] : undefined]);
  });

  it('without a changelog is closed by nobody in particular, and that is said', async () => {
    const result = await readIssue({ resolution: { name: 'Done' }, resolutiondate: '2026-03-09T10:00:00.000+0000' });
    expect(itemsIn(result)[0]).not.toHaveProperty('closedBy');
    expect(result.warnings.map(({ code }) => code)).toEqual(['JIRA_NO_CHANGELOG']);
  });

  it('counts only where it is named, unless a label, its type or its parent says that it is of an incident', async () => {
    const marked = async (fields: object): Promise<boolean> =>
      itemsIn(await readIssue(fields)).every(({ onlyIfNamed }) => onlyIfNamed === undefined);
    expect(await marked({})).toBe(false);
    expect(await marked({ labels: ['checkout', 'follow-up'] })).toBe(false);
    expect(await marked({ labels: ['Action_Item'] })).toBe(true);
    expect(await marked({ labels: ['incident/follow-up'] })).toBe(true);
    expect(await marked({ issuetype: { name: 'Post-mortem action' } })).toBe(true);
    const parent = (name: string): object => ({ parent: { id: '9', key: 'OPS-9', fields: { issuetype: { name } } } });
    expect(await marked(parent('[System] Post-incident review'))).toBe(true);
    expect(await marked(parent('[System] Incident'))).toBe(true);
    expect(await marked(parent('Epic'))).toBe(false);
  });

  it('that is linked to another is related to it, never said to be the same item elsewhere', async () => {
    const items = itemsIn(await readFixture('ok/jira/search-page.json'));
    expect(items.flatMap(({ refs = [] }) => refs).filter(({ system }) => system !== '*')).toEqual([]);
  });

  it('below an incident belongs to it', async () => {
    expect(byId(await readFixture('ok/jira/search-page.json'), '10014')).toMatchObject({ incident: '10204' });
  });

  it('names the issues it is linked to, but not what it was copied from, nor itself', async () => {
    const [item] = itemsIn(
      await readIssue({
        summary: 'SHOP-7 and INC-9',
        issuelinks: [
          { type: { name: 'Relates' }, inwardIssue: { id: '1', key: 'OPS-204' } },
          { type: { name: 'Cloners' }, outwardIssue: { id: '2', key: 'SHOP-1' } },
        ],
      }),
    );
    expect(item?.refs).toEqual([
      { system: '*', id: 'OPS-204', url: 'https://lantern.atlassian.example/browse/OPS-204' },
      { system: '*', id: 'INC-9' },
    ]);
  });

  it('has no proof in its description, nor in what others than its assignee linked', async () => {
    const link = 'https://github.example/lantern/shop/pull/12';
    const comment = (accountId: string): object => ({
      comment: { comments: [{ id: '1', author: { accountId }, created: '2026-03-02T09:00:00.000Z', body: link }] },
    });
    const evidence = async (fields: object): Promise<string | undefined> =>
      itemsIn(await readIssue({ assignee: { accountId: 'ana' }, ...fields }))[0]?.evidenceUrl;
    expect(await evidence({ description: link })).toBeUndefined();
    expect(await evidence(comment('tom'))).toBeUndefined();
    expect(await evidence(comment('ana'))).toBe(link);
  });

  it('of API 3 is read out of its documents, with its cards, links and web links', async () => {
    expect(byId(await readFixture('ok/jira/token-page.json'), '10031')).toMatchObject({
      evidenceUrl: 'https://gitlab.example/lantern/shop/-/merge_requests/31',
      closedAt: '2026-04-10T10:00:00.000Z',
      refs: [
        { system: '*', url: 'https://lantern.example/postmortems/310' },
        { system: '*', url: 'https://app.incidents.example/lantern/incidents/310' },
        { system: '*', id: 'INC-310' },
      ],
    });
  });
});

describe('Jira files', () => {
  it.each([
    ['2016-03-03T13:40:01.000+0000', '2016-03-03T13:40:01.000Z'],
    ['2018-05-24T23:35:30.742+0200', '2018-05-24T21:35:30.742Z'],
    ['2018-05-24T23:35:30.742-07:00', '2018-05-25T06:35:30.742Z'],
    ['2018-05-24T23:35:30.57Z', '2018-05-24T23:35:30.570Z'],
  ])('may write offsets without a colon: %s', async (created, createdAt) => {
    expect(itemsIn(await readIssue({ created }))[0]?.createdAt).toBe(createdAt);
  });

  it('keep words nobody has heard of: a type, a status, a priority, a field', async () => {
    const histories = [
      { id: '1', created: '2026-03-02T09:00:00.000Z', items: [{ field: 'Rocket', from: 'a', to: 'b' }, {}] },
    ];
    const unheard = { issuetype: { name: 'Zorp' }, status: { name: 'Frozen', statusCategory: { key: 'cold' } } };
    const result = await readIssue({ ...unheard, priority: { name: 'Zonk' } }, { changelog: { histories } });
    expect(result.rejections).toEqual([]);
    expect(recordsOf(result)).toMatchObject([{ type: 'action-item', priority: 'Zonk' }, { type: 'source' }]);
  });

  it('give the same records under ids of their own, whatever the order of the histories', async () => {
    const bodies = (result: ReadResult): string[] =>
      recordsOf(result)
        .map((record) => JSON.stringify(record))
        .sort();
    const page = await readFixture('ok/jira/search-page.json');
    const text = new TextDecoder().decode(fixtureBytes('ok/jira/search-page.json'));
    const turned = JSON.parse(text, (name, value: unknown) =>
      name === 'histories' && Array.isArray(value) ? [...(value as unknown[])].reverse() : value,
    ) as object;
    expect(bodies(await readBytes('x.json', textBytes(JSON.stringify(turned))))).toEqual(bodies(page));
    const ids = recordsOf(page).flatMap((record) => ('id' in record && record.type !== 'handle' ? record.id : []));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('tell an issue reopened in a later export as a later version of the same record', async () => {
    const closed = {
      resolution: { name: 'Done' },
      resolutiondate: '2026-03-09T10:00:00.000Z',
      updated: '2026-03-09T10:00:00.000Z',
    };
    const [before] = itemsIn(await readIssue(closed));
    const [after] = itemsIn(await readIssue({ updated: '2026-03-12T10:00:00.000Z' }));
    expect([before?.id, before?.closedAt, after?.id, after?.closedAt]).toEqual([
      '7',
      '2026-03-09T10:00:00.000Z',
      '7',
      undefined,
    ]);
    expect((after?.updatedAt ?? '') > (before?.updatedAt ?? '')).toBe(true);
  });

  it('never link an e-mail that stands beside somebody in an issue', async () => {
    const result = await readIssue({
      assignee: { accountId: 'ana', displayName: 'Ana Silva', emailAddress: 'ana@x.example' },
    });
    expect(recordsOf(result).filter(({ type }) => type === 'handle' || type === 'person')).toEqual([
      { type: 'handle', id: 'ana', name: 'Ana Silva' },
    ]);
  });

  it('of users give people, with e-mail and zone where they are shown, and mark apps as bots', async () => {
    const people = recordsOf(await readFixture('ok/jira/users.json')).filter(({ type }) => type === 'person');
    expect(people).toEqual([
      { type: 'person', id: '557058:ana', name: 'Ana Silva', email: 'ana@lantern.example', timeZone: 'Europe/Lisbon' },
      { type: 'person', id: '557058:tom', name: 'Tom Okafor' },
      { type: 'person', id: '557058:auto', name: 'Automation for Jira', bot: true },
    ]);
  });

  it('open no page where the address is that of the gateway', async () => {
    const self = 'https://api.atlassian.com/ex/jira/11223344/rest/api/3/issue/7';
    expect(itemsIn(await readIssue({}, { self }))[0]).not.toHaveProperty('url');
  });
});

describe('What a Jira file can record', () => {
  const declared = async (...issues: object[]): Promise<CanonicalRecord | undefined> =>
    recordsOf(await readBytes('x.json', textBytes(JSON.stringify({ issues, isLast: true })))).at(-1);

  it('of issues alone is action items, and never proof: that is in no export', async () => {
    expect(await declared(issue({}))).toEqual({ type: 'source', name: 'Jira', covers: ['action-item'] });
  });

  it('of an incident is what happened to it only where its changelog is there, and notes where its comments are', async () => {
    const incident = { issuetype: { name: 'Incident' } };
    expect(await declared(issue(incident))).toMatchObject({ covers: ['reported', 'declared'] });
    expect(await declared(issue({ ...incident, comment: { comments: [] } }))).toMatchObject({
      covers: ['reported', 'declared', 'note'],
    });
    expect(await declared(issue(incident, { changelog: { histories: [] } }))).toMatchObject({
      covers: ['reported', 'declared', 'assigned', 'severity-changed', 'state-changed', 'resolved', 'reopened'],
    });
  });

  it('is nothing where the page is empty', async () => {
    expect(await declared()).toEqual({ type: 'source', name: 'Jira', covers: [] });
  });
});

describe('docs/sources/jira.md', () => {
  it.each(['JIRA_NO_CHANGELOG', 'JIRA_CHANGELOG_CUT', 'JIRA_COMMENTS_CUT', 'people mark'])('explains %s', (word) => {
    expect(readFileSync(new URL('../../../docs/sources/jira.md', import.meta.url), 'utf8')).toContain(word);
  });
});

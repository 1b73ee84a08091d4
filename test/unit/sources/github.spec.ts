import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { ActionItemRecord, CanonicalRecord, EventRecord, IncidentRecord } from '../../../src/domain/record.js';
import { eventsIn, type ReadResult, readBytes, readFixture, recordsOf, textBytes } from './read-fixture.js';

const API = 'https://github.lantern.example/api/v3/repos/lantern/shop';
const PAGE = 'https://github.lantern.example/lantern/shop';

const user = (login: string, type = 'User'): object => ({ login, type });

const pull = (more: object = {}): object => ({
  url: `${API}/pulls/12`,
  html_url: `${PAGE}/pull/12`,
  number: 12,
  title: 'Raise the pool limit',
  body: null,
  user: user('tomoka'),
  created_at: '2026-03-02T09:00:00Z',
  updated_at: '2026-03-02T10:00:00Z',
  merged_at: '2026-03-02T10:00:00Z',
  head: { ref: 'pool' },
  base: { ref: 'main' },
  ...more,
});

const issue = (more: object = {}): object => ({
  url: `${API}/issues/40`,
  html_url: `${PAGE}/issues/40`,
  number: 40,
  title: 'Limit the pool',
  state: 'open',
  created_at: '2026-03-02T12:00:00Z',
  ...more,
});

const read = (...objects: object[]): Promise<ReadResult> =>
  readBytes('x.json', textBytes(JSON.stringify(objects)), {}, 'github');

const byId = (result: ReadResult, id: string): CanonicalRecord | undefined =>
  recordsOf(result).find((record) => 'id' in record && record.id === id);

const mergeIn = async (more: object): Promise<EventRecord | undefined> => eventsIn(await read(pull(more)))[0];

const refsOf = async (more: object): Promise<IncidentRecord['refs']> => {
  const [record] = recordsOf(await read(pull(more)));
  return record?.type === 'incident' ? record.refs : undefined;
};

const itemOf = async (more: object): Promise<ActionItemRecord | undefined> => {
  const [record] = recordsOf(await read(issue(more)));
  return record?.type === 'action-item' ? record : undefined;
};

describe('A GitHub pull request', () => {
  it('is a change, known by repository and number, with all that it names and closes', async () => {
    expect(byId(await readFixture('ok/github/pulls-pages.json'), 'lantern/shop#12')).toEqual({
      type: 'incident',
      id: 'lantern/shop#12',
      kind: 'change',
      title: 'SHOP-12: raise the pool limit',
      declaredAt: '2026-03-02T09:00:00.000Z',
      url: `${PAGE}/pull/12`,
      refs: [
        { system: 'github', id: 'lantern/shop#40' },
        { system: 'github', id: 'lantern/infra#7' },
        { system: '*', id: 'SHOP-12' },
        { system: '*', id: 'INC-204' },
        { system: '*', url: 'https://app.incidents.example/lantern/incidents/204' },
      ],
      updatedAt: '2026-03-04T12:00:00.000Z',
    });
  });

  it('that was merged is a fix by its author, confirmed by whoever approved it last before that', async () => {
    // Ana asked for changes, then approved; Rui's approval was dismissed; Tom is the author; Eva came after the merge.
    expect(byId(await readFixture('ok/github/pulls-pages.json'), 'lantern/shop#12/merged')).toEqual({
      type: 'event',
      id: 'lantern/shop#12/merged',
      incident: 'lantern/shop#12',
      kind: 'fix',
      at: '2026-03-02T10:00:00.000Z',
      actor: 'tomoka',
      confirmedBy: ['ana-s'],
      url: `${PAGE}/pull/12`,
      summary: 'SHOP-12: raise the pool limit',
      details: { mergedAt: '2026-03-02T10:00:00.000Z', changeUrl: `${PAGE}/pull/12`, class: 'mitigation' },
      updatedAt: '2026-03-04T12:00:00.001Z',
    });
  });

  it('that takes back another is a rollback, and does not take over the names in the title and branch it repeats', async () => {
    const result = await readFixture('ok/github/pulls-pages.json');
    expect(byId(result, 'lantern/shop#13/merged')).toMatchObject({
      kind: 'rollback',
      actor: 'ruicosta',
      details: { reverts: 'lantern/shop#11' },
    });
    expect(byId(result, 'lantern/shop#13')).toMatchObject({ refs: [{ system: '*', id: 'INC-204' }] });
  });

  it.each([
    ['a title alone', { title: 'Revert the theme to blue' }, 'fix'],
    ['the text of the Revert button', { title: 'Revert "x"', body: 'Reverts #11' }, 'rollback'],
    ['a text about a revert under another title', { title: 'New theme', body: 'Reverts #11 in part' }, 'fix'],
    ['the branch of the Revert button', { head: { ref: 'revert-11-pool' } }, 'rollback'],
  ])('is told to be a rollback or not by %s', async (_, more, kind) => {
    expect((await mergeIn(more))?.kind).toBe(kind);
  });

  it('that was closed unmerged, or is open, fixed nothing', async () => {
    const events = eventsIn(await readFixture('ok/github/pulls-pages.json'));
    expect(events.map(({ id }) => id)).toEqual(
      [11, 12, 13, 15].map((number) => `lantern/shop#${String(number)}/merged`),
    );
  });

  it.each(['close', 'closes', 'closed', 'fix', 'fixes', 'Fixed', 'resolve', 'resolves:', 'RESOLVED'])(
    'closes an issue with the keyword %s',
    async (keyword) => {
      expect(await refsOf({ body: `This ${keyword} #40.` })).toEqual([{ system: 'github', id: 'lantern/shop#40' }]);
    },
  );

  it('that only mentions an issue does not close it', async () => {
    expect(await refsOf({ body: 'See #40, prefixes #41, fixes the #42 bus' })).toBeUndefined();
  });

  it('names what its branch and labels name', async () => {
    expect(await refsOf({ head: { ref: 'ana/inc-9-pool' }, labels: ['INC-10', { name: 'inc-11' }] })).toEqual([
      { system: '*', id: 'INC-9' },
      { system: '*', id: 'INC-10' },
      { system: '*', id: 'INC-11' },
    ]);
  });

  it('of a bot does not name what the release notes it quotes name', async () => {
    const body = 'Fixes #40. Changelog: JSON-77';
    expect(await refsOf({ user: user('dependabot[bot]', 'Bot'), body })).toBeUndefined();
  });

  it.each([
    [['root-cause'], 'root-cause'],
    [['fix: preventive'], 'preventive'],
    [['Mitigation'], 'mitigation'],
    [['mitigation', 'root-cause'], undefined],
    [['bug', 'constructor'], undefined],
  ])('labelled %j is of class %s', async (labels, fixClass) => {
    expect((await mergeIn({ labels }))?.details?.['class']).toBe(fixClass);
  });

  it('is confirmed neither by its author nor by a bot, nor by an approval that was taken back', async () => {
    const review = (by: object, state: string, minute: string): object => ({
      user: by,
      state,
      submitted_at: `2026-03-02T09:${minute}:00Z`,
    });
    const reviews = [
      review(user('tomoka'), 'APPROVED', '10'),
      review(user('approver[bot]'), 'APPROVED', '11'),
      review(user('rui'), 'APPROVED', '12'),
      review(user('rui'), 'CHANGES_REQUESTED', '13'),
      review(user('eva'), 'COMMENTED', '14'),
      review({}, 'APPROVED', '15'),
    ];
    expect(await mergeIn({ reviews })).not.toHaveProperty('confirmedBy');
  });

  it('in a list of issues is a stub, left out and counted', async () => {
    const result = await read(issue({ pull_request: { url: `${API}/pulls/40` } }), issue({ pull_request: {} }));
    expect(recordsOf(result)).toEqual([{ type: 'source', name: 'GitHub', covers: [] }]);
    expect(result.warnings).toMatchObject([{ code: 'GH_PULL_REQUEST_STUB', count: 2 }]);
  });

  it('told with its reviews is the later version of one told without, so that both may be imported in any order', async () => {
    const [without, within] = [await mergeIn({}), await mergeIn({ reviews: [] })];
    expect([without?.updatedAt, within?.updatedAt]).toEqual(['2026-03-02T10:00:00.000Z', '2026-03-02T10:00:00.001Z']);
  });

  it('merged without its reviews is said to lack them', async () => {
    expect((await read(pull(), pull({ reviews: [] }))).warnings).toMatchObject([{ code: 'GH_NO_REVIEWS', count: 1 }]);
  });
});

describe('A GitHub issue', () => {
  it('is an action item with its people, its day and the commit that closed it', async () => {
    expect(byId(await readFixture('ok/github/issues.ndjson'), 'lantern/shop#40')).toEqual({
      type: 'action-item',
      id: 'lantern/shop#40',
      title: 'Limit the pool per client',
      createdAt: '2026-03-02T12:00:00.000Z',
      createdBy: 'ana-s',
      assignee: 'tomoka',
      class: 'mitigate',
      priority: 'P2',
      dueAt: '2026-03-20',
      closedAt: '2026-03-20T09:00:00.000Z',
      closedBy: 'ana-s',
      resolution: 'done',
      evidenceUrl: `${PAGE}/commit/${'c'.repeat(40)}`,
      url: `${PAGE}/issues/40`,
      refs: [{ system: '*', id: 'INC-204' }],
      updatedAt: '2026-03-20T09:00:00.003Z',
    });
  });

  it('is due on the day of its milestone, which GitHub keeps as an instant early on that day', async () => {
    expect((await itemOf({ milestone: { due_on: '2026-03-20T07:00:00Z' } }))?.dueAt).toBe('2026-03-20');
  });

  it.each([
    ['completed', 'done'],
    ['not_planned', 'wont-do'],
    ['duplicate', 'duplicate'],
    ['on_the_moon', undefined],
    [null, undefined],
  ])('closed as %s is resolved as %s', async (reason, resolution) => {
    const item = await itemOf({ state: 'closed', state_reason: reason, closed_at: '2026-03-20T09:00:00Z' });
    expect([item?.closedAt, item?.resolution]).toEqual(['2026-03-20T09:00:00.000Z', resolution]);
  });

  it('that is open again is not closed, and has no commit that closed it', async () => {
    const events = [{ event: 'closed', created_at: '2026-03-10T09:00:00Z', commit_id: 'abc' }];
    const item = await itemOf({ state: 'open', state_reason: 'reopened', closed_at: null, events });
    expect(item).not.toHaveProperty('closedAt');
    expect(item).not.toHaveProperty('evidenceUrl');
  });

  it('counts only where it is named, unless a label or its type says that it is an action item', async () => {
    expect((await itemOf({ labels: ['bug'] }))?.onlyIfNamed).toBe(true);
    expect(await itemOf({ labels: ['postmortem'] })).not.toHaveProperty('onlyIfNamed');
    expect(await itemOf({ type: { name: 'Action item' } })).not.toHaveProperty('onlyIfNamed');
  });

  it("that was taken away is whose it then is, or nobody's", async () => {
    const act = (event: string, login: string, minute: string): object => ({
      event,
      assignee: user(login),
      actor: user('ana'),
      created_at: `2026-03-10T09:${minute}:00Z`,
    });
    const events = [
      act('assigned', 'rui', '00'),
      // Passed on at once: whichever of the two stands first, it is Mei's.
      act('unassigned', 'rui', '10'),
      act('assigned', 'mei', '10'),
      act('unassigned', 'mei', '20'),
    ];
    const told = recordsOf(await read(issue({ events }))).flatMap((record) =>
      record.type === 'action-item-event' ? `${record.at.slice(14, 16)} ${record.kind} ${record.subject ?? '-'}` : [],
    );
    expect(told).toEqual(['00 assigned rui', '10 assigned mei', '10 assigned mei', '20 assigned -']);
  });

  it("taken away by a webhook is nobody's, under the id that the list of events gives too", async () => {
    const taken = { assignee: user('rui'), sender: user('ana') };
    const at = '2026-03-10T09:00:00Z';
    const delivered = await read({ action: 'unassigned', issue: issue({ assignees: [], updated_at: at }), ...taken });
    const event = { event: 'unassigned', assignee: user('rui'), actor: user('ana'), created_at: at };
    const id = 'lantern/shop#40/unassigned/rui/2026-03-10T09:00:00.000Z';
    expect(byId(delivered, id)).toMatchObject({ kind: 'assigned', actor: 'ana' });
    expect(byId(await read(issue({ events: [event] })), id)).toEqual(byId(delivered, id));
  });

  it('told with who closed it is the later version of one told without', async () => {
    const closed = { state: 'closed', closed_at: '2026-03-20T09:00:00Z', updated_at: '2026-03-20T09:00:00Z' };
    const [without, within] = [await itemOf(closed), await itemOf({ ...closed, closed_by: user('ana') })];
    expect((within?.updatedAt ?? '') > (without?.updatedAt ?? '')).toBe(true);
  });

  it('has the number of its repository, so that equal numbers of two repositories stay apart', async () => {
    const other = issue({ html_url: 'https://github.lantern.example/lantern/infra/issues/40' });
    const ids = recordsOf(await read(issue(), other)).flatMap((record) => ('id' in record ? record.id : []));
    expect(ids).toEqual(['lantern/shop#40', 'lantern/infra#40']);
  });
});

describe('GitHub webhooks', () => {
  it('tell what happened, by whom, under the ids that the REST answers give too', async () => {
    const delivered = await readFixture('ok/github/webhooks.ndjson');
    const happened = recordsOf(delivered).flatMap((record) =>
      record.type === 'action-item-event'
        ? `${record.at} ${record.kind} ${record.actor ?? ''} ${record.subject ?? ''}`
        : [],
    );
    expect(happened).toEqual([
      '2026-03-06T09:05:00.000Z assigned ana-s ruicosta',
      '2026-03-09T09:00:00.000Z closed ruicosta ',
      '2026-03-09T10:00:00.000Z commented tomoka ',
    ]);
    const closed = { event: 'closed', actor: user('ruicosta'), created_at: '2026-03-09T09:00:00Z' };
    const listed = await read(issue({ html_url: `${PAGE}/issues/44`, events: [closed] }));
    const id = 'lantern/shop#44/closed/2026-03-09T09:00:00.000Z';
    expect(byId(listed, id)).toEqual(byId(delivered, id));
  });

  it('claim to record nothing: what came after them is not in them', async () => {
    expect(recordsOf(await readFixture('ok/github/webhooks.ndjson')).at(-1)).toEqual({
      type: 'source',
      name: 'GitHub',
      covers: [],
    });
  });
});

describe('What a GitHub file can record', () => {
  it('of pull requests is merged changes and rollbacks, in whatever they are wrapped', async () => {
    const bare = await readBytes('x.json', textBytes(JSON.stringify(pull({ reviews: undefined }))), {}, 'github');
    expect(recordsOf(bare).at(-1)).toMatchObject({ covers: ['rollback', 'fix'] });
    expect(recordsOf(await read(pull())).at(-1)).toMatchObject({ covers: ['rollback', 'fix'] });
  });

  it('of issues is action items, never proof that they were done', async () => {
    expect(recordsOf(await read(issue(), issue())).at(-1)).toMatchObject({ covers: ['action-item'] });
  });
});

describe('GitHub accounts', () => {
  it('are people with an e-mail only by their own profile, and never by an address that GitHub made up', async () => {
    const people = recordsOf(await readFixture('ok/github/users.json')).filter(({ type }) => type === 'person');
    expect(people).toEqual([
      { type: 'person', id: 'ana-s', name: 'Ana Silva', email: 'ana@lantern.example' },
      { type: 'person', id: 'tomoka', name: 'tomoka' },
      { type: 'person', id: 'eva-l', name: 'Eva Lund' },
    ]);
  });

  it('of apps are bots, by their type or by their login', async () => {
    const result = await read(pull({ user: user('renovate', 'Bot') }), issue({ user: { login: 'helper[bot]' } }));
    expect(recordsOf(result).filter(({ type }) => type === 'handle')).toEqual([
      { type: 'handle', id: 'renovate', name: 'renovate', bot: true },
      { type: 'handle', id: 'helper[bot]', name: 'helper[bot]', bot: true },
    ]);
  });

  it('that were deleted are one ghost to GitHub, and nobody here', async () => {
    const result = await read(pull({ user: user('ghost') }));
    expect(eventsIn(result)[0]).not.toHaveProperty('actor');
    expect(recordsOf(result).map(({ type }) => type)).toEqual(['incident', 'event', 'source']);
  });
});

describe('docs/sources/github.md', () => {
  it.each(['GH_PULL_REQUEST_STUB', 'GH_NO_REVIEWS', 'ghost'])('explains %s', (word) => {
    expect(readFileSync(new URL('../../../docs/sources/github.md', import.meta.url), 'utf8')).toContain(word);
  });
});

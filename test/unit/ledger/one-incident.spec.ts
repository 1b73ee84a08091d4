import { describe, expect, test } from '@jest/globals';
import { incidentFileSchema } from '../../../src/domain/incident-file.js';
import type { ActionItemRecord, CanonicalRecord, IncidentRecord } from '../../../src/domain/record.js';
import { resolvePeople } from '../../../src/ledger/identity/resolve-people.js';
import type { UserEntry } from '../../../src/ledger/identity/user-entry.js';
import { incomingRecord } from '../../../src/ledger/importing/record-row.js';
import { buildIncidentFile, type IncidentMaterial } from '../../../src/ledger/reading/build-incident-file.js';
import type { FileContext } from '../../../src/ledger/reading/file-context.js';
import { bodyOf, type StoredRecord } from '../../../src/ledger/reading/stored-record.js';
import { recordId } from '../../../src/ledger/record-id.js';
import type { Source } from '../../../src/sources/source.js';
import { asOf } from '../../../src/scoring/as-of.js';
import { observed, verdicts } from '../../builders/scoring.js';

const AT = '2026-03-02T10:00:00.000Z';
const HEAD = recordId('incident-io', 'incident', '01H');

function stored(record: CanonicalRecord, source = 'incident-io'): StoredRecord {
  const origin = { file: `${source}.json`, line: 1, raw: '' };
  const { row } = incomingRecord({ record, origin }, { source, connection: source });
  return { ...row, file: origin.file, line: 1, pointer: null, sha256: 'ab' };
}

const record = (id: string, more: Partial<IncidentRecord> = {}): IncidentRecord => ({
  type: 'incident',
  id,
  title: id,
  declaredAt: AT,
  ...more,
});

const ADA: UserEntry = {
  connection: 'incident-io',
  source: 'incident-io',
  type: 'person',
  handle: 'A',
  name: 'Ada',
  email: 'ada@shop.example',
};
const ADA_ID = resolvePeople([ADA], [], []).personOf('incident-io', 'A').id;
const BEN: UserEntry = { ...ADA, handle: 'B', name: 'Ben', email: 'ben@shop.example' };
const IN_JIRA: UserEntry = { ...ADA, connection: 'jira', source: 'jira', handle: 'ada-j' };
const IN_GITHUB: UserEntry = { ...ADA, connection: 'github', source: 'github', handle: 'ada-g' };
const EXPORTER: UserEntry = { ...ADA, handle: 'BOT', name: 'exporter[bot]', email: 'bot@shop.example' };

const PEOPLE = resolvePeople([ADA, BEN, IN_JIRA, IN_GITHUB, EXPORTER], [], []);

/** In the order of the list of sources: pagers before trackers here. */
const ORDER = ['pagerduty', 'incident-io', 'jira', 'github', 'slack'];

const CONTEXT: FileContext = {
  people: PEOPLE,
  coverage: new Map(
    ORDER.map((id) => [id, [{ connection: id, system: id, covers: ['note' as const, 'action-item' as const] }]]),
  ),
  sources: new Map(ORDER.map((id) => [id, { id } as Source])),
};

function fileOf(records: readonly StoredRecord[], more: Partial<IncidentMaterial> = {}) {
  const attachments = records.filter(({ type, id }) => type === 'incident' && id !== HEAD).map(({ id }) => id);
  const file = buildIncidentFile({ head: HEAD, attachments, records, ...more }, CONTEXT);
  if (file === undefined) throw new Error('the head is a stub');
  return incidentFileSchema.parse(file);
}

describe('what an incident is', () => {
  const pager = (more: Partial<IncidentRecord>) => stored(record('P1', { kind: 'pager', ...more }), 'pagerduty');
  const ticket = (more: Partial<IncidentRecord>) => stored(record('T1', { kind: 'ticket', ...more }), 'jira');

  test('comes from the head, whatever its attachments say', () => {
    const head = stored(record('01H', { title: 'Checkout down', severity: 1, resolvedAt: AT }));
    const { incident } = fileOf([head, pager({ severity: 4, resolvedAt: '2026-03-02T12:00:00.000Z' })]);
    expect(incident).toMatchObject({ title: 'Checkout down', severity: 1, resolvedAt: AT });
  });

  test('is told by attachments where the head is silent, in the order of the sources', () => {
    const { incident } = fileOf([
      stored(record('01H')),
      ticket({ severity: 3, team: 'pay', impact: 'slow' }),
      pager({ severity: 2, team: 'ops' }),
    ]);
    expect(incident).toMatchObject({ severity: 2, team: 'ops', impact: 'slow' });
  });

  test.each([
    ['a number hides behind no label of the head', { severityLabel: 'minor' }, { severity: 1 }, [1, 'minor']],
    ['a number brings its own label', { severityLabel: 'minor' }, { severity: 1, severityLabel: 'P1' }, [1, 'P1']],
    ['the number of the head takes no label of another', { severity: 2 }, { severityLabel: 'P1' }, [2, undefined]],
    ['without any number the first label holds', {}, { severityLabel: 'P1' }, [undefined, 'P1']],
  ])('is as severe as the first number says: %s', (_promise, head, attached, expected) => {
    const { incident } = fileOf([stored(record('01H', head)), pager(attached)]);
    expect([incident?.severity, incident?.severityLabel]).toEqual(expected);
  });

  test('does not end when a channel is archived or a change merged', () => {
    const ended = { resolvedAt: '2026-03-09T00:00:00.000Z' };
    const { incident } = fileOf([
      stored(record('01H')),
      stored(record('C1', { kind: 'channel', ...ended }), 'slack'),
      stored(record('G1', { kind: 'change', ...ended }), 'github'),
    ]);
    expect(incident?.resolvedAt).toBeUndefined();
  });

  test('is a test where only its pager says so', () => {
    expect(fileOf([stored(record('01H')), pager({ mode: 'test' })]).incident?.mode).toBe('test');
  });

  test('joins what every connection of its records can record', () => {
    const { coverage } = fileOf([stored(record('01H')), pager({}), ticket({})]);
    expect(coverage.map(({ connection }) => connection)).toEqual(['incident-io', 'jira', 'pagerduty']);
  });

  test('names the systems that it refers to and nothing was read from', () => {
    const refs = [
      { system: 'slack', id: 'C1' },
      { system: 'pagerduty', id: 'P1' },
      { system: '*', id: 'SHOP-1' },
    ];
    expect(fileOf([stored(record('01H', { refs })), pager({})]).notRead).toEqual(['slack']);
    expect(fileOf([stored(record('01H')), pager({})]).notRead).toBeUndefined();
  });
});

describe('a fix of the incident', () => {
  const page = 'https://git.example/shop/pull/9';
  const joined = stored({ type: 'event', id: 'j', incident: '01H', kind: 'joined', at: AT, actor: 'A' });
  const head = stored(
    record('01H', { resolvedAt: '2026-03-02T11:00:00.000Z', refs: [{ system: 'github', url: page }] }),
  );
  const change = stored(
    record('G1', { kind: 'change', url: page, refs: [{ system: '*', url: 'https://grafana.example/d/1' }] }),
    'github',
  );
  const fix = stored(
    {
      type: 'event',
      id: 'f',
      incident: 'G1',
      kind: 'fix',
      at: '2026-03-02T10:40:00.000Z',
      actor: 'ada-g',
      url: page,
      details: { mergedAt: '2026-03-02T10:40:00.000Z' },
    },
    'github',
  );

  test('counts where its change attaches, though the head names the page of the change', () => {
    // Joined at 10:00, resolved at 11:00: there for more than ten minutes, with a merged change.
    const file = fileOf([head, joined, change, fix]);
    expect(verdicts(observed('finds-and-fixes', file, { person: ADA_ID }))).toEqual(['met']);
  });

  test('is no page of the incident itself, and neither is what its text links', () => {
    expect(fileOf([head, change]).urls).toEqual([]);
  });
});

describe('a mirrored follow-up', () => {
  const followUp = stored({
    type: 'action-item',
    id: 'FU1',
    incident: '01H',
    title: 'Alert on depth',
    createdAt: AT,
    createdBy: 'B',
    class: 'detect',
    assignee: 'BOT',
    dueAt: '2026-03-31',
    closedAt: '2026-03-30T10:00:00.000Z',
  });
  const issue = stored(
    {
      type: 'action-item',
      id: 'SHOP-12',
      title: 'Alert on queue depth',
      createdAt: AT,
      createdBy: 'sync[bot]',
      assignee: 'ada-j',
      acceptedAt: AT,
      dueAt: '2026-03-10',
      url: 'https://jira.example/browse/SHOP-12',
    },
    'jira',
  );
  const closing = (at: string) =>
    stored({ type: 'action-item-event', id: 'c', item: 'SHOP-12', kind: 'closed', at, actor: 'ada-j' }, 'jira');
  const ALONE = { mirrorsOf: new Map(), changesOf: new Map(), notReadOf: new Map() };
  const groups = { ...ALONE, mirrorsOf: new Map([[issue.id, [followUp.id]]]) };

  test('is one item: assignee, due date and closing as the tracker says, class as the follow-up says', () => {
    const { actionItems } = fileOf([stored(record('01H')), followUp, issue], { groups });
    expect(actionItems).toMatchObject([
      { id: issue.id, reference: 'SHOP-12', system: 'jira', assignee: ADA_ID, dueAt: '2026-03-10', class: 'detect' },
    ]);
    expect(actionItems[0]).not.toHaveProperty('closedAt');
    // Made in the tracker by a program: it was Ben who made the follow-up.
    expect(actionItems[0]?.createdBy).toBe(PEOPLE.personOf('incident-io', 'B').id);
  });

  test('was accepted where its follow-up says so of the same person, and of nobody else', () => {
    const acceptedAs = (assignee?: string) => {
      const mirror = stored({
        ...{ type: 'action-item', id: 'FU1', incident: '01H', title: 'Alert on depth', createdAt: AT },
        acceptedAt: '2026-03-04T10:00:00.000Z',
        ...(assignee !== undefined && { assignee }),
      });
      const tracked = stored({ ...(bodyOf(issue) as ActionItemRecord), acceptedAt: undefined }, 'jira');
      return fileOf([stored(record('01H')), mirror, tracked], { groups }).actionItems[0]?.acceptedAt;
    };
    // 'A' of the incident tool and 'ada-j' of the tracker are both Ada; 'B' is Ben.
    expect(acceptedAs('A')).toBe('2026-03-04T10:00:00.000Z');
    expect(acceptedAs('B')).toBeUndefined();
    expect(acceptedAs()).toBeUndefined();
  });

  test('keeps the evidence of both records', () => {
    const [item] = fileOf([stored(record('01H')), followUp, issue], { groups }).actionItems;
    expect(item?.evidence.nativeId).toBe('SHOP-12');
    expect(item?.mirrors).toMatchObject([{ reference: 'FU1', system: 'incident-io', evidence: { nativeId: 'FU1' } }]);
  });

  test('is judged once, by the tracker', () => {
    // Closed on the 12th, due on the 10th; the follow-up's own date was the 31st.
    const late = closing('2026-03-12T10:00:00.000Z');
    const file = fileOf([stored(record('01H')), followUp, issue, late], { groups });
    expect(verdicts(observed('follows-through', file, { person: ADA_ID }))).toEqual(['not-met: closed-late']);
  });

  test('lends the incident only what its tracker says of items', () => {
    const { coverage } = fileOf([stored(record('01H')), followUp, issue], { groups });
    expect(coverage.map(({ connection, covers }) => [connection, covers])).toEqual([
      ['incident-io', ['note', 'action-item']],
      ['jira', ['action-item']],
    ]);
  });

  test('whose tracker was not read is not held against anybody while it looks open', () => {
    const open = stored({
      type: 'action-item',
      id: 'FU2',
      incident: '01H',
      title: 'Add a limit',
      createdAt: AT,
      assignee: 'A',
      acceptedAt: AT,
      dueAt: '2026-03-10',
    });
    const judged = (notReadOf: ReadonlyMap<string, string[]>) =>
      verdicts(
        observed('follows-through', fileOf([stored(record('01H')), open], { groups: { ...ALONE, notReadOf } }), {
          person: ADA_ID,
        }),
      );
    expect(judged(new Map())).toEqual(['not-met: still-open']);
    expect(judged(new Map([[open.id, ['jira']]]))).toEqual(['unseen: not-recordable']);
  });

  test('is proved by a merged change that names it, and by none that was merged later', () => {
    const change = stored(record('G1', { kind: 'change' }), 'github');
    const mergedAt = '2026-03-08T10:00:00.000Z';
    const fix = stored(
      { type: 'event', id: 'f', incident: 'G1', kind: 'fix', at: mergedAt, actor: 'ada-g', details: { mergedAt } },
      'github',
    );
    const material = { groups: { ...groups, changesOf: new Map([[issue.id, [change.id]]]) }, changes: [change, fix] };
    const file = fileOf([stored(record('01H')), followUp, issue, closing('2026-03-07T10:00:00.000Z')], material);
    expect(observed('follows-through', file, { person: ADA_ID })).toMatchObject([
      { outcome: 'met', proof: 'merged-change', tier: 'corroborated' },
    ]);
    expect(file.events).toEqual([]);
    const before = asOf(file, '2026-03-07T12:00:00.000Z');
    expect(before.actionItems[0]?.changes).toEqual([]);
  });

  test('knows nobody from changes that name the items of other incidents', () => {
    const elsewhere = stored({ type: 'event', id: 'x', incident: 'G2', kind: 'fix', at: AT, actor: 'ada-g' }, 'github');
    const material = {
      groups: { ...ALONE, changesOf: new Map([['other', [elsewhere.parent ?? '']]]) },
      changes: [elsewhere],
    };
    expect(fileOf([stored(record('01H'))], material).people).toEqual({});
  });
});

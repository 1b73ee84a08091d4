import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { IncidentFile } from '../../../src/domain/incident-file.js';
import { personIdOfEmail } from '../../../src/ledger/record-id.js';
import type { InputFile } from '../../../src/sources/source.js';
import { databaseKinds, openLedger, type TestLedger } from './test-ledger.js';
import { NOW, tinyFile, tinySource } from './tiny-source.js';

const SOURCES = ['native', 'pagerduty', 'incident-io', 'slack', 'jira', 'github'].map((id) => tinySource(id));
const ME = { by: 'me', now: NOW };
const AT = '2026-03-02T10:00:00.000Z';
const EMAIL = 'ada@shop.example';

const incident = (id: string, more: object = {}) => ({ type: 'incident', id, title: id, declaredAt: AT, ...more });
const person = (id: string, more: object = {}) => ({ type: 'person', id, name: `Ada ${id}`, ...more });
const event = (id: string, where: string, more: object = {}) => ({
  type: 'event',
  id,
  incident: where,
  kind: 'note',
  at: AT,
  ...more,
});

/** One outage in five systems, and one engineer in each under another name. */
const OUTAGE: InputFile[] = [
  tinyFile('incident.io', 'incident-io', [
    person('01A', { email: EMAIL, sameAs: [{ system: 'slack', id: 'U1' }] }),
    incident('01H', {
      title: 'Checkout down',
      keys: ['INC-204'],
      refs: [
        { system: 'slack', id: 'C1' },
        { system: 'pagerduty', id: 'P1' },
        { system: 'statuspage', id: 'S1' },
      ],
    }),
    event('i1', '01H', { actor: '01A' }),
    {
      type: 'action-item',
      id: 'FU1',
      incident: '01H',
      title: 'Limit retries',
      createdAt: AT,
      assignee: '01A',
      refs: [{ system: 'jira', id: 'SHOP-12' }],
    },
  ]),
  tinyFile('pagerduty', 'pagerduty', [
    person('PU1', { email: EMAIL.toUpperCase() }),
    incident('P1', { kind: 'pager', severity: 2 }),
    event('p1', 'P1', { kind: 'paged', subject: 'PU1' }),
  ]),
  tinyFile('slack', 'slack', [
    incident('inc-204', { kind: 'channel', keys: ['C1'] }),
    event('s1', 'inc-204', { actor: 'U1' }),
  ]),
  tinyFile('jira', 'jira', [
    person('ada-j', { email: EMAIL }),
    {
      type: 'action-item',
      id: '10012',
      keys: ['SHOP-12'],
      onlyIfNamed: true,
      title: 'Limit retries',
      createdAt: AT,
      assignee: 'ada-j',
    },
    {
      type: 'action-item',
      id: '10013',
      keys: ['SHOP-13'],
      onlyIfNamed: true,
      title: 'New colours',
      createdAt: AT,
      assignee: 'ada-j',
    },
  ]),
  tinyFile('github', 'github', [
    incident('shop#9', {
      kind: 'change',
      url: 'https://git.example/shop/pull/9',
      refs: [{ system: '*', id: 'INC-204' }],
    }),
    event('g1', 'shop#9', { kind: 'fix', actor: 'ada-dev', details: { mergedAt: AT } }),
    incident('shop#10', { kind: 'change', refs: [{ system: '*', id: 'SHOP-12' }] }),
    event('g2', 'shop#10', { kind: 'fix', actor: 'ada-dev', details: { mergedAt: AT } }),
  ]),
];

async function filesOf({ ledger }: TestLedger): Promise<IncidentFile[]> {
  return ledger.read(async (snapshot) => {
    const files: IncidentFile[] = [];
    for await (const file of snapshot.incidentFiles()) files.push(file);
    return files;
  });
}

const csv = (...rows: string[]): InputFile => ({
  name: 'who.csv',
  open: async function* () {
    yield await Promise.resolve(Buffer.from(['person_email,source,native_id', ...rows].join('\n')));
  },
});

describe.each(databaseKinds())('decisions on $name', (kind) => {
  let at: TestLedger;
  beforeAll(() => kind.start());
  afterAll(() => kind.stop());
  beforeEach(async () => {
    at = openLedger(await kind.fresh(), SOURCES);
  });
  afterEach(() => at.ledger.close());

  const whoIs = (connection: string, handle: string) =>
    at.ledger.read(async (snapshot) => (await snapshot.identities()).personOf(connection, handle));

  describe('one outage in five systems', () => {
    beforeEach(async () => {
      for (const file of OUTAGE) await at.take(file);
    });

    test('is one incident, with what each system says of it', async () => {
      const files = await filesOf(at);
      expect(files).toHaveLength(1);
      const [file] = files;
      expect(file?.incident).toMatchObject({ reference: 'INC-204', title: 'Checkout down', severity: 2 });
      expect(file?.events.map(({ evidence }) => evidence.nativeId).sort()).toEqual(['g1', 'i1', 'p1', 's1']);
      expect(file?.attachments).toHaveLength(3);
      expect(file?.notRead).toEqual(['statuspage']);
    });

    test('has one follow-up, which the tracker tells, proved by the change that names it', async () => {
      const [file] = await filesOf(at);
      expect(file?.actionItems).toMatchObject([
        { reference: 'SHOP-12', system: 'jira', mirrors: [{ reference: 'FU1' }] },
      ]);
      expect(file?.actionItems[0]?.changes?.map(({ evidence }) => evidence.nativeId)).toEqual(['g2']);
    });

    test('has one engineer, of whom every handle is found', async () => {
      const ada = personIdOfEmail(EMAIL);
      const known = [
        ['incident-io', '01A'],
        ['pagerduty', 'PU1'],
        ['slack', 'U1'],
        ['jira', 'ada-j'],
      ] as const;
      for (const [connection, handle] of known) expect((await whoIs(connection, handle)).id).toBe(ada);
      const entries = await at.ledger.read((snapshot) => snapshot.people());
      // i1, p1, s1 and one item in two systems; the login that no system explains did g1 and g2.
      expect(entries.map(({ person: one, events, actionItems }) => [one.linked, events, actionItems])).toEqual([
        [true, 3, 1],
        [false, 2, 0],
      ]);
    });

    test('is found for an engineer by any of its records', async () => {
      const found = await at.ledger.read(async (snapshot) => {
        const references: string[] = [];
        const { id } = (await snapshot.identities()).personOf('github', 'ada-dev');
        for await (const file of snapshot.incidentFilesOf(id)) references.push(file.incident?.reference ?? '');
        return references;
      });
      expect(found).toEqual(['INC-204']);
    });

    test('is listed once, with the systems it was read from', async () => {
      const listed = await at.ledger.read(async (snapshot) => {
        const all: string[] = [];
        for await (const { reference, systems } of snapshot.incidents()) all.push(`${reference} ${systems.join(' ')}`);
        return all;
      });
      expect(listed).toEqual(['INC-204 github incident-io pagerduty slack']);
    });

    test('is two again once a record is kept apart, and one after that is taken back', async () => {
      const digest = await at.digest();
      const { decision } = await at.incidents.unlink('pagerduty:P1', ME);
      expect((await filesOf(at)).map(({ incident: one }) => one?.reference).sort()).toEqual(['INC-204', 'P1']);
      await at.decisions.undo(decision, ME);
      expect(await filesOf(at)).toHaveLength(1);
      expect(await at.digest()).toBe(digest);
    });

    test('is the same whatever the order its systems were read in', async () => {
      const other = openLedger(await kind.fresh(), SOURCES);
      for (const file of [...OUTAGE].reverse()) await other.take(file);
      expect(await filesOf(other)).toEqual(await filesOf(at));
      expect(await other.digest()).toBe(await at.digest());
      await other.ledger.close();
    });
  });

  describe('what is unresolved', () => {
    const unresolved = () => at.ledger.read((snapshot) => snapshot.unresolved());

    test('is a record without a head until somebody links it, and again once that is taken back', async () => {
      await at.take([
        tinyFile('i', 'incident-io', [incident('01H', { keys: ['INC-204'] })]),
        tinyFile('s', 'slack', [
          incident('outage', { kind: 'channel', refs: [{ system: '*', id: 'INC-999' }] }),
          event('s1', 'outage', { actor: 'U1' }),
        ]),
      ]);
      expect(await unresolved()).toMatchObject([
        { connection: 'slack', reference: 'outage', kind: 'channel', why: 'without-head', names: ['INC-999'] },
      ]);
      expect((await filesOf(at)).flatMap(({ events }) => events)).toEqual([]);
      const { decision } = await at.incidents.link('outage', 'INC-204', ME);
      expect(await unresolved()).toEqual([]);
      expect((await filesOf(at)).flatMap(({ events }) => events)).toHaveLength(1);
      await at.decisions.undo(decision, ME);
      expect(await unresolved()).toHaveLength(1);
    });

    test('is an incident that records refer to and nobody describes', async () => {
      await at.take(tinyFile('n', 'native', [event('e1', 'INC-7'), event('e2', 'INC-7', { kind: 'joined' })]));
      expect(await unresolved()).toMatchObject([
        { connection: 'native', reference: 'INC-7', why: 'unknown-incident', count: 2 },
      ]);
    });

    test('is an item that two incidents claim', async () => {
      const refs = [
        { system: '*', id: 'INC-1' },
        { system: '*', id: 'INC-2' },
      ];
      await at.take([
        tinyFile('i', 'incident-io', [incident('INC-1'), incident('INC-2')]),
        tinyFile('j', 'jira', [{ type: 'action-item', id: 'SHOP-1', title: 't', createdAt: AT, refs }]),
      ]);
      const [one] = await unresolved();
      expect(one).toMatchObject({ reference: 'SHOP-1', why: 'item-claimed-twice' });
      expect(one?.others.map(({ reference }) => reference)).toEqual(expect.arrayContaining(['INC-1', 'INC-2']));
    });

    test.each([
      ['what is no head', '01H', 'P1', /heads no incident of its own/],
      ['where it is already', 'P1', '01H', /belongs to incident-io:01H already/],
    ])('is not settled by putting a record with %s', async (_case, record, head, detail) => {
      await at.take([
        tinyFile('i', 'incident-io', [incident('01H', { refs: [{ system: 'pagerduty', id: 'P1' }] })]),
        tinyFile('p', 'pagerduty', [incident('P1', { kind: 'pager' })]),
      ]);
      await expect(at.incidents.link(record, head, ME)).rejects.toMatchObject({
        code: 'USAGE',
        detail: expect.stringMatching(detail),
      });
      expect(await at.decisions.list()).toEqual([]);
    });
  });

  describe('about people', () => {
    beforeEach(() =>
      at.take([
        tinyFile('n', 'native', [
          person('ada', { name: 'Ada Byron', email: EMAIL }),
          person('bo', { name: 'Bo' }),
          incident('I1'),
        ]),
        tinyFile('s', 'slack', [person('U1', { name: 'Ada Byron' }), person('U2', { name: 'Zoe' })]),
      ]),
    );

    const about = { connection: 'slack', handle: 'U1', ...ME };

    test('are kept with who, when and what, and none is ever removed', async () => {
      const { decision } = await at.people.linkHandle({ ...about, person: EMAIL });
      await at.decisions.undo(decision, { by: 'auditor', now: NOW });
      expect(await at.decisions.list()).toEqual([
        {
          number: 1,
          decidedAt: NOW,
          decidedBy: 'me',
          kind: 'link-handle',
          body: { connection: 'slack', handle: 'U1', personConnection: 'native', personHandle: 'ada' },
          inForce: false,
        },
        { number: 2, decidedAt: NOW, decidedBy: 'auditor', kind: 'undo', body: {}, undoes: 1, inForce: true },
      ]);
      expect((await whoIs('slack', 'U1')).linked).toBe(false);
    });

    test('can be changed or removed by no statement', async () => {
      await at.people.mark(about, 'bot');
      const change = at.gate.write((sql) => sql.all("UPDATE decisions SET decided_by = 'nobody'"));
      await expect(change).rejects.toThrow(/append-only/);
      await expect(at.gate.write((sql) => sql.all('DELETE FROM decisions'))).rejects.toThrow(/append-only/);
    });

    test('leave the digest as it is', async () => {
      const before = await at.digest();
      await at.people.linkHandle({ ...about, person: EMAIL });
      await at.people.mark({ ...about, handle: 'U2' }, 'bot');
      await at.people.lockPerson(EMAIL, ME);
      expect(await at.digest()).toBe(before);
    });

    test('unlink a handle even from the e-mail of its own user record', async () => {
      await at.take(tinyFile('p', 'pagerduty', [person('PU1', { email: EMAIL })]));
      expect((await whoIs('pagerduty', 'PU1')).id).toBe(personIdOfEmail(EMAIL));
      const { person: alone } = await at.people.unlinkHandle({ connection: 'pagerduty', handle: 'PU1', ...ME });
      expect(alone).toMatchObject({ linked: false, handles: [{ handle: 'PU1' }] });
      await expect(at.people.unlinkHandle({ connection: 'pagerduty', handle: 'PU1', ...ME })).rejects.toMatchObject({
        code: 'USAGE',
      });
    });

    test('about somebody locked are refused, by whatever way they come, until they are unlocked', async () => {
      const { decision } = await at.people.linkHandle({ ...about, person: EMAIL });
      await at.people.lockPerson(EMAIL, ME);
      const refused = { code: 'PERSON_LOCKED' };
      await expect(at.people.unlinkHandle(about)).rejects.toMatchObject(refused);
      await expect(at.people.linkHandle({ ...about, person: 'bo' })).rejects.toMatchObject(refused);
      await expect(at.people.linkHandle({ ...about, handle: 'U2', person: EMAIL })).rejects.toMatchObject(refused);
      await expect(at.people.mark(about, 'bot')).rejects.toMatchObject(refused);
      await expect(at.people.dismissSuggestion({ ...about, handle: 'U2', person: EMAIL })).rejects.toMatchObject(
        refused,
      );
      await expect(at.decisions.undo(decision, ME)).rejects.toMatchObject(refused);
      await expect(at.people.importLinks(csv(`${EMAIL},slack,U2`), ME)).rejects.toMatchObject({
        rejections: [{ line: 2, code: 'PERSON_LOCKED' }],
      });
      expect(await at.decisions.list()).toHaveLength(2);
      await at.people.unlockPerson(EMAIL, ME);
      await at.people.unlinkHandle(about);
      expect((await whoIs('slack', 'U1')).linked).toBe(false);
    });

    test('about somebody locked are not restored by undoing their undoing, until they are unlocked', async () => {
      // Bo is nobody but bo: only the restored decision says that U1 is Bo.
      const { decision } = await at.people.linkHandle({ ...about, person: 'bo' });
      const undoing = await at.decisions.undo(decision, ME);
      await at.people.lockPerson('bo', ME);
      await expect(at.decisions.undo(undoing.decision, ME)).rejects.toMatchObject({ code: 'PERSON_LOCKED' });
      await at.people.unlockPerson('bo', ME);
      await at.decisions.undo(undoing.decision, ME);
      expect(await whoIs('slack', 'U1')).toMatchObject({ name: 'Bo' });
    });

    test('that name somebody locked by e-mail are not restored either', async () => {
      const future = 'new@shop.example';
      await at.people.importLinks(csv(`${future},slack,U2`), ME);
      const undoing = await at.decisions.undo(1, ME);
      await at.take(tinyFile('p', 'pagerduty', [person('PN', { email: future })]));
      await at.people.lockPerson(future, ME);
      await expect(at.decisions.undo(undoing.decision, ME)).rejects.toMatchObject({ code: 'PERSON_LOCKED' });
    });

    test('show in the list who is locked', async () => {
      await at.people.lockPerson(EMAIL, ME);
      const entries = await at.ledger.read((snapshot) => snapshot.people());
      expect(entries.filter(({ locked }) => locked === true).map(({ person: { name } }) => name)).toEqual([
        'Ada Byron',
      ]);
    });

    test('settle suggestions: one turned down is not made again', async () => {
      const suggested = async () => (await at.ledger.read((snapshot) => snapshot.suggestions())).links;
      expect(await suggested()).toMatchObject([
        { handle: { handle: 'U1' }, person: { name: 'Ada Byron' }, strength: 'strong' },
      ]);
      await at.people.dismissSuggestion({ ...about, person: EMAIL });
      expect(await suggested()).toEqual([]);
      await at.decisions.undo(1, ME);
      expect(await suggested()).toHaveLength(1);
    });

    test('say who is a program, and who is not after all', async () => {
      expect((await at.people.mark(about, 'bot')).person.bot).toBe(true);
      expect((await at.people.mark(about, 'human')).person.bot).toBe(false);
      await expect(at.people.mark(about, 'human')).rejects.toMatchObject({ code: 'USAGE' });
    });

    test.each([
      ['is not there', 9, 'DECISION_UNKNOWN'],
      ['was taken back', 1, 'USAGE'],
    ])('cannot be taken back where one %s', async (_case, number, code) => {
      await at.people.mark(about, 'bot');
      await at.decisions.undo(1, ME);
      await expect(at.decisions.undo(number, ME)).rejects.toMatchObject({ code });
    });
  });

  describe('out of a file', () => {
    beforeEach(() => at.take(tinyFile('s', 'slack', [person('U1', { email: EMAIL }), person('U2')])));

    test('are one for each row that says something new, and none when it is read again', async () => {
      const rows = csv(`${EMAIL},slack,U1`, `${EMAIL},slack,U2`, 'new@shop.example,github,octo');
      expect(await at.people.importLinks(rows, ME)).toEqual({
        file: 'who.csv',
        applied: true,
        rows: 3,
        linked: 2,
        unchanged: 1,
        decisions: [1, 2],
      });
      expect((await whoIs('slack', 'U2')).id).toBe(personIdOfEmail(EMAIL));
      expect((await whoIs('github', 'octo')).email).toBe('new@shop.example');
      expect(await at.people.importLinks(rows, ME)).toMatchObject({ applied: false, linked: 0, unchanged: 3 });
      expect(await at.decisions.list()).toHaveLength(2);
    });

    test('are all or none: a row that cannot hold refuses the file', async () => {
      const rows = csv(`${EMAIL},slack,U2`, 'nobody,slack,U3', `${EMAIL},teams,x`);
      await expect(at.people.importLinks(rows, ME)).rejects.toMatchObject({
        code: 'IMPORT_INVALID_ROWS',
        rejections: [
          { file: 'who.csv', line: 3, field: 'person_email', code: 'EMAIL_INVALID' },
          { file: 'who.csv', line: 4, field: 'source', code: 'SOURCE_UNKNOWN' },
        ],
      });
      expect(await at.decisions.list()).toEqual([]);
    });

    test('are only counted in a dry run', async () => {
      const report = await at.people.importLinks(csv(`${EMAIL},slack,U2`), { ...ME, dryRun: true });
      expect(report).toMatchObject({ applied: false, linked: 1 });
      expect(await at.decisions.list()).toEqual([]);
    });
  });

  test('who was said to be whom in an older ledger stays so', async () => {
    await at.take([
      tinyFile('n', 'native', [person('ada', { email: EMAIL })]),
      tinyFile('s', 'slack', [person('U1'), person('U2')]),
    ]);
    await at.people.linkHandle({ connection: 'slack', handle: 'U2', person: EMAIL, by: 'early', now: AT });
    await at.people.linkHandle({ connection: 'slack', handle: 'U1', person: EMAIL, ...ME });
    await at.database.writer.undoLastMigration();
    const [row] = await at.database.writer.query<{ n: number }[]>(
      'SELECT CAST(COUNT(*) AS INTEGER) AS n FROM identity_links',
    );
    expect(row?.n).toBe(2);
    expect(await at.database.pending()).toEqual(['Decisions1764200000000']);
    const other = openLedger(at.location, SOURCES);
    await other.ledger.migrate();
    const list = await other.decisions.list();
    expect(
      list.map(({ number, decidedBy, kind: what, body }) => [number, decidedBy, what, 'handle' in body && body.handle]),
    ).toEqual([
      [1, 'early', 'link-handle', 'U2'],
      [2, 'me', 'link-handle', 'U1'],
    ]);
    const linked = await other.ledger.read(async (snapshot) => (await snapshot.identities()).personOf('slack', 'U1'));
    expect(linked.id).toBe(personIdOfEmail(EMAIL));
    await other.ledger.close();
  });
});

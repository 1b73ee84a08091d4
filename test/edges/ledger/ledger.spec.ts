import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Readable } from 'node:stream';
import type { IncidentFile } from '../../../src/domain/incident-file.js';
import { incidentFileSchema } from '../../../src/domain/incident-file.js';
import { PostgresReaders } from '../../../src/ledger/storage/postgres-readers.store.js';
import { SqliteReaders } from '../../../src/ledger/storage/sqlite-readers.store.js';
import { databaseKinds, openLedger, type TestLedger } from './test-ledger.js';
import type { InputFile } from '../../../src/sources/source.js';
import { NOW, tinyFile } from './tiny-source.js';

const ANA = {
  type: 'person',
  id: 'ana',
  name: 'Ana',
  email: 'Ana@example.org',
  team: 'pay',
  timeZone: 'Europe/Lisbon',
};
const BO = { type: 'person', id: 'bo', name: 'Bo' };
const INCIDENT = { type: 'incident', id: 'I1', title: 'Checkout down', declaredAt: '2026-01-01T00:00:00.000Z' };
const PAGE = {
  type: 'event',
  id: 'e1',
  incident: 'I1',
  kind: 'paged',
  at: '2026-01-01T00:01:00.000Z',
  subject: 'ana',
  details: { channel: 'push' },
};
const ACK = {
  type: 'event',
  id: 'e2',
  incident: 'I1',
  kind: 'acknowledged',
  at: '2026-01-01T00:03:00.000Z',
  actor: 'ana',
};
const JOINED = { type: 'event', id: 'e3', incident: 'I1', kind: 'joined', actor: 'bo', confirmedBy: ['ana'] };
const ITEM = {
  type: 'action-item',
  id: 'A1',
  title: 'Add an alert',
  createdAt: '2026-01-02T00:00:00.000Z',
  incident: 'I1',
  assignee: 'bo',
};
const ACCEPTED = {
  type: 'action-item-event',
  id: 'a1',
  item: 'A1',
  kind: 'accepted',
  at: '2026-01-03T00:00:00.000Z',
  actor: 'bo',
};
const SOURCE = { type: 'source', covers: ['paged', 'acknowledged'] };
const SHIFT = { type: 'shift', person: 'ana', from: '2026-01-01T00:00:00.000Z', until: '2026-01-08T00:00:00.000Z' };
const ALL = [SOURCE, ANA, BO, INCIDENT, PAGE, ACK, JOINED, ITEM, ACCEPTED, SHIFT];

async function filesOf(ledger: TestLedger): Promise<IncidentFile[]> {
  return ledger.ledger.read(async (snapshot) => {
    const files: IncidentFile[] = [];
    for await (const file of snapshot.incidentFiles()) files.push(file);
    return files;
  });
}

/** Every step of the schema, in order. */
const MIGRATIONS = ['Spine1764000000000', 'Quarantine1764100000000', 'Decisions1764200000000'];

const kinds = databaseKinds();
const digests = new Map<string, string>();

describe.each(kinds)('a ledger on $name', (kind) => {
  let at: TestLedger;
  beforeAll(() => kind.start());
  afterAll(() => kind.stop());
  beforeEach(async () => {
    at = openLedger(await kind.fresh());
  });
  afterEach(() => at.ledger.close());

  const count = async (table: string): Promise<number> => {
    const [row] = await at.gate.write((sql) =>
      sql.all<{ n: number }>(`SELECT CAST(COUNT(*) AS INTEGER) AS n FROM ${table}`),
    );
    return row?.n ?? -1;
  };
  const link = (handle: string): Promise<unknown> =>
    at.gate.write((sql) =>
      sql.all("INSERT INTO decisions VALUES ($1, '2026-01-01T00:00:00.000Z', 'me', 'mark-bot', '{}', NULL)", [
        handle.length,
      ]),
    );

  describe('the write gate', () => {
    test('keeps a write acknowledged while another unit was open and then failed', async () => {
      const failing = at.gate.write(async (sql) => {
        await sql.all("INSERT INTO mentions VALUES ('c', 'lost', '')");
        await new Promise((resolve) => setTimeout(resolve, 30));
        throw new Error('A fails');
      });
      const other = link('kept');
      await expect(failing).rejects.toThrow('A fails');
      await other;
      expect(await count('decisions')).toBe(1);
      expect(await count('mentions')).toBe(0);
    });

    test('keeps a transaction of its own that ran while an outer one rolled back', async () => {
      const outer = at.gate.write(async () => {
        await new Promise((resolve) => setTimeout(resolve, 20));
        throw new Error('C fails');
      });
      const own = at.gate.write(async (sql) => {
        await sql.all("INSERT INTO mentions VALUES ('c', 'D', '')");
        return 'acknowledged';
      });
      await expect(outer).rejects.toThrow('C fails');
      expect(await own).toBe('acknowledged');
      expect(await count('mentions')).toBe(1);
    });

    test('keeps a transaction that ended while one started later was open and then failed', async () => {
      const first = at.gate.write(async (sql) => {
        await sql.all("INSERT INTO mentions VALUES ('c', 'E', '')");
        await new Promise((resolve) => setTimeout(resolve, 20));
      });
      const later = at.gate.write(async (sql) => {
        await sql.all("INSERT INTO mentions VALUES ('c', 'F', '')");
        throw new Error('F fails');
      });
      await first;
      await expect(later).rejects.toThrow('F fails');
      expect(await count('mentions')).toBe(1);
    });

    test('shows no reader what another has not committed', async () => {
      await at.take(tinyFile('f', 'native', [ANA]));
      const before = await at.digest();
      let during = '';
      await at.gate.write(async (sql) => {
        await sql.all("UPDATE records SET body = '{}'");
        during = await at.digest();
      });
      expect(during).toBe(before);
      expect(await at.digest()).not.toBe(before);
    });

    test('lets a write inside a write join it, and undoes both together', async () => {
      const both = at.gate.write(async () => {
        await link('inner');
        throw new Error('outer fails');
      });
      await expect(both).rejects.toThrow('outer fails');
      expect(await count('decisions')).toBe(0);
    });

    test('does not commit a unit that swallowed the fault of a write inside it', async () => {
      const unit = at.gate.write(async () => {
        await link('half');
        await at.gate.write(() => Promise.reject(new Error('inner fails'))).catch(() => undefined);
      });
      await expect(unit).rejects.toThrow('inner fails');
      expect(await count('decisions')).toBe(0);
    });

    test('loses none of many overlapping read-modify-write units', async () => {
      const bump = () =>
        at.gate.write(async (sql) => {
          const [row] = await sql.all<{ n: number }>('SELECT CAST(COUNT(*) AS INTEGER) AS n FROM mentions');
          await sql.all('INSERT INTO mentions VALUES ($1, $2, $3)', ['c', String(row?.n), '']);
        });
      await Promise.all(Array.from({ length: 40 }, bump));
      expect(await count('mentions')).toBe(40);
    });

    test('makes writers of two processes wait for each other', async () => {
      await at.database.ready();
      const other = openLedger(at.location);
      const bump = (ledger: TestLedger) =>
        ledger.gate.write(async (sql) => {
          const [row] = await sql.all<{ n: number }>('SELECT CAST(COUNT(*) AS INTEGER) AS n FROM mentions');
          await sql.all('INSERT INTO mentions VALUES ($1, $2, $3)', ['c', String(row?.n), '']);
        });
      for (let i = 0; i < 10; i += 1) await Promise.all([bump(at), bump(other)]);
      await other.ledger.close();
      expect(await count('mentions')).toBe(20);
    });
  });

  describe('its schema', () => {
    test('is what the entities say, once migrated', async () => {
      expect(await at.ledger.migrate()).toEqual(MIGRATIONS);
      expect(await at.ledger.migrate()).toEqual([]);
      const log = await at.database.writer.driver.createSchemaBuilder().log();
      expect(log.upQueries.map(({ query }) => query)).toEqual([]);
    });

    test('can be taken back', async () => {
      await at.ledger.migrate();
      for (let left = MIGRATIONS.length; left > 0; left -= 1) await at.database.writer.undoLastMigration();
      expect(await at.database.pending()).toEqual(MIGRATIONS);
    });

    test('refuses to work for a database that holds other tables', async () => {
      const other = openLedger(await kind.fresh());
      await other.database.writer.initialize();
      await other.database.writer.query('CREATE TABLE cats (name text)');
      await expect(other.digest()).rejects.toMatchObject({ code: 'STORE_NOT_READY' });
      expect(await other.ledger.health()).toMatchObject({ ok: false, pendingMigrations: MIGRATIONS });
      await other.ledger.close();
    });

    test('lets nobody change or remove a source record', async () => {
      await at.take(tinyFile('f', 'native', ALL));
      const change = at.gate.write((sql) => sql.all("UPDATE source_records SET raw = 'forged'"));
      await expect(change).rejects.toThrow(/append-only/);
      const removal = at.gate.write((sql) => sql.all('DELETE FROM source_records'));
      await expect(removal).rejects.toThrow(/append-only/);
      expect(await count('source_records')).toBe(10);
    });
  });

  describe('an import', () => {
    test('counts what it read by kind', async () => {
      const report = await at.take(tinyFile('f', 'native', ALL));
      // Three events and one event of an item; the shift and the declaration of coverage are "other".
      const counts = { incidents: 1, events: 4, people: 2, identities: 0, actionItems: 1, other: 2 };
      expect(report).toMatchObject({ applied: true, counts, added: counts, source: 'native', connection: 'native' });
      expect(report.warnings).toEqual([]);
    });

    test('of the same file twice changes nothing and says so', async () => {
      await at.take(tinyFile('f', 'native', ALL));
      const before = await at.digest();
      const again = await at.take(tinyFile('renamed', 'native', ALL));
      expect(again).toMatchObject({ applied: false, notApplied: 'already-imported' });
      expect(await at.digest()).toBe(before);
      expect(await count('imports')).toBe(1);
    });

    test('of the same file under another connection is refused unless asked for', async () => {
      const file = tinyFile('f', 'native', ALL);
      await at.take(file);
      await expect(at.take(file, { connection: 'other' })).rejects.toMatchObject({
        code: 'IMPORT_REPEATED_WITH_OTHER_OPTIONS',
        detail:
          'f was imported before under other options: connection native then, other now. Nothing was applied. ' +
          'Repeat the earlier options, or give --replace to import it again all the same.',
      });
      expect(await at.take(file, { connection: 'other', replace: true })).toMatchObject({ applied: true });
    });

    test('leaves out the files it knows and says so, so that an older version never replaces a newer one', async () => {
      const [v1, v2, v3] = ['v1', 'v2', 'v3'].map((name) =>
        tinyFile(name, 'native', name === 'v3' ? [BO] : [{ ...INCIDENT, title: name }]),
      ) as [InputFile, InputFile, InputFile];
      await at.take(v1);
      await at.take(v2);
      const report = await at.take([v1, v3]);
      expect(report).toMatchObject({ applied: true, added: { people: 1 }, unchanged: { incidents: 0 } });
      expect(report.warnings).toMatchObject([{ file: 'v1', code: 'FILE_ALREADY_IMPORTED' }]);
      expect((await filesOf(at))[0]?.incident?.title).toBe('v2');
      expect(await at.take([v1, v3])).toMatchObject({ applied: false, notApplied: 'already-imported' });
      expect(await count('import_files')).toBe(3);
    });

    test('of a known file beside one that is known under other options is refused', async () => {
      const [one, two] = [tinyFile('1', 'native', [ANA]), tinyFile('2', 'native', [BO])];
      await at.take(one);
      await at.take(two, { connection: 'other' });
      await expect(at.take([one, two])).rejects.toMatchObject({ code: 'IMPORT_REPEATED_WITH_OTHER_OPTIONS' });
    });

    test.each([
      ['a NUL in a summary', { ...PAGE, summary: 'a\u0000b' }],
      ['half a surrogate pair in an id', { ...PAGE, id: 'e\ud83d' }],
      ['half a surrogate pair in a detail', { ...PAGE, details: { channel: { by: ['\udc00'] } } }],
      ['a NUL in the name of a field', { ...PAGE, details: { 'a\u0000': 1 } }],
    ])('with %s keeps nothing and says where, whatever the source', async (_what, record) => {
      const before = await at.digest();
      await expect(at.take(tinyFile('f', 'pagerduty', [INCIDENT, record]))).rejects.toMatchObject({
        rejections: [{ code: 'TEXT_INVALID_CHAR', file: 'f', line: 3 }],
      });
      expect(await at.digest()).toBe(before);
    });

    test('under a connection whose name no database can keep is refused', async () => {
      const refused = at.take(tinyFile('f', 'native', [ANA]), { connection: 'pay\u0000' });
      await expect(refused).rejects.toMatchObject({ code: 'USAGE' });
    });

    test('keeps emoji, control characters and a backslash before u0000', async () => {
      const title = 'down \u{1F600} \u0001 \\u0000';
      await at.take(tinyFile('f', 'native', [{ ...INCIDENT, title }]));
      expect((await filesOf(at))[0]?.incident?.title).toBe(title);
    });

    test('run ten times at once is applied once', async () => {
      const reports = await Promise.all(Array.from({ length: 10 }, () => at.take(tinyFile('f', 'native', ALL))));
      expect(reports.filter(({ applied }) => applied)).toHaveLength(1);
    });

    test('of overlapping files doubles nothing', async () => {
      await at.take(tinyFile('a', 'native', ALL.slice(0, 6)));
      const report = await at.take(tinyFile('b', 'native', ALL.slice(3)));
      // The incident and two of its events were known; the third, the item's, the item and the shift are new.
      expect(report.unchanged).toMatchObject({ incidents: 1, events: 2 });
      expect(report.added).toMatchObject({ incidents: 0, events: 2, actionItems: 1, other: 1 });
      expect(await count('records')).toBe(10);
      expect(await count('source_records')).toBe(10);
    });

    test('gives the same digest in whatever order files come', async () => {
      const [one, two] = [tinyFile('1', 'native', ALL.slice(0, 5)), tinyFile('2', 'native', ALL.slice(5))];
      await at.take(one);
      await at.take(two);
      const other = openLedger(await kind.fresh());
      await other.take([two, one]);
      expect(await other.digest()).toBe(await at.digest());
      await other.ledger.close();
    });

    test('that breaks in the middle leaves the digest as it was', async () => {
      await at.take(tinyFile('f', 'native', [ANA]));
      const before = await at.digest();
      const many = Array.from({ length: 2_000 }, (_, i) => ({ ...ACK, id: `n${String(i)}` }));
      await expect(at.take(tinyFile('g', 'native', [INCIDENT, ...many, 'CRASH']))).rejects.toThrow('the source broke');
      expect(await at.digest()).toBe(before);
      expect(await count('source_records')).toBe(1);
    });

    test('with invalid records applies nothing and names the first', async () => {
      const before = await at.digest();
      const lines = [ANA, 'BAD' as const, BO, 'BAD' as const];
      // Line 1 says which source the file is for, so the first bad record is on line 3.
      await expect(at.take(tinyFile('people.csv', 'native', lines))).rejects.toMatchObject({
        code: 'IMPORT_INVALID_ROWS',
        detail:
          '2 of 4 records are invalid, and nothing was applied. The first: people.csv, line 3, at: is not a date.',
        rejections: [{ line: 3 }, { line: 5 }],
      });
      expect(await at.digest()).toBe(before);
    });

    test('as a dry run reports and keeps nothing', async () => {
      const before = await at.digest();
      const report = await at.take(tinyFile('f', 'native', ALL), { dryRun: true });
      expect(report).toMatchObject({ applied: false, notApplied: 'dry-run', added: { incidents: 1 } });
      expect(await at.digest()).toBe(before);
      expect(await count('imports')).toBe(0);
    });

    test('keeps the version with the later updatedAt, whichever comes first', async () => {
      const older = { ...INCIDENT, title: 'older', updatedAt: '2026-02-01T00:00:00.000Z' };
      const newer = { ...INCIDENT, title: 'newer', updatedAt: '2026-02-02T00:00:00.000Z' };
      await at.take(tinyFile('1', 'native', [newer]));
      const report = await at.take(tinyFile('2', 'native', [older]));
      expect(report).toMatchObject({ unchanged: { incidents: 1 }, warnings: [{ code: 'STALE', line: 2, count: 1 }] });
      expect((await filesOf(at))[0]?.incident?.title).toBe('newer');
      // Both versions stay among the source records.
      expect(await count('source_records')).toBe(2);
    });

    test('keeps the later import where no updatedAt orders two versions', async () => {
      await at.take(tinyFile('1', 'native', [INCIDENT]));
      const report = await at.take(tinyFile('2', 'native', [{ ...INCIDENT, title: 'renamed' }]));
      expect(report.changed.incidents).toBe(1);
      expect((await filesOf(at))[0]?.incident?.title).toBe('renamed');
    });

    test('refuses two versions of one record that nothing orders, naming both places', async () => {
      const filler = Array.from({ length: 1_600 }, (_, i) => ({ ...ACK, id: `n${String(i)}` }));
      const lines = [INCIDENT, ...filler, { ...INCIDENT, title: 'other' }];
      // The versions stand in different batches: line 2 and line 1 + 1 + 1,600 + 1.
      const refused = at.take(tinyFile('f', 'native', lines));
      await expect(refused).rejects.toMatchObject({ rejections: [{ code: 'ROW_CONFLICT', line: 1_603 }] });
      await expect(refused).rejects.toThrow('f, line 2');
    });

    test('counts an identical duplicate once', async () => {
      const report = await at.take(tinyFile('f', 'native', [ANA, ANA, ANA]));
      expect(report.counts.people).toBe(1);
      expect(await count('source_records')).toBe(1);
    });

    test('unites what several files declare they can record', async () => {
      await at.take([
        tinyFile('1', 'native', [INCIDENT, { type: 'source', covers: ['paged'] }]),
        tinyFile('2', 'native', [{ type: 'source', covers: ['joined', 'acknowledged'] }]),
      ]);
      const [file] = await filesOf(at);
      expect(file?.coverage).toEqual([
        { connection: 'native', system: 'native', covers: ['paged', 'acknowledged', 'joined'] },
      ]);
    });

    test('warns once for each kind of thing it refers to and the ledger does not know', async () => {
      const report = await at.take(tinyFile('f', 'native', [PAGE, ACK, { ...ACK, id: 'e9', actor: 'name:Cy' }]));
      expect(report.warnings).toMatchObject([
        { code: 'REF_UNKNOWN', line: 2, count: 3 },
        { code: 'REF_UNKNOWN', line: 2, count: 2 },
      ]);
      expect(report.warnings[0]?.message).toMatch(/^One incident/);
      expect(report.warnings[1]?.message).toMatch(/^One person/);
      expect(await filesOf(at)).toEqual([]);
    });

    test('warns where two user records of one connection claim an e-mail, and keeps them apart', async () => {
      const twin = { ...BO, email: ' ana@EXAMPLE.org' };
      await at.take(tinyFile('a', 'native', [ANA]));
      const { warnings } = await at.take(tinyFile('b', 'native', [twin]));
      expect(warnings).toMatchObject([{ code: 'IDENTITY_AMBIGUOUS', file: 'b', line: 2, field: 'email', count: 1 }]);
      expect(warnings[0]?.message).toContain('The user record at a, line 2 has the same e-mail');
      expect(warnings[0]?.message).not.toContain('example.org');
      expect(await at.ledger.read((snapshot) => snapshot.people())).toHaveLength(2);
      const later = await at.take(tinyFile('c', 'native', [INCIDENT]));
      expect(later.warnings).toEqual([]);
    });

    test('warns of no e-mail that user records of two connections share, or that a decision settled', async () => {
      await at.take(tinyFile('a', 'native', [ANA]));
      const elsewhere = await at.take(tinyFile('p', 'pagerduty', [{ ...BO, email: ANA.email }]));
      expect(elsewhere.warnings).toEqual([]);
      await at.take(tinyFile('b', 'native', [{ ...BO, email: ANA.email }]));
      await at.people.linkHandle({ connection: 'native', handle: 'bo', person: 'native:ana', by: 'bo', now: NOW });
      const settled = await at.take(tinyFile('c', 'native', [{ ...ANA, name: 'Ana Silva' }]));
      expect(settled.warnings).toEqual([]);
    });

    test('refuses an empty file, an unknown source, an unknown zone and what no source recognises', async () => {
      const empty = { name: 'none', open: () => Readable.from([]) };
      await expect(at.take(empty)).rejects.toMatchObject({ code: 'FILE_EMPTY' });
      const file = tinyFile('f', 'native', [ANA]);
      await expect(at.take(file, { source: 'zzz' })).rejects.toMatchObject({ code: 'SOURCE_UNKNOWN' });
      await expect(at.take(file, { zone: 'Mars/Base' })).rejects.toMatchObject({ code: 'ZONE_UNKNOWN' });
      await expect(at.take(tinyFile('f', 'jira', [ANA]))).rejects.toMatchObject({ code: 'FILE_TYPE_UNSUPPORTED' });
    });

    test('keeps the text of one object once, for all records read from it', async () => {
      const shared = { ...tinyFile('f', 'native', [ANA]) };
      await at.take(shared);
      const [row] = await at.gate.write((sql) =>
        sql.all<{ raw: string; sha256: string; line: number }>('SELECT raw, sha256, line FROM source_records'),
      );
      expect(row).toMatchObject({ raw: JSON.stringify(ANA), line: 2 });
    });
  });

  describe('a snapshot', () => {
    test('builds incident files by the schema, with evidence and resolved people', async () => {
      await at.take(tinyFile('f.ndjson', 'native', ALL));
      const [file, ...others] = await filesOf(at);
      expect(others).toEqual([]);
      expect(incidentFileSchema.parse(file)).toEqual(file);
      const people = await at.ledger.read((snapshot) => snapshot.people());
      const [ana, bo] = people.map(({ person }) => person);
      expect(file?.events.map(({ kind }) => kind)).toEqual(['joined', 'paged', 'acknowledged']);
      expect(file?.events[1]).toMatchObject({
        subject: ana?.id,
        handKept: true,
        system: 'native',
        evidence: { file: 'f.ndjson', line: 6, nativeId: 'e1', connection: 'native' },
      });
      expect(file?.actionItems[0]).toMatchObject({ assignee: bo?.id, events: [{ kind: 'accepted', actor: bo?.id }] });
      expect(Object.keys(file?.people ?? {}).sort()).toEqual([ana?.id, bo?.id].sort());
      expect(people.map(({ person, events, actionItems }) => [person.name, events, actionItems])).toEqual([
        ['Ana', 2, 0],
        ['Bo', 1, 1],
      ]);
    });

    test('stays as it was while a writer commits', async () => {
      await at.take(tinyFile('f', 'native', ALL));
      await at.ledger.read(async (snapshot) => {
        const before = await snapshot.digest();
        await at.take(tinyFile('g', 'native', [{ ...INCIDENT, id: 'I2' }]));
        expect(await snapshot.digest()).toBe(before);
        expect(await at.ledger.read((same) => same.digest())).toBe(before);
      });
      expect(await filesOf(at)).toHaveLength(2);
    });

    test('refuses a write', async () => {
      await at.database.ready();
      const { location, writer } = at.database;
      const readers = location.kind === 'sqlite' ? new SqliteReaders(location.path) : new PostgresReaders(writer);
      const write = readers.read((sql) => sql.all("INSERT INTO mentions VALUES ('c', 'h', '') RETURNING handle"));
      // 25006: read_only_sql_transaction.
      await expect(write).rejects.toMatchObject({ code: location.kind === 'sqlite' ? 'SQLITE_READONLY' : '25006' });
      if (readers instanceof SqliteReaders) readers.close();
      expect(await count('mentions')).toBe(0);
    });

    test('serves more readers at once than it has connections, each in its turn', async () => {
      await at.take(tinyFile('f', 'native', ALL));
      const digests = await Promise.all(Array.from({ length: 30 }, () => at.digest()));
      expect(new Set(digests).size).toBe(1);
    });

    test('finds the incident files that name a person anywhere, and no others', async () => {
      const second = { ...INCIDENT, id: 'I2' };
      const third = { ...INCIDENT, id: 'I3' };
      const handed = { ...ACCEPTED, id: 'a2', item: 'A2', actor: 'ana', details: { approvedBy: 'bo' } };
      const lines = [
        ...ALL,
        second,
        third,
        { ...ACK, id: 'e7', incident: 'I2' },
        { ...ITEM, id: 'A2', incident: 'I3', assignee: 'ana' },
      ];
      await at.take(tinyFile('f', 'native', [...lines, handed]));
      const found = await at.ledger.read(async (snapshot) => {
        const bo = await snapshot.findPerson('Bo');
        const references: (string | undefined)[] = [];
        for await (const file of snapshot.incidentFilesOf(bo.id)) references.push(file.incident?.reference);
        return references;
      });
      // Bo joined I1, and approved a due date of an item of I3.
      expect(found.sort()).toEqual(['I1', 'I3']);
    });

    test('gathers action items that name no incident in the last file, and keeps one of an unknown incident out of every file', async () => {
      const loose = { ...ITEM, id: 'A9', incident: undefined };
      const stub = { ...ITEM, id: 'A8', incident: 'I404' };
      await at.take(tinyFile('f', 'native', [...ALL, loose, stub, { ...ACCEPTED, id: 'a9', item: 'A9' }]));
      const last = (await filesOf(at)).at(-1);
      expect(last?.incident).toBeNull();
      expect(last?.actionItems.map(({ reference }) => reference).sort()).toEqual(['A9']);
      expect(last?.actionItems[0]?.events).toHaveLength(1);
      const bo = await at.ledger.read(async (snapshot) => {
        const { id } = await snapshot.findPerson('Bo');
        const items: string[] = [];
        for await (const file of snapshot.incidentFilesOf(id)) {
          items.push(...file.actionItems.map(({ reference }) => reference));
        }
        return items.sort();
      });
      expect(bo).toEqual(['A1', 'A9']);
      await at.take(tinyFile('g', 'native', [{ ...INCIDENT, id: 'I404' }]));
      const named = (await filesOf(at)).find(({ incident }) => incident?.reference === 'I404');
      expect(named?.actionItems.map(({ reference }) => reference)).toEqual(['A8']);
    });

    test('tells an incident from its history, with the evidence of each update', async () => {
      const update = (seq: number, by: string) => ({
        type: 'update',
        id: `H1/${String(seq)}`,
        incident: 'H1',
        at: `2026-03-0${String(seq)}T00:00:00.000Z`,
        seq,
        fields: { state: `s${String(seq)}`, by },
      });
      const handle = { type: 'handle', id: 'by:x', name: 'x' };
      const report = await at.take(tinyFile('h.csv', 'history', [handle, update(2, 'y'), update(1, 'x')]));
      expect(report.added).toMatchObject({ incidents: 1, events: 2, identities: 1 });
      const [file] = await filesOf(at);
      expect(incidentFileSchema.parse(file)).toEqual(file);
      expect(file?.incident).toMatchObject({ reference: 'H1', declaredAt: '2026-03-01T00:00:00.000Z' });
      // The first line says which source: the handle is line 2, the second update line 3, the first line 4.
      expect(file?.events.map(({ evidence }) => evidence.line)).toEqual([4, 3]);
      const people = await at.ledger.read((snapshot) => snapshot.people());
      expect(people.map(({ person, events }) => [person.name, person.linked, events])).toEqual([
        ['by:y', false, 1],
        ['x', false, 1],
      ]);
      const mine = await at.ledger.read(async (snapshot) => {
        const person = await snapshot.findPerson('x');
        const files: IncidentFile[] = [];
        for await (const one of snapshot.incidentFilesOf(person.id)) files.push(one);
        return files;
      });
      expect(mine).toHaveLength(1);
    });

    test('attaches a pager incident to the head that names it', async () => {
      const named = { ...INCIDENT, refs: [{ system: 'pagerduty', id: 'P1' }] };
      const pager = { ...INCIDENT, id: 'P1', title: 'pager' };
      const page = { ...PAGE, incident: 'P1', subject: 'PU1' };
      await at.take([tinyFile('n', 'native', [named]), tinyFile('p', 'pagerduty', [pager, page])]);
      const files = await filesOf(at);
      expect(files).toHaveLength(1);
      expect(files[0]).toMatchObject({
        incident: { title: 'Checkout down', reference: 'I1' },
        events: [{ kind: 'paged', system: 'pagerduty', handKept: false }],
      });
      expect(files[0]?.attachments).toEqual([files[0]?.events[0]?.incident]);
    });

    test('attaches a pager incident to a head that only a history tells', async () => {
      const update = { type: 'update', id: 'H1/1', incident: 'H1', at: '2026-03-01T00:00:00.000Z', seq: 1, fields: {} };
      const pager = { ...INCIDENT, id: 'P1', refs: [{ system: 'history', id: 'H1' }] };
      await at.take([tinyFile('h', 'history', [update]), tinyFile('p', 'pagerduty', [pager])]);
      const files = await filesOf(at);
      expect(files.map(({ incident, attachments }) => [incident?.reference, attachments.length])).toEqual([['H1', 1]]);
    });

    test('lists incidents newest first', async () => {
      const later = { ...INCIDENT, id: 'I2', declaredAt: '2026-05-01T00:00:00.000Z' };
      await at.take(tinyFile('f', 'native', [INCIDENT, later]));
      const references = await at.ledger.read(async (snapshot) => {
        const list: string[] = [];
        for await (const incident of snapshot.incidents()) list.push(incident.reference);
        return list;
      });
      expect(references).toEqual(['I2', 'I1']);
    });

    test('knows when people could be called on', async () => {
      await at.take(tinyFile('f', 'native', ALL));
      const [ana, availability] = await at.ledger.read(async (snapshot) => [
        await snapshot.findPerson('ana@EXAMPLE.org'),
        await snapshot.availability(),
      ]);
      expect(availability).toEqual({
        [ana.id]: {
          person: ana.id,
          timeZone: 'Europe/Lisbon',
          fte: 1,
          leave: [],
          memberships: [{ team: 'pay' }],
          shifts: [{ from: SHIFT.from, until: SHIFT.until }],
        },
      });
    });

    test('shows a handle as the person it was linked to by decision, and has the digest of its records all the same', async () => {
      await at.take([
        tinyFile('n', 'native', ALL),
        tinyFile('p', 'pagerduty', [{ ...ACK, incident: 'P1', actor: 'PU1' }]),
      ]);
      const before = await at.digest();
      const decision = { connection: 'pagerduty', handle: 'PU1', person: 'ana@example.org', by: 'bo', now: NOW };
      const { person } = await at.people.linkHandle(decision);
      expect(person).toMatchObject({ name: 'Ana', linked: true });
      expect(person.handles).toContainEqual({ connection: 'pagerduty', handle: 'PU1' });
      expect(await at.digest()).toBe(before);
      const entries = await at.ledger.read((snapshot) => snapshot.people());
      expect(entries.map(({ person: { name }, events }) => [name, events])).toEqual([
        ['Ana', 3],
        ['Bo', 1],
      ]);
    });
  });

  describe('linking a handle', () => {
    const decide = (connection: string, handle: string, person: string) =>
      at.people.linkHandle({ connection, handle, person, by: 'bo', now: NOW });

    beforeEach(async () => {
      await at.take([
        tinyFile('n', 'native', [{ ...ANA, email: 'ana@home.org' }]),
        tinyFile('p', 'pagerduty', [{ type: 'person', id: 'PU1', name: 'Ana Silva', email: 'ana@work.org' }]),
      ]);
    });

    test('makes the person who was named the one that is shown, found by every e-mail', async () => {
      const { person } = await decide('native', 'ana', 'ana@work.org');
      expect(person).toMatchObject({ name: 'Ana Silva', email: 'ana@work.org' });
      const [one, other] = await at.ledger.read(async (snapshot) => [
        await snapshot.findPerson('ANA@home.org'),
        await snapshot.findPerson('ana@work.org'),
      ]);
      expect(one).toEqual(other);
    });

    test.each([
      ['restates what is so', 'native:ana', 'pagerduty:PU1'],
      ['would close a circle', 'pagerduty:PU1', 'native:ana'],
      ['names the handle itself', 'native:ana', 'native:ana'],
    ])('is refused where it %s', async (_why, named, person) => {
      const [connection = '', handle = ''] = named.split(':');
      await decide('native', 'ana', 'pagerduty:PU1');
      const before = await at.digest();
      await expect(decide(connection, handle, person)).rejects.toMatchObject({
        code: 'USAGE',
        detail: `${named} is Ana Silva already, so there is nothing to link.`,
      });
      expect(await at.digest()).toBe(before);
    });
  });

  test('has a digest that is the same on every database', async () => {
    const odd = ['a', 'B', 'b', 'Ä', 'ä', 'ß', 'é', 'z', '_', '-', '\u{1F600}', '\uFFFD', 'ab', 'a b'];
    await at.take(tinyFile('f', 'native', [...ALL, ...odd.map((id) => ({ ...BO, id }))]));
    digests.set(kind.name, await at.digest());
    const [first = '', ...rest] = [...digests.values()];
    for (const other of rest) expect(other).toBe(first);
    expect(first).toMatch(/^[0-9a-f]{64}$/);
  });
});

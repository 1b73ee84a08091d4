import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ImportHistory } from '../../../src/ledger/import-history.service.js';
import { databaseKinds, openLedger, sqliteKind, type TestLedger } from './test-ledger.js';
import { NOW, tinyFile } from './tiny-source.js';

const INCIDENT = { type: 'incident', id: 'I1', title: 'Checkout down', declaredAt: '2026-01-01T00:00:00.000Z' };
const OTHER = { ...INCIDENT, id: 'I2' };
const ANA = { type: 'person', id: 'ana', name: 'Ana', email: 'ana@pay.example' };
const ACK = {
  type: 'event',
  id: 'e1',
  incident: 'I1',
  kind: 'acknowledged',
  at: '2026-01-01T00:03:00.000Z',
  actor: 'bo',
};
const BY = { by: 'ana', now: '2026-07-01T00:00:00.000Z' };
const dated = (title: string, day: number): object => ({
  ...INCIDENT,
  title,
  updatedAt: `2026-02-0${String(day)}T00:00:00.000Z`,
});

describe.each(databaseKinds())('imports on $name', (kind) => {
  let at: TestLedger;
  let history: ImportHistory;
  beforeAll(() => kind.start());
  afterAll(() => kind.stop());
  beforeEach(async () => {
    at = openLedger(await kind.fresh());
    history = new ImportHistory(at.database, at.gate);
  });
  afterEach(async () => {
    history.onApplicationShutdown();
    await at.ledger.close();
  });

  const count = async (table: string): Promise<number> => {
    const [row] = await at.gate.write((sql) =>
      sql.all<{ n: number }>(`SELECT CAST(COUNT(*) AS INTEGER) AS n FROM ${table}`),
    );
    return row?.n ?? -1;
  };
  const titles = (): Promise<string[]> =>
    at.ledger.read(async (snapshot) => {
      const found: string[] = [];
      for await (const { title } of snapshot.incidents()) found.push(title);
      return found.sort();
    });

  test('are listed with what they were and how they ended', async () => {
    await at.take([tinyFile('a', 'native', [INCIDENT]), tinyFile('b', 'native', [ANA])]);
    await at.take(tinyFile('c', 'native', [ACK, 'BAD']), { mode: 'quarantine', connection: 'ours' });
    expect(await history.list()).toMatchObject([
      { number: 1, importedAt: NOW, status: 'applied', mode: 'strict', files: ['a', 'b'], sources: ['native'] },
      { number: 2, status: 'applied_with_quarantine', mode: 'quarantine', connections: ['ours'], quarantined: 1 },
    ]);
  });

  test('withdrawn give back the ledger from before, and keep what was received', async () => {
    await at.take(tinyFile('a', 'native', [INCIDENT]));
    const before = await at.digest();
    await at.take(tinyFile('b', 'native', [OTHER, ANA, ACK]));
    const past = await history.withdraw('2', BY);
    expect(past).toMatchObject({ number: 2, status: 'withdrawn', withdrawn: { at: BY.now, by: 'ana' } });
    expect(await at.digest()).toBe(before);
    // One row of the first import and three of the second.
    expect(await count('source_records')).toBe(4);
    expect((await history.list()).map(({ status }) => status)).toEqual(['applied', 'withdrawn']);
    // Nobody is listed whom no record names any more: Ana and Bo are gone.
    expect(await at.ledger.read((snapshot) => snapshot.people())).toEqual([]);
  });

  test('withdrawn leave what another import asserted as well, whoever came first', async () => {
    await at.take(tinyFile('a', 'native', [INCIDENT, ANA]));
    await at.take(tinyFile('b', 'native', [INCIDENT, OTHER]));
    await at.take(tinyFile('c', 'native', [INCIDENT]));
    await history.withdraw('1', BY);
    expect(await count('records')).toBe(2);
    await history.withdraw('3', BY);
    expect(await count('records')).toBe(2);
    await history.withdraw('2', BY);
    expect(await count('records')).toBe(0);
    expect(await count('assertions')).toBe(0);
  });

  test('withdrawn bring back the version before them', async () => {
    await at.take(tinyFile('a', 'native', [dated('first', 1)]));
    await at.take(tinyFile('b', 'native', [dated('second', 2)]));
    await at.take(tinyFile('c', 'native', [dated('older than all', 1)]));
    expect(await titles()).toEqual(['second']);
    await history.withdraw('2', BY);
    // Of two versions of one instant the later import holds.
    expect(await titles()).toEqual(['older than all']);
    await history.withdraw('3', BY);
    expect(await titles()).toEqual(['first']);
  });

  test('withdrawn can be made again', async () => {
    const file = tinyFile('a', 'native', [INCIDENT]);
    await at.take(file);
    const before = await at.digest();
    await history.withdraw('1', BY);
    expect(await at.take(file)).toMatchObject({ applied: true, added: { incidents: 1 } });
    expect(await at.digest()).toBe(before);
    expect(await history.withdraw('2', BY)).toMatchObject({ number: 2 });
  });

  test('are known by number, by id and by how the id begins', async () => {
    const { importId } = await at.take(tinyFile('a', 'native', [INCIDENT]));
    expect(await history.quarantined('1')).toEqual([]);
    expect(await history.quarantined(importId)).toEqual([]);
    expect(await history.quarantined(importId.slice(0, 8))).toEqual([]);
    await expect(history.quarantined('2')).rejects.toMatchObject({ code: 'IMPORT_UNKNOWN', exitCode: 2 });
    await history.withdraw('1', BY);
    await expect(history.withdraw('1', BY)).rejects.toMatchObject({ code: 'USAGE' });
  });

  describe('in quarantine mode', () => {
    const take = (...lines: (object | 'BAD')[]): ReturnType<TestLedger['take']> =>
      at.take(tinyFile('f', 'native', lines), { mode: 'quarantine' });

    test('apply the good rows, and keep the others aside with their place and fault', async () => {
      const report = await take(INCIDENT, 'BAD', ANA);
      expect(report).toMatchObject({
        mode: 'quarantine',
        status: 'applied_with_quarantine',
        applied: true,
        quarantined: 1,
        rejected: [{ file: 'f', line: 3, code: 'TIME_INVALID' }],
        added: { incidents: 1, people: 1 },
      });
      expect(await history.quarantined('1')).toEqual([
        { file: 'f', line: 3, field: 'at', code: 'TIME_INVALID', message: 'is not a date.' },
      ]);
      const strict = openLedger(await kind.fresh());
      await strict.take(tinyFile('g', 'native', [INCIDENT, ANA]));
      expect(await at.digest()).toBe(await strict.digest());
      await strict.ledger.close();
    });

    test('say nothing of quarantine when every row was good', async () => {
      const report = await take(INCIDENT);
      expect(report).toMatchObject({ mode: 'quarantine', quarantined: 0, applied: true });
      expect(report.status).toBeUndefined();
    });

    test('set the second of two versions aside that nothing orders, with its text', async () => {
      const other = { ...INCIDENT, title: 'other' };
      const report = await take(INCIDENT, other);
      expect(report.rejected).toMatchObject([{ code: 'ROW_CONFLICT', line: 3 }]);
      expect(await titles()).toEqual(['Checkout down']);
      expect(await history.quarantined('1')).toMatchObject([{ code: 'ROW_CONFLICT', raw: JSON.stringify(other) }]);
    });

    test('set a row aside that no database could hold, and keep of it what can be held', async () => {
      await take(INCIDENT, { ...ANA, name: 'a\u0000\ud800b' });
      const [row] = await history.quarantined('1');
      expect(row).toMatchObject({ code: 'TEXT_INVALID_CHAR', line: 3 });
      expect(row?.raw).toContain('"id":"ana"');
      expect(await count('records')).toBe(1);
    });

    const bad = (rows: number): 'BAD'[] => Array.from({ length: rows }, () => 'BAD');
    const good = (rows: number): object[] => Array.from({ length: rows }, (_, i) => ({ ...ANA, id: `p${String(i)}` }));

    test('set up to a hundred rows aside however few are good, and no more than one in twenty beyond', async () => {
      expect(await take(...good(1), ...bad(100))).toMatchObject({ quarantined: 100, applied: true });
      const before = await at.digest();
      // 101 of 2,019 is more than 5 %, 101 of 2,020 is 5 %.
      await expect(take(...good(1_918), ...bad(101))).rejects.toMatchObject({
        code: 'IMPORT_INVALID_ROWS',
        status: 422,
        detail: expect.stringMatching(/^101 of 2,019 rows are invalid, which is too many to set aside/),
      });
      expect(await at.digest()).toBe(before);
      expect(await count('quarantine')).toBe(100);
      expect(await take(...good(1_919), ...bad(101))).toMatchObject({ quarantined: 101 });
    });

    test('keep nothing as a dry run', async () => {
      const report = await at.take(tinyFile('f', 'native', [INCIDENT, 'BAD']), { mode: 'quarantine', dryRun: true });
      expect(report).toMatchObject({ applied: false, notApplied: 'dry-run', quarantined: 1 });
      expect(report.status).toBeUndefined();
      expect(await count('quarantine')).toBe(0);
    });
  });
});

describe('withdrawing', () => {
  const kind = sqliteKind();
  beforeAll(() => kind.start());
  afterAll(() => kind.stop());

  /** Versions are told apart by their instant, so that no two in one import contradict each other. */
  const incident = fc
    .record({ id: fc.constantFrom('I1', 'I2'), day: fc.integer({ min: 0, max: 3 }), word: fc.constantFrom('x', 'y') })
    .map(({ id, day, word }) =>
      day === 0
        ? { ...INCIDENT, id, title: word }
        : { ...INCIDENT, id, title: `day ${String(day)}`, updatedAt: `2026-02-0${String(day)}T00:00:00.000Z` },
    );
  const person = fc.constantFrom('Ana', 'Anna').map((name) => ({ ...ANA, name }));
  const handle = fc.constantFrom('a', 'b', 'c').map((name) => ({ type: 'handle', id: 'h', name }));
  const source = fc
    .uniqueArray(fc.constantFrom('paged', 'joined', 'note'), { minLength: 1 })
    .map((covers) => ({ type: 'source', covers }));
  const event = fc.constantFrom('ana', 'bo').map((actor) => ({ ...ACK, id: `e-${actor}`, actor }));
  const lines = fc.array(fc.oneof(incident, person, handle, source, event), { minLength: 1, maxLength: 8 });

  test('makes the ledger what it would be had those imports never been made', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(lines, { minLength: 2, maxLength: 5 }),
        fc.array(fc.nat(4), { minLength: 1, maxLength: 3 }),
        async (imports, chosen) => {
          // The number in its name makes every file another, and quarantine takes those that contradict themselves.
          const take = async (ledger: TestLedger, i: number): Promise<void> => {
            const unique = { ...OTHER, id: `only-${String(i)}` };
            const report = await ledger.take(tinyFile(`f${String(i)}`, 'native', [...(imports[i] ?? []), unique]), {
              mode: 'quarantine',
            });
            fc.pre(report.quarantined === 0);
          };
          const [one, other] = [openLedger(await kind.fresh()), openLedger(await kind.fresh())];
          const history = new ImportHistory(one.database, one.gate);
          try {
            const gone = [...new Set(chosen.filter((i) => i < imports.length))];
            for (const i of imports.keys()) await take(one, i);
            for (const i of gone) await history.withdraw(String(i + 1), BY);
            for (const i of imports.keys()) if (!gone.includes(i)) await take(other, i);
            const mentions = (ledger: TestLedger): Promise<unknown[]> =>
              ledger.gate.write((sql) => sql.all('SELECT * FROM mentions ORDER BY connection, handle, parent'));
            expect(await one.digest()).toBe(await other.digest());
            expect(await mentions(one)).toEqual(await mentions(other));
          } finally {
            history.onApplicationShutdown();
            await one.ledger.close();
            await other.ledger.close();
          }
        },
      ),
      { numRuns: 25 },
    );
  });
});

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Test, type TestingModule } from '@nestjs/testing';
import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { IncidentFile } from '../../../src/domain/incident-file.js';
import { incidentFileSchema } from '../../../src/domain/incident-file.js';
import { ImportService } from '../../../src/ledger/import.service.js';
import { LedgerModule } from '../../../src/ledger/ledger.module.js';
import { LedgerService } from '../../../src/ledger/ledger.service.js';
import type { InputFile } from '../../../src/sources/source.js';
import { sqliteKind } from './test-ledger.js';
import { NOW } from './tiny-source.js';

const SAMPLES = join(import.meta.dirname, '../../../../shared/samples');
const present = existsSync(SAMPLES);

const kind = sqliteKind();
let nest: TestingModule;
let ledger: LedgerService;
let imports: ImportService;

beforeAll(() => kind.start());
afterAll(() => kind.stop());
beforeEach(async () => {
  const location = await kind.fresh();
  const databaseUrl = location.kind === 'sqlite' ? `sqlite:${location.path}` : location.url;
  nest = await Test.createTestingModule({ imports: [LedgerModule.forRoot({ databaseUrl })] }).compile();
  nest.enableShutdownHooks();
  ledger = nest.get(LedgerService);
  imports = nest.get(ImportService);
});
afterEach(() => nest.close());

function sample(path: string): InputFile {
  return { name: path, open: () => createReadStream(join(SAMPLES, path)) as AsyncIterable<Uint8Array> };
}

async function files(): Promise<IncidentFile[]> {
  return ledger.read(async (snapshot) => {
    const all: IncidentFile[] = [];
    for await (const file of snapshot.incidentFiles()) all.push(incidentFileSchema.parse(file));
    return all;
  });
}

test('the module opens nothing before it is used, and then reads and writes', async () => {
  expect(await ledger.migrate()).toHaveLength(1);
  expect(await ledger.health()).toEqual({ ok: true, database: 'sqlite', pendingMigrations: [] });
  const bytes = Buffer.from('{"type":"person","id":"ana","name":"Ana"}\n');
  const file: InputFile = {
    name: 'people.ndjson',
    open: async function* () {
      yield await Promise.resolve(bytes);
    },
  };
  expect(await imports.import({ files: [file], source: 'native', now: NOW })).toMatchObject({ added: { people: 1 } });
  expect(await ledger.read((snapshot) => snapshot.findPerson('ana'))).toMatchObject({ name: 'Ana' });
});

test('an address that is none is refused at once', () => {
  expect(() => LedgerModule.forRoot({ databaseUrl: 'mysql://u@h/d' })).toThrow(/DATABASE_URL/);
});

if (present) {
  describe('the real ServiceNow history', historyTests);
  describe('the real PagerDuty exports', pagerTests);
} else {
  test('real exports are looked for beside the repository (samples not present)', () => {
    expect(existsSync(SAMPLES)).toBe(false);
  });
}

function historyTests(): void {
  const first3000 = sample('servicenow_uci/incident_event_log_first3000.csv');
  const first198 = sample('servicenow_uci/incident_event_log_198_sample.csv');

  test('that overlaps another export of itself doubles nothing', async () => {
    const one = await imports.import({ files: [first3000], source: 'auto', zone: 'UTC', now: NOW });
    expect(one).toMatchObject({ source: 'servicenow-audit', added: { events: 3_000 } });
    const before = await ledger.read((snapshot) => snapshot.digest());
    const two = await imports.import({ files: [first198], source: 'auto', zone: 'UTC', now: NOW });
    expect(two).toMatchObject({ added: { events: 0, incidents: 0 }, changed: { events: 0 } });
    expect(await ledger.read((snapshot) => snapshot.digest())).toBe(before);
  });

  test('names each person by column, and finds the incidents of one', async () => {
    await imports.import({ files: [first3000], source: 'auto', zone: 'UTC', now: NOW });
    const found = await ledger.read(async (snapshot) => {
      const person = await snapshot.findPerson('Resolved by 15');
      const mine: IncidentFile[] = [];
      for await (const file of snapshot.incidentFilesOf(person.id)) mine.push(file);
      return { person, mine };
    });
    expect(found.person.linked).toBe(false);
    const resolved = found.mine.flatMap(({ events }) =>
      events.filter(({ kind: kindOfEvent, actor }) => kindOfEvent === 'resolved' && actor === found.person.id),
    );
    // Resolved columns repeat on every row; each incident is resolved once.
    expect(new Set(resolved.map(({ incident }) => incident)).size).toBe(resolved.length);
    expect(resolved.length).toBe(found.mine.length);
  });
}

function pagerTests(): void {
  test('make incident files with pages and acknowledgements', async () => {
    const exported = [4, 5, 6].map((n) => sample(`pagerduty/devlake_raw/incident_${String(n)}.json`));
    await imports.import({ files: exported, source: 'auto', now: NOW });
    const incidents = await files();
    expect(incidents.length).toBe(3);
    const kinds = new Set(incidents.flatMap(({ events }) => events.map((event) => event.kind)));
    for (const needed of ['paged', 'acknowledged'] as const) expect(kinds).toContain(needed);
  });
}

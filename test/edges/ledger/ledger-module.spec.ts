import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Test, type TestingModule } from '@nestjs/testing';
import { ImportService } from '../../../src/ledger/import.service.js';
import { LedgerModule } from '../../../src/ledger/ledger.module.js';
import { LedgerService } from '../../../src/ledger/ledger.service.js';
import type { InputFile } from '../../../src/sources/source.js';
import { sqliteKind } from './test-ledger.js';
import { NOW } from './tiny-source.js';

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

test('the module opens nothing before it is used, and then reads and writes', async () => {
  expect((await ledger.migrate())[0]).toBe('Spine1764000000000');
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

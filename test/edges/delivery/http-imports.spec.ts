import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { request as send, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { NestExpressApplication } from '@nestjs/platform-express';
import request from 'supertest';
import { readConfig } from '../../../src/config.js';
import { UploadsService } from '../../../src/delivery/http/uploads.service.js';
import { LedgerService } from '../../../src/ledger/ledger.service.js';
import { createHttpApp } from '../../../src/main.js';
import { zipOf } from '../../builders/zip.js';

const ADA = '{"type":"person","id":"ada","name":"Ada Lovelace","email":"ada@pay.example"}\n';
const INCIDENT =
  '{"type":"incident","id":"INC-1","title":"Checkout slow","declaredAt":"2026-03-02T10:00:00Z","severity":2}\n';
const BAD = INCIDENT.replace('INC-1', 'INC-2').replace('2026-03-02', '2026-02-30');

let folder: string;
let app: NestExpressApplication;
let server: Server;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sevidence-http-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

let ledgers = 0;
beforeEach(async () => {
  ledgers += 1;
  const database = join(folder, `ledger-${String(ledgers)}.db`);
  app = await createHttpApp(
    readConfig({
      DATABASE_URL: database,
      LOG_LEVEL: 'silent',
      UPLOAD_LIMIT_MB: '1',
      UPLOAD_EXPANDED_MB: '2',
      UPLOAD_RECORDS: '12',
    }),
  );
  await app.listen(0, '127.0.0.1');
  server = app.getHttpServer();
});
afterEach(() => app.close());

const upload = (bytes: Uint8Array | string, name: string): request.Test =>
  request(server).post('/imports').attach('files', Buffer.from(bytes), name);
const digest = (): Promise<string> => app.get(LedgerService, { strict: false }).read((snapshot) => snapshot.digest());
const uploads = (): Promise<string[]> => readdir(app.get(UploadsService, { strict: false }).folder());
const listed = async (): Promise<unknown> =>
  ((await request(server).get('/imports').expect(200)) as { body: unknown }).body;

describe('POST /imports of an archive', () => {
  it('takes gzip and ZIP for what they hold, and knows the file again however it is packed', async () => {
    await upload(gzipSync(ADA + INCIDENT), 'export.ndjson.gz').expect(201);
    const zip = zipOf({ name: 'inner/export.ndjson', text: ADA + INCIDENT });
    await upload(zip, 'export.zip').expect(200).expect('idempotent-replayed', 'true');
    await upload(ADA + INCIDENT, 'export.ndjson')
      .expect(200)
      .expect('idempotent-replayed', 'true');
  });

  it('leaves the private channels of a Slack export unopened unless they are asked for', async () => {
    const zip = zipOf(
      { name: 'users.json', text: '[{"id":"U1","team_id":"T1","name":"ana","profile":{}}]' },
      { name: 'groups.json', text: '[{"id":"G9","name":"inc-9","created":1773136800,"members":[]}]' },
      { name: 'inc-9/2026-03-10.json', text: '[{"type":"message","user":"U1","ts":"1773137900.000002"}]' },
    );
    const without = (await upload(zip, 'slack.zip').expect(201)) as { body: unknown };
    expect(without.body).toMatchObject({ added: { incidents: 0, events: 0, people: 1 } });
    const asked = upload(zip, 'slack.zip').field('includePrivate', 'true').field('replace', 'true');
    expect(((await asked.expect(201)) as { body: unknown }).body).toMatchObject({ added: { incidents: 1, events: 1 } });
  });

  it.each<[string, () => Uint8Array, number, string]>([
    ['a gzip bomb', () => gzipSync(Buffer.alloc(30_000_000), { level: 9 }), 413, 'FILE_EXPANDS_TOO_LARGE'],
    ['a ZIP bomb', () => zipOf({ name: 'a', text: Buffer.alloc(30_000_000) }), 413, 'FILE_EXPANDS_TOO_LARGE'],
    [
      'an archive of too many files',
      () => zipOf(...Array.from({ length: 101 }, (_, i) => ({ name: String(i) }))),
      413,
      'FILE_EXPANDS_TOO_LARGE',
    ],
    ['half a gzip', () => gzipSync(ADA).subarray(0, 30), 422, 'ARCHIVE_CORRUPT'],
    ['half a ZIP', () => zipOf({ name: 'a', text: ADA }).subarray(0, 60), 422, 'ARCHIVE_CORRUPT'],
    ['an entry that leaves its folder', () => zipOf({ name: '../a', text: ADA }), 422, 'ARCHIVE_UNSAFE_ENTRY'],
    ['an encrypted archive', () => zipOf({ name: 'a', text: ADA, flags: 1 }), 422, 'ARCHIVE_ENCRYPTED'],
    ['an archive of two files', () => zipOf({ name: 'a', text: ADA }, { name: 'b' }), 422, 'ARCHIVE_AMBIGUOUS'],
  ])('refuses %s, keeps nothing and leaves nothing behind', async (_what, bytes, status, code) => {
    const before = await digest();
    const { body } = (await upload(bytes(), 'export').expect(status)) as { body: unknown };
    expect(body).toMatchObject({ code, status });
    expect(await digest()).toBe(before);
    expect(await uploads()).toEqual([]);
  });
});

describe('POST /imports in quarantine mode', () => {
  it('answers 200, keeps the bad row aside, and can be withdrawn', async () => {
    const before = await digest();
    const answer = await upload(ADA + INCIDENT + BAD, 'records.ndjson')
      .field('mode', 'quarantine')
      .expect(200);
    const { importId } = answer.body as { importId: string };
    expect(answer.body).toMatchObject({
      mode: 'quarantine',
      status: 'applied_with_quarantine',
      quarantined: 1,
      added: { people: 1, incidents: 1 },
    });
    const { text } = await request(server).get(`/imports/${importId}/quarantine`).expect(200);
    expect(
      text
        .trimEnd()
        .split('\n')
        .map((line): unknown => JSON.parse(line)),
    ).toMatchObject([
      { file: 'records.ndjson', line: 3, field: 'declaredAt', code: 'TIME_INVALID', raw: BAD.trimEnd() },
    ]);
    await request(server).delete(`/imports/${importId}`).expect(200);
    expect(await digest()).toBe(before);
    expect(await listed()).toMatchObject({ imports: [{ number: 1, status: 'withdrawn', withdrawn: { by: 'HTTP' } }] });
  });

  it('refuses a file of which nothing can be trusted, all the same', async () => {
    const { body } = (await upload('id,name\n"ada,Ada\nbo,Bo\n', 'people.csv')
      .field('mode', 'quarantine')
      .expect(422)) as { body: unknown };
    expect(body).toMatchObject({ errors: [{ code: 'CSV_QUOTE_NOT_CLOSED', scope: 'file' }] });
    expect(await listed()).toEqual({ imports: [] });
  });

  it('says that there is no such import', async () => {
    const { body } = (await request(server).delete('/imports/7').expect(404)) as { body: unknown };
    expect(body).toMatchObject({ code: 'IMPORT_UNKNOWN' });
  });
});

it('a format of its own comes with its mapping', async () => {
  const folderOf = (name: string): URL => new URL(`../../imports/ok/mapping/${name}`, import.meta.url);
  const [rows, mapping] = await Promise.all([
    readFile(folderOf('events.csv')),
    readFile(folderOf('events.yaml'), 'utf8'),
  ]);
  const { body } = (await upload(rows, 'events.csv').field('mapping', mapping).expect(201)) as { body: unknown };
  expect(body).toMatchObject({ source: 'incident-bot', added: { events: 3 } });
  const wrong = (await upload(rows, 'events.csv').field('mapping', 'source: x').expect(422)) as { body: unknown };
  expect(wrong.body).toMatchObject({ code: 'MAPPING_INVALID' });
});

it('an upload whose options cannot be understood is not left behind', async () => {
  await upload(ADA, 'records.ndjson').field('dryRun', 'perhaps').expect(400);
  while ((await uploads()).length > 0) await pause(5);
  expect(await listed()).toEqual({ imports: [] });
});

it('more records than one request may hold are refused', async () => {
  const { body } = (await upload(ADA + INCIDENT.repeat(12), 'records.ndjson').expect(413)) as { body: unknown };
  expect(body).toMatchObject({ code: 'IMPORT_TOO_LARGE' });
  expect(await listed()).toEqual({ imports: [] });
});

it('ten uploads of one file at once are one import', async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, () => upload(ADA + INCIDENT, 'records.ndjson')));
  const statuses = answers.map(({ status }) => status).sort();
  expect(statuses).toEqual([...Array<number>(9).fill(200), 201]);
  expect(new Set(answers.map(({ body }) => (body as { importId: string }).importId)).size).toBe(1);
  expect(await listed()).toMatchObject({ imports: [{ number: 1 }] });
});

it('a client that goes away in the middle of its upload leaves nothing behind', async () => {
  const before = await digest();
  const { port } = server.address() as AddressInfo;
  const sending = send({
    host: '127.0.0.1',
    port,
    path: '/imports',
    method: 'POST',
    headers: { 'Content-Type': 'multipart/form-data; boundary=x', 'Content-Length': '1000000' },
  });
  sending.on('error', () => undefined);
  sending.write(
    '--x\r\nContent-Disposition: form-data; name="files"; filename="a.ndjson"\r\nContent-Type: text/plain\r\n\r\n',
  );
  sending.write(ADA.repeat(1_000));
  while ((await uploads()).length === 0) await pause(5);
  sending.destroy();
  while ((await uploads()).length > 0) await pause(5);
  expect(await digest()).toBe(before);
  expect(await listed()).toEqual({ imports: [] });
});

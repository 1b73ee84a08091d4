import { mkdtemp, readdir, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestExpressApplication } from '@nestjs/platform-express';
import request from 'supertest';
import { readConfig } from '../../../src/config.js';
import { scorecardSchema } from '../../../src/domain/scorecard.js';
import { UploadsService } from '../../../src/delivery/http/uploads.service.js';
import { createHttpApp } from '../../../src/main.js';

const RECORDS = [
  '{"type":"person","id":"ada","name":"Ada Lovelace","email":"ada@example.com","timeZone":"Europe/London"}',
  '{"type":"incident","id":"INC-1","title":"<script>alert(1)</script>","declaredAt":"2026-03-02T10:00:00Z","severity":2}',
  '{"type":"event","id":"e1","incident":"INC-1","kind":"paged","at":"2026-03-02T10:00:00Z","subject":"ada"}',
  '{"type":"event","id":"e2","incident":"INC-1","kind":"acknowledged","at":"2026-03-02T10:02:00Z","actor":"ada"}',
  '{"type":"event","id":"e3","incident":"INC-1","kind":"joined","at":"2026-03-02T10:04:00Z","actor":"ada"}',
].join('\n');

let folder: string;
let app: NestExpressApplication;
let server: Server;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sevidence-http-'));
  app = await createHttpApp(
    readConfig({ DATABASE_URL: join(folder, 'ledger.db'), LOG_LEVEL: 'silent', UPLOAD_LIMIT_MB: '1' }),
  );
  await app.listen(0, '127.0.0.1');
  server = app.getHttpServer();
});

afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

/** What came back, with the body typed as what it is: unknown. */
async function answerTo(sent: request.Test): Promise<{ body: unknown; headers: Record<string, string> }> {
  const { body, headers } = (await sent) as { body: unknown; headers: Record<string, string> };
  return { body, headers };
}

const upload = (text: string, name = 'records.ndjson'): request.Test =>
  request(server).post('/imports').attach('files', Buffer.from(text), name);

describe('POST /imports', () => {
  it('applies a file once: 201, then 200 with Idempotent-Replayed', async () => {
    const first = await upload(RECORDS).expect(201);
    expect(first.body).toMatchObject({ applied: true, added: { incidents: 1, events: 3, people: 1 } });
    const second = await upload(RECORDS).expect(200);
    expect(second.headers['idempotent-replayed']).toBe('true');
    expect(second.body).toMatchObject({ applied: false, notApplied: 'already-imported' });
  });

  it('refuses a file with a fault, names the line, and applies nothing', async () => {
    const wrong = RECORDS.replace('2026-03-02T10:04:00Z', '2026-02-30T10:04:00Z').replaceAll('INC-1', 'INC-9');
    const { body, headers } = await answerTo(upload(wrong, 'wrong.ndjson').expect(422));
    expect(headers['content-type']).toMatch(/application\/problem\+json/);
    expect(body).toMatchObject({
      code: 'IMPORT_INVALID_ROWS',
      status: 422,
      errors: [{ file: 'wrong.ndjson', line: 5, field: 'at', code: 'TIME_INVALID' }],
    });
    const { body: list } = await answerTo(request(server).get('/incidents').expect(200));
    expect((list as { incidents: { reference: string }[] }).incidents.map(({ reference }) => reference)).toEqual([
      'INC-1',
    ]);
  });

  it('lists what about incidents only a person can settle', async () => {
    const lost = '{"type":"event","id":"lost","incident":"INC-404","kind":"joined","at":"2026-03-02T10:00:00Z"}';
    await upload(lost).expect(201);
    const { body } = await answerTo(request(server).get('/incidents/unresolved').expect(200));
    expect(body).toMatchObject({ unresolved: [{ reference: 'INC-404', why: 'unknown-incident', count: 1 }] });
  });

  it('leaves no upload behind in its folder of uploads', async () => {
    await upload(RECORDS);
    expect(await readdir(app.get(UploadsService, { strict: false }).folder())).toEqual([]);
  });

  it.each([
    ['no file', (): request.Test => request(server).post('/imports'), 400, 'USAGE'],
    ['a file beyond the limit', (): request.Test => upload('x'.repeat(1_100_000)), 413, 'FILE_TOO_LARGE'],
    ['an empty file', (): request.Test => upload(''), 422, 'FILE_EMPTY'],
    [
      'a file nobody recognises',
      (): request.Test => upload('Dear Sir or Madam', 'letter.txt'),
      415,
      'FILE_TYPE_UNSUPPORTED',
    ],
    ['an option that cannot be', (): request.Test => upload(RECORDS).field('dryRun', 'perhaps'), 400, 'USAGE'],
  ])('answers %s with a problem', async (_what, send, status, code) => {
    const { body } = await answerTo(
      send()
        .expect(status)
        .expect('content-type', /application\/problem\+json/),
    );
    expect(body).toMatchObject({ code, status });
  });
});

describe('GET', () => {
  it('/people lists people with their event counts', async () => {
    const { body } = await answerTo(request(server).get('/people').expect(200));
    expect(body).toMatchObject({ people: [{ person: { name: 'Ada Lovelace', linked: true }, events: 3 }] });
  });

  it('/people/:id/scorecard gives the scorecard its schema promises', async () => {
    const { body, headers } = await answerTo(
      request(server).get('/people/ada@example.com/scorecard?period=2026H1').expect(200),
    );
    expect(headers['cache-control']).toBe('no-store');
    expect(scorecardSchema.parse(body).findings.find(({ behaviour }) => behaviour === 'answers-pages')).toMatchObject({
      met: 1,
      opportunities: 1,
    });
  });

  it('/people/:id/packet.pdf prints', async () => {
    const { body, headers } = await answerTo(
      request(server).get('/people/ada/packet.pdf?period=2026H1').buffer(true).expect(200),
    );
    expect(headers['content-type']).toBe('application/pdf');
    expect(headers['content-disposition']).toBe('attachment; filename="packet-ada-lovelace.pdf"');
    expect((body as Buffer).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('/health says which database and browser are in use', async () => {
    const { body } = await answerTo(request(server).get('/health').expect(200));
    expect(body).toMatchObject({ status: 'ok', ledger: { database: 'sqlite' } });
  });

  it('/docs-json describes every endpoint', async () => {
    const { body } = await answerTo(request(server).get('/docs-json').expect(200));
    expect(Object.keys((body as { paths: object }).paths).sort()).toEqual([
      '/health',
      '/imports',
      '/imports/{id}',
      '/imports/{id}/quarantine',
      '/incidents',
      '/incidents/unresolved',
      '/people',
      '/people/{id}/packet.pdf',
      '/people/{id}/scorecard',
    ]);
  });

  it.each([
    ['an unknown person', '/people/nobody/scorecard', 404, 'PERSON_UNKNOWN'],
    ['a period that is none', '/people/ada/scorecard?period=spring', 400, 'PERIOD_INVALID'],
    ['an unknown address', '/nowhere', 404, 'NOT_FOUND'],
    ['a limit that is no number', '/incidents?limit=many', 400, 'USAGE'],
  ])('answers %s with a problem', async (_what, path, status, code) => {
    const { body } = await answerTo(
      request(server)
        .get(path)
        .expect(status)
        .expect('content-type', /application\/problem\+json/),
    );
    expect(body).toMatchObject({ code, status });
  });
});

describe('a service without sign-in', () => {
  it.each([
    ['a host name that is not this machine (DNS rebinding)', { Host: 'evil.example' }],
    ["another site's page (cross-site request)", { Origin: 'https://evil.example' }],
    ['an opaque origin', { Origin: 'null' }],
  ])('refuses %s, at every address', async (_what, headers) => {
    for (const path of ['/people', '/docs-json', '/nowhere']) {
      const { body } = await answerTo(request(server).get(path).set(headers).expect(403));
      expect(body).toMatchObject({ code: 'HOST_REFUSED' });
    }
  });
});

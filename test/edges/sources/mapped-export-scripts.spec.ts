import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allSources } from '../../../src/sources/shipped-mappings.service.js';

const OK = new URL('../../imports/ok/', import.meta.url);

type Page = Readonly<Record<string, unknown>>;

/** One documented script, what its fake API answers, and what the export must come to. */
interface Script {
  readonly id: string;
  readonly env: (api: string) => Record<string, string>;
  readonly tooMany: () => Record<string, string>;
  readonly answer: (url: URL) => Page;
  readonly records: Readonly<Record<string, number>>;
}

function lines(path: string): Page[] {
  const text = readFileSync(new URL(path, OK), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Page);
}

const whole = (path: string): Page => JSON.parse(readFileSync(new URL(path, OK), 'utf8')) as Page;

const inOneSecond = (): number => Math.ceil(Date.now() / 1000) + 1;

const SCRIPTS: readonly Script[] = [
  {
    id: 'rootly',
    env: (api) => ({ ROOTLY_API: api, ROOTLY_TOKEN: 'secret' }),
    tooMany: () => ({ 'RateLimit-Reset': String(inOneSecond()) }),
    answer: ({ pathname, searchParams }) => {
      const [ana = {}, bo = {}, shift = {}] = lines('rootly/users.ndjson');
      if (pathname === '/v1/users')
        return searchParams.get('page[number]') === '1' ? { ...ana, links: { next: 'more' } } : bo;
      if (pathname === '/v1/shifts') return shift;
      return whole(pathname === '/v1/incidents' ? 'rootly/incidents-page.json' : 'rootly/action-items.json');
    },
    // The private incident is left out; two people on two pages.
    records: { person: 2, incident: 2, 'action-item': 3, shift: 1 },
  },
  {
    id: 'firehydrant',
    env: (api) => ({ FIREHYDRANT_API: api, FIREHYDRANT_TOKEN: 'secret' }),
    tooMany: () => ({ 'Retry-After': new Date(inOneSecond() * 1000).toUTCString() }),
    answer: ({ pathname, searchParams }) => {
      const [first = {}, second = {}, third = {}, users = {}] = lines('firehydrant/tickets-and-users.ndjson');
      if (pathname === '/v1/users') return users;
      if (pathname.endsWith('/events')) return { data: [], pagination: { next: null } };
      if (pathname === '/v1/incidents') return whole('firehydrant/incidents.json');
      const page = Number(searchParams.get('page'));
      return { ...[first, second, third][page - 1], pagination: { next: page < 3 ? page + 1 : null } };
    },
    // The third ticket is the incident's own.
    records: { person: 2, incident: 2, 'action-item': 2 },
  },
  {
    id: 'opsgenie',
    env: (api) => ({ OPSGENIE_API: api, OPSGENIE_KEY: 'secret' }),
    tooMany: () => ({ 'Retry-After': '1' }),
    answer: ({ pathname, searchParams }) => {
      const [incidents = {}, users = {}] = lines('opsgenie/incidents-and-users.ndjson');
      const [alert = {}] = whole('opsgenie/alerts.json')['data'] as Page[];
      if (pathname === '/v2/users') return { ...users, paging: {} };
      if (pathname === '/v1/incidents') return incidents;
      if (pathname === '/v2/alerts/al-1/recipients') return { data: alert['recipients'] };
      if (pathname === '/v2/alerts/al-1/notes') return { data: alert['notes'] };
      const from = Number(/createdAt >= (\d+)/.exec(searchParams.get('query') ?? '')?.[1]);
      const { recipients, notes, ...bare } = alert;
      return { data: from === Date.parse('2026-03-01') && recipients !== notes ? [bare] : [] };
    },
    records: { person: 2, incident: 2, 'event paged': 1, 'event acknowledged': 1, 'event note': 1 },
  },
  {
    id: 'grafana-oncall',
    env: (api) => ({ ONCALL_API: api, ONCALL_TOKEN: 'secret' }),
    tooMany: () => ({ 'Retry-After': '1' }),
    answer: ({ pathname, searchParams }) => {
      const [notes = {}, users = {}, shifts = {}] = lines('grafana-oncall/notes-users-shifts.ndjson');
      if (pathname.endsWith('/final_shifts')) return shifts;
      if (pathname.endsWith('/schedules/')) return { results: [{ id: 'S1' }], next: null };
      if (pathname.endsWith('/resolution_notes/')) return notes;
      if (pathname.endsWith('/users/')) return users;
      const groups = whole('grafana-oncall/alert-groups.json')['results'] as Page[];
      // The server names itself as it is called inside: only the query of the next page may be used.
      return searchParams.get('page') === '2'
        ? { results: groups.slice(1), next: null }
        : { results: groups.slice(0, 1), next: 'http://inside.invalid/api/v1/alert_groups/?page=2' };
    },
    records: { person: 2, incident: 2, 'event note': 1, shift: 1 },
  },
];

describe.each(SCRIPTS)('the export script of $id', ({ id, env, tooMany, answer, records }) => {
  const folder = mkdtempSync(join(tmpdir(), `${id}-script-`));
  const script = join(folder, 'export.mjs');
  let server: Server;
  let api = '';
  let refusals = 0;
  let forbidden = '';

  beforeAll(async () => {
    const page = readFileSync(new URL(`../../../docs/sources/${id}.md`, import.meta.url), 'utf8');
    writeFileSync(script, /```js\n([\s\S]*?)```/.exec(page)?.[1] ?? '');
    server = createServer((request, response) => {
      const url = new URL(request.url ?? '/', 'http://fake');
      if (forbidden !== '' && url.pathname.includes(forbidden)) response.writeHead(403).end();
      else if (refusals-- > 0) response.writeHead(429, tooMany()).end();
      else response.end(JSON.stringify(answer(url)));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    api = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true });
  });

  async function run(...days: string[]): Promise<{ code: number; out: Buffer; said: string }> {
    const child = spawn(process.execPath, [script, ...days], {
      env: { PATH: process.env['PATH'] ?? '', ...env(api) },
    });
    const [out, said]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
    const [code] = (await once(child, 'close')) as [number];
    return { code, out: Buffer.concat(out), said: Buffer.concat(said).toString() };
  }

  it('waits when told to, follows the pages, and writes what its source reads', async () => {
    refusals = 1;
    const { code, out, said } = await run('2026-02-28', '2026-03-08');
    expect([code, said]).toEqual([0, expect.stringContaining('exported.')]);
    const source = allSources().find((one) => one.recognises({ name: 'export.ndjson', head: out.subarray(0, 65_536) }));
    expect(source?.id).toBe(id);
    const counts: Record<string, number> = {};
    const file = { name: 'export.ndjson', open: () => chunks(out) };
    for await (const batch of source?.read(file, {}) ?? []) {
      expect(batch.rejections).toEqual([]);
      for (const { record } of batch.records) {
        const key = record.type === 'event' ? `event ${record.kind}` : record.type;
        counts[key] = (counts[key] ?? 0) + 1;
      }
    }
    expect(counts).toMatchObject(records);
  });

  it('stops loudly when it cannot be complete', async () => {
    forbidden = id === 'opsgenie' || id === 'grafana-oncall' ? 'alert' : 'incidents';
    const { code, said } = await run('2026-02-28', '2026-03-08');
    forbidden = '';
    expect(code).not.toBe(0);
    expect(said).toContain('The export is incomplete: do not import it.');
  });

  it('says how it is called', async () => {
    const { code, said } = await run();
    expect(code).toBe(2);
    expect(said).toContain('Usage:');
  });
});

async function* chunks(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PAGERDUTY } from '../../../src/sources/pagerduty/pagerduty.js';

const DOCUMENT = new URL('../../../docs/sources/pagerduty.md', import.meta.url);

/** A shift of a week. */
const onCall = (id: string, summary: string): object => ({
  user: { id, type: 'user_reference', summary },
  schedule: { id: 'PSCHED', type: 'schedule_reference', summary: 'Checkout' },
  escalation_policy: { id: 'PPOL', type: 'escalation_policy_reference', summary: 'Checkout' },
  escalation_level: 1,
  start: '2026-06-01T00:00:00Z',
  end: '2026-06-08T00:00:00Z',
});

/** 250 incidents in three pages a month; June is answered as too full once, and one request is refused for its rate. */
class FakePagerDuty {
  readonly asked: string[] = [];
  private refusals = 1;

  answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', 'http://pagerduty');
    this.asked.push(`${url.pathname}?${url.searchParams.toString()}`);
    if (request.headers.authorization !== 'Token token=secret') {
      response.writeHead(401).end();
    } else if (url.pathname === '/incidents' && url.searchParams.has('offset') && this.refusals-- > 0) {
      response.writeHead(429).end();
    } else {
      response.end(JSON.stringify(this.body(url)));
    }
  }

  private body(url: URL): object {
    const query = url.searchParams;
    const offset = Number(query.get('offset'));
    if (url.pathname === '/users') return { users: [{ id: 'PANA', type: 'user', name: 'Ana' }], more: false };
    if (url.pathname === '/oncalls')
      return { oncalls: [onCall('PANA', 'Ana'), onCall('PBEN', 'Ben'), onCall('PANA', 'Ana')], more: false };
    if (url.pathname.endsWith('/log_entries')) {
      const id = url.pathname.split('/')[2] ?? '';
      const summary = 'Triggered through the API';
      const entry = { id: `${id}-L`, type: 'trigger_log_entry', created_at: '2026-06-02T00:00:00Z', summary };
      return { log_entries: [entry], more: false };
    }
    const wide = Date.parse(query.get('until') ?? '') - Date.parse(query.get('since') ?? '') > 20 * 86_400_000;
    if (query.get('total') === 'true') return { incidents: [], total: wide ? 10_000 : 250 };
    const incidents = Array.from({ length: Math.min(100, 250 - offset) }, (_, index) => ({
      id: `${query.get('since')?.slice(0, 10) ?? ''}-${String(offset + index)}`,
      type: 'incident',
      incident_number: offset + index,
      title: 'Down',
      status: 'resolved',
      created_at: query.get('since'),
      resolved_at: query.get('until'),
    }));
    return { incidents, more: offset + 100 < 250 };
  }
}

describe('the export script of docs/sources/pagerduty.md', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pagerduty-script-'));
  const script = join(folder, 'pagerduty-export.mjs');
  const fake = new FakePagerDuty();
  let server: Server;
  let api = '';

  beforeAll(async () => {
    const [, code = ''] = /```js\n([\s\S]*?)```/.exec(readFileSync(DOCUMENT, 'utf8')) ?? [];
    writeFileSync(script, code);
    server = createServer((request, response) => {
      fake.answer(request, response);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    api = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true });
  });

  async function run(token: string, ...days: string[]): Promise<{ code: number; out: Buffer; said: string }> {
    const child = spawn(process.execPath, [script, ...days], {
      env: { PATH: process.env['PATH'] ?? '', PAGERDUTY_API: api, PAGERDUTY_TOKEN: token },
    });
    const out: Buffer[] = [];
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number];
    return { code, out: Buffer.concat(out), said };
  }

  it('exports every page of every window, waits when told to, and its output imports without a fault', async () => {
    // 1 June to 1 July is one window of 30 days, too full, so halved into two of 15 days with 250 incidents each.
    const { code, out, said } = await run('secret', '2026-06-01', '2026-07-01');
    expect([code, said]).toEqual([0, '500 incidents exported.\n']);
    const counts = { incidents: 0, events: 0, people: 0, shifts: 0 };
    const faults: string[] = [];
    const file = {
      name: 'pagerduty.ndjson',
      open: async function* () {
        yield await Promise.resolve(new Uint8Array(out));
      },
    };
    for await (const { records, rejections, warnings } of PAGERDUTY.read(file, {})) {
      faults.push(...[...rejections, ...warnings].map(({ message }) => message));
      for (const { record } of records) {
        if (record.type === 'incident') counts.incidents += 1;
        if (record.type === 'event') counts.events += 1;
        if (record.type === 'person') counts.people += 1;
        if (record.type === 'shift') counts.shifts += 1;
      }
    }
    expect(counts).toEqual({ incidents: 500, events: 500, people: 1, shifts: 2 });
    expect(faults).toEqual([]);
    expect(fake.asked.filter((asked) => asked.includes('user_ids'))).toEqual([]);
    expect(Math.max(...fake.asked.map((asked) => Number(/offset=(\d+)/.exec(asked)?.[1] ?? 0)))).toBe(200);
  });

  it('ends with an error, not with half an export, when the key is refused', async () => {
    const { code, said } = await run('wrong', '2026-06-01', '2026-07-01');
    expect(code).not.toBe(0);
    expect(said).toContain('/users answered 401. The export is incomplete: do not import it.');
  });
});

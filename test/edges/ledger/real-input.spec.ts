import { createReadStream, existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventKind } from '../../../src/domain/event.js';
import type { IncidentFile } from '../../../src/domain/incident-file.js';
import type { ImportReport } from '../../../src/ledger/import-report.js';
import { ImportService } from '../../../src/ledger/import.service.js';
import { LedgerService } from '../../../src/ledger/ledger.service.js';
import { parseDatabaseUrl } from '../../../src/ledger/storage/database-url.js';
import { LedgerDatabase } from '../../../src/ledger/storage/ledger-database.store.js';
import { WriteGate } from '../../../src/ledger/storage/write-gate.service.js';
import { SOURCES } from '../../../src/sources/index.js';
import type { InputFile } from '../../../src/sources/source.js';

const SAMPLES = join(import.meta.dirname, '../../../../shared/samples');
const FOLDERS = ['servicenow_uci', 'pagerduty/devlake_raw'];
const present = existsSync(SAMPLES);

let folder: string;
let ledger: LedgerService;
let imports: ImportService;
const files = new Map<string, IncidentFile>();

function sample(path: string): InputFile {
  return { name: path, open: () => createReadStream(join(SAMPLES, path)) as AsyncIterable<Uint8Array> };
}

function take(path: string): Promise<ImportReport> {
  return imports.import({ files: [sample(path)], source: 'auto', zone: 'UTC', now: '2026-01-01T00:00:00.000Z' });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sevidence-real-'));
  const database = LedgerDatabase.at(parseDatabaseUrl(join(folder, 'ledger.db')));
  const gate = new WriteGate(database);
  ledger = new LedgerService(database, SOURCES);
  imports = new ImportService(gate, SOURCES);
});

afterAll(async () => {
  await ledger.close();
  await rm(folder, { recursive: true, force: true });
});

/** `HH:MM:SS who`, for each event of a kind; by subject where something was done to somebody. */
function told(reference: string, kind: EventKind, by: 'actor' | 'subject'): string[] {
  const file = files.get(reference);
  const events = (file?.events ?? []).filter((event) => event.kind === kind);
  return events.map((event) => `${event.at?.slice(11, 19) ?? ''} ${file?.people[event[by] ?? '']?.name ?? '-'}`).sort();
}

function howMany(kind: EventKind, system: string): number {
  const own = [...files.values()].filter(({ incident }) => incident?.system === system);
  return own.flatMap(({ events }) => events).filter((event) => event.kind === kind).length;
}

if (present) {
  describe('every file of the real exports', facts);
} else {
  it('is not read here (samples not present)', () => {
    expect(existsSync(SAMPLES)).toBe(false);
  });
}

function facts(): void {
  it('is recognised and imported', async () => {
    const paths = FOLDERS.flatMap((name) => readdirSync(join(SAMPLES, name)).map((file) => `${name}/${file}`));
    const exports = paths.filter((path) => !path.endsWith('SOURCES.txt'));
    expect(exports).toHaveLength(5);
    for (const path of exports) expect(await take(path)).toMatchObject({ applied: true, rejected: [] });
    await ledger.read(async (snapshot) => {
      for await (const file of snapshot.incidentFiles()) files.set(file.incident?.reference ?? '', file);
    });
    // 447 incident numbers in the audit log, and three PagerDuty incidents.
    expect(files.size).toBe(450);
  });

  it('doubles nothing where exports overlap: all 198 rows stand among the 3,000', async () => {
    const before = await ledger.read((snapshot) => snapshot.digest());
    const other = await mkdtemp(join(tmpdir(), 'sevidence-real-'));
    const database = LedgerDatabase.at(parseDatabaseUrl(join(other, 'ledger.db')));
    const alone = new ImportService(new WriteGate(database), SOURCES);
    const options = { source: 'auto', zone: 'UTC', now: '2026-01-01T00:00:00.000Z' };
    const path = (name: string): InputFile => sample(`servicenow_uci/incident_event_log_${name}.csv`);
    const large = await alone.import({ ...options, files: [path('first3000')] });
    const small = await alone.import({ ...options, files: [path('198_sample')] });
    await database.close();
    await rm(other, { recursive: true, force: true });
    expect(large).toMatchObject({ added: { incidents: 447, events: 3000 } });
    expect(small).toMatchObject({
      added: { incidents: 0, events: 0 },
      changed: { events: 0 },
      unchanged: { events: 198 },
    });
    expect(await ledger.read((snapshot) => snapshot.digest())).toBe(before);
  });

  it('counts a resolution and a closing once, though each row of an incident repeats them', () => {
    // 16 of the 447 incidents carry "?" as resolved_at: 447 - 16 = 431. All 447 reach the state Closed.
    expect(howMany('resolved', 'servicenow-audit')).toBe(431);
    expect(howMany('closed', 'servicenow-audit')).toBe(447);
    // INC0000080 has eight rows, and on each of them resolved_by "Resolved by 15" at 02-03-2016 11:40.
    expect(told('INC0000080', 'resolved', 'actor')).toEqual(['11:40:00 Resolved by 15']);
    expect(told('INC0000080', 'closed', 'actor')).toEqual(['12:00:00 Updated by 908']);
  });

  it('knows who was paged', () => {
    // Log of incident 4: "Notified Kian Amini by email." five times, "Notified Keon Amini by email." seven times.
    expect(told('Q3YON8WNWTZMRQ', 'paged', 'subject')).toEqual([
      '06:32:13 Keon Amini',
      '06:32:13 Kian Amini',
      '06:34:36 Keon Amini',
      '06:34:36 Kian Amini',
      '06:35:17 Kian Amini',
      '06:35:21 Keon Amini',
      '06:44:59 Keon Amini',
      '06:50:02 Keon Amini',
      '06:50:02 Kian Amini',
      '07:00:02 Keon Amini',
      '07:02:38 Keon Amini',
      '07:02:38 Kian Amini',
    ]);
  });

  it('knows who acknowledged', () => {
    expect(told('Q3YON8WNWTZMRQ', 'acknowledged', 'actor')).toEqual([
      '06:23:07 Keon Amini',
      '06:34:25 Keon Amini',
      '06:34:53 Keon Amini',
    ]);
    expect(told('Q3CZAU7Q4008QD', 'acknowledged', 'actor')).toEqual(['06:44:37 Keon Amini']);
  });

  it('knows which pages timed out: those of whoever had the incident when it was escalated by the clock', () => {
    expect(told('Q3YON8WNWTZMRQ', 'page-timed-out', 'subject')).toEqual([
      '06:44:58 Keon Amini',
      '06:44:58 Kian Amini',
      '07:00:01 Keon Amini',
      '07:00:01 Kian Amini',
    ]);
    expect(told('Q1OHFWFP3GPXOG', 'page-timed-out', 'subject')).toEqual([]);
  });

  it('takes the Keon Amini who was notified for the one who acknowledged: one user of that name', () => {
    const people = Object.values(files.get('Q3YON8WNWTZMRQ')?.people ?? {});
    expect(people.map(({ name }) => name).sort()).toEqual(['Keon Amini', 'Kian Amini']);
  });

  it('knows who resolved an incident, and that a note is a note', () => {
    expect(told('Q1OHFWFP3GPXOG', 'note', 'actor')).toEqual(['06:51:43 Keon Amini']);
    expect(told('Q1OHFWFP3GPXOG', 'resolved', 'actor')).toEqual(['06:51:44 Keon Amini']);
  });
}

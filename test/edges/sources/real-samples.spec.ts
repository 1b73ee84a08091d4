import { describe, expect, it } from '@jest/globals';
import type { UpdateRecord } from '../../../src/domain/record.js';
import { eventsOf, headOf } from '../../../src/sources/servicenow-audit/history.js';
import {
  eventsIn,
  readBytes,
  recordsOf,
  sampleBytes,
  samplesPresent,
  updatesIn,
} from '../../unit/sources/read-fixture.js';
import type { ReadResult } from '../../unit/sources/read-fixture.js';

const ZONE = { zone: 'UTC' };

const readSample = (path: string): Promise<ReadResult> => readBytes(path, sampleBytes(path), ZONE);

const SMALL = 'servicenow_uci/incident_event_log_198_sample.csv';
const LARGE = 'servicenow_uci/incident_event_log_first3000.csv';

function byIncident(updates: readonly UpdateRecord[]): UpdateRecord[][] {
  const histories = new Map<string, UpdateRecord[]>();
  for (const update of updates) histories.set(update.incident, [...(histories.get(update.incident) ?? []), update]);
  return [...histories.values()];
}

/** Facts read by hand in the samples, which stand beside the repository. */
function realSamples(): void {
  it.each(['incident_4', 'incident_5', 'incident_6'])('%s of a real PagerDuty account is read whole', async (name) => {
    const result = await readSample(`pagerduty/devlake_raw/${name}.json`);
    expect(result.rejections).toEqual([]);
    expect(recordsOf(result)[0]).toMatchObject({ type: 'incident', service: 'DevService' });
  });

  it('in incident 4 Kian was paged five times by e-mail, and never answered', async () => {
    const events = eventsIn(await readSample('pagerduty/devlake_raw/incident_4.json'));
    const pages = events.filter(({ kind, subject }) => kind === 'paged' && subject === 'name:Kian Amini');
    expect(pages.map(({ at }) => at?.slice(11, 19)).sort()).toEqual([
      '06:32:13',
      '06:34:36',
      '06:35:17',
      '06:50:02',
      '07:02:38',
    ]);
    expect(new Set(pages.map(({ details }) => details?.['channel']))).toEqual(new Set(['email']));
    expect(events.filter(({ kind }) => kind === 'acknowledged').map(({ actor }) => actor)).toEqual([
      'PQYACO3',
      'PQYACO3',
      'PQYACO3',
    ]);
  });

  it('in incident 4 the pages of both ran out at 06:44:58 and again at 07:00:01', async () => {
    const events = eventsIn(await readSample('pagerduty/devlake_raw/incident_4.json'));
    const silences = events.filter(({ kind }) => kind === 'page-timed-out');
    expect(silences.map(({ at, subject }) => `${at?.slice(11, 19) ?? ''} ${subject ?? ''}`).sort()).toEqual([
      '06:44:58 name:Keon Amini',
      '06:44:58 name:Kian Amini',
      '07:00:01 name:Keon Amini',
      '07:00:01 name:Kian Amini',
    ]);
  });

  it('in incident 4 Keon declared it, and escalated by hand to himself and Kian three times', async () => {
    const events = eventsIn(await readSample('pagerduty/devlake_raw/incident_4.json'));
    expect(events.find(({ kind }) => kind === 'declared')).toMatchObject({
      actor: 'PQYACO3',
      at: '2022-11-03T06:23:06.000Z',
    });
    const byHand = events.filter(({ kind, actor, subject }) => kind === 'escalated' && actor === 'PQYACO3' && subject);
    expect(byHand).toHaveLength(6);
  });

  it('incident 6 is resolved by Keon at 06:51:44, a second after his note', async () => {
    const result = await readSample('pagerduty/devlake_raw/incident_6.json');
    expect(recordsOf(result)[0]).toMatchObject({ resolvedAt: '2022-11-03T06:51:44.000Z' });
    const last = eventsIn(result).filter(({ kind }) => kind === 'note' || kind === 'resolved');
    expect(last.map(({ kind, actor, at }) => [kind, actor, at])).toEqual([
      ['resolved', 'PQYACO3', '2022-11-03T06:51:44.000Z'],
      ['note', 'PQYACO3', '2022-11-03T06:51:43.000Z'],
    ]);
  });

  it.each([
    ['get_incidents__response.json', 1, 0],
    ['get_incidents_id__response.json', 1, 1],
    ['get_incidents_id_log_entries__response.json', 0, 1],
    ['get_log_entries__response.json', 0, 1],
    ['get_users__response.json', 0, 0],
  ])('the documented answer %s holds %d incidents and %d events', async (name, incidents, events) => {
    const result = await readSample(`pagerduty/${name}`);
    expect(result.rejections).toEqual([]);
    expect(recordsOf(result).filter(({ type }) => type === 'incident')).toHaveLength(incidents);
    expect(eventsIn(result)).toHaveLength(events);
  });

  it('both ServiceNow files are read whole, every row once', async () => {
    for (const [path, rows] of [
      [SMALL, 198],
      [LARGE, 3000],
    ] as const) {
      const result = await readSample(path);
      expect(result.rejections).toEqual([]);
      expect(new Set(updatesIn(result).map(({ id }) => id)).size).toBe(rows);
    }
  });

  it('all 198 updates of the small file are, byte for byte, among the 3,000 of the large one', async () => {
    const [small, large] = await Promise.all([readSample(SMALL), readSample(LARGE)]);
    const known = new Set(updatesIn(large).map((update) => JSON.stringify(update)));
    expect(updatesIn(small).filter((update) => !known.has(JSON.stringify(update)))).toEqual([]);
  });

  it('resolved and closed, repeated on every row, are told once an incident', async () => {
    const histories = byIncident(updatesIn(await readSample(LARGE)));
    expect(histories).toHaveLength(447);
    const events = histories.flatMap(eventsOf);
    // 16 of the 447 incidents have no resolved_at on any row; all were closed.
    expect(events.filter(({ kind }) => kind === 'resolved')).toHaveLength(431);
    expect(events.filter(({ kind }) => kind === 'closed')).toHaveLength(447);
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
  });

  it('INC0000047 went from Resolver 89 to 31 and back, and was resolved by 81', async () => {
    const histories = byIncident(updatesIn(await readSample(LARGE)));
    const history = histories.find(([first]) => first?.incident === 'INC0000047') ?? [];
    const events = eventsOf(history);
    expect(events.filter(({ kind }) => kind === 'assigned').map(({ at, subject }) => [at, subject])).toEqual([
      ['2016-02-29T04:57:00.000Z', 'assigned_to:Resolver 89'],
      ['2016-02-29T05:30:00.000Z', 'assigned_to:Resolver 31'],
      ['2016-03-01T09:14:00.000Z', 'assigned_to:Resolver 89'],
    ]);
    expect(events.find(({ kind }) => kind === 'resolved')).toMatchObject({
      actor: 'resolved_by:Resolved by 81',
      at: '2016-03-01T09:52:00.000Z',
    });
    expect(headOf(history)).toMatchObject({ severity: 3, team: 'Group 24', closedAt: '2016-03-06T10:00:00.000Z' });
  });
}

if (samplesPresent) describe('real exports', realSamples);
else {
  describe('real exports', () => {
    it('are looked for beside the repository (samples not present)', () => {
      expect(samplesPresent).toBe(false);
    });
  });
}

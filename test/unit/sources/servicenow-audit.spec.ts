import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { EventRecord, UpdateRecord } from '../../../src/domain/record.js';
import { eventsOf, headOf } from '../../../src/sources/servicenow-audit/history.js';
import { readFixture, recordsOf, readBytes, textBytes, updatesIn } from './read-fixture.js';

const story = ({ kind, at, actor, subject }: EventRecord): string =>
  [at?.slice(5, 16), kind, actor ?? '-', subject ?? '-'].join(' ');

async function historyOf(incident: string): Promise<UpdateRecord[]> {
  const result = await readFixture('ok/servicenow-audit-slashes.csv', { zone: 'UTC' });
  return updatesIn(result).filter((update) => update.incident === incident);
}

describe('rows of a ServiceNow audit log', () => {
  it('are updates in one canonical form', async () => {
    const [update] = await historyOf('INC0007001');
    expect(update).toEqual({
      type: 'update',
      id: 'INC0007001/0/2026-05-04T08:01:00.000Z',
      incident: 'INC0007001',
      at: '2026-05-04T08:01:00.000Z',
      seq: 0,
      fields: {
        number: 'INC0007001',
        incident_state: 'New',
        active: 'true',
        reopen_count: '0',
        sys_mod_count: '0',
        caller_id: 'Caller 9',
        opened_by: 'Opened by 3',
        opened_at: '2026-05-04T08:00:00.000Z',
        sys_created_at: '2026-05-04T08:01:00.000Z',
        sys_updated_by: 'Updated by 1',
        sys_updated_at: '2026-05-04T08:01:00.000Z',
        category: 'Category 2',
        subcategory: 'Subcategory 8',
        priority: '3 - Moderate',
        assignment_group: 'Group 5',
        resolved_by: 'Resolved by 77',
        resolved_at: '2026-05-04T11:30:00.000Z',
        closed_at: '2026-05-09T12:00:00.000Z',
      },
    });
  });

  it('are the same from both notations of dates, truth values, spaces and line breaks', async () => {
    const slashes = await readFixture('ok/servicenow-audit-slashes.csv', { zone: 'UTC' });
    const dashes = await readFixture('ok/servicenow-audit-dashes.csv', { zone: 'UTC' });
    expect(dashes.rejections).toEqual([]);
    expect(recordsOf(dashes)).toEqual(recordsOf(slashes));
  });

  it('take their zone from the import', async () => {
    const result = await readFixture('ok/servicenow-audit-slashes.csv', { zone: 'Europe/Lisbon' });
    // Lisbon is an hour ahead of UTC in May.
    expect(updatesIn(result)[0]?.at).toBe('2026-05-04T07:01:00.000Z');
  });

  it('may be written in ISO 8601, with or without an offset', async () => {
    const text =
      'number,incident_state,sys_updated_by,sys_updated_at,sys_mod_count\n' +
      'INC1,New,Updated by 1,2016-02-29 01:16:00,0\nINC1,New,Updated by 1,2016-02-29T03:16:00+01:00,1\n';
    const updates = updatesIn(await readBytes('x.csv', textBytes(text), { zone: 'UTC' }));
    expect(updates.map(({ at }) => at)).toEqual(['2016-02-29T01:16:00.000Z', '2016-02-29T02:16:00.000Z']);
  });

  it('name people by column and value, and never merge two columns', async () => {
    const records = recordsOf(await readFixture('ok/servicenow-audit-slashes.csv', { zone: 'UTC' }));
    const handles = records.filter((record) => record.type === 'handle');
    expect(handles).toContainEqual({ type: 'handle', id: 'resolved_by:Resolved by 77', name: 'Resolved by 77' });
    expect(new Set(handles.map(({ id }) => id)).size).toBe(handles.length);
    expect(handles.map(({ id, name }) => id.endsWith(`:${name}`))).not.toContain(false);
  });

  it('end with what an audit log can record: no page, no joining, no repair', async () => {
    expect(recordsOf(await readFixture('ok/servicenow-audit-slashes.csv', { zone: 'UTC' })).at(-1)).toEqual({
      type: 'source',
      name: 'ServiceNow incident audit log',
      covers: [
        'reported',
        'declared',
        'assigned',
        'severity-changed',
        'state-changed',
        'resolved',
        'reopened',
        'closed',
      ],
    });
  });
});

describe('the history of an incident', () => {
  it('tells what each update changed, and what every row repeats only once', async () => {
    expect(eventsOf(await historyOf('INC0007001')).map(story)).toEqual([
      '05-04T08:00 reported caller_id:Caller 9 -',
      '05-04T08:00 declared opened_by:Opened by 3 -',
      '05-04T08:20 assigned sys_updated_by:Updated by 1 assigned_to:Resolver 4',
      '05-04T08:20 state-changed sys_updated_by:Updated by 1 -',
      '05-04T08:20 severity-changed sys_updated_by:Updated by 1 -',
      '05-04T09:10 state-changed sys_updated_by:Updated by 6 -',
      '05-04T10:00 assigned sys_updated_by:Updated by 2 assigned_to:Resolver 5',
      '05-04T10:00 state-changed sys_updated_by:Updated by 2 -',
      '05-04T10:00 reopened sys_updated_by:Updated by 2 -',
      '05-04T11:30 state-changed sys_updated_by:Updated by 6 -',
      '05-09T12:00 state-changed sys_updated_by:Updated by 908 -',
      '05-04T11:30 resolved resolved_by:Resolved by 77 -',
      '05-09T12:00 closed sys_updated_by:Updated by 908 -',
    ]);
  });

  it('gives each event an id of its own and the update it was read from', async () => {
    const history = await historyOf('INC0007001');
    const events = eventsOf(history);
    const updates = history.map(({ id }) => id);
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    for (const { id, kind, details } of events) {
      expect(updates).toContain(details?.['update']);
      expect(id).toBe(`${String(details?.['update'])}/${kind}`);
    }
  });

  it('says from which severity to which', async () => {
    const change = eventsOf(await historyOf('INC0007001')).find(({ kind }) => kind === 'severity-changed');
    expect(change?.details).toMatchObject({ from: 3, to: 2 });
  });

  it('is headed by number and category, since the log holds no description', async () => {
    expect(headOf(await historyOf('INC0007001'))).toEqual({
      type: 'incident',
      id: 'INC0007001',
      title: 'INC0007001 (Category 2, Subcategory 8)',
      declaredAt: '2026-05-04T08:00:00.000Z',
      severity: 2,
      severityLabel: '2 - High',
      team: 'Group 6',
      resolvedAt: '2026-05-04T11:30:00.000Z',
      closedAt: '2026-05-09T12:00:00.000Z',
      updatedAt: '2026-05-09T12:00:00.000Z',
    });
  });

  it('that has not reached an end is neither resolved nor closed, whatever its columns foretell', async () => {
    const history = await historyOf('INC0007002');
    const head = headOf(history);
    expect(head).toMatchObject({ severity: 1, service: 'ci 31', title: 'INC0007002 (Category 2)' });
    expect(head).not.toHaveProperty('resolvedAt');
    expect(head).not.toHaveProperty('closedAt');
    expect(eventsOf(history).map(story)).toEqual([
      '05-05T21:00 reported caller_id:Caller 9 -',
      '05-05T21:00 declared - -',
      '05-05T21:00 assigned sys_updated_by:Updated by 1 assigned_to:Resolver 4',
    ]);
  });

  it('whose beginning is missing does not call its first assignment a change', async () => {
    const [, second] = await historyOf('INC0007001');
    expect(second === undefined ? [] : eventsOf([second]).map(({ kind }) => kind)).toEqual(['reported', 'declared']);
  });

  it('is the same whatever the order of its updates', async () => {
    const history = await historyOf('INC0007001');
    const [events, head] = [eventsOf(history), headOf(history)];
    fc.assert(
      fc.property(fc.shuffledSubarray(history, { minLength: history.length }), (shuffled) => {
        expect(eventsOf(shuffled)).toEqual(events);
        expect(headOf(shuffled)).toEqual(head);
      }),
    );
  });
});

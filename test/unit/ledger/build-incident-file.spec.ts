import { describe, expect, test } from '@jest/globals';
import { COVERAGE_KINDS } from '../../../src/domain/event.js';
import { incidentFileSchema } from '../../../src/domain/incident-file.js';
import type { CanonicalRecord } from '../../../src/domain/record.js';
import { resolvePeople } from '../../../src/ledger/identity/resolve-people.js';
import type { UserEntry } from '../../../src/ledger/identity/user-entry.js';
import { incomingRecord } from '../../../src/ledger/importing/record-row.js';
import { availabilityOf } from '../../../src/ledger/reading/availability.js';
import { buildIncidentFile } from '../../../src/ledger/reading/build-incident-file.js';
import type { FileContext } from '../../../src/ledger/reading/file-context.js';
import type { StoredRecord } from '../../../src/ledger/reading/stored-record.js';
import { SOURCES } from '../../../src/sources/index.js';
import { recordId } from '../../../src/ledger/record-id.js';

const AT = '2026-01-01T00:00:00.000Z';
const INCIDENT: CanonicalRecord = { type: 'incident', id: 'I1', title: 'Checkout down', declaredAt: AT };
const HEAD = recordId('native', 'incident', 'I1');

function stored(record: CanonicalRecord, source = 'native', line = 1): StoredRecord {
  const origin = { file: 'f.ndjson', line, raw: '' };
  const { row } = incomingRecord({ record, origin }, { source, connection: source });
  return { ...row, file: origin.file, line, pointer: null, sha256: 'ab' };
}

function event(id: string, more: object = {}): CanonicalRecord {
  return { type: 'event', id, incident: 'I1', kind: 'note', at: AT, ...more };
}

const ANA: UserEntry = { connection: 'native', source: 'native', type: 'person', handle: 'ana', name: 'Ana' };
const CONTEXT: FileContext = {
  people: resolvePeople([ANA], [], []),
  coverage: new Map([
    ['native', [{ connection: 'native', system: 'native', covers: ['note' as const] }]],
    ['pagerduty', [{ connection: 'pagerduty', system: 'pagerduty', covers: ['paged' as const] }]],
  ]),
  sources: new Map(),
};
const ANA_ID = recordId('native', 'person', 'ana');

function fileOf(records: readonly StoredRecord[], attachments: string[] = []) {
  return buildIncidentFile({ head: HEAD, attachments, records }, CONTEXT);
}

describe('an incident file', () => {
  test('takes a connection without any declaration to record what its sources can, and no source else', () => {
    const sources = new Map(SOURCES.map((source) => [source.id, source]));
    const coverageWith = (declared: FileContext['coverage']) =>
      buildIncidentFile(
        { head: HEAD, attachments: [], records: [stored(INCIDENT), stored(event('a'))] },
        {
          ...CONTEXT,
          sources,
          coverage: declared,
        },
      )?.coverage;
    expect(coverageWith(new Map())).toEqual([{ connection: 'native', system: 'native', covers: COVERAGE_KINDS }]);
    expect(coverageWith(CONTEXT.coverage)).toEqual(CONTEXT.coverage.get('native'));
  });

  test('has untimed events first, then by instant, then by id', () => {
    const later = '2026-01-02T00:00:00.000Z';
    const records = [
      stored(INCIDENT),
      stored(event('a', { at: later })),
      stored(event('b')),
      stored(event('c')),
      stored(event('d', { kind: 'joined', at: undefined })),
    ];
    const file = fileOf(records);
    const tied = ['b', 'c'].sort((x, y) => (recordId('native', 'event', x) < recordId('native', 'event', y) ? -1 : 1));
    expect(file?.events.map(({ evidence }) => evidence.nativeId)).toEqual(['d', ...tied, 'a']);
    expect(incidentFileSchema.parse(file)).toEqual(file);
  });

  test('is the same whatever the order of its records', () => {
    const records = [stored(INCIDENT), stored(event('a')), stored(event('b')), stored(event('c', { actor: 'ana' }))];
    expect(fileOf([...records].reverse())).toEqual(fileOf(records));
  });

  test('is none for a mere reference', () => {
    expect(fileOf([stored(event('a'))])).toBeUndefined();
  });

  test('takes title and severity from the head, and events from the attachment', () => {
    const pager = stored({ ...INCIDENT, id: 'P1', title: 'pager' }, 'pagerduty');
    const page = stored(event('e', { incident: 'P1', kind: 'paged', subject: 'PU1' }), 'pagerduty');
    const file = fileOf([stored(INCIDENT), pager, page], [pager.id]);
    expect(file?.incident?.title).toBe('Checkout down');
    expect(file?.events).toMatchObject([{ incident: pager.id, system: 'pagerduty' }]);
    expect(file?.coverage.map(({ connection }) => connection)).toEqual(['native', 'pagerduty']);
  });

  test('knows the own pages of the head and its attachments', () => {
    const [own, page] = ['https://bot.example/I1', 'https://pager.example/P1'];
    const pager = stored({ ...INCIDENT, id: 'P1', url: page }, 'pagerduty');
    expect(fileOf([pager, stored({ ...INCIDENT, url: own })], [pager.id])?.urls).toEqual([own, page]);
  });
});

test('an event names the person who approved a change of severity, not their handle', () => {
  const raised = event('a', { kind: 'severity-changed', details: { from: 3, to: 1, approvedBy: 'ana' } });
  const file = fileOf([stored(INCIDENT), stored(raised)]);
  expect(file?.events[0]?.details).toEqual({ from: 3, to: 1, approvedBy: ANA_ID });
  expect(Object.keys(file?.people ?? {})).toEqual([ANA_ID]);
});

test('an incident file counts the pages its records refer to among its own', () => {
  const ticket = 'https://tracker.example/OPS-1';
  const refs = [
    { system: 'tracker', url: ticket },
    { system: 'chat', id: 'C1' },
  ];
  expect(fileOf([stored({ ...INCIDENT, refs })])?.urls).toEqual([ticket]);
});

describe('who vouches for a record', () => {
  const vouched = (record: CanonicalRecord, source = 'native') =>
    fileOf([stored(INCIDENT), { ...stored(record, source), parent: HEAD }])?.events[0];

  test('a native record without an origin is kept by hand', () => {
    expect(vouched(event('a'))).toMatchObject({ handKept: true, system: 'native' });
  });

  test('a native record with an origin comes from that system, exported by a resolved person', () => {
    const record = event('a', { origin: { system: 'pagerduty', by: 'ana' } });
    expect(vouched(record)).toMatchObject({ handKept: false, system: 'pagerduty', by: ANA_ID });
  });

  test('a record of a system itself needs no origin', () => {
    expect(vouched(event('a'), 'pagerduty')).toMatchObject({ handKept: false, system: 'pagerduty' });
  });

  test('an event carries the place it was read at', () => {
    expect(vouched(event('a'))?.evidence).toEqual({
      record: recordId('native', 'event', 'a'),
      connection: 'native',
      nativeId: 'a',
      file: 'f.ndjson',
      line: 1,
      sha256: 'ab',
    });
  });
});

test('an action item carries what happened to it in time order, with resolved people', () => {
  const item: CanonicalRecord = {
    type: 'action-item',
    id: 'A1',
    title: 't',
    createdAt: AT,
    incident: 'I1',
    assignee: 'ana',
  };
  const happened = (id: string, at: string, kind: string): CanonicalRecord =>
    ({
      type: 'action-item-event',
      id,
      item: 'A1',
      kind,
      at,
      details: { approvedBy: 'ana', to: '2026-02-01' },
    }) as CanonicalRecord;
  const records = [
    stored(INCIDENT),
    stored(happened('x', '2026-01-03T00:00:00.000Z', 'due-moved')),
    stored(happened('y', '2026-01-02T00:00:00.000Z', 'accepted')),
    stored(item),
  ];
  const file = fileOf(records);
  expect(file?.actionItems).toMatchObject([
    {
      reference: 'A1',
      assignee: ANA_ID,
      events: [{ kind: 'accepted' }, { kind: 'due-moved', approvedBy: ANA_ID, to: '2026-02-01' }],
    },
  ]);
  expect(file?.people).toEqual({ [ANA_ID]: CONTEXT.people.personOf('native', 'ana') });
});

test('availability is that of the person, whichever handle a shift names, and the same in any order', () => {
  const shift = (from: string): StoredRecord =>
    stored({ type: 'shift', person: 'ana', from, until: '2026-03-01T00:00:00.000Z', schedule: 's' });
  const leave = stored({ type: 'leave', person: 'ana', from: AT, until: '2026-01-05T00:00:00.000Z' });
  const records = [shift('2026-02-02T00:00:00.000Z'), leave, shift('2026-02-01T00:00:00.000Z')];
  const found = availabilityOf(records, CONTEXT.people);
  expect(Object.keys(found)).toEqual([ANA_ID]);
  expect(found[ANA_ID]?.shifts.map(({ from }) => from)).toEqual([
    '2026-02-01T00:00:00.000Z',
    '2026-02-02T00:00:00.000Z',
  ]);
  expect(found[ANA_ID]?.leave).toEqual([{ from: AT, until: '2026-01-05T00:00:00.000Z', fraction: 1 }]);
  expect(availabilityOf([...records].reverse(), CONTEXT.people)).toEqual(found);
});

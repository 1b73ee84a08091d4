import { describe, expect, it } from '@jest/globals';
import { RECORD_SCHEMAS } from '../../../src/domain/record.js';
import { NATIVE_TYPES } from '../../../src/sources/native/fields.js';
import { fixtureBytes, originOf, readBytes, readFixture, recordsOf, textBytes } from './read-fixture.js';

const CSV_SET = [
  ['people.csv', 'person', 2],
  ['incidents.csv', 'incident', 1],
  ['events.csv', 'event', 4],
  ['action-items.csv', 'action-item', 1],
  ['action-item-events.csv', 'action-item-event', 1],
  ['shifts.csv', 'shift', 1],
  ['leave.csv', 'leave', 1],
  ['memberships.csv', 'membership', 1],
] as const;

describe('native NDJSON', () => {
  it('reads every public record type, and nothing is refused or warned about', async () => {
    const result = await readFixture('ok/native-every-type.ndjson');
    expect(new Set(recordsOf(result).map(({ type }) => type))).toEqual(new Set(NATIVE_TYPES));
    expect(result.rejections).toEqual([]);
    expect(result.warnings).toEqual([]);
  });

  it('keeps each line as received, and says which line it was', async () => {
    const result = await readFixture('ok/native-every-type.ndjson');
    const lines = new TextDecoder().decode(fixtureBytes('ok/native-every-type.ndjson')).split('\n');
    for (const { origin } of result.sourced) expect(origin.raw).toBe(lines[(origin.line ?? 0) - 1]);
    expect(originOf(result, 'e2')?.line).toBe(8);
  });

  it('turns every instant into UTC milliseconds, and leaves a due day a day', async () => {
    const records = recordsOf(await readFixture('ok/native-every-type.ndjson'));
    // 09:12 at +02:00 is 07:12 UTC.
    expect(records.find(({ type }) => type === 'incident')).toMatchObject({ declaredAt: '2026-03-03T07:12:00.000Z' });
    expect(records.find(({ type }) => type === 'action-item')).toMatchObject({ dueAt: '2026-03-20' });
  });

  it('yields records that pass their own schema again unchanged', async () => {
    for (const record of recordsOf(await readFixture('ok/native-every-type.ndjson'))) {
      expect(RECORD_SCHEMAS[record.type].parse(record)).toEqual(record);
    }
  });

  it('keeps a declaration of coverage as the file makes it, and adds none', async () => {
    const sources = recordsOf(await readFixture('ok/native-every-type.ndjson')).filter(({ type }) => type === 'source');
    expect(sources).toHaveLength(1);
    expect(sources[0]).toMatchObject({ name: 'Harbour pager export' });
  });

  it('declares nothing for a file that declares nothing', async () => {
    const incident = '{"type":"incident","id":"I","title":"T","declaredAt":"2026-07-01T10:00:00Z"}\n';
    const result = await readBytes('x.ndjson', textBytes(incident));
    expect(recordsOf(result).map(({ type }) => type)).toEqual(['incident']);
  });

  it.each([
    ['sevrity', 'severity'],
    ['title_', 'title'],
    ['customers', 'customersAffected'],
    ['Resolvedat', 'resolvedAt'],
  ])('asks whether an unknown field %s means %s', async (field, meant) => {
    const incident = `{"type":"incident","id":"I","title":"T","declaredAt":"2026-07-01T10:00:00Z","${field}":"x"}`;
    const { warnings } = await readBytes('x.ndjson', textBytes(incident));
    expect(warnings[0]?.message).toContain(`Did you mean ${meant}?`);
  });

  it('guesses nothing for an unknown field that is near none', async () => {
    const { warnings } = await readBytes('x.ndjson', textBytes('{"type":"person","id":"a","name":"A","shoe":44}'));
    expect(warnings[0]?.message).toBe(
      'The native format has no field shoe in records of type person; it was kept, and nothing reads it.',
    );
  });

  it.each([
    ['resolve', 'kind "resolve" is not a word this field knows; did you mean resolved?'],
    ['Role-Assume', 'kind "Role-Assume" is not a word this field knows; did you mean role-assumed?'],
    // Not a plain word: it may be anything somebody wrote, so it is not said again.
    ['acknowledged by Ana Silva', 'kind is not a word this field knows; did you mean acknowledged?'],
  ])('says of the kind %s what is meant, and names it only where it is a plain word', async (kind, message) => {
    const event = { type: 'event', id: 'e', incident: 'I', kind, at: '2026-07-01T10:00:00Z' };
    const { rejections } = await readBytes('x.ndjson', textBytes(JSON.stringify(event)));
    expect(rejections).toMatchObject([{ code: 'FIELD_INVALID', field: 'kind', message }]);
  });

  it.each([
    ['source', { covers: ['paged'] }],
    ['membership', { person: 'a', team: 'Pay' }],
    ['shift', { person: 'a' }],
    ['leave', { person: 'a' }],
  ])('refuses a %s that ends before it begins, however the two are written', async (type, more) => {
    // 10:30 at +02:00 is 08:30 UTC, half an hour before 09:00 UTC, although it is the greater text.
    const span = { from: '2026-03-01T09:00:00Z', until: '2026-03-01T10:30:00+02:00' };
    const { rejections } = await readBytes('x.ndjson', textBytes(JSON.stringify({ type, ...more, ...span })));
    expect(rejections).toEqual([
      {
        file: 'x.ndjson',
        line: 1,
        field: 'until',
        code: 'TIME_ORDER',
        message: 'until is before from; exchange or correct them.',
      },
    ]);
  });

  it('keeps a span of no length, and warns of nothing where instants are equal', async () => {
    const at = '2026-03-01T09:00:00Z';
    const shift = { type: 'shift', person: 'a', from: at, until: at };
    const incident = { type: 'incident', id: 'I', title: 'T', declaredAt: at, resolvedAt: at };
    const text = `${JSON.stringify(shift)}\n${JSON.stringify(incident)}`;
    const { sourced, rejections, warnings } = await readBytes('x.ndjson', textBytes(text));
    expect([sourced.length, rejections, warnings]).toEqual([2, [], []]);
  });

  it.each([
    ['incident', 'declaredAt', ['mitigatedAt', 'resolvedAt', 'closedAt']],
    ['action-item', 'createdAt', ['acceptedAt', 'closedAt', 'verifiedAt']],
  ])('keeps an %s with instants before its %s, and warns of each', async (type, start, fields) => {
    const early = Object.fromEntries(fields.map((field) => [field, '2026-03-01T08:59:59Z']));
    const record = { type, id: 'x', title: 'T', [start]: '2026-03-01T09:00:00Z', ...early };
    const result = await readBytes('x.ndjson', textBytes(JSON.stringify(record)));
    expect(recordsOf(result)).toHaveLength(1);
    expect(result.rejections).toEqual([]);
    expect(result.warnings.map(({ code, field, line }) => [code, field, line])).toEqual(
      fields.map((field) => ['TIME_ORDER', field, 1]),
    );
  });

  it('keeps unknown fields and warns once a field, with how often', async () => {
    const line = (id: string, more: string): string => `{"type":"person","id":"${id}","name":"N",${more}}`;
    const text = [line('a', '"shoe":44'), line('b', '"shoe":38,"hat":1'), line('c', '"hat":2')].join('\n');
    const result = await readBytes('x.ndjson', textBytes(text));
    expect(recordsOf(result)[0]).toMatchObject({ shoe: 44 });
    expect(result.warnings.map(({ code, field, line: at, count }) => [code, field, at, count])).toEqual([
      ['FIELD_UNKNOWN', 'shoe', 1, 2],
      ['FIELD_UNKNOWN', 'hat', 2, 2],
    ]);
  });

  it.each([
    ['person', { name: 'N' }, { sameAs: [{ system: 'slack', id: 'U1' }] }],
    ['action-item', { title: 'T', createdAt: '2026-03-01T09:00:00Z' }, { inferred: ['closedAt'] }],
    ['action-item', { title: 'T', createdAt: '2026-03-01T09:00:00Z' }, { unrecorded: ['closedBy'] }],
  ])('links no identity and excuses nobody: in a %s %j the field of %j is left out', async (type, needed, more) => {
    const result = await readBytes('x.ndjson', textBytes(JSON.stringify({ type, id: 'x', ...needed, ...more })));
    const [field = ''] = Object.keys(more);
    expect(recordsOf(result)).toHaveLength(1);
    expect(recordsOf(result)[0]).not.toHaveProperty(field);
    expect(result.rejections).toEqual([]);
    expect(result.warnings).toMatchObject([{ code: 'FIELD_UNKNOWN', field, line: 1, count: 1 }]);
    expect(result.warnings[0]?.message).toContain('it was left out');
  });

  it('places dates without an offset in the zone of the file, and no others', async () => {
    const text =
      '{"type":"incident","id":"I","title":"T","declaredAt":"2026-07-01T10:00:00","resolvedAt":"2026-07-01T10:00:00Z",' +
      '"origin":{"system":"s","exportedAt":"2026-07-01 11:00"}}';
    const [record] = recordsOf(await readBytes('x.ndjson', textBytes(text), { zone: 'America/New_York' }));
    // New York is four hours behind UTC in July.
    expect(record).toMatchObject({
      declaredAt: '2026-07-01T14:00:00.000Z',
      resolvedAt: '2026-07-01T10:00:00.000Z',
      origin: { exportedAt: '2026-07-01T15:00:00.000Z' },
    });
  });

  it('leaves a due day a day although a zone is named', async () => {
    const text = '{"type":"action-item","id":"A","title":"T","createdAt":"2026-07-01T10:00:00Z","dueAt":"2026-07-09"}';
    const [record] = recordsOf(await readBytes('x.ndjson', textBytes(text), { zone: 'Asia/Tokyo' }));
    expect(record).toMatchObject({ dueAt: '2026-07-09' });
  });

  it('refuses a file with a line nested too deep, however deep', async () => {
    const deep = `{"type":"person","id":"b","name":"B","x":${'['.repeat(30_000)}${']'.repeat(30_000)}}`;
    const text = `{"type":"person","id":"a","name":"A"}\n${deep}\n{"type":"person","id":"c","name":"C"}\n`;
    const result = await readBytes('x.ndjson', textBytes(text));
    expect(result.rejections).toMatchObject([{ code: 'JSON_TOO_DEEP', line: 2, scope: 'file' }]);
  });

  it('reads null as absent', async () => {
    const text = '{"type":"person","id":"a","name":"Ana","email":null,"team":null}';
    expect(recordsOf(await readBytes('x.ndjson', textBytes(text)))[0]).toEqual({
      type: 'person',
      id: 'a',
      name: 'Ana',
    });
  });
});

describe('a native JSON array', () => {
  it('gives each element its line and pointer', async () => {
    const result = await readFixture('ok/native-array.json');
    expect(result.sourced.slice(0, 3).map(({ origin: { line, pointer } }) => [line, pointer])).toEqual([
      [2, '/0'],
      [7, '/1'],
      [8, '/2'],
    ]);
    expect(originOf(result, 'ana')?.raw).toBe('{"type":"person","id":"ana","name":"Ana Figueira"}');
    expect(result.warnings).toMatchObject([{ code: 'FIELD_UNKNOWN', field: 'mood', line: 7, count: 1 }]);
  });
});

describe('native JSON documents over many lines', () => {
  it('are read as whole documents, each with the line it begins on', async () => {
    const result = await readFixture('ok/native-documents.json');
    expect(result.rejections).toEqual([]);
    expect(recordsOf(result)).toMatchObject([
      { type: 'person', id: 'mika' },
      { type: 'incident', id: 'INC-71', declaredAt: '2026-03-03T07:12:00.000Z' },
    ]);
    // The person takes five lines.
    expect(result.sourced.map(({ origin }) => origin.line)).toEqual([1, 6]);
  });

  it('are documents also where the second line begins with a bracket that the first one awaits', async () => {
    const text =
      '{"type":"incident","id":"I","title":"T","declaredAt":"2026-03-03T09:12:00Z","refs":[\n{"system":"jira","id":"A-1"}]}';
    expect(recordsOf(await readBytes('x.json', textBytes(text)))).toHaveLength(1);
  });

  it('that end too early are said to be cut short', async () => {
    const { rejections } = await readBytes('x.json', textBytes('{\n  "type": "person",\n  "id": "a",\n'));
    expect(rejections).toMatchObject([
      { code: 'JSON_SYNTAX', scope: 'file', message: expect.stringContaining('cut short') as unknown },
    ]);
  });
});

describe('a line of NDJSON that is not complete', () => {
  const ANA = '{"type":"person","id":"a","name":"Ana"}';
  const HALF = '{"type":"person","id":"b"';

  it.each([
    ['first', `${HALF}\n${ANA}\n${ANA}\n`, 1, 2],
    ['in the middle', `${ANA}\n${HALF}\n${ANA}\n`, 2, 2],
    ['last, and ended', `${ANA}\n${HALF}\n`, 2, 1],
  ])('%s is said to be so, and not that the file was cut short', async (_where, text, line, records) => {
    const { rejections, sourced } = await readBytes('x.ndjson', textBytes(text));
    expect(rejections).toEqual([
      {
        file: 'x.ndjson',
        line,
        column: 26,
        code: 'JSON_SYNTAX',
        message: 'The JSON of this line ends before it is complete; write each record whole, on one line of its own.',
      },
    ]);
    expect(sourced).toHaveLength(records);
  });

  it('and last, without its line break, says that the file was cut short', async () => {
    const { rejections } = await readBytes('x.ndjson', textBytes(`${ANA}\n${HALF}`));
    expect(rejections).toMatchObject([
      { line: 2, code: 'NDJSON_TRUNCATED', message: expect.stringContaining('the file was cut short') as unknown },
    ]);
  });
});

describe('the native CSV set', () => {
  it.each(CSV_SET)('%s holds records of type %s', async (file, type, count) => {
    const result = await readFixture(`ok/native-csv/${file}`);
    expect(result.rejections).toEqual([]);
    expect(result.warnings).toEqual([]);
    expect(recordsOf(result).map((record) => record.type)).toEqual(Array<string>(count).fill(type));
  });

  it('nests dotted columns, splits lists, turns numbers and truth values, and leaves empty cells out', async () => {
    const [people, incidents, events] = await Promise.all(
      ['people', 'incidents', 'events'].map(async (name) => recordsOf(await readFixture(`ok/native-csv/${name}.csv`))),
    );
    expect(people?.slice(0, 2)).toEqual([
      {
        type: 'person',
        id: 'mika',
        name: 'Mika Aaltonen',
        email: 'mika@harbour.example',
        timeZone: 'Europe/Helsinki',
        team: 'Payments',
        fte: 0.8,
        origin: { system: 'hr' },
      },
      { type: 'person', id: 'yuki', name: '佐藤 由紀', timeZone: 'Asia/Tokyo', team: 'Payments', bot: false },
    ]);
    expect(incidents?.[0]).toMatchObject({
      title: 'Card payments answer 502, "again"',
      severity: 2,
      factors: ['connection pool', 'retry storm'],
      refs: [
        { system: 'pagerduty', id: 'Q7A1' },
        { system: 'slack', url: 'https://chat.harbour.example/C9' },
      ],
    });
    expect(events?.[0]).toMatchObject({ details: { channel: 'push', policyTimeoutSeconds: 300, onCall: true } });
    expect(events?.[1]).toMatchObject({ confirmedBy: ['yuki', 'mika'], summary: 'two lines\nof text' });
  });

  it('reads severities as numbers and states as text in the same columns', async () => {
    const events = recordsOf(await readFixture('ok/native-csv/events.csv'));
    expect(events[1]).toMatchObject({ details: { from: 3, to: 2 } });
    expect(events[3]).toMatchObject({ details: { from: 'open', to: 'mitigated' } });
  });

  it('says on which line a row starts although cells before it hold line breaks', async () => {
    const result = await readFixture('ok/native-csv/events.csv');
    expect(['e1', 'e2', 'e3', 'e4'].map((id) => originOf(result, id)?.line)).toEqual([2, 3, 5, 6]);
    expect(originOf(result, 'e1')?.raw).toBe('e1,INC-71,paged,2026-03-03T07:12:05Z,,mika,,,push,300,true,,');
  });

  it('says the same as the NDJSON that holds the same records', async () => {
    const csv = recordsOf(await readFixture('ok/native-csv/shifts.csv'))[0];
    const ndjson = recordsOf(await readFixture('ok/native-every-type.ndjson')).find(({ type }) => type === 'shift');
    expect(csv).toEqual(ndjson);
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type EventRecord, type IncidentRecord, RECORD_SCHEMAS } from '../../../src/domain/record.js';
import { journalEntries } from '../../../src/sources/servicenow/journal.js';
import { SERVICENOW } from '../../../src/sources/servicenow/servicenow.js';
import { eventsIn, readBytes, readFixture, type ReadResult, recordsOf, textBytes } from './read-fixture.js';

const NEW_YORK = { zone: 'America/New_York' };

const story = ({ kind, at, actor }: EventRecord): string => [at?.slice(5, 19), kind, shortly(actor)].join(' ');

/** `...a2` for the 32 digits of a `sys_id`. */
const shortly = (actor: string | undefined): string => actor?.replace(/^0{30}/, '...') ?? '-';

const incidentsOf = (result: ReadResult): IncidentRecord[] =>
  recordsOf(result).filter((record) => record.type === 'incident');

const rowOf = (more: object): Promise<ReadResult> =>
  readBytes(
    'x.json',
    textBytes(
      JSON.stringify({
        result: [{ sys_id: 'f'.repeat(32), number: 'INC1', opened_at: '2026-05-04 08:00:00', ...more }],
      }),
    ),
    { zone: 'UTC' },
    'servicenow',
  );

describe('rows of the incident table', () => {
  it('are incidents under their number, with the sys_id as another name', async () => {
    const [first] = incidentsOf(await readFixture('ok/servicenow/incidents-all.json', NEW_YORK));
    expect(first).toEqual({
      type: 'incident',
      id: 'INC00101',
      title: 'Checkout times out',
      declaredAt: '2026-05-04T08:00:00.000Z',
      severity: 2,
      severityLabel: '2 - High',
      keys: ['00000000000000000000000000000065'],
      refs: [{ system: 'pagerduty', id: 'PI1' }],
      service: 'Shop',
      team: 'Checkout',
      resolvedAt: '2026-05-04T09:00:00.000Z',
      closedAt: '2026-05-09T09:00:00.000Z',
      updatedAt: '2026-05-09T09:00:00.000Z',
    });
  });

  it('tell who called, wrote it down, reopened, resolved and closed it, and never to whom it is assigned', async () => {
    const events = eventsIn(await readFixture('ok/servicenow/incidents-all.json', NEW_YORK));
    expect(events.filter(({ incident }) => incident !== 'INC00102').map(story)).toEqual([
      '05-04T08:00:00 reported ...a3',
      '05-04T08:00:00 declared ...a1',
      '05-04T09:00:00 resolved ...a2',
      '05-09T09:00:00 closed system',
      '05-04T08:30:00 note name:Tom Okafor',
      '05-04T08:10:00 note name:Tom Okafor',
      '05-04T08:20:00 note name:Lea Brandt',
      '05-04T08:00:00 reported ...a3',
      '05-04T08:00:00 declared ...a1',
      '05-04T10:00:00 reopened ...a3',
    ]);
  });

  it('that were reopened have not ended, whatever dates their first ending left', async () => {
    const reopened = incidentsOf(await readFixture('ok/servicenow/incidents-all.json', NEW_YORK))[2];
    expect(reopened).not.toHaveProperty('resolvedAt');
  });

  it('that are children name their parent and stay incidents of their own', async () => {
    const child = incidentsOf(await readFixture('ok/servicenow/incidents-all.json', NEW_YORK))[1];
    expect(child).toMatchObject({ id: 'INC00102', refs: [{ system: 'servicenow', id: 'INC00101' }] });
    expect(child).not.toHaveProperty('mergedInto');
  });

  it('are as severe as their priority says, else as their severity', async () => {
    const severities = incidentsOf(await readFixture('ok/servicenow/incidents-all.json', NEW_YORK)).map(
      ({ severity, severityLabel }) => [severity, severityLabel],
    );
    expect(severities).toEqual([
      [2, '2 - High'],
      [2, '2 - High'],
      [3, '3 - Low'],
    ]);
  });

  it.each([
    ['7', undefined, true],
    ['8', undefined, true],
    ['42', undefined, true],
    ['6', undefined, false],
    ['2', undefined, false],
    [undefined, 'Closed', true],
    [undefined, 'Canceled', true],
    [undefined, 'Waiting for the vendor', true],
    [undefined, 'Resolved', false],
    [undefined, 'In Progress', false],
  ])('in state %s %s are closed by their date: %s', async (value, display, closed) => {
    const [incident] = incidentsOf(
      await rowOf({ state: { value, display_value: display }, closed_at: { value: '2026-05-09 08:00:00' } }),
    );
    expect(incident?.closedAt).toBe(closed ? '2026-05-09T08:00:00.000Z' : undefined);
  });

  it('of unknown states and priorities are read all the same', async () => {
    const result = await rowOf({ state: { value: '42', display_value: 'Parked' }, priority: { value: 'urgent' } });
    expect(result.rejections).toEqual([]);
    expect(incidentsOf(result)[0]).not.toHaveProperty('severity');
  });

  it('keep the row as the record, with its own pointer', async () => {
    const { sourced } = await readFixture('ok/servicenow/incidents-all.json', NEW_YORK);
    expect(sourced[0]?.origin.pointer).toBe('/result/0');
    expect(JSON.parse(sourced[0]?.origin.raw ?? '')).toHaveProperty('assigned_to');
  });

  it.each([
    ['problem', { number: 'PRB7', sys_class_name: { value: 'problem', display_value: 'Problem' } }],
    ['change_request', { number: 'CHG7', sys_class_name: 'Change Request' }],
    ['security incident', { number: 'SIR7', sys_class_name: 'sn_si_incident' }],
    ['a task without a class', { number: 'TASK7' }],
  ])('of another table are refused: %s', async (_, more) => {
    expect((await rowOf(more)).rejections).toMatchObject([{ code: 'RECORD_UNKNOWN', pointer: '/result/0' }]);
  });

  it('of an instance with numbers of its own are known by what only incidents have', async () => {
    expect(incidentsOf(await rowOf({ number: 'MAJ0001', caller_id: '' }))).toMatchObject([{ id: 'MAJ0001' }]);
  });

  it('may come one by one, as the answer to a single sys_id', async () => {
    const single = { result: { number: 'INC9', sys_id: 'e'.repeat(32), opened_at: { value: '2026-05-04 08:00:00' } } };
    const result = await readBytes('x', textBytes(JSON.stringify(single)));
    expect(incidentsOf(result)).toMatchObject([{ id: 'INC9' }]);
  });
});

describe('times of ServiceNow', () => {
  it('of the database are UTC, whatever zone is named and whatever is shown', async () => {
    const read = async (zone: string): Promise<(string | undefined)[]> => {
      const [incident] = incidentsOf(await readFixture('ok/servicenow/incidents-all.json', { zone }));
      return [incident?.declaredAt, incident?.resolvedAt, incident?.closedAt];
    };
    expect(await read('Asia/Tokyo')).toEqual(await read('UTC'));
  });

  it('of plain rows are UTC where the row has numbers for choices, as the database does', async () => {
    const { rejections, sourced } = await readFixture('ok/servicenow/incidents-values.json');
    expect(rejections).toEqual([]);
    expect(sourced[0]?.record).toMatchObject({ declaredAt: '2026-05-05T08:00:00.000Z', severity: 1 });
  });

  it('that are shown only need a zone, which is said once, and nothing is read', async () => {
    const result = await readFixture('ok/servicenow/incidents.csv', {}, 'servicenow');
    expect(result.rejections).toEqual([
      {
        file: 'incidents.csv',
        line: 2,
        column: 5,
        field: 'opened_at',
        code: 'TIME_NO_ZONE',
        scope: 'file',
        message: 'opened_at has no offset; end it with Z or +02:00, or name the zone of the file, such as --zone UTC.',
      },
    ]);
    expect(result.sourced).toEqual([]);
    const answer = await readFixture('ok/servicenow/incidents-displayed.json');
    expect(answer.rejections).toMatchObject([{ code: 'TIME_NO_ZONE', scope: 'file', pointer: '/result/0' }]);
  });

  it('that are shown are read in the zone named', async () => {
    // 04:00 in New York is 08:00 UTC in May.
    const [fromCsv] = incidentsOf(await readFixture('ok/servicenow/incidents.csv', NEW_YORK));
    const [shown] = incidentsOf(await readFixture('ok/servicenow/incidents-displayed.json', NEW_YORK));
    expect([fromCsv?.declaredAt, shown?.declaredAt]).toEqual(['2026-05-04T08:00:00.000Z', '2026-05-05T08:00:00.000Z']);
  });

  it('in the month-first notation of an instance are refused rather than guessed', async () => {
    const result = await rowOf({ opened_at: '10/24/2023 7:07:31' });
    expect(result.rejections).toMatchObject([{ code: 'TIME_INVALID', field: 'opened_at' }]);
  });
});

describe('work notes and comments', () => {
  const noted = (id: string, more: object): object => ({
    type: 'event',
    incident: 'INC00101',
    kind: 'note',
    id,
    ...more,
  });

  it('are notes by name, with their text and the first link in it', async () => {
    const [rollback, looking] = eventsIn(await readFixture('ok/servicenow/incidents-all.json', NEW_YORK)).filter(
      ({ kind }) => kind === 'note',
    );
    // 04:30 in New York is 08:30 UTC in May.
    expect(rollback).toEqual(
      noted('INC00101/work_notes/2026-05-04T08:30:00.000Z/Tom Okafor', {
        at: '2026-05-04T08:30:00.000Z',
        actor: 'name:Tom Okafor',
        url: 'https://git.lantern.example/c/41',
        summary:
          'Rolled back, see https://git.lantern.example/c/41.\n\n' +
          'It was the pool: 2026-05-04 01:00:00 - Nobody (Work notes) said so.',
        updatedAt: '2026-05-09T09:00:00.000Z',
      }),
    );
    expect(looking).toMatchObject({ summary: 'Looking' });
  });

  it.each([
    [undefined, 'SN_NOTES_WITHOUT_ZONE'],
    ['Asia/Tokyo', 'SN_ZONE_DIFFERS'],
  ])('are left out, and counted, where the zone is %s', async (zone, code) => {
    const result = await readFixture('ok/servicenow/incidents-all.json', zone === undefined ? {} : { zone });
    expect(result.warnings).toMatchObject([{ code, count: 3 }]);
    expect(eventsIn(result).filter(({ kind }) => kind === 'note')).toEqual([]);
    expect(recordsOf(result).at(-1)).toMatchObject({ covers: ['reported', 'declared', 'resolved', 'closed'] });
  });

  it('in another notation of dates are left out, and counted', async () => {
    const result = await rowOf({ work_notes: '05/04/2026 04:30:00 AM - Tom Okafor (Work notes)\nLooking\n\n' });
    expect(result.warnings).toMatchObject([{ code: 'SN_NOTES_WITHOUT_TIME', count: 1 }]);
  });

  it('begin at a heading after a blank line, and nowhere else', () => {
    const heading = '2026-05-04 04:30:00 - Ana (of Ops) (Work notes)';
    expect(journalEntries(`${heading}\r\nquoted:\r\n${heading}\r\n\r\n${heading}\r\n`)).toEqual([
      { shown: '2026-05-04 04:30:00', name: 'Ana (of Ops)', text: `quoted:\n${heading}` },
      { shown: '2026-05-04 04:30:00', name: 'Ana (of Ops)', text: '' },
    ]);
  });

  it('of any text are read without a fault', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const entry = `2026-05-04 04:30:00 - Ana (Work notes)\n${text.replace(/[\r\n]/g, ' ')}`;
        return journalEntries(entry).length === 1 && journalEntries(text).length <= text.length;
      }),
    );
  });
});

describe('people of ServiceNow', () => {
  it('are the rows of the user table, inactive ones too; accounts of integrations are bots', async () => {
    expect(recordsOf(await readFixture('ok/servicenow/users.json')).slice(0, 3)).toEqual([
      {
        type: 'person',
        id: '000000000000000000000000000000a1',
        name: 'Ines Prado',
        email: 'ines@lantern.example',
        timeZone: 'Europe/Lisbon',
      },
      { type: 'person', id: '000000000000000000000000000000a2', name: 'Tom Okafor', email: 'tom@lantern.example' },
      { type: 'person', id: '000000000000000000000000000000a9', name: 'Pager integration', bot: true },
    ]);
  });

  it('without a sys_id are known by their user name', async () => {
    const people = recordsOf(await readFixture('ok/servicenow/users.csv')).filter(({ type }) => type === 'person');
    expect(people.map((person) => 'id' in person && person.id)).toEqual([
      '000000000000000000000000000000a1',
      'user:tom.okafor',
    ]);
  });

  it('named elsewhere are handles, by id where there is one, and the System account is a bot', async () => {
    const handles = recordsOf(await readFixture('ok/servicenow/incidents-all.json', NEW_YORK)).filter(
      ({ type }) => type === 'handle',
    );
    expect(handles).toEqual([
      { type: 'handle', id: '000000000000000000000000000000a3', name: 'Lea Brandt' },
      { type: 'handle', id: '000000000000000000000000000000a1', name: 'Ines Prado' },
      { type: 'handle', id: '000000000000000000000000000000a2', name: 'Tom Okafor' },
      { type: 'handle', id: 'system', name: 'System', bot: true },
      { type: 'handle', id: 'name:Tom Okafor', name: 'Tom Okafor' },
      { type: 'handle', id: 'name:Lea Brandt', name: 'Lea Brandt' },
    ]);
  });

  it('whose id stands only in a link are known by it', async () => {
    const [declared] = eventsIn(await readFixture('ok/servicenow/incidents-displayed.json', NEW_YORK));
    expect(declared?.actor).toBe('000000000000000000000000000000a1');
  });
});

describe('the incident list as CSV', () => {
  it('is the same incident as the answer of the API, and the same events', async () => {
    const csv = await readFixture('ok/servicenow/incidents.csv', NEW_YORK);
    const api = await readFixture('ok/servicenow/incidents-all.json', NEW_YORK);
    const told = (result: ReadResult): string[] =>
      eventsIn(result)
        .filter(({ incident, kind }) => incident === 'INC00101' && kind !== 'note')
        .map(({ id, at }) => `${id} ${at ?? ''}`);
    expect(told(csv)).toEqual(told(api));
  });

  it('may hold a cell that a spreadsheet would run: here it is text', async () => {
    const [, second] = incidentsOf(await readFixture('ok/servicenow/incidents.csv', NEW_YORK));
    expect(second?.title).toBe('=HYPERLINK("https://x.example")');
  });

  it('reads the same with a byte order mark and other line breaks', async () => {
    const text = 'number,short_description,opened_at\nINC1,Down,2026-05-04 08:00:00\n';
    const plain = await readBytes('x.csv', textBytes(text), { zone: 'UTC' });
    const other = await readBytes('x.csv', textBytes(`\uFEFF${text.replaceAll('\n', '\r\n')}`), { zone: 'UTC' });
    expect(other).toEqual(plain);
    expect(incidentsOf(plain)).toMatchObject([{ id: 'INC1', declaredAt: '2026-05-04T08:00:00.000Z' }]);
  });

  it('without the columns it takes is refused by the first that is missing, or by its separator', async () => {
    const faultOf = async (header: string): Promise<string[]> =>
      (await readBytes('x.csv', textBytes(`${header}\n`), {}, 'servicenow')).rejections.map(({ code }) => code);
    expect(await faultOf('number,short_description')).toEqual(['HEADER_MISSING']);
    expect(await faultOf('number;short_description;opened_at')).toEqual(['DELIMITER_MISMATCH']);
  });
});

describe('what is read of ServiceNow', () => {
  it.each(['incidents-all.json', 'incidents-values.json', 'incidents-displayed.json', 'users.json', 'incidents.csv'])(
    'in %s is what the ledger keeps',
    async (file) => {
      const records = recordsOf(await readFixture(`ok/servicenow/${file}`, NEW_YORK));
      expect(records.filter((record) => !RECORD_SCHEMAS[record.type].safeParse(record).success)).toEqual([]);
    },
  );

  it('is nothing where a table is a header alone, which is said', async () => {
    const result = await readBytes('x.csv', textBytes('number,short_description,opened_at\n'));
    expect(result.rejections).toEqual([]);
    expect(result.warnings).toMatchObject([{ code: 'NO_RECORDS' }]);
    expect(recordsOf(result)).toEqual([{ type: 'source', name: 'ServiceNow', covers: [] }]);
  });
});

describe('what a ServiceNow export can record', () => {
  it('is what it has fields for', async () => {
    const coversOf = async (path: string): Promise<unknown> => recordsOf(await readFixture(path, NEW_YORK)).at(-1);
    expect(await coversOf('ok/servicenow/incidents-all.json')).toEqual({
      type: 'source',
      name: 'ServiceNow',
      covers: ['reported', 'declared', 'note', 'resolved', 'closed'],
    });
    expect(await coversOf('ok/servicenow/users.json')).toEqual({
      type: 'source',
      name: 'ServiceNow',
      covers: [],
    });
    const bare = await rowOf({ number: 'INC1', reopen_count: '0' });
    expect(recordsOf(bare).at(-1)).toMatchObject({ covers: [] });
  });

  it.each([
    ['{"result":[]}', true],
    ['{"result":[{"number":"INC1","sys_id":"1"}]}', true],
    ['{"records":[{"number":"INC1","sys_id":"1"}]}', true],
    ['[{"sys_id":"1","user_name":"ana"}]', true],
    ['{"result":[{"id":1,"name":"build"}]}', false],
    ['{"result":"ok"}', false],
    ['{"number":7,"html_url":"https://github.example/x"}', false],
    ['number,opened_at,short_description', true],
    ['sys_id,user_name,email', true],
    ['number,opened_at,title', false],
    ['user_name,email', false],
  ])('and %s is recognised: %s', (text, recognised) => {
    expect(SERVICENOW.recognises({ name: 'x', head: textBytes(text) })).toBe(recognised);
  });
});

describe('docs/sources/servicenow.md', () => {
  const page = readFileSync(new URL('../../../docs/sources/servicenow.md', import.meta.url), 'utf8');

  it.each(['SN_NOTES_WITHOUT_ZONE', 'SN_ZONE_DIFFERS', 'SN_NOTES_WITHOUT_TIME', 'RECORD_UNKNOWN', '--zone'])(
    'explains %s',
    (word) => {
      expect(page).toContain(word);
    },
  );
});

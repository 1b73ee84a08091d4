import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { SLACK } from '../../../src/sources/slack/slack.js';
import { channelChoice } from '../../../src/sources/slack/channel-choice.js';
import { type EventRecord, RECORD_SCHEMAS } from '../../../src/domain/record.js';
import { sourceById } from '../../../src/sources/index.js';
import type { ReadOptions, SetOptions } from '../../../src/sources/source.js';
import {
  eventsIn,
  fileOf,
  fixtureBytes,
  readAll,
  readNamed,
  type ReadResult,
  recordsOf,
  textBytes,
} from './read-fixture.js';

const story = ({ kind, at, actor, subject }: EventRecord): string =>
  [at?.slice(11, 19) ?? 'at no time', kind, actor ?? '-', subject ?? '-'].join(' ');

const readExport = (path: string, options: ReadOptions = {}): Promise<ReadResult> =>
  readNamed(`export.zip/${path}`, fixtureBytes(`ok/slack/export/${path}`), options, 'slack');

const incidentDay = (): Promise<ReadResult> => readExport('inc-204-checkout/2026-03-01.json');

const day = (...messages: object[]): Promise<ReadResult> =>
  readNamed('inc-1/2026-03-01.json', textBytes(JSON.stringify(messages)), {}, 'slack');

const said = (user: string, ts: string, text = 'Looking', more: object = {}): object => ({
  type: 'message',
  user,
  text,
  ts,
  ...more,
});

describe('users of a Slack export', () => {
  it('are people with their e-mail and zone, and stay when they were deleted', async () => {
    const people = recordsOf(await readExport('users.json')).filter(({ type }) => type === 'person');
    expect(people).toEqual([
      {
        type: 'person',
        id: 'U0INES001',
        name: 'Inês Prado',
        email: 'Ines@Lantern.example',
        timeZone: 'Europe/Lisbon',
        sameAs: [{ system: 'slack', id: 'W0INES001' }],
      },
      { type: 'person', id: 'U0TOM0002', name: 'Tom Okafor', email: 'tom@lantern.example' },
      {
        type: 'person',
        id: 'W0LEA0003',
        name: 'Lea Brandt',
        email: 'lea@lantern.example',
        timeZone: 'Europe/Lisbon',
      },
      { type: 'person', id: 'U0BOT0004', name: 'Page Bot', bot: true },
      { type: 'person', id: 'U0OLD0005', name: 'cem' },
    ]);
  });

  it('in a zone that is none are read without one, and that is said', async () => {
    const { warnings } = await readExport('users.json');
    expect(warnings).toMatchObject([{ code: 'ZONE_UNKNOWN', field: 'tz', pointer: '/1' }]);
  });
});

describe('channels of Slack', () => {
  it('are records of kind channel under their name, known by their id too, naming what name, topic and purpose name', async () => {
    const [first] = recordsOf(await readExport('channels.json'));
    expect(first).toEqual({
      type: 'incident',
      id: 'inc-204-checkout',
      kind: 'channel',
      title: '#inc-204-checkout',
      declaredAt: '2026-03-01T09:30:00.000Z',
      keys: ['C0INC0204'],
      refs: [
        { system: '*', id: 'INC-204' },
        { system: '*', url: 'https://app.lantern.example/incidents/204?a=1&b=2' },
        { system: '*', id: 'OPS-17' },
      ],
    });
  });

  it('that were renamed are known by their former names', async () => {
    const [channel] = recordsOf(await readNamed('x', fixtureBytes('ok/slack/web-api.ndjson'))).filter(
      ({ type }) => type === 'incident',
    );
    expect(channel).toMatchObject({
      id: 'inc-205-search',
      keys: ['C0INC0205', 'inc-205'],
      updatedAt: '2026-04-02T12:00:00.007Z',
    });
  });

  it.each([
    ['inc-204', true],
    ['inc204', true],
    ['incident-2026-03-01', true],
    ['db_sev1', true],
    ['checkout.outage', true],
    ['war-room-7', true],
    ['warroom', true],
    ['payments-incident', true],
    ['incidental-music', false],
    ['incidents', false],
    ['princess', false],
    ['several-things', false],
    ['severance', false],
    ['general', false],
    ['mpdm-inc--tom--lea-1', false],
    ['D0AB12CD3', false],
  ])('%s is read without being named: %s', (name, read) => {
    expect(channelChoice(undefined)(name)).toBe(read);
  });

  it('are read as patterns name them, and only those', () => {
    const choice = channelChoice(['#ops-*', 'fire', 'a.b*c']);
    expect(['ops-7', 'OPS-', 'fire', 'a.bxxc'].filter(choice)).toEqual(['ops-7', 'OPS-', 'fire', 'a.bxxc']);
    expect(['inc-204', 'xops-7', 'firedrill', 'axbc'].filter(choice)).toEqual([]);
    const overlapping = channelChoice(['ab*ba', '*-x-*-y']);
    expect(['aba', 'abba', 'a-x-y', 'a-x--y'].filter(overlapping)).toEqual(['abba', 'a-x--y']);
  });

  it('are read at once by a pattern of many stars, which an expression would try in ever so many ways', () => {
    const choice = channelChoice([`${'*a'.repeat(40)}*b`]);
    expect([choice('a'.repeat(80)), choice(`${'a'.repeat(80)}b`)]).toEqual([false, true]);
  });

  it('that are private are left out and counted, unless asked for', async () => {
    const without = await readExport('groups.json');
    expect(without.warnings).toMatchObject([{ code: 'PRIVATE_LEFT_OUT', count: 1 }]);
    expect(without.warnings[0]?.message).toContain('--include-private');
    const asked = await readExport('groups.json', { includePrivate: true });
    expect(asked.warnings).toEqual([]);
    expect(recordsOf(asked).filter(({ type }) => type === 'incident')).toMatchObject([{ id: 'inc-77-payroll' }]);
  });

  it('that are private are left out with their messages where these say so', async () => {
    const incidentsOf = async (options: ReadOptions): Promise<Set<string>> => {
      const result = await readNamed('x', fixtureBytes('ok/slack/web-api.ndjson'), options);
      return new Set(eventsIn(result).map(({ incident }) => incident));
    };
    expect(await incidentsOf({})).toEqual(new Set(['inc-205-search']));
    expect(await incidentsOf({ includePrivate: true })).toEqual(new Set(['inc-205-search', 'inc-78-payroll']));
  });

  it('of two people are never read, whatever the patterns', async () => {
    const everything = { channels: ['*'], includePrivate: true };
    const result = await readNamed('x', fixtureBytes('ok/slack/web-api.ndjson'), everything);
    expect(new Set(eventsIn(result).map(({ incident }) => incident))).toEqual(
      new Set(['inc-205-search', 'lunch', 'inc-78-payroll']),
    );
    expect(recordsOf(await readExport('dms.json', everything)).map(({ type }) => type)).toEqual(['source']);
  });
});

describe('messages of an incident channel', () => {
  it('tell who came, who was brought in by whom, who left, and who wrote that day', async () => {
    expect(
      eventsIn(await incidentDay())
        .map(story)
        .sort(),
    ).toEqual([
      '09:30:00 joined U0INES001 -',
      '09:30:05 responder-added U0INES001 U0BOT0004',
      '09:31:00 responder-added U0INES001 U0TOM0002',
      '09:31:10 responder-added U0BOT0004 W0LEA0003',
      '09:32:00 note U0TOM0002 -',
      '09:33:00 note U0INES001 -',
      '09:34:00 note U0TOM0002 -',
      '09:36:00 note W0LEA0003 -',
      '09:40:00 joined U0INES001 -',
      '10:00:00 note U0OLD0005 -',
      '11:00:00 left U0TOM0002 -',
      'at no time joined U0TOM0002 -',
      'at no time joined W0LEA0003 -',
    ]);
  });

  it('say whether somebody came to the channel or to a huddle, since the first alone is only looking on', async () => {
    const came = eventsIn(await incidentDay()).filter(({ kind }) => kind === 'joined');
    // Ines came to the channel, the others were brought in; Ines, Tom and Lea met in the huddle.
    expect(came.map(({ details }) => details?.['via'])).toEqual(['channel', 'huddle', 'huddle', 'huddle']);
  });

  it('of bots, of apps and of Slack itself tell nothing', async () => {
    const result = await day(
      said('USLACKBOT', '1772357520.000001', 'https://x.example'),
      said('U1', '1772357520.000002', 'https://x.example', { bot_id: 'B1' }),
      said('U1', '1772357520.000003', 'https://x.example', { subtype: 'bot_message', bot_id: 'B1' }),
      said('U1', '1772357520.000004', 'https://x.example', { subtype: 'pinned_item' }),
    );
    expect(recordsOf(result).map(({ type }) => type)).toEqual(['source']);
  });

  it('that mention somebody say nothing about them', async () => {
    const result = await day(said('U1', '1772357520.000001', '<@U2> <@W3|lea> <!here> can you look?'));
    expect(eventsIn(result).map(({ actor, subject }) => [actor, subject])).toEqual([['U1', undefined]]);
  });

  it('count once a day, by the earliest, whatever the order of the file', async () => {
    const one = said('U1', '1772357520.000001');
    const two = said('U1', '1772357521.000002');
    const three = said('U1', '1772357522.000003');
    const ids = async (...messages: object[]): Promise<string[]> =>
      eventsIn(await day(...messages)).map(({ id }) => id);
    expect(await ids(one, two, three)).toEqual(['U1/1772357520.000001/note']);
    expect(await ids(three, one, two)).toEqual(['U1/1772357520.000001/note']);
  });

  it('are as many in a thread as outside: replies stand in the file of their own day', async () => {
    const reply = eventsIn(await readExport('inc-204-checkout/2026-03-02.json'));
    expect(reply.map(story)).toEqual(['08:00:00 note U0TOM0002 -']);
  });

  it('carry the first link, without its label, entities and punctuation, and never one to Slack itself', async () => {
    const urls = eventsIn(await incidentDay()).flatMap(({ url }) => url ?? []);
    expect(urls).toEqual(['https://graphs.lantern.example/d/9?from=1&to=2', 'https://git.lantern.example/c/41']);
  });

  it('that were edited are the same event, whose later version holds', async () => {
    const [note] = eventsIn(await incidentDay()).filter(({ actor, kind }) => actor === 'W0LEA0003' && kind === 'note');
    expect(note).toMatchObject({
      id: 'W0LEA0003/1772357760.000012/note',
      at: '2026-03-01T09:36:00.000Z',
      updatedAt: '2026-03-01T09:50:00.000Z',
    });
  });

  it('have ids that survive the renaming of their channel', async () => {
    const bytes = fixtureBytes('ok/slack/export/inc-204-checkout/2026-03-01.json');
    const renamed = await readNamed('inc-204-closed/2026-03-01.json', bytes, {}, 'slack');
    expect(eventsIn(renamed).map(({ id }) => id)).toEqual(eventsIn(await incidentDay()).map(({ id }) => id));
    expect(new Set(eventsIn(renamed).map(({ incident }) => incident))).toEqual(new Set(['inc-204-closed']));
  });

  it('have times in milliseconds: what is finer only tells them apart', async () => {
    const result = await day(said('U1', '1772357520.123456'), said('U2', '1772357520.000002'));
    expect(eventsIn(result).map(({ at }) => at)).toEqual(['2026-03-01T09:32:00.123Z', '2026-03-01T09:32:00.000Z']);
  });

  it('name nobody but those whose name stands in them, and make nobody a bot', async () => {
    const handles = recordsOf(await incidentDay()).filter(({ type }) => type === 'handle');
    expect(handles).toEqual([
      { type: 'handle', id: 'U0TOM0002', name: 'Tom Okafor' },
      { type: 'handle', id: 'W0LEA0003', name: 'lea' },
    ]);
  });

  it('keep the message as the record, with its own pointer', async () => {
    const note = (await incidentDay()).sourced.find(({ record }) => record.type === 'event' && record.kind === 'left');
    expect(note?.origin).toMatchObject({ file: 'export.zip/inc-204-checkout/2026-03-01.json', pointer: '/17' });
    expect(JSON.parse(note?.origin.raw ?? '')).toMatchObject({ subtype: 'channel_leave' });
  });

  it('of other channels yield nothing', async () => {
    const result = await readExport('lunch/2026-03-01.json');
    expect(recordsOf(result)).toEqual([{ type: 'source', name: 'Slack', covers: [] }]);
    expect(result.warnings).toMatchObject([{ code: 'CHANNEL_LEFT_OUT', count: 1 }]);
  });
});

describe('an export of Slack taken as a whole', () => {
  const set = { name: 'export.zip', source: 'slack' };
  const never: () => AsyncIterable<Uint8Array> = () => {
    throw new Error('opened');
  };

  it.each([
    [['channels.json', 'users.json', 'inc-1/2026-03-01.json'], true],
    [['export/users.json', 'export/general/2026-03-01.json'], true],
    [['users.json', 'incidents.json'], false],
    [['people.csv', 'events.csv'], false],
    [['inc-1/2026-03-01.json'], false],
    [['users.json', '2026-03-01.json'], false],
  ])('%j is one: %s', (names, isSet) => {
    expect(SLACK.isSet?.(names)).toBe(isSet);
  });

  it('leaves other channels unopened, and says so of the export, in the same words each time', async () => {
    const results = await Promise.all(
      ['lunch/2026-03-01.json', 'general/2026-03-01.json'].map((path) =>
        readAll(SLACK, { name: `export.zip/${path}`, open: never, set }),
      ),
    );
    const [first, second] = results.map(({ warnings }) => warnings);
    expect(first).toMatchObject([{ file: 'export.zip', code: 'CHANNEL_LEFT_OUT' }]);
    expect(second).toEqual(first);
  });

  it('leaves out what is neither people, channels nor messages', async () => {
    const result = await readAll(SLACK, { name: 'export.zip/canvases.json', open: never, set });
    expect(result.warnings).toMatchObject([{ file: 'export.zip', code: 'SLACK_FILE_LEFT_OUT' }]);
    expect(recordsOf(result)).toEqual([{ type: 'source', name: 'Slack', covers: [] }]);
  });

  describe('leaves unopened and unnamed', () => {
    const channels: Readonly<Record<string, string>> = {
      'x/users.json': '[]',
      'x/channels.json': '[{"id":"C1","name":"inc-1"},{"id":"C2","name":"inc-2","is_private":true}]',
      'x/groups.json': '[{"id":"G3","name":"Inc-3"},{"id":"G4","name":"inc-caf\u00e9"},{"id":"G5","name":"inc-5"}]',
      'x/mpims.json': '[{"id":"G6","name":"inc-6"}]',
      'x/dms.json': '[{"id":"D7"}]',
      ...Object.fromEntries(
        ['inc-1', 'inc-2', 'inc-3', 'inc-cafe\u0301', 'G5', 'inc-6', 'D7'].map((name) => [
          `x/${name}/2026-03-01.json`,
          '[]',
        ]),
      ),
    };
    const days = async (options: SetOptions, more: Readonly<Record<string, string>> = {}): Promise<string[]> => {
      const files = Object.entries({ ...channels, ...more }).map(([name, text]) => fileOf(name, textBytes(text)));
      const left = (await SLACK.ofSet?.(files, options)) ?? [];
      expect(left.filter(({ name }) => name.split('/').length === 2)).toHaveLength(5);
      return left.flatMap(({ name }) => (name.split('/')[2] === undefined ? [] : (name.split('/')[1] ?? '')));
    };

    it('the days of private channels, by name or id, in any case and however the file system writes accents', async () => {
      expect(await days({})).toEqual(['inc-1']);
    });

    it('the days of direct conversations only, once private channels are asked for', async () => {
      expect(await days({ includePrivate: true })).toEqual(['inc-1', 'inc-2', 'inc-3', 'inc-cafe\u0301', 'G5']);
    });

    it('nothing where the lists name no closed channel', async () => {
      const lists = { 'x/groups.json': '[]', 'x/channels.json': '[]', 'x/mpims.json': '[]', 'x/dms.json': '[]' };
      expect(await days({}, lists)).toHaveLength(7);
    });

    it.each([
      ['without a name', '[{"id":"G3"}]'],
      ['whose row cannot be read', '[{"id":"G3","name":"inc-3","name":"inc-4"}]'],
    ])('nothing, and refuses the export, where a private channel is one %s', async (_case, groups) => {
      await expect(days({}, { 'x/groups.json': groups })).rejects.toMatchObject({
        code: 'IMPORT_INVALID_ROWS',
        rejections: [{ file: 'x/groups.json', code: 'PRIVATE_UNCLEAR', scope: 'file' }],
      });
      expect(await days({ includePrivate: true }, { 'x/groups.json': groups })).toContain('inc-3');
    });

    it('the same whatever encoding the lists are written in', async () => {
      const groups = Buffer.from('[{"id":"G3","name":"inc-3"}]', 'utf16le');
      const day = fileOf('x/inc-3/2026-03-01.json', textBytes('[]'));
      const files = [fileOf('x/groups.json', groups), day];
      const choose = sourceById('slack')?.ofSet;
      expect(await choose?.(files, { encoding: 'utf-16le' })).toEqual([files[0]]);
    });
  });

  it('reads a file of an incident channel as it reads it alone', async () => {
    const bytes = fixtureBytes('ok/slack/export/inc-204-checkout/2026-03-01.json');
    const file = fileOf('export.zip/inc-204-checkout/2026-03-01.json', bytes);
    expect(await readAll(SLACK, { ...file, set })).toEqual(await incidentDay());
  });
});

describe('what is read of Slack', () => {
  it.each(['export/users.json', 'export/channels.json', 'export/inc-204-checkout/2026-03-01.json', 'web-api.ndjson'])(
    'in %s is what the ledger keeps',
    async (path) => {
      const records = recordsOf(await readNamed(path, fixtureBytes(`ok/slack/${path}`)));
      expect(records.filter((record) => !RECORD_SCHEMAS[record.type].safeParse(record).success)).toEqual([]);
    },
  );

  it('bears no time that is none: a channel changed at no date that exists has not been changed', async () => {
    const channel = { id: 'C01', name: 'inc-1', created: 1772357400, updated: 1e300 };
    const result = await readNamed('x', textBytes(JSON.stringify({ ok: true, channel })));
    expect(recordsOf(result)[0]).not.toHaveProperty('updatedAt');
  });
});

describe('what a Slack file can record', () => {
  it.each([
    ['users.json', { name: 'Slack', covers: [] }],
    ['channels.json', { name: 'Slack', covers: [] }],
    ['inc-204-checkout/2026-03-02.json', { name: 'Slack', covers: ['responder-added', 'left', 'note'] }],
  ])('of %s', async (path, declaration) => {
    expect(recordsOf(await readExport(path)).at(-1)).toEqual({ type: 'source', ...declaration });
  });

  it('of an incident channel without any message: that nobody came or wrote', async () => {
    const result = await readNamed('export.zip/inc-9/2026-03-01.json', textBytes('[]'));
    expect(recordsOf(result)).toMatchObject([{ type: 'source', name: 'Slack' }]);
  });
});

describe('an empty list of a Slack export', () => {
  it.each(['groups.json', 'export/dms.json', 'inc-1/2026-03-01.json'])('%s is recognised by its place', (name) => {
    expect(SLACK.recognises({ name, head: textBytes('[]\n') })).toBe(true);
  });

  it.each(['incidents.json', '2026-03-01.json', 'empty.json'])('%s is not', (name) => {
    expect(SLACK.recognises({ name, head: textBytes('[]\n') })).toBe(false);
  });
});

describe('docs/sources/slack.md', () => {
  const page = readFileSync(new URL('../../../docs/sources/slack.md', import.meta.url), 'utf8');

  it.each([
    'CHANNEL_UNKNOWN',
    'CHANNEL_LEFT_OUT',
    'PRIVATE_LEFT_OUT',
    'PRIVATE_UNCLEAR',
    'SLACK_FILE_LEFT_OUT',
    '--include-private',
    '--channels',
  ])('explains %s', (word) => {
    expect(page).toContain(word);
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { CanonicalRecord } from '../../../src/domain/record.js';
import { mappingSource } from '../../../src/sources/mapping/mapping-source.js';
import { parseMapping } from '../../../src/sources/mapping/parse-mapping.js';
import type { ReadOptions, Source } from '../../../src/sources/source.js';
import { eventsIn, fileOf, fixtureBytes, readAll, type ReadResult, recordsOf, textBytes } from './read-fixture.js';

const FOLDER = new URL('../../imports/ok/mapping/', import.meta.url);

function sourceOf(name: string): Source {
  return mappingSource(parseMapping(readFileSync(new URL(name, FOLDER), 'utf8'), name));
}

function read(mapping: string, file: string, options: ReadOptions = {}): Promise<ReadResult> {
  return readAll(sourceOf(mapping), fileOf(file, fixtureBytes(`ok/mapping/${file}`)), options);
}

/** Reads rows with a mapping written down in the test. */
function readText(mapping: string, text: string, options: ReadOptions = {}): Promise<ReadResult> {
  return readAll(mappingSource(parseMapping(mapping, 'm.yaml')), fileOf('rows', textBytes(text)), options);
}

function ofType(result: ReadResult, type: CanonicalRecord['type']): CanonicalRecord[] {
  return recordsOf(result).filter((record) => record.type === type);
}

const SIMPLE = `
source: tool
title: Tool
version: 1
tables:
  - recognise: [id, at]
    each: incident
    private: { secret: true }
    fields:
      id: id
      title: [title, id]
      declaredAt: at
      severity: { from: sev, values: { high: 2 } }
`;

describe('a spreadsheet of incidents, semicolons, days first, question marks for what is not known', () => {
  it('gives each row its incident, with zone, missing values and words as the mapping says', async () => {
    const incidents = ofType(await read('incidents.yaml', 'incidents.csv'), 'incident');
    expect(incidents[0]).toEqual({
      type: 'incident',
      id: 'S-1',
      title: 'Checkout down, see OPS-7',
      // Lisbon keeps UTC in winter.
      declaredAt: '2026-03-01T09:30:00.000Z',
      resolvedAt: '2026-03-01T11:00:00.000Z',
      severity: 1,
      severityLabel: 'critical',
      service: 'checkout',
      refs: [
        { system: 'jira', id: 'SHOP-12' },
        { system: '*', id: 'OPS-7' },
      ],
    });
    // On 29 March clocks went forward at 01:00, so 14:05 there is 13:05 UTC; `?` is no closing and no ticket.
    expect(incidents[1]).toMatchObject({ declaredAt: '2026-03-29T13:05:00.000Z', severity: 2 });
    expect(incidents[1]).not.toHaveProperty('resolvedAt');
    expect(incidents[1]).not.toHaveProperty('refs');
    expect(incidents[2]).toMatchObject({ id: 'S-3', mode: 'drill' });
    expect(incidents[3]).toMatchObject({ title: 'Queue stuck; twice', declaredAt: '2026-04-05T22:59:00.000Z' });
  });

  it('tells who opened, led and came, and makes no event of what the row does not say', async () => {
    const events = eventsIn(await read('incidents.yaml', 'incidents.csv'));
    expect(events.filter(({ incident }) => incident === 'S-1')).toMatchObject([
      { kind: 'declared', actor: 'Ana Silva' },
      { kind: 'resolved', at: '2026-03-01T11:00:00.000Z' },
      { kind: 'role-assumed', subject: 'Bo Lindqvist', details: { role: 'commander' } },
      { kind: 'joined', actor: 'Ana Silva' },
      { kind: 'joined', actor: 'Chi Okafor' },
    ]);
    // Neither closed, nor led (`-`), nor joined by anybody.
    expect(events.filter(({ incident }) => incident === 'S-2').map(({ kind }) => kind)).toEqual(['declared']);
  });

  it('names a person met by name alone once, however often they stand in the file', async () => {
    expect(ofType(await read('incidents.yaml', 'incidents.csv'), 'handle')).toEqual(
      ['Ana Silva', 'Bo Lindqvist', 'Chi Okafor'].map((name) => ({ type: 'handle', id: name, name })),
    );
  });

  it('warns of a word that the values do not have, once, with its line and count, and leaves the field out', async () => {
    const { warnings, sourced } = await read('incidents.yaml', 'incidents.csv');
    expect(warnings).toEqual([
      {
        file: 'incidents.csv',
        line: 5,
        field: 'severity',
        code: 'VALUE_UNMAPPED',
        message:
          'severity: the word "Unknown" is not among the values of the mapping, so the field was left out; add it to values, or say otherwise: keep or drop.',
        count: 1,
      },
    ]);
    expect(sourced.find(({ origin }) => origin.line === 5)?.record).not.toHaveProperty('severity');
  });

  it('declares what the mapping says such a file can record, and no more', async () => {
    expect(ofType(await read('incidents.yaml', 'incidents.csv'), 'source')).toEqual([
      { type: 'source', name: 'SEV spreadsheet', covers: ['declared', 'role-assumed', 'resolved'] },
    ]);
  });
});

describe('a file of events', () => {
  it('reads seconds since 1970 with a fraction, words whatever their case and hyphens, and names with one space', async () => {
    const result = await read('events.yaml', 'events.csv');
    expect(eventsIn(result)).toEqual([
      {
        type: 'event',
        id: '1',
        incident: 'INC-7',
        kind: 'joined',
        at: '2026-03-01T09:30:00.000Z',
        actor: 'u1',
        summary: 'arrived in INC-7',
      },
      {
        type: 'event',
        id: '2',
        incident: 'INC-7',
        kind: 'status-update',
        at: '2026-03-01T09:35:00.500Z',
        actor: 'u1',
        url: 'https://status.example/7',
        summary: 'Update_Posted in INC-7',
      },
      {
        type: 'event',
        id: '4',
        incident: 'INC-7',
        kind: 'mitigation',
        at: '2026-03-01T09:45:00.000Z',
        actor: 'u2',
        url: 'https://git.example/shop/pull/9',
        summary: 'MITIGATED in INC-7',
      },
    ]);
    expect(ofType(result, 'handle')).toContainEqual({ type: 'handle', id: 'u1', name: 'Ana Silva' });
    expect([result.rejections, result.warnings]).toEqual([[], []]);
  });
});

describe('nested JSON', () => {
  it('finds members, the element of a list that meets a condition, and every element by a star', async () => {
    const [incident] = ofType(await read('nested.yaml', 'nested.json'), 'incident');
    expect(incident).toEqual({
      type: 'incident',
      id: 'a1',
      title: 'Checkout down',
      declaredAt: '2026-03-01T09:30:00.000Z',
      mitigatedAt: '2026-03-01T09:45:00.000Z',
      factors: ['deploy', 'cache'],
      keys: ['SEV-41'],
      url: 'https://sev.example/41',
    });
  });

  it('makes a record of each element, with what the row above it says, and none of an element without its instant', async () => {
    const events = eventsIn(await read('nested.yaml', 'nested.json'));
    expect(events.map(({ id }) => id)).toEqual(['a1/declared/u1/2026-03-01T09:30:00.000Z', 'a1/joined/u1']);
  });

  it('an action item without an instant of completion is closed by its last change, and says that this is inferred', async () => {
    expect(ofType(await read('nested.yaml', 'nested.json'), 'action-item')).toEqual([
      {
        type: 'action-item',
        id: 't1',
        incident: 'a1',
        title: 'Alert on cache misses',
        createdAt: '2026-03-01T21:20:00.000Z',
        assignee: 'u2',
        dueAt: '2026-03-31',
        closedAt: '2026-03-20T09:46:40.000Z',
        inferred: ['closedAt'],
        resolution: 'done',
      },
      {
        type: 'action-item',
        id: 't2',
        incident: 'a1',
        title: 'Write a runbook',
        createdAt: '2026-03-01T21:20:00.000Z',
      },
    ]);
  });

  it('a row of another table of the same page is read as what it is', async () => {
    expect(ofType(await read('nested.yaml', 'nested.json'), 'person')).toEqual([
      {
        type: 'person',
        id: 'u2',
        name: 'Bo Lindqvist',
        email: 'bo@shop.example',
        bot: false,
        sameAs: [{ system: 'slack', id: 'U0BO' }],
      },
    ]);
  });

  it('points at the row in the document, and keeps the row as it was received', async () => {
    const { sourced } = await read('nested.yaml', 'nested.json');
    const person = sourced.find(({ record }) => record.type === 'person');
    expect(person?.origin).toMatchObject({ file: 'nested.json', pointer: '/items/2', line: 19 });
    expect(JSON.parse(person?.origin.raw ?? '')).toMatchObject({ uid: 'u2', chat_id: 'U0BO' });
  });
});

describe('private incidents', () => {
  it('are left out with all that belongs to them, and counted in one warning (trap 23)', async () => {
    const { sourced, warnings } = await read('nested.yaml', 'nested.json');
    expect(JSON.stringify(sourced)).not.toContain('Leaked key');
    expect(warnings).toMatchObject([{ code: 'PRIVATE_LEFT_OUT', count: 1 }]);
    expect(warnings[0]?.message).toContain('--include-private');
  });

  it('are read where that was asked for', async () => {
    const { sourced, warnings } = await read('nested.yaml', 'nested.json', { includePrivate: true });
    expect(sourced.map(({ record }) => record)).toContainEqual(
      expect.objectContaining({ id: 'a2', title: 'Leaked key' }),
    );
    expect(warnings).toEqual([]);
  });

  it('hide what names them even where it comes first in the file', async () => {
    const mapping = `${SIMPLE}
  - name: notes
    recognise: [note_id]
    each: event
    fields: { id: note_id, incident: on, kind: =note, at: at }
`;
    const rows =
      '{"note_id":"n1","on":"p1","at":"2026-03-01T10:00:00Z"}\n{"id":"p1","at":"2026-03-01T09:00:00Z","secret":true}\n';
    expect(recordsOf(await readText(mapping, rows)).map(({ type }) => type)).toEqual(['source']);
  });
});

describe('what a mapping cannot read is said in the words of the file', () => {
  it('a date that does not exist, with the field, the column and the line', async () => {
    const mapping = SIMPLE.replace('version: 1', 'version: 1\nformat: csv\ndate: { format: d/M/yyyy H:mm, zone: UTC }');
    const { rejections, sourced } = await readText(
      mapping,
      'id,at,sev,title\n7,30/2/2026 9:00,high,x\n8,1/3/2026 9:00,high,y\n',
    );
    expect(rejections).toEqual([
      {
        file: 'rows',
        line: 2,
        column: 2,
        field: 'declaredAt',
        code: 'TIME_INVALID',
        message: 'declaredAt (from at) is not a date and time that exists in the format of the mapping.',
      },
    ]);
    expect(sourced.map(({ record }) => record)).toContainEqual(expect.objectContaining({ id: '8' }));
  });

  it('a day without a time of day cannot be an instant', async () => {
    const { rejections } = await readText(SIMPLE, '{"id":"1","at":"2026-03-01"}');
    expect(rejections).toMatchObject([
      { message: 'declaredAt (from at) is a day without a time of day, which measures nothing; export the time too.' },
    ]);
  });

  it('a time without a zone is told once, and ends the file: every further row would say the same', async () => {
    const rows = '{"id":"1","at":"2026-03-01T09:00:00"}\n{"id":"2","at":"2026-03-01T09:00:00"}\n';
    const { rejections, sourced } = await readText(SIMPLE, rows);
    expect(rejections).toEqual([
      {
        file: 'rows',
        line: 1,
        pointer: '',
        field: 'declaredAt',
        code: 'TIME_NO_ZONE',
        scope: 'file',
        message: 'declaredAt (from at) has no offset; name the zone in the mapping (date: {zone: ...}) or with --zone.',
      },
    ]);
    expect(sourced).toEqual([]);
    expect(recordsOf(await readText(SIMPLE, rows, { zone: 'Asia/Kolkata' }))[0]).toMatchObject({
      // 09:00 in Kolkata, five and a half hours ahead of UTC.
      declaredAt: '2026-03-01T03:30:00.000Z',
    });
  });

  it('a row that lacks what its record needs', async () => {
    const { rejections } = await readText(SIMPLE, '{"id":"1","at":null}');
    expect(rejections).toMatchObject([
      { code: 'FIELD_MISSING', message: 'declaredAt (from at) is missing; this type of record needs it.' },
    ]);
  });

  it('a row of no table of the mapping, as an error page is', async () => {
    const { rejections } = await readText(SIMPLE, '{"error":"unauthorised"}');
    expect(rejections).toEqual([
      {
        file: 'rows',
        line: 1,
        pointer: '',
        code: 'RECORD_UNKNOWN',
        message: 'The mapping of Tool reads incidents, and this is none of it; remove it, or add a table for it.',
      },
    ]);
  });

  it.each([
    ['a column is missing by which the table is known', 'id;when\n', 'HEADER_MISSING', 'The column at is missing'],
    ['another separator was used', 'id,at,sev\n', 'DELIMITER_MISMATCH', 'not separated by semicolons'],
  ])('%s', async (_, text, code, message) => {
    const mapping = SIMPLE.replace('version: 1', 'version: 1\nformat: csv\ndelimiter: semicolon');
    const { rejections } = await readText(mapping, text);
    expect(rejections).toMatchObject([{ code, scope: 'file', line: 1 }]);
    expect(rejections[0]?.message).toContain(message);
  });

  it('a column that the mapping names and the file lacks is warned of, with the one that may be meant', async () => {
    const mapping = SIMPLE.replace('version: 1', 'version: 1\nformat: csv');
    const { warnings } = await readText(mapping, 'id,at,titel,sev\n1,2026-03-01T09:00:00Z,x,high\n');
    expect(warnings).toMatchObject([
      {
        code: 'COLUMN_NOT_THERE',
        message: 'The mapping names the column title, which this file does not have. Did you mean titel?',
      },
    ]);
  });

  it('CSV where the mapping reads JSON', async () => {
    const { rejections } = await readText(SIMPLE, 'id,at\n1,2026-03-01T09:00:00Z\n');
    expect(rejections).toMatchObject([
      {
        code: 'FILE_TYPE_UNSUPPORTED',
        message: 'The mapping of Tool reads JSON, and this file is none; export it as JSON.',
      },
    ]);
  });

  it.each([
    ['a NUL in a cell', 'id,at,sev,title\n1,2026-03-01T09:00:00Z,high,a\u0000b\n', 'csv'],
    ['half a surrogate pair in a member', '{"id":"1","at":"2026-03-01T09:00:00Z","title":"a\\ud800b"}', 'json'],
  ])('%s', async (_, text, format) => {
    const { rejections, sourced } = await readText(SIMPLE.replace('version: 1', `version: 1\nformat: ${format}`), text);
    expect(rejections).toMatchObject([{ code: 'TEXT_INVALID_CHAR' }]);
    expect(sourced.map(({ record }) => record.type)).toEqual(['source']);
  });
});

describe('a mapped source', () => {
  it('recognises its files by their columns or members, and no others', () => {
    const sheet = sourceOf('incidents.yaml');
    const nested = sourceOf('nested.yaml');
    const head = (name: string): Uint8Array => fixtureBytes(`ok/mapping/${name}`);
    expect(sheet.recognises({ name: 'x', head: head('incidents.csv') })).toBe(true);
    expect(sheet.recognises({ name: 'x', head: head('events.csv') })).toBe(false);
    expect(nested.recognises({ name: 'x', head: head('nested.json') })).toBe(true);
    expect(nested.recognises({ name: 'x', head: textBytes('{"items":[{"uid":"a"}]}') })).toBe(false);
  });

  it('recognises a document of which the sample shows only the beginning', () => {
    const head = fixtureBytes('ok/mapping/nested.json');
    for (let length = 800; length < head.length; length += 13) {
      expect(sourceOf('nested.yaml').recognises({ name: 'x', head: head.subarray(0, length) })).toBe(true);
    }
  });

  it('carries the name and the version of its mapping', () => {
    expect(sourceOf('events.yaml')).toMatchObject({ id: 'incident-bot', title: 'Incident bot', version: 2 });
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mappingSource } from '../../../src/sources/mapping/mapping-source.js';
import { parseMapping } from '../../../src/sources/mapping/parse-mapping.js';
import { suggestMapping } from '../../../src/sources/mapping/suggest/suggest-mapping.js';
import { eventsIn, fileOf, fixtureBytes, readAll, type ReadResult, recordsOf, textBytes } from './read-fixture.js';

function suggest(name: string, text: string | Uint8Array): string {
  const yaml = suggestMapping({ name, head: typeof text === 'string' ? textBytes(text) : text });
  if (yaml === undefined) throw new Error('Nothing was suggested');
  return yaml;
}

function readWith(yaml: string, text: string | Uint8Array): Promise<ReadResult> {
  const bytes = typeof text === 'string' ? textBytes(text) : text;
  return readAll(mappingSource(parseMapping(yaml, 'suggested.yaml')), fileOf('x', bytes), { zone: 'UTC' });
}

describe('a first mapping', () => {
  it('of a spreadsheet finds separator, dates, missing marks, severities and people, and reads the file', async () => {
    const bytes = fixtureBytes('ok/mapping/incidents.csv');
    const yaml = suggest('incidents.csv', bytes);
    expect(yaml).toContain('source: incidents\n');
    expect(yaml).toContain('delimiter: semicolon');
    // 29/03 tells the day from the month.
    expect(yaml).toContain("date: { format: 'dd/MM/yyyy HH:mm' }");
    expect(yaml).not.toContain('or MM/dd/yyyy');
    expect(yaml).toContain("missing: ['-', '?', N/A, Unknown]");
    expect(yaml).toContain('zone: Europe/Lisbon');
    expect(yaml).toContain('critical: 1');
    const result = await readWith(yaml, bytes);
    expect(result.rejections).toEqual([]);
    expect(recordsOf(result)[0]).toMatchObject({
      id: 'S-1',
      title: 'Checkout down, see OPS-7',
      declaredAt: '2026-03-01T09:30:00.000Z',
      severity: 1,
      service: 'checkout',
      refs: [{ system: 'jira', id: 'SHOP-12' }],
    });
    expect(eventsIn(result).filter(({ incident }) => incident === 'S-1')).toMatchObject([
      { kind: 'declared', actor: 'Ana Silva' },
      { kind: 'resolved' },
      { kind: 'role-assumed', subject: 'Bo Lindqvist' },
      { kind: 'joined', actor: 'Ana Silva' },
      { kind: 'joined', actor: 'Chi Okafor' },
    ]);
  });

  it('of dates that could be read two ways takes the day first, and says that it could be otherwise', () => {
    const yaml = suggest('x.csv', 'id,title,opened\n1,a,03/04/2026 09:00\n2,b,05/06/2026 10:00\n');
    expect(yaml).toContain("format: 'dd/MM/yyyy HH:mm'");
    expect(yaml).toContain('# CHECK: or MM/dd/yyyy: no number above 12 was seen that would tell day from month.');
  });

  it.each([
    ['months first, where a number above 12 says so', '3/25/2026 9:05', "'M/d/yyyy H:mm'"],
    ['half days', '25.3.2026 9:05:10 pm', "'d.M.yyyy h:mm:ss a'"],
    ['the year first', '2026/03/25 09:05', "'yyyy/M/d HH:mm'"],
    ['ISO 8601', '2026-03-25T09:05:00Z', 'iso'],
    ['seconds since 1970', '1772357400', 'epoch-seconds'],
    ['milliseconds since 1970', '1772357400000', 'epoch-ms'],
  ])('of %s', async (_, date, format) => {
    const text = `id,title,opened\n1,a,${date}\n`;
    const yaml = suggest('x.csv', text);
    expect(yaml).toContain(`date: { format: ${format} }`);
    expect((await readWith(yaml, text)).rejections).toEqual([]);
  });

  it('of a history, where ids repeat and rows say when they were saved, is one of updates', async () => {
    const bytes = fixtureBytes('ok/mapping/history.csv');
    const yaml = suggest('desk.csv', bytes);
    expect(yaml).toContain('each: update');
    expect(yaml).toContain('Done: resolved');
    const result = await readWith(yaml, bytes);
    expect(result.rejections).toEqual([]);
    expect(recordsOf(result)[0]).toMatchObject({ type: 'update', incident: 'T-1', seq: 2 });
  });

  it('of the audit log of a ServiceNow desk reads every row of it', async () => {
    const bytes = fixtureBytes('ok/servicenow-audit-dashes.csv');
    const result = await readWith(suggest('incident_event_log.csv', bytes), bytes);
    expect(result.rejections).toEqual([]);
    expect(recordsOf(result).filter(({ type }) => type === 'update').length).toBeGreaterThan(0);
  });

  it('of events finds what happened, in which incident and when', () => {
    const bytes = fixtureBytes('ok/mapping/events.csv');
    const yaml = suggest('events.csv', bytes);
    expect(yaml).toContain('each: event');
    expect(yaml).toContain('# heartbeat: ? (an event kind, see docs/sources/native.md)');
    expect(yaml).toContain('MITIGATED: mitigation');
  });

  it('of a page of JSON finds the list and nested members, and of user records the e-mail', async () => {
    const text = JSON.stringify({
      total: 1,
      items: [{ uid: 'a1', headline: 'Down', opened: { at: '2026-03-01T09:00:00Z', by: 'ana' }, tags: ['x'] }],
    });
    const yaml = suggest('page.json', text);
    expect(yaml).toContain('- rows: items');
    expect(recordsOf(await readWith(yaml, text))[0]).toMatchObject({
      id: 'a1',
      title: 'Down',
      declaredAt: '2026-03-01T09:00:00.000Z',
    });
    expect(suggest('users.csv', 'login,full name,mail\nana,Ana Silva,ana@shop.example\n')).toContain('each: person');
  });

  it('takes the one column of dates it finds as when it was declared, whatever its name, and asks to look', async () => {
    const text =
      '{"key":"A-1","when":1772359200,"name":"x","who":{"name":"Ana"}}\n' +
      '{"key":"A-2","when":1772359201,"name":"y","who":null}\n';
    const yaml = suggest('rows.ndjson', text);
    expect(yaml).toContain('declaredAt: when # CHECK: dates, but its name does not say of what');
    expect(yaml).toContain('covers: [declared]');
    const result = await readWith(yaml, text);
    expect(result.rejections).toEqual([]);
    // 1772359200 s are 2026-03-01 10:00:00 UTC.
    expect(eventsIn(result)[0]).toMatchObject({ kind: 'declared', at: '2026-03-01T10:00:00.000Z' });
  });

  it.each([
    ['opened and resolved', 'id,title,opened,resolved', '1,a,2026-03-01,2026-03-02', '[declared, resolved]'],
    ['opened alone', 'id,title,opened', '1,a,2026-03-01', '[declared]'],
    ['nothing dated', 'id,title,team', '1,a,b', '[]'],
  ])('of rows with %s covers what its records tell and no more', (_what, header, row, covers) => {
    expect(suggest('x.csv', `${header}\n${row}\n`)).toContain(`covers: ${covers} #`);
  });

  it.each([
    ['an end among its states', 'Done', '[state-changed, resolved, reopened]'],
    ['closing among its states', 'Closed', '[state-changed, resolved, reopened, closed]'],
    ['no end among its states', 'Waiting', '[state-changed]'],
  ])('of a history with %s covers what its updates tell and no more', (_what, state, covers) => {
    const rows = `A-1,New,2026-03-01T09:00:00Z\nA-1,${state},2026-03-01T10:00:00Z\n`;
    expect(suggest('x.csv', `number,state,updated\n${rows}`)).toContain(`covers: ${covers} #`);
  });

  it('says what no column seems to hold, and can be used all the same', () => {
    const yaml = suggest('x.csv', 'colour,shape\nred,round\n');
    expect(yaml).toContain('# CHANGE THIS: no column looks like it');
    expect(parseMapping(yaml, 'x.yaml').tables[0]?.each).toBe('incident');
  });

  it('takes no name that a source has', () => {
    expect(suggest('pagerduty.csv', 'id,title,opened\n')).toContain('source: my-pagerduty');
    expect(suggest('2026.csv', 'id,title,opened\n')).toContain('source: my-2026');
  });

  it('of nothing is nothing', () => {
    expect(suggestMapping({ name: 'x', head: textBytes(' \n') })).toBeUndefined();
    expect(suggestMapping({ name: 'x', head: textBytes('[1, 2]') })).toBeUndefined();
  });

  it('names nobody: of the values of a file it repeats the words of severities, states and kinds alone', () => {
    const yaml = suggest('incidents.csv', fixtureBytes('ok/mapping/incidents.csv'));
    expect(yaml).not.toMatch(/Ana|Bo |Chi/);
  });

  it('can be used whatever the columns are called and hold', () => {
    const word = fc.oneof(
      fc.constantFrom(
        'id',
        'title',
        'opened',
        'severity',
        'state',
        'kind',
        'incident',
        'at',
        'owner',
        'updated',
        "it's",
        'a: b',
        '# c',
        '- d',
        'yes',
        '{x}',
        '=y',
        '^z',
        '*',
        '&a',
        '!t',
        '1.2',
        '',
      ),
      fc.string({ maxLength: 12 }),
    );
    const cell = fc.oneof(word, fc.constantFrom('?', '2026-03-01T09:00:00Z', '3/4/2026', 'P1', '1772357400'));
    const rows = fc.tuple(
      fc.uniqueArray(word, { minLength: 1, maxLength: 8 }),
      fc.array(fc.array(cell, { minLength: 8, maxLength: 8 }), { maxLength: 5 }),
    );
    fc.assert(
      fc.property(rows, fc.constantFrom(',', ';', '\t'), fc.boolean(), ([header, cells], delimiter, asJson) => {
        const line = (row: readonly string[]): string =>
          row.map((one) => `"${one.replaceAll('"', '""').replaceAll(/[\r\n]/g, ' ')}"`).join(delimiter);
        const csv = [header, ...cells.map((row) => row.slice(0, header.length))].map(line).join('\n');
        const json = JSON.stringify(cells.map((row) => Object.fromEntries(header.map((name, n) => [name, row[n]]))));
        const yaml = suggestMapping({ name: 'x', head: textBytes(asJson ? json : csv) });
        if (yaml !== undefined) parseMapping(yaml, 'x.yaml');
      }),
      { numRuns: 400 },
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { recogniseSource, sourceById } from '../../../src/sources/index.js';
import { fileOf, fixtureBytes, readAll } from './read-fixture.js';

const READABLE: readonly (readonly [string, string])[] = [
  ['ok/native-every-type.ndjson', 'native'],
  ['ok/native-array.json', 'native'],
  ['ok/native-csv/people.csv', 'native'],
  ['ok/native-csv/events.csv', 'native'],
  ['ok/pagerduty-incidents-page.json', 'pagerduty'],
  ['ok/pagerduty-log-entries-pages.json', 'pagerduty'],
  ['ok/pagerduty-inlined-log.json', 'pagerduty'],
  ['ok/pagerduty-pages.ndjson', 'pagerduty'],
  ['ok/servicenow-audit-dashes.csv', 'servicenow-audit'],
  ['ok/dispatch/dump.sql', 'dispatch'],
  ['ok/pagerduty/webhooks.ndjson', 'pagerduty'],
  ['ok/pagerduty/analytics.ndjson', 'pagerduty'],
  ['not-ok/dispatch-three-bad-rows.sql', 'dispatch'],
  ['ok/native-documents.json', 'native'],
  ['not-ok/latin-1.ndjson', 'native'],
  ['not-ok/array-cut-off.json', 'native'],
  ['not-ok/missing-comma.json', 'native'],
  ['not-ok/quote-not-closed.csv', 'native'],
  ['not-ok/pagerduty-page-cut-off.json', 'pagerduty'],
  ['not-ok/pagerduty-key-twice.json', 'pagerduty'],
  ['not-ok/key-twice.json', 'native'],
  ['not-ok/forbidden-key.ndjson', 'native'],
  ['not-ok/text-turned-around.ndjson', 'native'],
  ['not-ok/last-line-cut-off.ndjson', 'native'],
  ['not-ok/utf-16-half-a-character.ndjson', 'native'],
  ['not-ok/tabs.csv', 'native'],
  ['not-ok/formulas-and-markup.csv', 'native'],
];

describe('how a file arrives does not matter', () => {
  it.each(READABLE)('%s yields the same records and rejections however its bytes are cut', async (path, id) => {
    const name = path.replace(/^.*\//, '');
    const bytes = fixtureBytes(path);
    const source = sourceById(id);
    if (source === undefined) throw new Error(`There is no source ${id}`);
    const whole = await readAll(source, fileOf(name, bytes), { zone: 'UTC' });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(), { maxLength: 40 }), async (cuts) => {
        expect(await readAll(source, fileOf(name, bytes, cuts), { zone: 'UTC' })).toEqual(whole);
      }),
      { numRuns: 25 },
    );
  });

  it('one byte at a time is as good as all at once', async () => {
    const bytes = fixtureBytes('ok/native-every-type.ndjson');
    const source = recogniseSource({ name: 'x', head: bytes });
    if (source === undefined) throw new Error('The fixture is not recognised');
    const single = fileOf('x', bytes, [...bytes.keys()]);
    expect(await readAll(source, single)).toEqual(await readAll(source, fileOf('x', bytes)));
  });

  it.each([
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('lines ended by %s yield the records of lines ended by LF, on the same lines', async (_, lineBreak) => {
    const source = sourceById('native');
    if (source === undefined) throw new Error('There is no native source');
    const text = new TextDecoder().decode(fixtureBytes('ok/native-every-type.ndjson'));
    const encode = (said: string): Uint8Array => new TextEncoder().encode(said);
    const plain = await readAll(source, fileOf('x', encode(text)));
    const other = await readAll(source, fileOf('x', encode(`\uFEFF${text.replaceAll('\n', lineBreak)}`), [700, 701]));
    expect(other).toEqual(plain);
  });
});

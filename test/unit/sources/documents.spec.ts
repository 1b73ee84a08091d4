import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { EVENT_KINDS } from '../../../src/domain/event.js';
import { FIELDS, NATIVE_TYPES } from '../../../src/sources/native/fields.js';
import { eventsIn, readBytes, recordsOf, textBytes } from './read-fixture.js';

const read = (name: string): string =>
  readFileSync(new URL(`../../../docs/sources/${name}.md`, import.meta.url), 'utf8');

describe('docs/sources/native.md', () => {
  const page = read('native');

  it.each(EVENT_KINDS)('names the kind of event %s', (kind) => {
    expect(page).toContain(`\`${kind}\``);
  });

  it.each(NATIVE_TYPES)('names every field of %s records', (type) => {
    const row = page.split('\n').find((line) => line.startsWith(`| \`${type}\``)) ?? '';
    const fields = [...(FIELDS.get(type)?.keys() ?? [])].filter((field) => !field.includes('.'));
    const missing = fields.filter((field) => !row.includes(`\`${field}\``));
    expect(missing.filter((field) => field !== 'type' && field !== 'origin' && field !== 'updatedAt')).toEqual([]);
  });

  it('shows an example that imports without a fault', async () => {
    const [, example = ''] = /```json\n([\s\S]*?)```/.exec(page) ?? [];
    const result = await readBytes('example.ndjson', textBytes(example));
    expect([result.rejections, result.warnings]).toEqual([[], []]);
    expect(recordsOf(result).map(({ type }) => type)).toEqual(['person', 'incident', 'event']);
    expect(eventsIn(result)).toHaveLength(1);
  });
});

describe('docs/sources/pagerduty.md', () => {
  it.each(['EXPORT_ONLY_OPEN', 'EXPORT_ONE_PERSON', 'PD_ENTRY_IGNORED', 'user_ids[]=me'])('explains %s', (word) => {
    expect(read('pagerduty')).toContain(word);
  });
});

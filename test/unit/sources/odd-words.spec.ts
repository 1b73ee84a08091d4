import { describe, expect, it } from '@jest/globals';
import { eventsOfRole } from '../../../src/sources/dispatch/participation.js';
import { formatFault, dateReader } from '../../../src/sources/mapping/dates.js';
import { parseMapping } from '../../../src/sources/mapping/parse-mapping.js';
import { fieldKind } from '../../../src/sources/mapping/record-fields.js';
import { readBytes, recordsOf, textBytes } from './read-fixture.js';

/** Names that every JavaScript object answers to, though nobody gave them to it. */
const INHERITED = ['constructor', 'toString', 'hasOwnProperty'];

const bytes = (value: unknown): Uint8Array => textBytes(JSON.stringify(value));

describe.each(INHERITED)('the word %s in a file is a word like any other', (word) => {
  it('as a role of Dispatch', () => {
    const at = '2026-05-04T08:00:00.000Z';
    const participant = { incident: '1', person: 'ana', reportedAt: undefined, since: at, isActive: false };
    const events = eventsOfRole({ role: word, assumed_at: at }, participant);
    expect(events.map(({ details }) => details)).toEqual([{ role: word.toLowerCase() }]);
  });

  it('as a type of log entry or webhook of PagerDuty', async () => {
    const at = '2026-05-04T08:00:00Z';
    const entries = ['annotate_log_entry', word].map((type, index) => ({
      ...{ id: `R${String(index)}`, type, created_at: at, incident: { id: 'PI1' } },
    }));
    const logged = await readBytes('x', bytes({ log_entries: entries }), {}, 'pagerduty');
    expect(recordsOf(logged).flatMap((record) => (record.type === 'event' ? record.id : []))).toEqual(['R0']);
    const hooks = [word, `incident.${word}`].map((type) => ({
      event: { id: 'W1', event_type: type, occurred_at: at, data: { id: 'PI1', type: 'incident' } },
    }));
    for (const hook of hooks) {
      const { warnings } = await readBytes('x', bytes(hook), {}, 'pagerduty');
      expect(warnings.map(({ code }) => code)).toContain('PD_WEBHOOK_IGNORED');
    }
  });

  it('as a delimiter, a detail or a member of a mapping', () => {
    const mapping = (more: string): string =>
      `source: tool\ntitle: Tool\nversion: 1\n${more}\ntables:\n  - each: incident\n    recognise: Nr\n    fields: {id: Nr, title: Nr, declaredAt: At}\n`;
    expect(() => parseMapping(mapping(`delimiter: ${word}`), 'm.yaml')).toThrow(
      'delimiter must be comma, semicolon, tab, pipe or one such character',
    );
    expect(() => parseMapping(mapping(`${word}: 1`), 'm.yaml')).toThrow(`${word} is nothing a mapping knows here`);
    expect(fieldKind('event', `details.${word}`)).toBe('text');
  });
});

describe('a date format', () => {
  it('that says a part twice is refused, since its digits could be shared out in ever so many ways', () => {
    expect(formatFault(`yyyy-MM-${'dH'.repeat(20)}`)).toBe('has d twice; a date says each part of it once');
    expect(formatFault('d/M/yyyy HH:mm')).toBeUndefined();
  });

  it('with stretches of spaces side by side reads any text at once', () => {
    const { read } = dateReader([`yyyy-MM-dd${" '' ' '".repeat(30)}HH`], undefined);
    expect(read(`2026-05-04${' '.repeat(200)}x`, 'UTC')).toEqual({ fault: 'TIME_INVALID' });
    expect(read(`2026-05-04${' '.repeat(200)}08`, 'UTC')).toEqual({ instant: '2026-05-04T08:00:00.000Z' });
  });
});

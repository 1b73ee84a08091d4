import { describe, expect, it } from '@jest/globals';
import { EVENT_KINDS } from '../../../src/domain/event.js';
import { readFixture } from './read-fixture.js';

interface Expected {
  readonly code: string;
  readonly line?: number;
  readonly column?: number;
  readonly pointer?: string;
  readonly field?: string;
  readonly message: string;
}

interface Wrong {
  readonly file: string;
  readonly source: string;
  readonly zone?: string;
  readonly rejections: readonly Expected[];
}

const NOT_JSON = 'This is not JSON from here on; export the file again, or mend the syntax at this place.';
const CUT_SHORT = 'The JSON ends before it is complete; the file was cut short, so export it again.';
const NOT_A_TIME = 'is not a date and time that exists; write ISO 8601, such as 2026-03-01T09:30:00Z.';
const TYPES =
  'source, person, membership, incident, event, action-item, action-item-event, shift, leave, attestation, note';

const WRONG: readonly Wrong[] = [
  {
    file: 'empty.ndjson',
    source: 'native',
    rejections: [{ code: 'FILE_EMPTY', message: 'The file is empty; export it again and import that.' }],
  },
  {
    file: 'only-white-space.json',
    source: 'pagerduty',
    rejections: [{ code: 'FILE_EMPTY', message: 'The file is empty; export it again and import that.' }],
  },
  {
    // 34 bytes stand before the name, then J, o and s: é is at offset 37.
    file: 'latin-1.ndjson',
    source: 'native',
    rejections: [
      {
        code: 'ENCODING_INVALID',
        line: 1,
        message: 'Byte 37 of the file is not UTF-8; save the file as UTF-8 and import that.',
      },
    ],
  },
  {
    file: 'utf-16.ndjson',
    source: 'native',
    rejections: [
      { code: 'ENCODING_INVALID', line: 1, message: 'The file is UTF-16; save it as UTF-8 and import that.' },
    ],
  },
  {
    file: 'syntax-in-one-line.ndjson',
    source: 'native',
    rejections: [{ code: 'JSON_SYNTAX', line: 2, column: 34, message: NOT_JSON }],
  },
  {
    file: 'last-line-cut-off.ndjson',
    source: 'native',
    rejections: [{ code: 'JSON_SYNTAX', line: 2, column: 30, message: CUT_SHORT }],
  },
  {
    file: 'array-cut-off.json',
    source: 'native',
    rejections: [{ code: 'JSON_SYNTAX', line: 3, column: 27, message: CUT_SHORT }],
  },
  {
    file: 'trailing-comma.json',
    source: 'native',
    rejections: [{ code: 'JSON_SYNTAX', line: 3, column: 1, message: NOT_JSON }],
  },
  {
    file: 'missing-comma.json',
    source: 'native',
    rejections: [{ code: 'JSON_SYNTAX', line: 2, column: 28, message: NOT_JSON }],
  },
  {
    file: 'pagerduty-page-cut-off.json',
    source: 'pagerduty',
    rejections: [{ code: 'JSON_SYNTAX', line: 1, column: 96, message: CUT_SHORT }],
  },
  {
    file: 'unknown-type.ndjson',
    source: 'native',
    rejections: [
      {
        code: 'TYPE_UNKNOWN',
        line: 1,
        field: 'type',
        message: 'type "persons" is not a type of record; did you mean person?',
      },
    ],
  },
  {
    file: 'type-only-sources-write.ndjson',
    source: 'native',
    rejections: [
      {
        code: 'TYPE_UNKNOWN',
        line: 1,
        field: 'type',
        message: `type "handle" is not a type of record; the types are ${TYPES}.`,
      },
    ],
  },
  {
    file: 'no-type.ndjson',
    source: 'native',
    rejections: [
      { code: 'FIELD_MISSING', line: 1, field: 'type', message: 'type is missing; every record names its type.' },
    ],
  },
  {
    file: 'not-an-object.ndjson',
    source: 'native',
    rejections: [
      {
        code: 'RECORD_INVALID',
        line: 2,
        message: 'The record is not a JSON object; write each record as {"type": ...}.',
      },
    ],
  },
  {
    file: 'missing-title.ndjson',
    source: 'native',
    rejections: [
      {
        code: 'FIELD_MISSING',
        line: 1,
        field: 'title',
        message: 'title is missing; this type of record needs it.',
      },
    ],
  },
  {
    file: 'thirtieth-of-february.ndjson',
    source: 'native',
    rejections: [{ code: 'TIME_INVALID', line: 1, field: 'declaredAt', message: `declaredAt ${NOT_A_TIME}` }],
  },
  {
    file: 'time-without-offset.ndjson',
    source: 'native',
    rejections: [
      {
        code: 'TIME_NO_ZONE',
        line: 1,
        field: 'declaredAt',
        message: 'declaredAt has no offset; end it with Z or +02:00, or name the zone of the file, such as --zone UTC.',
      },
    ],
  },
  {
    file: 'spring-gap.ndjson',
    source: 'native',
    zone: 'Europe/Lisbon',
    rejections: [
      {
        code: 'TIME_NONEXISTENT',
        line: 1,
        field: 'from',
        message: 'from falls into the hour that clocks skip in spring there; write it with an offset, such as +02:00.',
      },
    ],
  },
  {
    file: 'autumn-overlap.ndjson',
    source: 'native',
    zone: 'Europe/Lisbon',
    rejections: [
      {
        code: 'TIME_AMBIGUOUS',
        line: 1,
        field: 'from',
        message:
          'from falls into the hour that clocks repeat in autumn there; write it with an offset, such as +02:00.',
      },
    ],
  },
  {
    file: 'three-bad-fields.ndjson',
    source: 'native',
    rejections: [
      { code: 'FIELD_INVALID', line: 1, field: 'severity', message: 'severity must be at most 5.' },
      {
        code: 'FIELD_INVALID',
        line: 1,
        field: 'mode',
        message: 'mode "real-ish" is not a word this field knows; did you mean real?',
      },
      {
        code: 'FIELD_INVALID',
        line: 1,
        field: 'customersAffected',
        message: 'customersAffected must be a number.',
      },
    ],
  },
  {
    file: 'unknown-event-kind.ndjson',
    source: 'native',
    rejections: [
      {
        code: 'FIELD_INVALID',
        line: 1,
        field: 'kind',
        message: `kind "hugged" is not a word this field knows; it must be one of ${EVENT_KINDS.join(', ')}.`,
      },
    ],
  },
  {
    file: 'event-without-time.ndjson',
    source: 'native',
    rejections: [{ code: 'FIELD_MISSING', line: 1, field: 'at', message: 'at is required for this kind of event.' }],
  },
  {
    file: 'nul-in-name.ndjson',
    source: 'native',
    rejections: [
      {
        code: 'TEXT_INVALID_CHAR',
        line: 1,
        field: 'name',
        message: 'name holds a NUL or half a surrogate pair; remove that character.',
      },
    ],
  },
  {
    file: 'half-surrogate-in-unknown-field.ndjson',
    source: 'native',
    rejections: [
      {
        code: 'TEXT_INVALID_CHAR',
        line: 1,
        field: 'badge',
        message: 'badge holds a NUL or half a surrogate pair; remove that character.',
      },
    ],
  },
  {
    file: 'unknown-time-zone.ndjson',
    source: 'native',
    rejections: [
      {
        code: 'ZONE_UNKNOWN',
        line: 1,
        field: 'timeZone',
        message: 'timeZone is not an IANA time zone; write it as Europe/Lisbon.',
      },
    ],
  },
  {
    file: 'due-date-in-another-notation.ndjson',
    source: 'native',
    rejections: [{ code: 'TIME_INVALID', line: 1, field: 'dueAt', message: `dueAt ${NOT_A_TIME}` }],
  },
  {
    file: 'incidents.csv',
    source: 'native',
    rejections: [
      {
        code: 'HEADER_MISSING',
        line: 1,
        field: 'declaredAt',
        message: 'The column declaredAt is missing; add it to the header.',
      },
    ],
  },
  {
    file: 'duplicate-column.csv',
    source: 'native',
    rejections: [
      {
        code: 'HEADER_DUPLICATE',
        line: 1,
        column: 4,
        field: 'email',
        message: 'The column email stands twice; remove or rename one.',
      },
    ],
  },
  {
    file: 'forbidden-column.csv',
    source: 'native',
    rejections: [
      {
        code: 'HEADER_FORBIDDEN',
        line: 1,
        column: 3,
        field: '__proto__.polluted',
        message: 'A column cannot be called __proto__.polluted; rename it.',
      },
    ],
  },
  {
    file: 'people.csv',
    source: 'native',
    rejections: [
      {
        code: 'DELIMITER_MISMATCH',
        line: 1,
        message: 'The columns are not separated by commas; save the file as comma-separated CSV.',
      },
    ],
  },
  {
    file: 'wrong-column-count.csv',
    source: 'native',
    rejections: [
      {
        code: 'CSV_COLUMN_COUNT',
        line: 3,
        message: 'The row has 3 columns and the header has 4; add or remove commas, or quote the cell that holds one.',
      },
      {
        code: 'CSV_COLUMN_COUNT',
        line: 4,
        message: 'The row has 5 columns and the header has 4; add or remove commas, or quote the cell that holds one.',
      },
    ],
  },
  {
    // The first row takes lines 2 and 3; the quote that is never closed opens on line 4.
    file: 'quote-not-closed.csv',
    source: 'native',
    rejections: [
      {
        code: 'CSV_QUOTE_NOT_CLOSED',
        line: 4,
        message:
          'A quote opened on this line is never closed; close it, and write a quote inside a cell as two quotes.',
      },
    ],
  },
  {
    file: 'text-after-quote.csv',
    source: 'native',
    rejections: [
      {
        code: 'CSV_BAD_QUOTE',
        line: 2,
        message: 'A quote stands in the middle of a cell; put the whole cell in quotes and write the quote twice.',
      },
    ],
  },
  {
    file: 'severity-in-words.csv',
    source: 'native',
    rejections: [
      { code: 'FIELD_INVALID', line: 2, column: 4, field: 'severity', message: 'severity must be a number.' },
    ],
  },
  {
    file: 'some-table.csv',
    source: 'native',
    rejections: [
      {
        code: 'TYPE_UNKNOWN',
        line: 1,
        message:
          'Neither the name nor the header says what these rows are; name the file people.csv, incidents.csv, ' +
          'events.csv, action-items.csv, action-item-events.csv, shifts.csv, leave.csv or memberships.csv.',
      },
    ],
  },
  {
    file: 'pagerduty-date.json',
    source: 'pagerduty',
    rejections: [
      {
        code: 'TIME_INVALID',
        line: 1,
        pointer: '/incidents/0',
        field: 'created_at',
        message: `created_at ${NOT_A_TIME}`,
      },
    ],
  },
  {
    file: 'pagerduty-entry-without-incident.json',
    source: 'pagerduty',
    rejections: [
      {
        code: 'FIELD_MISSING',
        line: 1,
        pointer: '/log_entries/0',
        field: 'incident',
        message: 'incident is missing; export log entries with the incident they belong to.',
      },
    ],
  },
  {
    file: 'pagerduty-error-page.json',
    source: 'pagerduty',
    rejections: [
      {
        code: 'RECORD_UNKNOWN',
        line: 1,
        pointer: '',
        message:
          'This is neither an incident, a log entry nor a user of PagerDuty; remove it, or export the file again.',
      },
    ],
  },
  {
    file: 'servicenow-no-updated-by.csv',
    source: 'servicenow-audit',
    zone: 'UTC',
    rejections: [
      {
        code: 'HEADER_MISSING',
        line: 1,
        field: 'sys_updated_by',
        message: 'The column sys_updated_by is missing; add it to the header.',
      },
    ],
  },
  {
    file: 'servicenow-three-bad-rows.csv',
    source: 'servicenow-audit',
    zone: 'UTC',
    rejections: [
      {
        code: 'TIME_INVALID',
        line: 2,
        column: 5,
        field: 'sys_updated_at',
        message: `sys_updated_at ${NOT_A_TIME}`,
      },
      {
        code: 'FIELD_INVALID',
        line: 3,
        column: 3,
        field: 'sys_mod_count',
        message: 'sys_mod_count must be a whole number.',
      },
      {
        code: 'FIELD_MISSING',
        line: 4,
        column: 2,
        field: 'incident_state',
        message: 'incident_state is missing; every row of an audit log has it.',
      },
    ],
  },
];

describe('a wrong file is refused with what is wrong, where, and how to mend it', () => {
  it.each(WRONG)('$file', async ({ file, source, zone, rejections }) => {
    const result = await readFixture(`not-ok/${file}`, zone === undefined ? {} : { zone }, source);
    expect(result.rejections).toEqual(rejections.map((rejection) => ({ file, ...rejection })));
  });

  it('says once, not row by row, that an audit log without offsets needs a zone', async () => {
    const { sourced, rejections } = await readFixture('ok/servicenow-audit-slashes.csv', {}, 'servicenow-audit');
    expect(rejections).toEqual([
      {
        file: 'servicenow-audit-slashes.csv',
        line: 2,
        column: 8,
        field: 'opened_at',
        code: 'TIME_NO_ZONE',
        message: 'opened_at has no offset; end it with Z or +02:00, or name the zone of the file, such as --zone UTC.',
      },
    ]);
    expect(sourced).toEqual([]);
  });

  it('keeps the lines around one that is not JSON', async () => {
    const { sourced } = await readFixture('not-ok/syntax-in-one-line.ndjson', {}, 'native');
    expect(sourced.map(({ origin }) => origin.line)).toEqual([1, 3]);
  });
});

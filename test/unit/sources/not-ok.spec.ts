import { describe, expect, it } from '@jest/globals';
import { EVENT_KINDS } from '../../../src/domain/event.js';
import { readFixture } from './read-fixture.js';
import { type ExpectedFault, faultIn } from './wrong-file.js';

interface Wrong {
  readonly file: string;
  readonly source: string;
  readonly zone?: string;
  readonly rejections: readonly ExpectedFault[];
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
        message:
          'Byte 37 of the file is not UTF-8; save the file as UTF-8, or name its encoding, such as --encoding windows-1252.',
      },
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
    rejections: [{ code: 'NDJSON_TRUNCATED', line: 2, column: 30, message: CUT_SHORT }],
  },
  {
    file: 'array-cut-off.json',
    source: 'native',
    rejections: [{ code: 'JSON_SYNTAX', scope: 'file', line: 3, column: 27, message: CUT_SHORT }],
  },
  {
    file: 'trailing-comma.json',
    source: 'native',
    rejections: [{ code: 'JSON_SYNTAX', scope: 'file', line: 3, column: 1, message: NOT_JSON }],
  },
  {
    file: 'missing-comma.json',
    source: 'native',
    rejections: [{ code: 'JSON_SYNTAX', scope: 'file', line: 2, column: 28, message: NOT_JSON }],
  },
  {
    file: 'pagerduty-page-cut-off.json',
    source: 'pagerduty',
    rejections: [{ code: 'JSON_SYNTAX', scope: 'file', line: 1, column: 96, message: CUT_SHORT }],
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
        message:
          'The columns seem to be separated by semicolons, not by commas; save the file as comma-separated CSV, or put a line ' +
          'of sep= and the separator above the header.',
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
        scope: 'file',
        line: 1,
        message:
          'Neither the name nor the header says what these rows are; name the file people.csv, incidents.csv, ' +
          'events.csv, action-items.csv, action-item-events.csv, shifts.csv, leave.csv or memberships.csv.',
      },
    ],
  },
  {
    file: 'incident-io-participants-of-no-incident.json',
    source: 'incident-io',
    rejections: [
      {
        code: 'FIELD_MISSING',
        line: 1,
        pointer: '',
        field: 'incident_id',
        message:
          'incident_id is missing, and the answer itself does not say of which incident it is; save it as ' +
          '{"incident_id": ..., "incident_participants": ...}, as the script in docs/sources/incident-io.md does.',
      },
    ],
  },
  {
    file: 'incident-io-error-page.json',
    source: 'incident-io',
    rejections: [
      {
        code: 'RECORD_UNKNOWN',
        line: 1,
        pointer: '',
        message:
          'This is none of the objects of incident.io that docs/sources/incident-io.md lists; remove it, or export the file again.',
      },
    ],
  },
  {
    file: 'incident-io-incident-without-time.json',
    source: 'incident-io',
    rejections: [
      {
        code: 'FIELD_MISSING',
        line: 1,
        pointer: '/incidents/0',
        field: 'created_at',
        message: 'created_at is missing; this type of record needs it.',
      },
      {
        code: 'TIME_INVALID',
        line: 1,
        pointer: '/incidents/0',
        field: 'incident_timestamp_values.0.value.value',
        message: `incident_timestamp_values.0.value.value ${NOT_A_TIME}`,
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
    file: 'jira-loose-comment.json',
    source: 'jira',
    rejections: [
      {
        code: 'RECORD_UNKNOWN',
        line: 1,
        pointer: '/comments/0',
        message:
          'A comment by itself does not say what its issue is; export issues with fields=*all, so that their comments stand in them.',
      },
    ],
  },
  {
    file: 'jira-loose-changelog.json',
    source: 'jira',
    rejections: [
      {
        code: 'RECORD_UNKNOWN',
        line: 1,
        pointer: '/values/0',
        message:
          'A changelog by itself does not name its issue; export issues with expand=changelog, so that it stands in them.',
      },
    ],
  },
  {
    file: 'jira-three-bad-fields.json',
    source: 'jira',
    rejections: [
      {
        code: 'TIME_INVALID',
        line: 2,
        pointer: '/issues/0',
        field: 'fields.updated',
        message: `fields.updated ${NOT_A_TIME}`,
      },
      {
        code: 'TIME_INVALID',
        line: 2,
        pointer: '/issues/0',
        field: 'fields.duedate',
        message: 'fields.duedate is not a date and time that exists; write ISO 8601, such as 2026-03-01T09:30:00Z.',
      },
      {
        code: 'FIELD_MISSING',
        line: 3,
        pointer: '/issues/1',
        field: 'fields.created',
        message: 'fields.created is missing; this type of record needs it.',
      },
    ],
  },
  {
    file: 'github-loose-review.json',
    source: 'github',
    rejections: [
      {
        code: 'RECORD_UNKNOWN',
        line: 1,
        pointer: '/0',
        message:
          'This is neither a pull request, an issue nor a user of GitHub. Reviews belong inside their pull request and ' +
          'events inside their issue, as docs/sources/github.md shows; other answers are not read.',
      },
    ],
  },
  {
    file: 'github-two-bad-fields.json',
    source: 'github',
    rejections: [
      {
        code: 'FIELD_INVALID',
        line: 1,
        pointer: '/0',
        field: 'html_url',
        message: 'html_url is not the page of a pull request or issue.',
      },
      {
        code: 'TIME_NO_ZONE',
        line: 1,
        pointer: '/0',
        field: 'created_at',
        message: 'created_at has no offset; end it with Z or +02:00, or name the zone of the file, such as --zone UTC.',
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
  {
    file: 'servicenow-table-three-bad-rows.csv',
    source: 'servicenow',
    zone: 'UTC',
    rejections: [
      { code: 'TIME_INVALID', line: 2, column: 3, field: 'opened_at', message: `opened_at ${NOT_A_TIME}` },
      {
        code: 'FIELD_MISSING',
        line: 3,
        column: 3,
        field: 'opened_at',
        message: 'opened_at is missing; every incident of ServiceNow has it.',
      },
      {
        code: 'FIELD_MISSING',
        line: 4,
        column: 1,
        field: 'number',
        message: 'number is missing; every incident of ServiceNow has it.',
      },
      { code: 'TIME_INVALID', line: 5, column: 4, field: 'resolved_at', message: `resolved_at ${NOT_A_TIME}` },
    ],
  },
  {
    file: 'servicenow-table-problem.json',
    source: 'servicenow',
    rejections: [
      {
        code: 'RECORD_UNKNOWN',
        line: 3,
        pointer: '/result/0',
        message:
          'This is a row of neither the incident nor the user table of ServiceNow; remove it, or export those tables alone.',
      },
    ],
  },
  {
    file: 'slack-history-without-channel.json',
    source: 'slack',
    rejections: [
      {
        code: 'CHANNEL_UNKNOWN',
        scope: 'file',
        line: 1,
        pointer: '/messages/0',
        message:
          'These messages do not say which channel they are of; import the whole export, or write ' +
          '{"channel": {"id", "name"}, "messages": [...]} as docs/sources/slack.md shows.',
      },
    ],
  },
  {
    file: 'slack-message-without-time.json',
    source: 'slack',
    rejections: [
      {
        code: 'FIELD_INVALID',
        line: 1,
        pointer: '/messages/0',
        field: 'ts',
        message: 'ts is not a time of Slack: seconds since 1970, such as 1452988821.000002.',
      },
      {
        code: 'FIELD_MISSING',
        line: 1,
        pointer: '/messages/1',
        field: 'ts',
        message: 'ts is missing; this type of record needs it.',
      },
    ],
  },
  {
    file: 'slack-error.json',
    source: 'slack',
    rejections: [
      {
        code: 'RECORD_UNKNOWN',
        line: 1,
        pointer: '',
        message: 'Slack answered with an error and no records; export the file again.',
      },
    ],
  },
  {
    file: 'pagerduty-analytics-no-zone.json',
    source: 'pagerduty',
    rejections: [
      {
        code: 'TIME_NO_ZONE',
        line: 1,
        pointer: '/data/0',
        field: 'created_at',
        message: 'created_at has no offset; end it with Z or +02:00, or name the zone of the file, such as --zone UTC.',
      },
    ],
  },
  {
    file: 'pagerduty-webhook-data.json',
    source: 'pagerduty',
    rejections: [
      {
        code: 'PD_NOTHING_TO_RECORD',
        line: 1,
        pointer: '',
        message:
          'This is the data of a webhook without its event, which alone says what happened, when and by whom; save the ' +
          'whole body.',
      },
    ],
  },
  {
    file: 'dispatch-table.csv',
    source: 'dispatch',
    rejections: [
      {
        code: 'DISPATCH_TABLE_ALONE',
        line: 1,
        scope: 'file',
        message:
          'This is one table of a Dispatch database, whose rows name people and incidents by numbers that only other tables ' +
          'explain; import the plain-text dump, which holds them all, as docs/sources/dispatch.md shows.',
      },
    ],
  },
  {
    file: 'dispatch-inserts.sql',
    source: 'dispatch',
    rejections: [
      {
        code: 'DUMP_NO_INCIDENTS',
        scope: 'file',
        message:
          'The dump holds no rows of a table named incident as COPY; dump the database as plain text with its data and ' +
          'without --inserts, as docs/sources/dispatch.md shows.',
      },
    ],
  },
  {
    file: 'dispatch-cut-off.sql',
    source: 'dispatch',
    rejections: [
      {
        code: 'DUMP_CUT_OFF',
        line: 115,
        scope: 'file',
        message: 'The dump ends inside the table task_assignees; it was cut short, so dump the database again.',
      },
    ],
  },
  {
    file: 'dispatch-three-bad-rows.sql',
    source: 'dispatch',
    rejections: [
      { code: 'TIME_INVALID', line: 8, pointer: '', field: 'reported_at', message: `reported_at ${NOT_A_TIME}` },
      {
        code: 'DUMP_COLUMN_COUNT',
        line: 9,
        message: 'The row of the table incident has 6 values where its header has 7; dump the database again.',
      },
      { code: 'FIELD_INVALID', line: 10, pointer: '', field: 'reported_at', message: 'reported_at must be text.' },
    ],
  },
  {
    file: 'dispatch-task-without-incident.json',
    source: 'dispatch',
    rejections: [
      {
        code: 'FIELD_MISSING',
        line: 1,
        pointer: '/items/0',
        message: 'incident is missing, so the task belongs nowhere; remove it, or export the file again.',
      },
    ],
  },
];

describe('a wrong file is refused with what is wrong, where, and how to mend it', () => {
  it.each(WRONG)('$file', async ({ file, source, zone, rejections }) => {
    const result = await readFixture(`not-ok/${file}`, zone === undefined ? {} : { zone }, source);
    expect(result.rejections).toEqual(rejections.map((rejection) => faultIn(file, rejection)));
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
        scope: 'file',
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

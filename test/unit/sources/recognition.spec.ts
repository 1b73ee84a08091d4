import { describe, expect, it } from '@jest/globals';
import { recogniseSource, sourceById, SOURCES } from '../../../src/sources/index.js';
import { allSources } from '../../../src/sources/shipped-mappings.service.js';
import { fixtureBytes, readBytes, sampleBytes, samplesPresent, textBytes } from './read-fixture.js';

const FIXTURES: readonly (readonly [string, string])[] = [
  ['native-every-type.ndjson', 'native'],
  ['native-array.json', 'native'],
  ['native-documents.json', 'native'],
  ['native-csv/people.csv', 'native'],
  ['native-csv/incidents.csv', 'native'],
  ['native-csv/events.csv', 'native'],
  ['native-csv/action-items.csv', 'native'],
  ['native-csv/action-item-events.csv', 'native'],
  ['native-csv/shifts.csv', 'native'],
  ['native-csv/leave.csv', 'native'],
  ['native-csv/memberships.csv', 'native'],
  ['incident-io/export.ndjson', 'incident-io'],
  ['incident-io/incidents-page.json', 'incident-io'],
  ['incident-io/updates-page.json', 'incident-io'],
  ['incident-io/escalations-page.json', 'incident-io'],
  ['incident-io/follow-ups.json', 'incident-io'],
  ['incident-io/actions.json', 'incident-io'],
  ['incident-io/workloads.json', 'incident-io'],
  ['incident-io/severities.json', 'incident-io'],
  ['jira/search-page.json', 'jira'],
  ['jira/server-issues.ndjson', 'jira'],
  ['jira/token-page.json', 'jira'],
  ['jira/users.json', 'jira'],
  ['github/pulls-pages.json', 'github'],
  ['github/issues.ndjson', 'github'],
  ['github/search.json', 'github'],
  ['github/webhooks.ndjson', 'github'],
  ['github/users.json', 'github'],
  ['dispatch/dump.sql', 'dispatch'],
  ['dispatch/api.ndjson', 'dispatch'],
  ['pagerduty/webhooks.ndjson', 'pagerduty'],
  ['pagerduty/analytics.ndjson', 'pagerduty'],
  ['pagerduty/oncalls.ndjson', 'pagerduty'],
  ['pagerduty/notifications.json', 'pagerduty'],
  ['pagerduty-incidents-page.json', 'pagerduty'],
  ['pagerduty-log-entries-pages.json', 'pagerduty'],
  ['pagerduty-users.json', 'pagerduty'],
  ['pagerduty-inlined-log.json', 'pagerduty'],
  ['pagerduty-pages.ndjson', 'pagerduty'],
  ['servicenow/incidents-all.json', 'servicenow'],
  ['servicenow/incidents-values.json', 'servicenow'],
  ['servicenow/incidents-displayed.json', 'servicenow'],
  ['servicenow/users.json', 'servicenow'],
  ['servicenow/incidents.csv', 'servicenow'],
  ['servicenow/users.csv', 'servicenow'],
  ['slack/export/users.json', 'slack'],
  ['slack/export/channels.json', 'slack'],
  ['slack/export/groups.json', 'slack'],
  ['slack/export/dms.json', 'slack'],
  ['slack/export/integration_logs.json', 'slack'],
  ['slack/export/inc-204-checkout/2026-03-01.json', 'slack'],
  ['slack/web-api.ndjson', 'slack'],
  ['firehydrant/incidents.json', 'firehydrant'],
  ['firehydrant/tickets-and-users.ndjson', 'firehydrant'],
  ['firehydrant/incidents.csv', 'firehydrant'],
  ['grafana-oncall/alert-groups.json', 'grafana-oncall'],
  ['grafana-oncall/notes-users-shifts.ndjson', 'grafana-oncall'],
  ['opsgenie/alerts.json', 'opsgenie'],
  ['opsgenie/incidents-and-users.ndjson', 'opsgenie'],
  ['rootly/incidents-page.json', 'rootly'],
  ['rootly/action-items.json', 'rootly'],
  ['rootly/users.ndjson', 'rootly'],
  ['servicenow-audit-slashes.csv', 'servicenow-audit'],
  ['servicenow-audit-dashes.csv', 'servicenow-audit'],
];

const FOREIGN: readonly (readonly [string, string])[] = [
  ['nothing', ''],
  ['a web page', '<!doctype html><title>Sign in</title>'],
  ['a table with ids and names', 'id,name,slug,created_at,updated_at\n1,Ana,ana,x,y\n'],
  ['incidents of another tool', '{"incidents":[{"id":"01F","name":"Down","mode":"standard","reference":"INC-1"}]}'],
  ['an object of a foreign type without an id', '{"type":"FeatureCollection","features":[]}'],
  ['an object whose type is no word', '{"type":7,"id":"d1"}'],
  [
    'an object over many lines that names its foreign type first',
    '{\n  "type": "incident_role_assignment",\n  "x": {}\n}\n',
  ],
  ['the same on one line', '{"type":"incident_role_assignment","x":{}}\n'],
  ['an object over many lines whose type is nearly ours', '{\n  "type": "persons",\n  "id": "a"\n}\n'],
  ['a schedule of an on-call tool', '{\n "id": "S1",\n "name": "Nights",\n "type": "ical",\n "team_id": null\n}\n'],
  [
    'a list of settings with ids and types',
    '[\n  {\n    "id": "01J",\n    "name": "Priority",\n    "type": "CatalogEntry"\n  }\n]\n',
  ],
  ['a list of numbers', '[1,2,3]'],
  ['a dump of another database', '--\n-- PostgreSQL database dump\n--\n\nCREATE TABLE public.incident (id integer);\n'],
  ['pages of items of another tool', '{"items":[{"id":1,"name":"Down"}],"total":1}'],
  ['analytics of another tool', '{"data":[{"id":1,"incident_number":4}],"time_zone":"Etc/UTC"}'],
];

/** Real records that no source takes by itself: one that took them would refuse them for what they are not. */
const UNRECOGNISED_SAMPLES: readonly string[] = [
  'grafana_oncall/schedules_0.json',
  'grafana_oncall/schedules_1.json',
  'grafana_oncall/schedules_2.json',
  'grafana_oncall/schedules_3.json',
  'incident_io/singer_tap_sync/alert_attributes.json',
  'pagerduty/webhooks_v3/08_incident_role_assignment.json',
];

const idOf = (name: string, head: Uint8Array): string | undefined => recogniseSource({ name, head }, allSources())?.id;

describe('a file is recognised by its content', () => {
  it.each(FIXTURES)('%s is of %s', (path, id) => {
    expect(idOf(path.replace(/^.*\//, ''), fixtureBytes(`ok/${path}`))).toBe(id);
  });

  it.each(FIXTURES.filter(([path]) => !path.endsWith('leave.csv')))('%s is of %s whatever its name', (path, id) => {
    expect(idOf('export-2026.txt', fixtureBytes(`ok/${path}`))).toBe(id);
  });

  it.each(FIXTURES)('%s is of one source alone', (path) => {
    const sample = { name: path.replace(/^.*\//, ''), head: fixtureBytes(`ok/${path}`) };
    expect(allSources().filter((source) => source.recognises(sample))).toHaveLength(1);
  });

  it.each(FOREIGN)('%s is of no source', (_, text) => {
    expect(idOf('incidents.json', textBytes(text))).toBeUndefined();
  });

  it.each(samplesPresent ? UNRECOGNISED_SAMPLES : [])('%s is of no source', (path) => {
    expect(idOf(path, sampleBytes(path))).toBeUndefined();
  });

  it('a sample cut anywhere after its first record is still recognised', () => {
    const head = fixtureBytes('ok/pagerduty-inlined-log.json');
    for (let length = 400; length < head.length; length += 97) {
      expect(idOf('x', head.subarray(0, length))).toBe('pagerduty');
    }
  });

  it('a byte order mark hides nothing', () => {
    expect(idOf('x.csv', textBytes('\uFEFFnumber,incident_state,sys_updated_by,sys_updated_at,sys_mod_count\n'))).toBe(
      'servicenow-audit',
    );
    expect(idOf('x.json', textBytes('\uFEFF{"type":"person","id":"a","name":"Ana"}'))).toBe('native');
  });

  it.each([
    ['a set file that lacks a column', 'incidents.csv', 'id,title,severity\n'],
    ['a set file with semicolons', 'people.csv', 'id;name;email\n'],
  ])('%s is native all the same, so that it can be told what is wrong', (_, name, text) => {
    expect(idOf(name, textBytes(text))).toBe('native');
  });

  it.each([
    ['of NDJSON', '{"type":"persn","id":"a","name":"Ana"}\n{"type":"person","id":"b","name":"Bo"}\n', 1],
    ['of an array', '[\n  {"type":"persn","id":"a","name":"Ana"},\n  {"type":"person","id":"b","name":"Bo"}\n]', 2],
    ['that has no id', '{"type":"sorce","covers":["paged"]}\n{"type":"person","id":"b","name":"Bo"}\n', 1],
  ])('a mistyped type of the first record %s is told with its line', async (_, text, line) => {
    const { rejections, sourced } = await readBytes('x.json', textBytes(text));
    expect(rejections).toMatchObject([{ code: 'TYPE_UNKNOWN', field: 'type', line }]);
    expect(sourced).toHaveLength(1);
  });

  it('an object over many lines is native when its type is one of ours', () => {
    expect(idOf('x.json', textBytes('{\n  "type": "person",\n  "id": "a",\n  "name": "Ana"\n}\n'))).toBe('native');
  });

  it('a user of PagerDuty in a bare list, whose type the native format does not know, is PagerDuty', () => {
    const user = { id: 'PU1', type: 'user', email: 'ana@x.example', self: 'https://api.pagerduty.com/users/PU1' };
    expect(idOf('x.json', textBytes(JSON.stringify([user])))).toBe('pagerduty');
  });

  it('an empty page of PagerDuty is PagerDuty', () => {
    expect(idOf('x.json', textBytes('{"log_entries":[],"limit":100,"offset":0,"more":false,"total":null}'))).toBe(
      'pagerduty',
    );
  });

  it.each(['incidents', 'users', 'actions', 'escalations', 'alerts', 'severities'])(
    'an empty page of %s of incident.io is incident.io',
    (name) => {
      const page = { [name]: [], pagination_meta: { page_size: 25, total_record_count: 0 } };
      expect(idOf('x.json', textBytes(JSON.stringify(page)))).toBe('incident-io');
      expect(idOf('x.json', textBytes(JSON.stringify({ [name]: [] })))).toBeUndefined();
    },
  );

  it('a source is found by its id', () => {
    expect(SOURCES.map(({ id }) => sourceById(id))).toEqual(SOURCES);
    expect(new Set(SOURCES.map(({ id }) => id)).size).toBe(SOURCES.length);
    expect(sourceById('opsgenie')).toBeUndefined();
  });
});

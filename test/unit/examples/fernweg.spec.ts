import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { generate } from '../../../examples/generate.mjs';
import { isZone } from '../../../src/domain/zone.js';
import {
  type ActionItemEventRecord,
  type ActionItemRecord,
  type CanonicalRecord,
  type EventRecord,
  type IncidentRecord,
  type LeaveRecord,
  type MembershipRecord,
  nativeIdOf,
  type PersonRecord,
  RECORD_SCHEMAS,
  type RecordType,
  type ShiftRecord,
} from '../../../src/domain/record.js';

interface Reference {
  id: string;
  type: string;
  summary: string;
}

interface LogEntry {
  id: string;
  type: string;
  created_at: string;
  agent?: Reference;
  user?: Reference;
  assignees?: Reference[];
  channel: { type: string; notification?: { type: string } };
  incident: { id: string };
}

interface PagerIncident {
  id: string;
  title: string;
  created_at: string;
  resolved_at: string;
  assignments: unknown[];
  acknowledgements: unknown[];
  log_entries: LogEntry[];
}

interface IncidentPage {
  incidents: PagerIncident[];
  offset: number;
  more: boolean;
}

interface User {
  id: string;
  email: string;
  name: string;
  time_zone: string;
}

const folder = join(import.meta.dirname, '../../../examples/fernweg');
const files = generate();

const textOf = (name: string): string => files[name] ?? '';
const linesOf = (name: string): string[] => textOf(name).trimEnd().split('\n');
const nativeNames = Object.keys(files).filter((name) => name.endsWith('.ndjson'));
const pages = Object.keys(files)
  .filter((name) => name.startsWith('pagerduty-incidents-'))
  .map((name) => JSON.parse(textOf(name)) as IncidentPage);
const pagerIncidents = pages.flatMap((page) => page.incidents);
const { users } = JSON.parse(textOf('pagerduty-users.json')) as { users: User[] };

const records: CanonicalRecord[] = [];
const refused: string[] = [];

beforeAll(() => {
  for (const name of nativeNames) {
    linesOf(name).forEach((line, index) => {
      const raw = JSON.parse(line) as { type: RecordType };
      const parsed = RECORD_SCHEMAS[raw.type].safeParse(raw);
      if (parsed.success) records.push(parsed.data);
      else refused.push(`${name}:${String(index + 1)} ${parsed.error.message}`);
    });
  }
});

const ofType = <T extends CanonicalRecord>(type: T['type']): T[] =>
  records.filter((record): record is T => record.type === type);
const people = (): PersonRecord[] => ofType<PersonRecord>('person');
const events = (): EventRecord[] => ofType<EventRecord>('event');
const incidents = (): IncidentRecord[] => ofType<IncidentRecord>('incident');
const items = (): ActionItemRecord[] => ofType<ActionItemRecord>('action-item');
const itemEvents = (): ActionItemEventRecord[] => ofType<ActionItemEventRecord>('action-item-event');
const duplicatesOf = (ids: string[]): string[] => ids.filter((id, index) => ids.indexOf(id) !== index);
const namedBy = (log: LogEntry): Reference[] =>
  [log.agent, log.user, ...(log.assignees ?? [])].filter((r) => r !== undefined);

describe('the example organisation', () => {
  it('is what the generator writes, byte for byte', () => {
    for (const [name, text] of Object.entries(files)) expect(readFileSync(join(folder, name), 'utf8')).toBe(text);
    const written = readdirSync(folder).filter((name) => name.endsWith('json'));
    expect(written.sort()).toEqual(Object.keys(files).sort());
  });

  it('comes out the same every time', () => {
    expect(generate()).toEqual(files);
  });

  it('holds twelve engineers in three teams, one of six, and one service account', () => {
    const engineers = people().filter((person) => person.bot !== true);
    const sizes = new Map<string, number>();
    for (const { team } of ofType<MembershipRecord>('membership')) sizes.set(team, (sizes.get(team) ?? 0) + 1);
    expect(engineers).toHaveLength(12);
    expect(people()).toHaveLength(13);
    expect([...sizes.values()].sort()).toEqual([3, 3, 6]);
  });

  it('holds names in Latin, Greek, Cyrillic, Han, Devanagari and Arabic script', () => {
    const names = people()
      .map((person) => person.name)
      .join(' ');
    for (const script of ['Latin', 'Greek', 'Cyrillic', 'Han', 'Devanagari', 'Arabic']) {
      expect(names).toMatch(new RegExp(`\\p{Script=${script}}`, 'u'));
    }
  });

  it('names only time zones that exist', () => {
    for (const person of people())
      expect([person.timeZone, isZone(person.timeZone ?? '')]).toEqual([person.timeZone, true]);
  });

  it('reaches from part-time to leave', () => {
    expect(people().filter((person) => person.fte !== undefined && person.fte < 1)).toHaveLength(2);
    expect(ofType<LeaveRecord>('leave').length).toBeGreaterThanOrEqual(5);
  });
});

describe('the native files', () => {
  it('hold only records of native format version 1', () => {
    expect(refused).toEqual([]);
    expect(records.length).toBe(nativeNames.flatMap(linesOf).length);
  });

  it('declare first what each of them can record', () => {
    for (const name of nativeNames) expect(JSON.parse(linesOf(name)[0] ?? '')).toHaveProperty('type', 'source');
  });

  it('give every record of a type its own id', () => {
    for (const type of Object.keys(RECORD_SCHEMAS) as RecordType[]) {
      expect(duplicatesOf(ofType(type).map(nativeIdOf))).toEqual([]);
    }
  });

  it('name only people, incidents and items that they hold', () => {
    const known = new Set(people().map((person) => person.id));
    const heads = new Set(incidents().map((incident) => incident.id));
    const tracked = new Set(items().map((item) => item.id));
    const acting = [...events(), ...itemEvents()].flatMap((e) => [e.actor, e.subject]);
    const owning = items().flatMap((i) => [i.assignee, i.createdBy, i.closedBy, i.verifiedBy, i.resolutionApprovedBy]);
    const away = [...ofType<ShiftRecord>('shift'), ...ofType<LeaveRecord>('leave')].map((r) => r.person);
    const confirming = events().flatMap((e) => e.confirmedBy ?? []);
    const named = [...acting, ...owning, ...away, ...confirming].filter((id) => id !== undefined);
    expect(named.filter((id) => !known.has(id))).toEqual([]);
    expect(events().filter((event) => !heads.has(event.incident))).toEqual([]);
    expect(items().filter((item) => item.incident === undefined || !heads.has(item.incident))).toEqual([]);
    expect(itemEvents().filter((event) => !tracked.has(event.item))).toEqual([]);
  });

  it('let a verification name a fix of the same incident', () => {
    const byId = new Map(events().map((event) => [event.id, event]));
    const verified = events().filter((event) => event.kind === 'fix-verified');
    expect(verified.length).toBeGreaterThanOrEqual(8);
    for (const event of verified) {
      const fix = byId.get(String(event.details?.['fix']));
      expect([fix?.kind, fix?.incident]).toEqual(['fix', event.incident]);
      expect(fix?.actor).not.toBe(event.actor);
    }
  });

  it('begin, mitigate and resolve every incident in that order', () => {
    for (const incident of incidents()) {
      const order = [incident.detectedAt, incident.declaredAt, incident.mitigatedAt, incident.resolvedAt];
      expect(order).toEqual([...order].sort());
      expect(order).not.toContain(undefined);
    }
  });

  it('have every item created, accepted, closed and verified in that order, inside the half year or just after', () => {
    for (const item of items()) {
      const order = [item.createdAt, item.acceptedAt, item.closedAt, item.verifiedAt].filter((at) => at !== undefined);
      expect(order).toEqual([...order].sort());
      expect(order.at(-1)?.slice(0, 10) ?? '').toMatch(/^2026-0[1-7]-/);
      expect(item.acceptedAt).toBeDefined();
      expect(item.dueAt).toBeDefined();
    }
  });

  it('never link an act to the page of its own incident', () => {
    const own = new Map(incidents().map((incident) => [incident.id, incident.url]));
    expect(events().filter((event) => event.url !== undefined && event.url === own.get(event.incident))).toEqual([]);
  });

  it('tell hand-kept records from recorded ones by their origin', () => {
    const handKept = records.filter((record) => record.type !== 'source' && record.origin === undefined);
    const lines = linesOf('hand-kept.ndjson').length - 1;
    expect(handKept).toHaveLength(lines);
    expect(lines).toBeGreaterThanOrEqual(5);
  });

  it('give no two incidents one title, and keep words for verdicts out of every text', () => {
    const titles = [...new Set([...incidents(), ...pagerIncidents].map((incident) => incident.title))];
    const standing =
      incidents().length + pagerIncidents.length - incidents().filter((i) => i.refs !== undefined).length;
    expect(titles).toHaveLength(standing);
    for (const text of Object.values(files)) expect(text).not.toMatch(/insufficient|developing|score|failure|missed/i);
  });

  it('tell of one incident that its later hero caused, fixed, explained and made impossible', () => {
    const declared = events().filter((event) => event.kind === 'cause-declared');
    expect(declared.map((event) => event.actor)).toEqual(['ines']);
    const incident = declared[0]?.incident;
    const hers = events().filter((event) => event.incident === incident && event.actor === 'ines');
    expect(hers.map((event) => event.kind)).toEqual(
      expect.arrayContaining(['rollback', 'root-cause-accepted', 'root-cause-recorded']),
    );
    expect(hers.filter((event) => event.kind === 'fix').map((event) => event.details?.['class'])).toEqual([
      'root-cause',
      'preventive',
    ]);
    const prevented = items().filter(
      (item) => item.incident === incident && item.assignee === 'ines' && item.class === 'prevent',
    );
    expect(prevented.map((item) => item.verifiedBy)).toEqual(['kenta', 'soren']);
  });
});

describe('the PagerDuty files', () => {
  it('hold the pages of one listing, in order', () => {
    expect(pages.map((page) => page.offset)).toEqual(pages.map((_, index) => index * 25));
    expect(pages.map((page) => page.more)).toEqual(pages.map((_, index) => index < pages.length - 1));
  });

  it('give every user the e-mail, name and zone of one person, and leave nobody out', () => {
    const card = (name: string, email = '', zone = ''): string => [name, email, zone].join(' | ');
    const native = people().map((person) => card(person.name, person.email, person.timeZone));
    expect(users.map((user) => card(user.name, user.email, user.time_zone)).sort()).toEqual(native.sort());
  });

  it('give every incident and log entry its own id', () => {
    const logs = pagerIncidents.flatMap((incident) => incident.log_entries);
    expect(duplicatesOf(pagerIncidents.map((incident) => incident.id))).toEqual([]);
    expect(duplicatesOf(logs.map((log) => log.id))).toEqual([]);
  });

  it('name only users that they hold', () => {
    const known = new Set(users.map((user) => user.id));
    const named = pagerIncidents
      .flatMap((i) => i.log_entries)
      .flatMap(namedBy)
      .filter((r) => r.type.includes('user'));
    expect(named.length).toBeGreaterThan(200);
    expect(named.filter((reference) => !known.has(reference.id))).toEqual([]);
  });

  it('are empty where PagerDuty empties a resolved incident', () => {
    for (const incident of pagerIncidents) expect([incident.assignments, incident.acknowledgements]).toEqual([[], []]);
  });

  it('list each log newest first, from the trigger to the resolve', () => {
    for (const incident of pagerIncidents) {
      const at = incident.log_entries.map((log) => log.created_at);
      expect(at).toEqual([...at].sort().reverse());
      expect(incident.log_entries.at(-1)?.type).toBe('trigger_log_entry');
      expect(at[0]).toBe(incident.resolved_at);
    }
  });

  it('page a person before that person acknowledges', () => {
    for (const incident of pagerIncidents) {
      const paged = new Set<string>();
      for (const log of [...incident.log_entries].reverse()) {
        if (log.type === 'notify_log_entry') paged.add(log.user?.id ?? '');
        if (log.type !== 'acknowledge_log_entry' || log.agent?.type !== 'user_reference') continue;
        expect([incident.title, paged.has(log.agent.id)]).toEqual([incident.title, true]);
      }
    }
  });

  it('page nobody outside a recorded shift, save those a colleague escalated to', () => {
    const personOf = new Map(users.map((user) => [user.id, people().find((p) => p.email === user.email)?.id]));
    const shifts = ofType<ShiftRecord>('shift');
    const assigned = pagerIncidents.flatMap((i) => i.log_entries).filter((log) => log.type === 'assign_log_entry');
    for (const log of assigned) {
      const person = personOf.get(log.assignees?.[0]?.id ?? '');
      const at = Date.parse(log.created_at);
      const covered = shifts.some((s) => s.person === person && Date.parse(s.from) <= at && at < Date.parse(s.until));
      expect([person, log.created_at, covered]).toEqual([person, log.created_at, true]);
    }
  });

  it('stand behind the heads that name them, and alone where no head does', () => {
    const named = incidents()
      .flatMap((incident) => incident.refs ?? [])
      .map((ref) => ref.id);
    const held = pagerIncidents.map((incident) => incident.id);
    expect(named.filter((id) => id === undefined || !held.includes(id))).toEqual([]);
    expect(held.filter((id) => !named.includes(id)).length).toBeGreaterThanOrEqual(5);
    expect(incidents().filter((incident) => incident.refs === undefined).length).toBeGreaterThanOrEqual(5);
  });

  it('reach Daniel Reyes with exactly four pages', () => {
    const daniel = users.find((user) => user.name === 'Daniel Reyes')?.id;
    const reached = pagerIncidents.filter((i) =>
      i.log_entries.some((l) => l.type === 'notify_log_entry' && l.user?.id === daniel),
    );
    expect(reached).toHaveLength(4);
  });

  it('show the service account acknowledge and resolve', () => {
    const acts = pagerIncidents.flatMap((i) => i.log_entries).filter((log) => log.agent?.type === 'bot_user_reference');
    expect(new Set(acts.map((log) => log.type))).toEqual(new Set(['acknowledge_log_entry', 'resolve_log_entry']));
  });
});

describe('the page about the examples', () => {
  const readme = readFileSync(join(folder, '../README.md'), 'utf8');
  const traced = [
    ...readme.matchAll(/`(R\w{25})`\s*\|\s*(\d) `\/incidents\/(\d+)\/log_entries\/(\d+)`\s*\|\s*(?:`(R\w{25})`|none)/g),
  ];

  it('points at eight pages of Łukasz Wójcik that stand where it says, and all that reached him', () => {
    const lukasz = users.find((user) => user.name === 'Łukasz Wójcik')?.id;
    for (const [, id, file, incident, entry] of traced) {
      const log = pages[Number(file) - 1]?.incidents[Number(incident)]?.log_entries[Number(entry)];
      expect([log?.id, log?.type, log?.user?.id]).toEqual([id, 'notify_log_entry', lukasz]);
      expect(log?.channel.notification?.type).not.toBe('email_notification');
    }
    const reached = pagerIncidents.filter((i) =>
      i.log_entries.some((l) => l.type === 'notify_log_entry' && l.user?.id === lukasz),
    );
    expect([traced.length, reached.length]).toEqual([8, 8]);
  });

  it('names the acknowledgement that answered each of them', () => {
    const logs = new Map(pagerIncidents.flatMap((i) => i.log_entries).map((log) => [log.id, log]));
    const answers = traced.map(([, page = '', , , , answer]) => [logs.get(page), logs.get(answer ?? '')] as const);
    expect(answers.filter(([, answer]) => answer === undefined)).toHaveLength(1);
    for (const [page, answer] of answers.filter((pair) => pair[1] !== undefined)) {
      expect([answer?.type, answer?.incident.id]).toEqual(['acknowledge_log_entry', page?.incident.id]);
      expect(answer?.agent?.id).toBe(page?.user?.id);
    }
  });

  it('counts incidents and action items as they are', () => {
    const standing =
      incidents().length + pagerIncidents.length - incidents().filter((i) => i.refs !== undefined).length;
    const drills = incidents().filter((incident) => incident.mode === 'drill');
    expect([standing, drills.length, items().length]).toEqual([68, 2, 100]);
    expect(readme).toContain('68 incidents, two of them drills, and 100 action items');
  });

  it('comes with a note of at most eighty words', () => {
    const words = readFileSync(join(folder, 'note-ines-carvalho.md'), 'utf8').trim().split(/\s+/);
    expect(words.length).toBeLessThanOrEqual(80);
  });
});

import type { Coverage } from '../../domain/incident-file.js';
import type { RecordType } from '../../domain/record.js';
import type { IdentityLink, NamedHandle, UserEntry } from '../identity/resolve-people.js';
import type { SnapshotSql } from '../storage/dialect.js';
import type { IncidentStub } from './attach-incidents.js';
import { bodyOf, type StoredRecord } from './stored-record.js';

const SELECT = `SELECT r.id, r.connection, r.source, r.type, r.native_id AS "nativeId", r.parent, r.body,
  s.file, s.line, s.pointer, s.sha256
  FROM records r JOIN source_records s ON s.import_number = r.source_import AND s.n = r.source_n`;

/** How often a pair of handles stands in the events of a connection. */
export interface PartyCount {
  readonly connection: string;
  readonly actor: string | null;
  readonly subject: string | null;
  readonly count: number;
}

/** Reads live records on one snapshot. */
export class RecordsStore {
  constructor(private readonly sql: SnapshotSql) {}

  ofTypes(types: readonly RecordType[]): Promise<StoredRecord[]> {
    const { dialect } = this.sql;
    return this.sql.all(`${SELECT} WHERE ${dialect.isOneOf('r.type', 1)}`, [dialect.list(types)]);
  }

  /** Everything that stands in these incidents, with the events of their action items. */
  async standingIn(incidents: readonly string[]): Promise<StoredRecord[]> {
    const records = await this.under(incidents);
    const items = records.filter(({ type }) => type === 'action-item').map(({ id }) => id);
    return items.length === 0 ? records : [...records, ...(await this.under(items))];
  }

  /** Action items by id, with their events. */
  async items(ids: readonly string[]): Promise<StoredRecord[]> {
    const { dialect } = this.sql;
    const items = await this.sql.all<StoredRecord>(`${SELECT} WHERE ${dialect.isOneOf('r.id', 1)}`, [
      dialect.list(ids),
    ]);
    return [...items, ...(await this.under(ids))];
  }

  /** Action items that name no incident. */
  async looseItems(): Promise<string[]> {
    const rows = await this.sql.all<{ id: string }>(
      "SELECT id FROM records WHERE type = 'action-item' AND parent IS NULL ORDER BY id",
    );
    return rows.map(({ id }) => id);
  }

  /** What attaching needs of every incident record. */
  async incidentStubs(): Promise<IncidentStub[]> {
    const stubs: IncidentStub[] = [];
    for await (const page of this.sql.pages<StoredRecord>(`${SELECT} WHERE r.type = 'incident'`)) {
      for (const stored of page) {
        const { id, source, connection, nativeId } = stored;
        const body = bodyOf(stored);
        if (body.type !== 'incident') continue;
        const refs = (body.refs ?? []).map(({ system, id: native, url }) => ({
          system,
          ...(native === undefined ? {} : { id: native }),
          ...(url === undefined ? {} : { url }),
        }));
        stubs.push({ id, source, connection, nativeId, refs, ...(body.url === undefined ? {} : { url: body.url }) });
      }
    }
    return stubs;
  }

  /** The incidents that have a history. */
  async histories(): Promise<IncidentStub[]> {
    const rows = await this.sql.all<{ parent: string; connection: string; source: string; body: string }>(
      `SELECT parent, connection, source, MIN(body) AS body FROM records
       WHERE type = 'update' AND parent IS NOT NULL GROUP BY parent, connection, source ORDER BY parent`,
    );
    return rows.map(({ parent, connection, source, body }) => {
      const { incident } = JSON.parse(body) as { incident: string };
      return { id: parent, connection, source, nativeId: incident, refs: [] };
    });
  }

  /** When each incident record says it was declared. */
  incidentTimes(): Promise<{ id: string; at: string }[]> {
    return this.sql.all("SELECT id, at FROM records WHERE type = 'incident'");
  }

  /** The incidents, and loose action items, that name one of the handles. */
  async parentsNaming(handles: readonly NamedHandle[]): Promise<Set<string>> {
    const parents = new Set<string>();
    for (const { connection, handle } of handles) {
      const rows = await this.sql.all<{ parent: string }>(
        `SELECT parent FROM mentions WHERE connection = $1 AND handle = $2
         UNION SELECT r.parent FROM mentions m JOIN records r ON r.id = m.parent AND r.type = 'action-item'
         WHERE m.connection = $3 AND m.handle = $4 AND r.parent IS NOT NULL`,
        [connection, handle, connection, handle],
      );
      for (const { parent } of rows) parents.add(parent);
    }
    return parents;
  }

  async users(): Promise<UserEntry[]> {
    const records = await this.ofTypes(['person', 'handle']);
    return records.flatMap((stored): UserEntry[] => {
      const body = bodyOf(stored);
      const { connection } = stored;
      if (body.type === 'handle') {
        const { id, name, bot } = body;
        return [
          { connection, native: false, type: 'handle' as const, handle: id, name, ...(bot === true ? { bot } : {}) },
        ];
      }
      if (body.type !== 'person') return [];
      const { id, name, email, timeZone, team, fte, bot } = body;
      const said = Object.entries({ email, timeZone, team, fte, bot }).filter(([, value]) => value !== undefined);
      const native = stored.source === 'native';
      return [{ connection, native, type: 'person' as const, handle: id, name, ...Object.fromEntries(said) }];
    });
  }

  namedHandles(): Promise<NamedHandle[]> {
    return this.sql.all('SELECT DISTINCT connection, handle FROM mentions ORDER BY connection, handle');
  }

  links(): Promise<IdentityLink[]> {
    return this.sql.all(
      'SELECT connection, handle, person_connection AS "personConnection", person_handle AS "personHandle" FROM identity_links',
    );
  }

  /** What the sources of each connection declare. An export that does not say until when it reaches ends when it was made. */
  async coverage(): Promise<Map<string, Coverage[]>> {
    const records = await this.ofTypes(['source']);
    const coverage = new Map<string, Coverage[]>();
    for (const stored of records.sort((a, b) => (a.nativeId < b.nativeId ? -1 : 1))) {
      const body = bodyOf(stored);
      if (body.type !== 'source') continue;
      const { covers, from, exportedAt } = body;
      const until = body.until ?? exportedAt;
      const declared: Coverage = {
        connection: stored.connection,
        system: stored.source,
        covers,
        ...(from === undefined ? {} : { from }),
        ...(until === undefined ? {} : { until }),
      };
      coverage.set(stored.connection, [...(coverage.get(stored.connection) ?? []), declared]);
    }
    return coverage;
  }

  eventParties(): Promise<PartyCount[]> {
    return this.sql.all(
      `SELECT connection, actor, subject, CAST(COUNT(*) AS INTEGER) AS count FROM records
       WHERE type = 'event' AND (actor IS NOT NULL OR subject IS NOT NULL) GROUP BY connection, actor, subject`,
    );
  }

  itemAssignees(): Promise<PartyCount[]> {
    return this.sql.all(
      `SELECT connection, NULL AS actor, subject, CAST(COUNT(*) AS INTEGER) AS count FROM records
       WHERE type = 'action-item' AND subject IS NOT NULL GROUP BY connection, subject`,
    );
  }

  private under(parents: readonly string[]): Promise<StoredRecord[]> {
    const { dialect } = this.sql;
    return this.sql.all(`${SELECT} WHERE ${dialect.isOneOf('r.parent', 1)}`, [dialect.list(parents)]);
  }
}

import type { Coverage } from '../../domain/incident-file.js';
import type { RecordType } from '../../domain/record.js';
import type { NamedHandle } from '../identity/handle.js';
import type { UserEntry } from '../identity/user-entry.js';
import type { SnapshotSql } from '../storage/dialect.js';
import type { IncidentStub } from './incident-stub.js';
import type { ItemStub } from './mirrored-items.js';
import { refOfText } from './names.js';
import { present } from './present.js';
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

/** What refers to an incident that is not in the ledger. */
export interface StubReference {
  /** The id that the incident's record would have. */
  readonly id: string;
  readonly connection: string;
  /** One of the records that refer to it, canonical JSON. */
  readonly body: string;
  /** How many do. */
  readonly count: number;
}

/** Reads live records on one snapshot. */
export class RecordsStore {
  constructor(private readonly sql: SnapshotSql) {}

  ofTypes(types: readonly RecordType[]): Promise<StoredRecord[]> {
    const { dialect } = this.sql;
    return this.sql.all(`${SELECT} WHERE ${dialect.isOneOf('r.type', 1)}`, [dialect.list(types)]);
  }

  /** Everything that stands in these incidents; what happened to their action items goes with the items. */
  async standingIn(incidents: readonly string[]): Promise<StoredRecord[]> {
    return incidents.length === 0 ? [] : this.under(incidents);
  }

  /** The records and histories that describe these incidents, without what happened in them. */
  describing(incidents: readonly string[]): Promise<StoredRecord[]> {
    const { dialect } = this.sql;
    return this.sql.all(`${SELECT} WHERE ${dialect.isOneOf('r.parent', 1)} AND r.type IN ('incident', 'update')`, [
      dialect.list(incidents),
    ]);
  }

  /** Action items by id, with their events. */
  async items(ids: readonly string[]): Promise<StoredRecord[]> {
    if (ids.length === 0) return [];
    const { dialect } = this.sql;
    const items = await this.sql.all<StoredRecord>(`${SELECT} WHERE ${dialect.isOneOf('r.id', 1)}`, [
      dialect.list(ids),
    ]);
    return [...items, ...(await this.under(ids))];
  }

  /** What attaching needs of every incident record. */
  async incidentStubs(): Promise<IncidentStub[]> {
    const stubs: IncidentStub[] = [];
    for await (const page of this.sql.pages<StoredRecord>(`${SELECT} WHERE r.type = 'incident'`)) {
      for (const stored of page) {
        const body = bodyOf(stored);
        if (body.type !== 'incident') continue;
        const { refs = [], kind, keys, url, mergedInto } = body;
        stubs.push({ ...nativeNameOf(stored), refs, ...present({ kind, keys, url, mergedInto }) });
      }
    }
    return stubs;
  }

  /** What placing needs of every action item. */
  async itemStubs(): Promise<ItemStub[]> {
    const stubs: ItemStub[] = [];
    for await (const page of this.sql.pages<StoredRecord>(`${SELECT} WHERE r.type = 'action-item'`)) {
      for (const stored of page) {
        const body = bodyOf(stored);
        if (body.type !== 'action-item') continue;
        const { refs = [], externalRef, keys, url, assignee, onlyIfNamed = false } = body;
        stubs.push({
          ...nativeNameOf(stored),
          incident: stored.parent,
          assignee: assignee ?? null,
          onlyIfNamed,
          refs: externalRef === undefined ? refs : [...refs, refOfText(externalRef)],
          ...present({ keys, url }),
        });
      }
    }
    return stubs;
  }

  /** Incidents that something refers to and no record or history describes. */
  stubs(): Promise<StubReference[]> {
    return this.sql.all(
      `SELECT r.parent AS id, r.connection, MIN(r.body) AS body, CAST(COUNT(*) AS INTEGER) AS count FROM records r
       WHERE r.parent IS NOT NULL AND r.type IN ('event', 'action-item', 'note', 'attestation')
       AND NOT EXISTS (SELECT 1 FROM records i WHERE i.id = r.parent)
       AND NOT EXISTS (SELECT 1 FROM records u WHERE u.parent = r.parent AND u.type = 'update')
       GROUP BY r.parent, r.connection ORDER BY r.parent`,
    );
  }

  /** The incidents that have a history. */
  async histories(): Promise<IncidentStub[]> {
    const rows = await this.sql.all<{ parent: string; connection: string; source: string; body: string }>(
      `SELECT parent, connection, source, MIN(body) AS body FROM records
       WHERE type = 'update' AND parent IS NOT NULL GROUP BY parent, connection, source ORDER BY parent`,
    );
    return rows.map(({ parent, connection, source, body }): IncidentStub => {
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
      const { connection, source } = stored;
      if (body.type === 'handle') {
        const { id, name, bot } = body;
        return [{ connection, source, type: 'handle' as const, handle: id, name, ...(bot === true ? { bot } : {}) }];
      }
      if (body.type !== 'person') return [];
      const { id, name, email, timeZone, team, fte, bot, sameAs } = body;
      const said = present({ email, timeZone, team, fte, bot, sameAs });
      return [{ connection, source, type: 'person' as const, handle: id, name, ...said }];
    });
  }

  namedHandles(): Promise<NamedHandle[]> {
    return this.sql.all('SELECT DISTINCT connection, handle FROM mentions ORDER BY connection, handle');
  }

  /** The sources that each connection was read by, as far as its declarations, users and incidents tell. */
  async connections(): Promise<Map<string, string[]>> {
    const rows = await this.sql.all<{ connection: string; source: string }>(
      `SELECT DISTINCT connection, source FROM records
       WHERE type IN ('source', 'person', 'handle', 'incident') ORDER BY connection, source`,
    );
    const sources = new Map<string, string[]>();
    for (const { connection, source } of rows) sources.set(connection, [...(sources.get(connection) ?? []), source]);
    return sources;
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

  private under(parents: readonly string[]): Promise<StoredRecord[]> {
    const { dialect } = this.sql;
    return this.sql.all(`${SELECT} WHERE ${dialect.isOneOf('r.parent', 1)}`, [dialect.list(parents)]);
  }
}

function nativeNameOf({
  id,
  source,
  connection,
  nativeId,
}: StoredRecord): Pick<IncidentStub, 'id' | 'source' | 'connection' | 'nativeId'> {
  return { id, source, connection, nativeId };
}

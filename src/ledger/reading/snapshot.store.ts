import type { Incident, IncidentFile } from '../../domain/incident-file.js';
import type { Availability, Person } from '../../domain/person.js';
import type { Source } from '../../sources/source.js';
import { findPerson } from '../identity/find-person.js';
import { resolvePeople } from '../identity/resolve-people.js';
import type { LedgerSnapshot, PersonEntry } from '../ledger-snapshot.js';
import type { SnapshotSql } from '../storage/dialect.js';
import { attachIncidents } from './attach-incidents.js';
import { availabilityOf } from './availability.js';
import { buildIncident, buildIncidentFile } from './build-incident-file.js';
import { digestOf } from './digest.store.js';
import { Cast, type FileContext } from './file-context.js';
import { countNamed } from './people-counts.js';
import { RecordsStore } from './records.store.js';
import type { StoredRecord } from './stored-record.js';

const INCIDENTS_A_PAGE = 100;

/** Which incidents head a file, and what is attached to them. */
interface Heads {
  /** Sorted. */
  readonly ids: readonly string[];
  readonly attachments: ReadonlyMap<string, readonly string[]>;
  readonly headOf: (incident: string) => string;
  /** Incidents that have a history: the connection of each. */
  readonly histories: ReadonlyMap<string, string>;
  /** Those that only a history tells. */
  readonly told: readonly string[];
}

/** One consistent view of the ledger. What every question needs is read once and kept for the life of the snapshot. */
export class SnapshotStore implements LedgerSnapshot {
  private readonly records: RecordsStore;
  private context: Promise<FileContext> | undefined;
  private heads: Promise<Heads> | undefined;

  constructor(
    private readonly sql: SnapshotSql,
    private readonly sources: ReadonlyMap<string, Source>,
  ) {
    this.records = new RecordsStore(sql);
  }

  readonly people = async (): Promise<PersonEntry[]> => {
    const context = await this.fileContext();
    const events = await this.records.eventParties();
    const items = await this.records.itemAssignees();
    const { histories } = await this.allHeads();
    return countNamed({ context, events, items, histories: this.pagesOf([...histories.keys()]) });
  };

  readonly findPerson = async (query: string): Promise<Person> => {
    const { people } = await this.fileContext();
    return findPerson(query, people.all.values(), people.emails);
  };

  readonly availability = async (): Promise<Record<string, Availability>> => {
    const { people } = await this.fileContext();
    return availabilityOf(await this.records.ofTypes(['shift', 'leave', 'membership']), people);
  };

  readonly incidentFiles = async function* (this: SnapshotStore): AsyncIterable<IncidentFile> {
    const { ids } = await this.allHeads();
    yield* this.filesOf(ids);
    yield* this.looseFile(() => true);
  }.bind(this);

  readonly incidentFilesOf = async function* (this: SnapshotStore, personId: string): AsyncIterable<IncidentFile> {
    const { people } = await this.fileContext();
    const handles = people.all.get(personId)?.handles ?? [];
    const { ids, headOf, histories } = await this.allHeads();
    const named = await this.records.parentsNaming(handles);
    const heads = new Set([...named].map(headOf));
    // What a history tells is known only when it is told: every one of the person's connections is read.
    const connections = new Set(handles.map(({ connection }) => connection));
    const wanted = ids.filter((id) => heads.has(id) || connections.has(histories.get(id) ?? ''));
    for await (const file of this.filesOf(wanted)) if (file.people[personId] !== undefined) yield file;
    for await (const file of this.looseFile((item) => named.has(item))) {
      if (file.people[personId] !== undefined) yield file;
    }
  }.bind(this);

  readonly incidents = async function* (this: SnapshotStore): AsyncIterable<Incident> {
    const context = await this.fileContext();
    for (const page of pages(await this.newestFirst(context))) {
      const records = byIncident(await this.records.standingIn(page));
      for (const id of page) {
        const incident = buildIncident(id, records.get(id) ?? [], context, new Cast(context.people));
        if (incident !== undefined) yield incident;
      }
    }
  }.bind(this);

  readonly digest = (): Promise<string> => digestOf(this.sql);

  private async *filesOf(heads: readonly string[]): AsyncIterable<IncidentFile> {
    const context = await this.fileContext();
    const { attachments } = await this.allHeads();
    for (const page of pages(heads)) {
      const all = page.flatMap((head) => [head, ...(attachments.get(head) ?? [])]);
      const records = byIncident(await this.records.standingIn(all));
      for (const head of page) {
        const attached = attachments.get(head) ?? [];
        const material = [head, ...attached].flatMap((id) => records.get(id) ?? []);
        const file = buildIncidentFile({ head, attachments: attached, records: material }, context);
        if (file !== undefined) yield file;
      }
    }
  }

  /** The one file of action items that name no incident. One whose incident is unknown waits for it: a stub never scores. */
  private async *looseFile(wanted: (item: string) => boolean): AsyncIterable<IncidentFile> {
    const items = (await this.records.looseItems()).filter(wanted);
    if (items.length === 0) return;
    const records: StoredRecord[] = [];
    for (const page of pages(items)) records.push(...(await this.records.items(page)));
    const file = buildIncidentFile({ head: null, attachments: [], records }, await this.fileContext());
    if (file !== undefined) yield file;
  }

  private async *pagesOf(incidents: readonly string[]): AsyncIterable<readonly StoredRecord[]> {
    for (const page of pages(incidents)) yield await this.records.standingIn(page);
  }

  private async newestFirst(context: FileContext): Promise<string[]> {
    const { ids, told } = await this.allHeads();
    const times = new Map((await this.records.incidentTimes()).map(({ id, at }) => [id, at]));
    for await (const records of this.pagesOf(told)) {
      for (const [id, own] of byIncident(records)) {
        const incident = buildIncident(id, own, context, new Cast(context.people));
        if (incident !== undefined) times.set(id, incident.declaredAt);
      }
    }
    const keyOf = (id: string): string => `${times.get(id) ?? ''} ${id}`;
    return [...ids].sort((a, b) => (keyOf(a) > keyOf(b) ? -1 : 1));
  }

  private fileContext(): Promise<FileContext> {
    this.context ??= this.loadContext();
    return this.context;
  }

  private async loadContext(): Promise<FileContext> {
    const [users, named, links] = [
      await this.records.users(),
      await this.records.namedHandles(),
      await this.records.links(),
    ];
    return {
      people: resolvePeople(users, named, links),
      coverage: await this.records.coverage(),
      sources: this.sources,
    };
  }

  private allHeads(): Promise<Heads> {
    this.heads ??= this.loadHeads();
    return this.heads;
  }

  private async loadHeads(): Promise<Heads> {
    const recorded = await this.records.incidentStubs();
    const known = new Set(recorded.map(({ id }) => id));
    const histories = await this.records.histories();
    const told = histories.filter(({ id }) => !known.has(id));
    const headOfAttachment = attachIncidents([...recorded, ...told]);
    const attachments = new Map<string, string[]>();
    for (const [attachment, head] of headOfAttachment) {
      attachments.set(head, [...(attachments.get(head) ?? []), attachment].sort());
    }
    const ids = [...recorded, ...told].map(({ id }) => id).filter((id) => !headOfAttachment.has(id));
    return {
      ids: ids.sort(),
      attachments,
      histories: new Map(histories.map(({ id, connection }) => [id, connection])),
      told: told.map(({ id }) => id),
      headOf: (incident) => headOfAttachment.get(incident) ?? incident,
    };
  }
}

function* pages<T>(all: readonly T[]): Iterable<readonly T[]> {
  for (let start = 0; start < all.length; start += INCIDENTS_A_PAGE) yield all.slice(start, start + INCIDENTS_A_PAGE);
}

/** Records by the incident they stand in; an action item's events go with the item. */
function byIncident(records: readonly StoredRecord[]): Map<string, StoredRecord[]> {
  const incidentOfItem = new Map<string, string | null>();
  for (const { id, type, parent } of records) if (type === 'action-item') incidentOfItem.set(id, parent);
  const grouped = new Map<string, StoredRecord[]>();
  for (const stored of records) {
    const { parent, type } = stored;
    const incident = type === 'action-item-event' && parent !== null ? incidentOfItem.get(parent) : parent;
    if (incident === null || incident === undefined) continue;
    const group = grouped.get(incident);
    if (group === undefined) grouped.set(incident, [stored]);
    else group.push(stored);
  }
  return grouped;
}

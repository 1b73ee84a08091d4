import type { IncidentFile } from '../../domain/incident-file.js';
import type { Availability, Person } from '../../domain/person.js';
import type { Source } from '../../sources/source.js';
import { type Acquaintance, tallyActs } from '../identity/acts.js';
import { decidedBy, type Decided } from '../identity/decided.js';
import type { Decision } from '../identity/decisions.js';
import { readDecisions } from '../identity/decisions.store.js';
import { findPerson } from '../identity/find-person.js';
import { type People, resolvePeople } from '../identity/resolve-people.js';
import { suggestLinks } from '../identity/suggest-links.js';
import { suspectBots } from '../identity/suspect-bots.js';
import type { IncidentEntry, LedgerSnapshot, PersonEntry, Suggestions } from '../ledger-snapshot.js';
import type { SnapshotSql } from '../storage/dialect.js';
import { availabilityOf } from './availability.js';
import { buildIncident, buildIncidentFile, toldOf } from './build-incident-file.js';
import { digestOf } from './digest.store.js';
import { Cast, type FileContext } from './file-context.js';
import { findIncident } from './find-incident.js';
import type { IncidentStub } from './incident-stub.js';
import { idsToDescribe, listUnresolved, type Unresolved } from './list-unresolved.js';
import { readLooseMaterial, readMaterial } from './material.store.js';
import { countNamed, lockedAmong } from './people-counts.js';
import { type Places, readPlaces } from './places.store.js';
import { RecordsStore } from './records.store.js';
import type { StoredRecord } from './stored-record.js';

const INCIDENTS_A_PAGE = 100;

/** One consistent view of the ledger. What every question needs is read once and kept for the life of the snapshot. */
export class SnapshotStore implements LedgerSnapshot {
  private readonly records: RecordsStore;
  private readonly known: {
    context?: Promise<FileContext>;
    places?: Promise<Places>;
    decisions?: Promise<Decision[]>;
  } = {};

  constructor(
    private readonly sql: SnapshotSql,
    private readonly sources: ReadonlyMap<string, Source>,
  ) {
    this.records = new RecordsStore(sql);
  }

  readonly people = async (): Promise<PersonEntry[]> => {
    const context = await this.fileContext();
    const events = await this.records.eventParties();
    const { histories, items } = await this.places();
    const { locked } = await this.decided();
    const told = this.pagesOf([...histories.keys()]);
    return countNamed({ context, events, items: items.owners, locked, histories: told });
  };

  readonly findPerson = async (query: string): Promise<Person> => {
    const { people } = await this.fileContext();
    return findPerson(query, people.all.values(), people.emails);
  };

  readonly identities = async (): Promise<People> => (await this.fileContext()).people;

  readonly isLocked = async (personId: string): Promise<boolean> => {
    const { people } = await this.fileContext();
    return lockedAmong(people, (await this.decided()).locked)(personId);
  };

  readonly availability = async (): Promise<Record<string, Availability>> => {
    const { people } = await this.fileContext();
    return availabilityOf(await this.records.ofTypes(['shift', 'leave', 'membership']), people);
  };

  readonly connections = async (): Promise<ReadonlyMap<string, readonly string[]>> => this.records.connections();

  readonly decisions = (): Promise<Decision[]> => (this.known.decisions ??= readDecisions(this.sql));

  readonly incidentFiles = async function* (this: SnapshotStore): AsyncIterable<IncidentFile> {
    const { heads } = await this.places();
    yield* this.filesOf(heads);
    yield* this.looseFile(() => true);
  }.bind(this);

  readonly incidentFilesOf = async function* (this: SnapshotStore, personId: string): AsyncIterable<IncidentFile> {
    const { people } = await this.fileContext();
    const handles = people.all.get(personId)?.handles ?? [];
    const { heads, headOf, histories } = await this.places();
    const named = await this.records.parentsNaming(handles);
    const files = new Set([...named].map(headOf));
    // What a history tells is known only when it is told: every one of the person's connections is read.
    const connections = new Set(handles.map(({ connection }) => connection));
    const told = new Set(
      [...histories].flatMap(([id, connection]) => (connections.has(connection) ? [headOf(id)] : [])),
    );
    const wanted = heads.filter((id) => files.has(id) || told.has(id));
    for await (const file of this.filesOf(wanted)) if (file.people[personId] !== undefined) yield file;
    for await (const file of this.looseFile((item) => named.has(item))) {
      if (file.people[personId] !== undefined) yield file;
    }
  }.bind(this);

  readonly incidents = async function* (this: SnapshotStore): AsyncIterable<IncidentEntry> {
    const context = await this.fileContext();
    const { attachmentsOf, headOf } = await this.places();
    for (const page of pages(await this.newestFirst())) {
      const all = page.flatMap((head) => [head, ...attachmentsOf(head)]);
      const records = byParent(await this.records.describing(all), headOf);
      for (const head of page) {
        const material = { head, attachments: attachmentsOf(head), records: records.get(head) ?? [] };
        const incident = buildIncident(material, context, new Cast(context.people));
        const systems = [...new Set(material.records.map(({ source }) => source))].sort();
        if (incident !== undefined) yield { ...incident, systems };
      }
    }
  }.bind(this);

  readonly findIncident = async (query: string): Promise<IncidentStub> =>
    findIncident(query, (await this.places()).incidents);

  readonly headOf = async (recordId: string): Promise<string | undefined> => {
    const { attached } = await this.places();
    return attached.outside.has(recordId) ? undefined : (attached.headOf.get(recordId) ?? recordId);
  };

  readonly unresolved = async (): Promise<Unresolved[]> => {
    const context = await this.fileContext();
    const places = await this.places();
    const { incidents, items } = idsToDescribe(places);
    const records = await this.records.describing(incidents);
    const told = toldOf(incidents, records, context);
    const read = await this.records.items(items);
    return listUnresolved(places, {
      incidents: new Map(told.map((one) => [one.id, one])),
      items: new Map(read.map((stored) => [stored.id, stored])),
      stubs: await this.records.stubs(),
    });
  };

  readonly suggestions = async (): Promise<Suggestions> => {
    const { people } = await this.fileContext();
    const { dismissed, locked, bots } = await this.decided();
    const acts: Acquaintance = await tallyActs(this.incidentFiles());
    const everybody = [...people.all.values()];
    const isLocked = lockedAmong(people, locked);
    return {
      links: suggestLinks({ people: everybody, emails: people.emails, acts, dismissed, isLocked }),
      bots: suspectBots({ people: everybody, acts, decided: bots }),
    };
  };

  readonly digest = (): Promise<string> => digestOf(this.sql);

  private async *filesOf(heads: readonly string[]): AsyncIterable<IncidentFile> {
    const context = await this.fileContext();
    const places = await this.places();
    for (const page of pages(heads)) {
      for (const material of await readMaterial(this.records, places, page)) {
        const file = buildIncidentFile(material, context);
        if (file !== undefined) yield file;
      }
    }
  }

  /** The one file of action items that belong to no incident. One whose incident is unknown waits for it: a stub never scores. */
  private async *looseFile(wanted: (item: string) => boolean): AsyncIterable<IncidentFile> {
    const places = await this.places();
    const { fileOf, mirrorsOf } = places.items;
    const groups = [...fileOf].filter(([, head]) => head === null).map(([id]) => [id, ...(mirrorsOf.get(id) ?? [])]);
    const items = groups.filter((group) => group.some(wanted)).flat();
    if (items.length === 0) return;
    const file = buildIncidentFile(await readLooseMaterial(this.records, places, items), await this.fileContext());
    if (file !== undefined) yield file;
  }

  private async *pagesOf(incidents: readonly string[]): AsyncIterable<readonly StoredRecord[]> {
    for (const page of pages(incidents)) yield await this.records.standingIn(page);
  }

  private async newestFirst(): Promise<string[]> {
    const context = await this.fileContext();
    const { heads, told } = await this.places();
    const times = new Map((await this.records.incidentTimes()).map(({ id, at }) => [id, at]));
    for (const page of pages(told)) {
      for (const { id, record } of toldOf(page, await this.records.describing(page), context)) {
        times.set(id, record.declaredAt);
      }
    }
    const keyOf = (id: string): string => `${times.get(id) ?? ''} ${id}`;
    return [...heads].sort((a, b) => (keyOf(a) > keyOf(b) ? -1 : 1));
  }

  private fileContext(): Promise<FileContext> {
    return (this.known.context ??= this.loadContext());
  }

  private async loadContext(): Promise<FileContext> {
    const { links, apart, bots } = await this.decided();
    const users = await this.records.users();
    const named = await this.records.namedHandles();
    const sources = await this.records.connections();
    return {
      people: resolvePeople(users, named, links, { apart, bots, sources }),
      coverage: await this.records.coverage(),
      sources: this.sources,
    };
  }

  private places(): Promise<Places> {
    return (this.known.places ??= this.decided().then((decided) => readPlaces(this.records, decided)));
  }

  private async decided(): Promise<Decided> {
    return decidedBy(await this.decisions());
  }
}

function* pages<T>(all: readonly T[]): Iterable<readonly T[]> {
  for (let start = 0; start < all.length; start += INCIDENTS_A_PAGE) yield all.slice(start, start + INCIDENTS_A_PAGE);
}

/** Records that describe incidents, by the head of the file those stand in. */
function byParent(records: readonly StoredRecord[], headOf: Places['headOf']): Map<string, StoredRecord[]> {
  const grouped = new Map<string, StoredRecord[]>();
  for (const stored of records) {
    if (stored.parent === null) continue;
    const head = headOf(stored.parent);
    const group = grouped.get(head);
    if (group === undefined) grouped.set(head, [stored]);
    else group.push(stored);
  }
  return grouped;
}

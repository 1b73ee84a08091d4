import { describePlace, placeOf, type Warning } from '../../domain/problem.js';
import { handlesDecided } from '../identity/decisions.store.js';
import type { Sql } from '../storage/dialect.js';
import type { Origin } from '../../domain/record-batch.js';
import type { IncomingRecord } from './record-row.js';

type ReferenceKind = 'person' | 'incident' | 'action item';

interface Reference {
  readonly kind: ReferenceKind;
  /** A handle, or the id of an incident or action item. */
  readonly name: string;
  /** Where it is named first. */
  readonly place: Pick<Origin, 'file' | 'line' | 'pointer'>;
  count: number;
}

const LIST_SIZE = 1_000;

/** So many references are remembered before the ledger is asked which of them it knows by now. */
const MANY = 8_000;

/** Remembers whom and what an import refers to, and afterwards tells what the ledger does not know: stubs, which never score. */
export class ReferenceCheck {
  /** People, by connection and handle; there are never many of them. */
  private readonly people = new Map<string, Map<string, Reference>>();
  /** Incidents and action items, by id. */
  private readonly parents = new Map<string, Reference>();
  private mostParents = MANY;

  note(incoming: IncomingRecord): void {
    const { row, handles } = incoming;
    for (const handle of handles) {
      // A bare name is an identity of its own by rule, not a reference to a record.
      if (!handle.startsWith('name:')) count(this.peopleOf(row.connection), 'person', handle, incoming);
    }
    if (row.parent === null || row.type === 'incident' || row.type === 'update') return;
    count(this.parents, row.type === 'action-item-event' ? 'action item' : 'incident', row.parent, incoming);
  }

  /** Forgets what the ledger knows by now, once there is much to remember: memory must not grow with the rows of a file. */
  async forgetKnown(sql: Sql): Promise<void> {
    if (this.parents.size < this.mostParents) return;
    const unknown = new Set((await this.unknownParents(sql)).map(({ name }) => name));
    for (const name of this.parents.keys()) if (!unknown.has(name)) this.parents.delete(name);
    this.mostParents = Math.max(MANY, this.parents.size * 2);
  }

  /** One warning for each file and kind of reference. */
  async warnings(sql: Sql): Promise<Warning[]> {
    const unknown = [...(await this.unknownParents(sql)), ...(await this.unknownPeople(sql))];
    const byKind = new Map<string, Reference[]>();
    for (const reference of unknown) {
      const key = `${reference.place.file}\n${reference.kind}`;
      byKind.set(key, [...(byKind.get(key) ?? []), reference]);
    }
    return [...byKind.values()].map(warningOf);
  }

  private peopleOf(connection: string): Map<string, Reference> {
    const known = this.people.get(connection);
    if (known !== undefined) return known;
    const people = new Map<string, Reference>();
    this.people.set(connection, people);
    return people;
  }

  private async unknownParents(sql: Sql): Promise<Reference[]> {
    const all = [...this.parents.values()];
    const [incidents, items] = PARENT_KINDS.map((kind) => all.filter((reference) => reference.kind === kind));
    return [
      ...(await unknownOf(incidents ?? [], (ids) => knownIncidents(sql, ids))),
      ...(await unknownOf(items ?? [], (ids) => knownIds(sql, ids))),
    ];
  }

  private async unknownPeople(sql: Sql): Promise<Reference[]> {
    const rows = await sql.all<{ connection: string; native_id: string }>(
      "SELECT connection, native_id FROM records WHERE type IN ('person', 'handle')",
    );
    const linked = (await handlesDecided(sql)).map(({ connection, handle }) => ({ connection, native_id: handle }));
    const known = new Set([...rows, ...linked].map((row) => `${row.connection}\n${row.native_id}`));
    return [...this.people].flatMap(([connection, people]) =>
      [...people.values()].filter(({ name }) => !known.has(`${connection}\n${name}`)),
    );
  }
}

const PARENT_KINDS = ['incident', 'action item'] as const;

function count(
  references: Map<string, Reference>,
  kind: ReferenceKind,
  name: string,
  { origin }: IncomingRecord,
): void {
  const reference = references.get(name);
  if (reference === undefined) references.set(name, { kind, name, place: placeOf(origin), count: 1 });
  else reference.count += 1;
}

async function unknownOf(
  references: readonly Reference[],
  known: (names: string[]) => Promise<Set<string>>,
): Promise<Reference[]> {
  const unknown: Reference[] = [];
  for (let start = 0; start < references.length; start += LIST_SIZE) {
    const some = references.slice(start, start + LIST_SIZE);
    const found = await known(some.map(({ name }) => name));
    unknown.push(...some.filter(({ name }) => !found.has(name)));
  }
  return unknown;
}

/** The incidents that a record or a history describes; most have a record, which is found by its id. */
async function knownIncidents(sql: Sql, ids: string[]): Promise<Set<string>> {
  const recorded = await knownIds(sql, ids);
  const others = ids.filter((id) => !recorded.has(id));
  if (others.length === 0) return recorded;
  const told = await sql.all<{ parent: string }>(
    `SELECT DISTINCT parent FROM records WHERE ${sql.dialect.isOneOf('parent', 1)} AND type = 'update'`,
    [sql.dialect.list(others)],
  );
  return new Set([...recorded, ...told.map(({ parent }) => parent)]);
}

async function knownIds(sql: Sql, ids: string[]): Promise<Set<string>> {
  const rows = await sql.all<{ id: string }>(`SELECT id FROM records WHERE ${sql.dialect.isOneOf('id', 1)}`, [
    sql.dialect.list(ids),
  ]);
  return new Set(rows.map(({ id }) => id));
}

function warningOf(references: readonly Reference[]): Warning {
  const [first] = references as [Reference, ...Reference[]];
  const many = references.length === 1 ? `One ${first.kind}` : `${String(references.length)} ${PLURALS[first.kind]}`;
  return {
    ...first.place,
    code: 'REF_UNKNOWN',
    message: `${many} named here ${references.length === 1 ? 'is' : 'are'} not in the ledger; first at ${describePlace(first.place)}. ${MENDS[first.kind]}`,
    count: references.reduce((sum, { count }) => sum + count, 0),
  };
}

const PLURALS: Record<ReferenceKind, string> = {
  person: 'people',
  incident: 'incidents',
  'action item': 'action items',
};

const MENDS: Record<ReferenceKind, string> = {
  person: 'Import the user list of the same connection to give them names.',
  incident: 'What refers to it is kept, and counts once the incident itself is imported.',
  'action item': 'What refers to it is kept, and counts once the item itself is imported.',
};

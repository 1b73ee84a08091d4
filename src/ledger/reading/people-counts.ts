import type { Person } from '../../domain/person.js';
import type { NamedHandle } from '../identity/handle.js';
import type { People } from '../identity/resolve-people.js';
import type { PersonEntry } from '../ledger-snapshot.js';
import { buildEvents } from './build-events.js';
import { Cast, type FileContext } from './file-context.js';
import type { StoredRecord } from './stored-record.js';

interface Parties {
  readonly connection: string;
  readonly actor: string | null;
  readonly subject: string | null;
  readonly count: number;
}

/** What the counting reads: recorded events and items by their parties, and the incidents that only histories tell. */
export interface NamedIn {
  readonly context: FileContext;
  readonly events: readonly Parties[];
  /** Each item that counts, once, with whose it is. */
  readonly items: readonly { readonly connection: string; readonly assignee: string | null }[];
  /** A handle of each locked person. */
  readonly locked: readonly NamedHandle[];
  readonly histories: AsyncIterable<readonly StoredRecord[]>;
}

/** How often events and items name each person: people first, then unlinked handles, each by name. */
export async function countNamed({ context, events, items, locked, histories }: NamedIn): Promise<PersonEntry[]> {
  const { people } = context;
  const eventCounts = new Map<string, number>();
  const itemCounts = new Map<string, number>();
  const everybody = new Map<string, Person>(people.all);
  for (const parties of events) count(eventCounts, idsOf(parties, context, everybody), parties.count);
  for (const { connection, assignee } of items) {
    count(itemCounts, idsOf({ connection, actor: null, subject: assignee }, context, everybody), 1);
  }
  for await (const records of histories) {
    const cast = new Cast(people);
    const told = buildEvents(
      records.filter(({ type }) => type === 'update'),
      context,
      cast,
    );
    for (const person of Object.values(cast.named)) everybody.set(person.id, person);
    for (const { actor, subject } of told) count(eventCounts, [actor, subject], 1);
  }
  const isLocked = lockedAmong(people, locked);
  const entries = [...everybody.values()].map((person): PersonEntry => {
    const email = people.ambiguousEmails.get(person.id);
    return {
      person,
      events: eventCounts.get(person.id) ?? 0,
      actionItems: itemCounts.get(person.id) ?? 0,
      ...(email === undefined ? {} : { ambiguousEmail: email }),
      ...(people.contradicted.has(person.id) ? { contradicted: true } : {}),
      ...(isLocked(person.id) ? { locked: true } : {}),
    };
  });
  return entries.sort((a, b) => (keyOf(a.person) < keyOf(b.person) ? -1 : 1));
}

/** Tells whether a person is locked: whoever the locked handles are today. */
export function lockedAmong(people: People, locked: readonly NamedHandle[]): (personId: string) => boolean {
  const ids = new Set(locked.map(({ connection, handle }) => people.personOf(connection, handle).id));
  return (personId) => ids.has(personId);
}

function idsOf(
  { connection, actor, subject }: Omit<Parties, 'count'>,
  { people }: FileContext,
  everybody: Map<string, Person>,
): string[] {
  return [actor, subject].flatMap((handle) => {
    if (handle === null) return [];
    const person = people.personOf(connection, handle);
    everybody.set(person.id, person);
    return [person.id];
  });
}

/** Counts once for each person, also where actor and subject are the same. */
function count(counts: Map<string, number>, ids: readonly (string | undefined)[], times: number): void {
  for (const id of new Set(ids)) if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + times);
}

function keyOf({ linked, name, id }: Person): string {
  return `${linked ? '0' : '1'}${name.toLowerCase()}\n${id}`;
}

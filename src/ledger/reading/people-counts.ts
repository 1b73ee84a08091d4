import type { Person } from '../../domain/person.js';
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
  readonly items: readonly Parties[];
  readonly histories: AsyncIterable<readonly StoredRecord[]>;
}

/** How often events and items name each person: people first, then unlinked handles, each by name. */
export async function countNamed({ context, events, items, histories }: NamedIn): Promise<PersonEntry[]> {
  const { people } = context;
  const eventCounts = new Map<string, number>();
  const itemCounts = new Map<string, number>();
  const everybody = new Map<string, Person>(people.all);
  for (const parties of events) count(eventCounts, idsOf(parties, context, everybody), parties.count);
  for (const parties of items) count(itemCounts, idsOf(parties, context, everybody), parties.count);
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
  const entries = [...everybody.values()].map((person): PersonEntry => {
    const email = people.ambiguousEmails.get(person.id);
    return {
      person,
      events: eventCounts.get(person.id) ?? 0,
      actionItems: itemCounts.get(person.id) ?? 0,
      ...(email === undefined ? {} : { ambiguousEmail: email }),
    };
  });
  return entries.sort((a, b) => (keyOf(a.person) < keyOf(b.person) ? -1 : 1));
}

function idsOf(
  { connection, actor, subject }: Parties,
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

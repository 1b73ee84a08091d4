import { editDistance } from '../../domain/near-words.js';
import type { Person } from '../../domain/person.js';
import { Problem } from '../../domain/problem.js';

const MOST_CHOICES = 8;

/**
 * The one person meant by an id, an e-mail in any case (the person's first, else any in a user record of theirs), `connection:handle`,
 * a handle, or a full name in any case: the first of these ways that finds anybody decides. `emails` are by person id, lower-cased. Throws PERSON_UNKNOWN naming close matches, or PERSON_AMBIGUOUS listing the choices.
 */
export function findPerson(
  query: string,
  everybody: Iterable<Person>,
  emails: ReadonlyMap<string, readonly string[]> = new Map(),
): Person {
  const known = { people: [...everybody], emails };
  const wanted = query.trim();
  const found = foundBy(wanted, known);
  const [first] = found;
  if (first === undefined) throw unknown(wanted, known);
  if (found.length > 1) throw ambiguous(wanted, found, known);
  return first;
}

interface Known {
  readonly people: readonly Person[];
  readonly emails: ReadonlyMap<string, readonly string[]>;
}

/** Everybody meant in the first way that finds anybody. */
function foundBy(wanted: string, { people, emails }: Known): Person[] {
  for (const matches of waysToName(wanted, emails)) {
    const found = people.filter(matches);
    if (found.length > 0) return found;
  }
  return [];
}

function waysToName(wanted: string, emails: ReadonlyMap<string, readonly string[]>): ((person: Person) => boolean)[] {
  const lower = wanted.toLowerCase();
  return [
    (person) => person.id === lower,
    (person) => person.email?.toLowerCase() === lower,
    (person) => emails.get(person.id)?.includes(lower) === true,
    (person) => person.handles.some(({ connection, handle }) => `${connection}:${handle}` === wanted),
    (person) => person.handles.some(({ handle }) => handle === wanted),
    (person) => person.name.toLowerCase() === lower || person.handles.some(({ name }) => name?.toLowerCase() === lower),
  ];
}

function ambiguous(wanted: string, found: readonly Person[], known: Known): Problem {
  const choices = found.slice(0, MOST_CHOICES).map((person) => `${person.name} (${nameOf(person, known)})`);
  return new Problem(
    'PERSON_AMBIGUOUS',
    `"${wanted}" may be any of ${String(found.length)}: ${choices.join(', ')}. Write the part in brackets instead.`,
  );
}

function unknown(wanted: string, known: Known): Problem {
  const { people } = known;
  if (people.length === 0) {
    return new Problem('PERSON_UNKNOWN', 'The ledger is empty: import records first, or check DATABASE_URL.');
  }
  const close = people
    .map((person) => ({ person, distance: distanceTo(wanted, person) }))
    .filter(({ distance }) => distance <= Math.max(2, Math.floor(wanted.length / 4)))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ person }) => `${person.name} (${nameOf(person, known)})`);
  const hint = close.length === 0 ? 'See `sevidence people list`.' : `Did you mean ${close.join(', ')}?`;
  return new Problem('PERSON_UNKNOWN', `Nobody in the ledger answers to "${wanted}". ${hint}`);
}

/** What finds the person and nobody else: their e-mail, else a handle of theirs, else their id. */
function nameOf({ id, email, handles }: Person, known: Known): string {
  const names = [email, ...handles.map(({ connection, handle }) => `${connection}:${handle}`)];
  const isTheirs = (name: string): boolean => {
    const found = foundBy(name.trim(), known);
    return found.length === 1 && found[0]?.id === id;
  };
  return names.find((name) => name !== undefined && isTheirs(name)) ?? id;
}

function distanceTo(wanted: string, person: Person): number {
  const lower = wanted.toLowerCase();
  const names = [person.name, person.email, ...person.handles.map(({ handle }) => handle)];
  const distances = names.flatMap((name) => {
    if (name === undefined || wanted.length < 3) return [];
    const known = name.toLowerCase();
    return known.includes(lower) ? [0] : [editDistance(lower, known)];
  });
  return Math.min(Infinity, ...distances);
}

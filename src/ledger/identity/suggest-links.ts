import { compareText } from '../../domain/compare-text.js';
import type { Person } from '../../domain/person.js';
import type { Acquaintance } from './acts.js';
import { comparableName, isGeneric } from './comparable-name.js';
import { pairKey } from './decided.js';
import { NAME_PREFIX, type NamedHandle } from './handle.js';

type Strength = 'strong' | 'likely' | 'weak';

/** Why a handle may be a person. */
interface LinkReason {
  readonly kind: 'same-name' | 'username-in-email' | 'noreply-address' | 'same-username' | 'same-incidents';
  /** A phrase with its counts: `in 7 of its 9 incidents`. */
  readonly words: string;
}

/** A handle nobody has linked, and who it may be. Nothing follows from it until a person decides. */
export interface LinkSuggestion {
  readonly handle: NamedHandle & { readonly name: string };
  readonly person: {
    readonly id: string;
    readonly name: string;
    readonly email?: string;
    readonly handle: NamedHandle;
  };
  readonly strength: Strength;
  readonly reasons: readonly LinkReason[];
}

/** What is known of everybody. */
export interface LinkEvidence {
  readonly people: readonly Person[];
  /** By person id, lower-cased. */
  readonly emails: ReadonlyMap<string, readonly string[]>;
  readonly acts: Acquaintance;
  readonly dismissed: ReadonlySet<string>;
  readonly isLocked: (personId: string) => boolean;
}

interface Hint {
  readonly person: Person;
  readonly strength: Strength;
  readonly reason: LinkReason;
}

const ORDER: readonly Strength[] = ['strong', 'likely', 'weak'];

/**
 * Who the handles nobody has linked may be, the strongest first. A full name or username is compared exactly but for case,
 * accents and spacing; names of functions (admin, oncall) never count. Nobody is suggested who has another account in the
 * same connection, was turned down before, or is locked.
 */
export function suggestLinks(evidence: LinkEvidence): LinkSuggestion[] {
  const people = evidence.people.filter((person) => !person.bot && !evidence.isLocked(person.id));
  const hints = new Hints(people, evidence);
  return people
    .filter(({ linked }) => !linked)
    .flatMap((unlinked) => suggestionsFor(unlinked, hints, evidence))
    .sort(
      (a, b) =>
        ORDER.indexOf(a.strength) - ORDER.indexOf(b.strength) || compareText(keyOfSuggestion(a), keyOfSuggestion(b)),
    );
}

function keyOfSuggestion({ handle, person }: LinkSuggestion): string {
  return [handle.connection, handle.handle, person.name, person.id].join('\n');
}

function suggestionsFor(unlinked: Person, hints: Hints, evidence: LinkEvidence): LinkSuggestion[] {
  const byPerson = new Map<string, Hint[]>();
  for (const hint of hints.about(unlinked)) {
    if (!mayBe(unlinked, hint.person, evidence)) continue;
    byPerson.set(hint.person.id, [...(byPerson.get(hint.person.id) ?? []), hint]);
  }
  const own = handleOf(unlinked);
  return [...byPerson.values()].flatMap((about): LinkSuggestion[] => {
    const [first] = about;
    const target = first === undefined ? undefined : handleOf(first.person);
    if (own === undefined || first === undefined || target === undefined) return [];
    const { id, name, email } = first.person;
    return [
      {
        handle: { ...own, name: unlinked.name },
        person: { id, name, ...(email === undefined ? {} : { email }), handle: target },
        strength: strengthOf(about),
        reasons: about.map(({ reason }) => reason),
      },
    ];
  });
}

/** The strongest reason decides; being in the same incidents makes any other reason likely. */
function strengthOf(hints: readonly Hint[]): Strength {
  const [strongest = 'weak'] = hints
    .map(({ strength }) => strength)
    .sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b));
  const together = hints.some(({ reason }) => reason.kind === 'same-incidents');
  return strongest === 'weak' && together && hints.length > 1 ? 'likely' : strongest;
}

function mayBe(unlinked: Person, person: Person, { dismissed }: LinkEvidence): boolean {
  if (person.id === unlinked.id) return false;
  // Of two handles that are both nobody's, the later one by id is suggested to be the earlier.
  if (!person.linked && person.id > unlinked.id) return false;
  const isDismissed = unlinked.handles.some((own) =>
    person.handles.some((other) => dismissed.has(pairKey(own, other))),
  );
  const connections = new Set(unlinked.handles.map(({ connection }) => connection));
  return !isDismissed && !person.handles.some(({ connection }) => connections.has(connection));
}

function handleOf({ handles: [first] }: Person): NamedHandle | undefined {
  return first === undefined ? undefined : { connection: first.connection, handle: first.handle };
}

/** GitHub's own address for who keeps theirs private. */
const NOREPLY = /^(?:(\d+)\+)?([^@+]+)@users\.noreply\.github\.com$/i;

const LEAST_TOGETHER = 3;
const LEAST_ALONE = 5;

/** Finds reasons by looking names up rather than comparing everybody with everybody. */
class Hints {
  private readonly byName = new Map<string, Set<Person>>();
  private readonly byMailName = new Map<string, Set<Person>>();
  private readonly byUsername = new Map<string, Set<Person>>();
  private readonly byLogin = new Map<string, Set<Person>>();
  private readonly byId: ReadonlyMap<string, Person>;

  constructor(
    people: readonly Person[],
    private readonly evidence: LinkEvidence,
  ) {
    this.byId = new Map(people.map((person) => [person.id, person]));
    for (const person of people) this.index(person);
  }

  about(unlinked: Person): Hint[] {
    const names = namesOf(unlinked);
    const usernames = unlinked.handles.map(({ handle }) => handle.toLowerCase());
    const named = names.flatMap((name) => this.sameName(name, unlinked));
    const found = [...distinct(named), ...distinct(usernames.flatMap((username) => this.byUser(username, unlinked)))];
    return [...found, ...this.together(unlinked, found)];
  }

  private sameName(name: string, unlinked: Person): Hint[] {
    const others = without(this.byName.get(name), unlinked);
    const full = name.includes(' ');
    const strength = full && others.length === 1 ? 'strong' : 'weak';
    const words = full ? 'has the same full name' : 'has the same name, a single word';
    const shared = others.length > 1 ? `, as have ${String(others.length - 1)} more` : '';
    return others.map((person) => ({ person, strength, reason: { kind: 'same-name', words: words + shared } }));
  }

  private byUser(username: string, unlinked: Person): Hint[] {
    const noreply = NOREPLY.exec(username);
    const logins = [
      ...without(this.byLogin.get(username), unlinked),
      ...(noreply === null ? [] : without(this.byUsername.get(noreply[2] ?? ''), unlinked)),
    ];
    if (isGeneric(comparableName(username))) return [];
    const mailed = without(this.byMailName.get(username), unlinked);
    return [
      ...logins.map((person): Hint =>
        hint(person, 'strong', 'noreply-address', "has GitHub's private address of this login"),
      ),
      ...mailed.map((person): Hint => {
        const strength = mailed.length === 1 ? 'likely' : 'weak';
        return hint(person, strength, 'username-in-email', 'has an e-mail that begins with this username');
      }),
      ...without(this.byUsername.get(username), unlinked).map((person): Hint =>
        hint(person, 'weak', 'same-username', 'has the same username in another system'),
      ),
    ];
  }

  /** Where another reason stands, any shared work adds to it; alone it must be most of the work, and nobody else's as much. */
  private together(unlinked: Person, found: readonly Hint[]): Hint[] {
    const { acts } = this.evidence;
    const total = acts.of.get(unlinked.id)?.incidents ?? 0;
    const met = [...(acts.together.get(unlinked.id) ?? [])]
      .filter(([id]) => this.byId.has(id))
      .sort((a, b) => b[1] - a[1]);
    const suggested = new Set(found.map(({ person }) => person.id));
    const [first, second] = met.filter(([id]) => this.byId.get(id)?.linked === true);
    return met.flatMap(([id, count]): Hint[] => {
      const person = this.byId.get(id);
      const adds = suggested.has(id) && count >= LEAST_TOGETHER && count * 2 >= total;
      const isMost = id === first?.[0] && total >= LEAST_ALONE && count * 5 >= total * 4 && count > (second?.[1] ?? 0);
      if (person === undefined || !(adds || isMost)) return [];
      return [hint(person, 'weak', 'same-incidents', `is in ${String(count)} of its ${String(total)} incidents`)];
    });
  }

  private index(person: Person): void {
    for (const name of namesOf(person)) add(this.byName, name, person);
    for (const { handle } of person.handles) add(this.byUsername, handle.toLowerCase(), person);
    for (const email of this.evidence.emails.get(person.id) ?? []) {
      const noreply = NOREPLY.exec(email);
      const [mailName = ''] = email.split('@');
      const logins = noreply === null ? [] : [noreply[1], noreply[2]];
      for (const login of logins) if (login !== undefined) add(this.byLogin, login.toLowerCase(), person);
      if (noreply === null) add(this.byMailName, mailName.replace(/\+.*$/, ''), person);
    }
  }
}

function hint(person: Person, strength: Strength, kind: LinkReason['kind'], words: string): Hint {
  return { person, strength, reason: { kind, words } };
}

/** The names of somebody that could tell them from others. A handle that no record gives a name has none. */
function namesOf({ name, handles }: Person): string[] {
  const written = [name, ...handles.map((handle) => handle.name ?? '')].filter(
    (one) => !handles.some(({ handle }) => handle === one),
  );
  const bare = handles
    .filter(({ handle }) => handle.startsWith(NAME_PREFIX))
    .map(({ handle }) => handle.slice(NAME_PREFIX.length));
  return [...new Set([...written, ...bare].map(comparableName))].filter((one) => !isGeneric(one));
}

function add(index: Map<string, Set<Person>>, key: string, person: Person): void {
  index.set(key, (index.get(key) ?? new Set<Person>()).add(person));
}

function without(people: ReadonlySet<Person> | undefined, own: Person): Person[] {
  return [...(people ?? [])].filter((person) => person !== own);
}

/** One hint of a kind about a person. */
function distinct(hints: readonly Hint[]): Hint[] {
  return [...new Map(hints.map((one) => [`${one.person.id} ${one.reason.kind}`, one])).values()];
}

import type { Availability, Person } from '../../domain/person.js';
import { handleId, personIdOfEmail, recordId } from '../record-id.js';
import { isBot } from './bots.js';

/** A user record or a bare handle of one connection, with what it says. */
export interface UserEntry {
  readonly connection: string;
  /** Whether the connection speaks the native format, whose person records are people by definition. */
  readonly native: boolean;
  /** `person`: a user record of the system. `handle`: only a name seen beside an id. */
  readonly type: 'person' | 'handle';
  readonly handle: string;
  readonly name: string;
  readonly email?: string;
  readonly timeZone?: string;
  readonly team?: string;
  readonly fte?: number;
  readonly bot?: boolean;
}

/** A decision that a handle is the person whom another handle belongs to. */
export interface IdentityLink {
  readonly connection: string;
  readonly handle: string;
  readonly personConnection: string;
  readonly personHandle: string;
}

export interface NamedHandle {
  readonly connection: string;
  readonly handle: string;
}

/** Everybody, and who every handle is. */
export interface People {
  readonly all: ReadonlyMap<string, Person>;
  /** What the user records say beyond the person itself. */
  readonly profiles: ReadonlyMap<string, Pick<Availability, 'fte'> & { readonly teams: readonly string[] }>;
  /** By person id: every e-mail in a user record of the person, lower-cased. */
  readonly emails: ReadonlyMap<string, readonly string[]>;
  /** By person id: the e-mail that two user records of one connection claim. */
  readonly ambiguousEmails: ReadonlyMap<string, string>;
  /** The person a handle is; one nobody has linked is its own identity, even when it was never seen before. */
  readonly personOf: (connection: string, handle: string) => Person;
}

/**
 * Resolves identities. An e-mail links only where it stands in a source's own user record; explicit decisions override; a
 * `name:` handle is the one user or handle of exactly that name in its connection. Handles that merely look equal stay apart.
 */
export function resolvePeople(
  entries: readonly UserEntry[],
  named: readonly NamedHandle[],
  links: readonly IdentityLink[],
): People {
  // A handle that is only a name describes nobody: it is to be resolved like any other mention of that name.
  const users = inOrder(
    entries.filter((entry) => !isBareName(entry)),
    links,
  );
  const ambiguous = ambiguousEmails(users);
  const ids = linkedIds(users, ambiguous, links);
  const groups = new Map<string, Group>();
  const described = new Set(users.map(keyOf));
  const namesakes = usersByName(users);
  for (const user of users) addTo(groups, idOfHandle(ids, user), user);
  for (const handle of [...named, ...entries.filter(isBareName)])
    if (!described.has(keyOf(handle))) addNamed(ids, groups, namesakes, handle);
  for (const link of links) addHandle(groups, idOfHandle(ids, link), link);
  const all = new Map([...groups].map(([id, group]) => [id, personOfGroup(id, group)]));
  return {
    all,
    profiles: new Map([...groups].map(([id, group]) => [id, profileOf(group)])),
    emails: new Map([...groups].map(([id, { users }]) => [id, users.flatMap((user) => emailOf(user) ?? [])])),
    ambiguousEmails: ambiguousByPerson(groups, ambiguous),
    personOf: (connection, handle) => {
      const id = ids.get(keyOf({ connection, handle })) ?? handleId(connection, handle);
      const person = all.get(id);
      return person ?? personOfGroup(id, { users: [], handles: [{ connection, handle }] });
    },
  };
}

interface Group {
  users: UserEntry[];
  handles: NamedHandle[];
}

/**
 * Whom a decision names before those it says are that person; then native first, then by connection; user records before bare
 * handles, so that what a system says of its users wins.
 */
function inOrder(entries: readonly UserEntry[], links: readonly IdentityLink[]): UserEntry[] {
  const decided = new Set(links.map(keyOf));
  const rank = (entry: UserEntry): string =>
    [
      decided.has(keyOf(entry)) ? 1 : 0,
      entry.native ? 0 : 1,
      entry.connection,
      entry.type === 'person' ? 0 : 1,
      entry.handle,
    ].join('\n');
  const sorted = entries
    .map((entry) => ({ entry, key: rank(entry) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ entry }) => entry);
  const seen = new Set<string>();
  return sorted.filter((entry) => {
    const key = keyOf(entry);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function emailOf(user: UserEntry): string | undefined {
  return user.type === 'person' ? comparableEmail(user.email) : undefined;
}

/** The e-mail of a user record as others are compared with it; undefined where none is written. */
export function comparableEmail(written: string | undefined): string | undefined {
  const email = written?.trim().toLowerCase();
  return email === '' ? undefined : email;
}

/** E-mails that two user records of one connection claim: they link nobody, anywhere. */
function ambiguousEmails(users: readonly UserEntry[]): Set<string> {
  const claims = new Set<string>();
  const ambiguous = new Set<string>();
  for (const user of users) {
    const email = emailOf(user);
    if (email === undefined) continue;
    const claim = JSON.stringify([user.connection, email]);
    if (claims.has(claim)) ambiguous.add(email);
    claims.add(claim);
  }
  return ambiguous;
}

/** The person of every handle that has one; handles without are absent. */
function linkedIds(
  users: readonly UserEntry[],
  ambiguous: ReadonlySet<string>,
  links: readonly IdentityLink[],
): Map<string, string> {
  const ids = new Map<string, string>();
  for (const user of users) {
    const email = emailOf(user);
    if (email !== undefined && !ambiguous.has(email)) ids.set(keyOf(user), personIdOfEmail(email));
    else if (user.native && user.type === 'person') {
      ids.set(keyOf(user), recordId(user.connection, 'person', user.handle));
    }
  }
  const decisions = new Map(links.map((link) => [keyOf(link), link]));
  const decided = links.map((link) => {
    const target = endOfChain(link, decisions);
    return { key: keyOf(link), id: ids.get(keyOf(target)) ?? handleId(target.connection, target.handle) };
  });
  for (const { key, id } of decided) ids.set(key, id);
  return ids;
}

/** Follows decisions about decisions. A circle says that all in it are one: the first of them by name stands for it. */
function endOfChain(link: IdentityLink, decisions: ReadonlyMap<string, IdentityLink>): NamedHandle {
  const passed: string[] = [];
  let next: IdentityLink | undefined = link;
  let end: NamedHandle = link;
  while (next !== undefined && !passed.includes(keyOf(next))) {
    passed.push(keyOf(next));
    end = { connection: next.personConnection, handle: next.personHandle };
    next = decisions.get(keyOf(end));
  }
  if (next === undefined) return end;
  const [first = ''] = passed.slice(passed.indexOf(keyOf(next))).sort();
  return decisions.get(first) ?? end;
}

/** A handle that no user record describes: by a decision somebody, by its name the one user of that name, else itself. */
function addNamed(
  ids: Map<string, string>,
  groups: Map<string, Group>,
  namesakes: ReadonlyMap<string, UserEntry[]>,
  named: NamedHandle,
): void {
  if (!ids.has(keyOf(named)) && named.handle.startsWith(NAME_PREFIX)) {
    const name = named.handle.slice(NAME_PREFIX.length);
    const [only, ...others] = namesakes.get(keyOf({ connection: named.connection, handle: name })) ?? [];
    if (only !== undefined && others.length === 0) ids.set(keyOf(named), idOfHandle(ids, only));
  }
  addHandle(groups, idOfHandle(ids, named), named);
}

function usersByName(users: readonly UserEntry[]): Map<string, UserEntry[]> {
  const byName = new Map<string, UserEntry[]>();
  for (const user of users) {
    const key = keyOf({ connection: user.connection, handle: user.name });
    byName.set(key, [...(byName.get(key) ?? []), user]);
  }
  return byName;
}

const NAME_PREFIX = 'name:';

function isBareName({ type, handle }: UserEntry): boolean {
  return type === 'handle' && handle.startsWith(NAME_PREFIX);
}

function addTo(groups: Map<string, Group>, id: string, user: UserEntry): void {
  groupOf(groups, id).users.push(user);
  addHandle(groups, id, user);
}

function addHandle(groups: Map<string, Group>, id: string, { connection, handle }: NamedHandle): void {
  const { handles } = groupOf(groups, id);
  if (!handles.some((one) => one.connection === connection && one.handle === handle)) {
    handles.push({ connection, handle });
  }
}

function groupOf(groups: Map<string, Group>, id: string): Group {
  const group = groups.get(id) ?? { users: [], handles: [] };
  groups.set(id, group);
  return group;
}

function personOfGroup(id: string, { users, handles }: Group): Person {
  const [first] = handles;
  const speakers = users.filter((user) => user.type === 'person');
  const email = speakers.find((user) => emailOf(user) !== undefined)?.email?.trim();
  const timeZone = speakers.find((user) => user.timeZone !== undefined)?.timeZone;
  const name = users[0]?.name ?? bareName(first?.handle ?? id);
  return {
    id,
    name,
    ...(email === undefined ? {} : { email }),
    timeZone: timeZone ?? 'UTC',
    timeZoneRecorded: timeZone !== undefined,
    bot: users.some((user) => user.bot === true) || isBot(name) || handles.some(({ handle }) => isBot(handle)),
    linked: !handles.some((handle) => handleId(handle.connection, handle.handle) === id),
    handles: handles.map((handle) => withName(handle, users)),
  };
}

function withName(handle: NamedHandle, users: readonly UserEntry[]): Person['handles'][number] {
  const user = users.find((one) => one.connection === handle.connection && one.handle === handle.handle);
  return user === undefined ? { ...handle } : { ...handle, name: user.name };
}

function bareName(handle: string): string {
  return handle.startsWith(NAME_PREFIX) ? handle.slice(NAME_PREFIX.length) : handle;
}

function profileOf({ users }: Group): Pick<Availability, 'fte'> & { teams: string[] } {
  const speakers = users.filter((user) => user.type === 'person');
  const team = speakers.find((user) => user.team !== undefined)?.team;
  return {
    fte: speakers.find((user) => user.fte !== undefined)?.fte ?? 1,
    teams: team === undefined ? [] : [team],
  };
}

function ambiguousByPerson(
  groups: ReadonlyMap<string, Group>,
  ambiguous: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [id, { users }] of groups) {
    const email = users.map(emailOf).find((one) => one !== undefined && ambiguous.has(one));
    if (email !== undefined) found.set(id, email);
  }
  return found;
}

function idOfHandle(ids: ReadonlyMap<string, string>, { connection, handle }: NamedHandle): string {
  return ids.get(keyOf({ connection, handle })) ?? handleId(connection, handle);
}

/** One text for both, unambiguous whatever characters they hold. */
function keyOf({ connection, handle }: NamedHandle): string {
  return `${String(connection.length)}:${connection}${handle}`;
}

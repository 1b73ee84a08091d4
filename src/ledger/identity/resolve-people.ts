import type { Availability, Person } from '../../domain/person.js';
import { handleId, personIdOfEmail } from '../record-id.js';
import { isBot } from './bots.js';
import type { BotMark } from './decided.js';
import type { IdentityLink } from './decisions.js';
import { keyOf, NAME_PREFIX, type NamedHandle } from './handle.js';
import { linkHandles } from './link-handles.js';
import { emailOf, isNative, type UserEntry } from './user-entry.js';

/** Everybody, and who every handle is. */
export interface People {
  readonly all: ReadonlyMap<string, Person>;
  /** What the user records say beyond the person itself. */
  readonly profiles: ReadonlyMap<string, Pick<Availability, 'fte'> & { readonly teams: readonly string[] }>;
  /** By person id: every e-mail in a user record of the person, lower-cased. */
  readonly emails: ReadonlyMap<string, readonly string[]>;
  /** By person id: the e-mail that two user records of one connection claim. */
  readonly ambiguousEmails: ReadonlyMap<string, string>;
  /** By id: identities whose handles the crosswalks of several systems contradict each other about, or cannot tell apart. */
  readonly contradicted: ReadonlySet<string>;
  /** The person a handle is; one nobody has linked is its own identity, even when it was never seen before. */
  readonly personOf: (connection: string, handle: string) => Person;
}

/** What is known about handles beside who they are linked to. */
export interface HandleKnowledge {
  /** Handles that a person decided are nobody but themselves. */
  readonly apart?: readonly NamedHandle[];
  /** By handle: whether a person said that it is a program's. */
  readonly bots?: ReadonlyMap<string, BotMark>;
  /** The sources that each connection was read by. */
  readonly sources?: ReadonlyMap<string, readonly string[]>;
}

/**
 * Resolves identities. An e-mail links only where it stands in a source's own user record, a crosswalk only where the
 * vendor's own user record holds it; explicit decisions override both; a `name:` handle is the one user or handle of exactly
 * that name in its connection. Handles that merely look equal stay apart.
 */
export function resolvePeople(
  entries: readonly UserEntry[],
  named: readonly NamedHandle[],
  links: readonly IdentityLink[],
  { apart = [], bots = new Map(), sources = new Map() }: HandleKnowledge = {},
): People {
  // A handle that is only a name describes nobody: it is to be resolved like any other mention of that name.
  const users = inOrder(
    entries.filter((entry) => !isBareName(entry)),
    links,
  );
  const ambiguous = ambiguousEmails(users);
  const linked = linkHandles({ users, named, links, apart, sources, ambiguousEmails: ambiguous });
  const ids = new Map(linked.ids);
  const groups = new Map<string, Group>();
  const described = new Set(users.map(keyOf));
  const namesakes = usersByName(users);
  for (const user of users) addTo(groups, idOfHandle(ids, user), user);
  for (const handle of [...named, ...entries.filter(isBareName)])
    if (!described.has(keyOf(handle))) addNamed(ids, groups, namesakes, handle);
  for (const link of links) addHandle(groups, idOfHandle(ids, link), link);
  for (const handle of linked.crosswalked) addHandle(groups, idOfHandle(ids, handle), handle);
  const decidedEmails = emailsDecided(links);
  const all = new Map([...groups].map(([id, group]) => [id, personOfGroup(id, group, { bots, decidedEmails })]));
  return {
    all,
    profiles: new Map([...groups].map(([id, group]) => [id, profileOf(group)])),
    emails: new Map([...groups].map(([id, group]) => [id, emailsOf(group, decidedEmails.get(id))])),
    ambiguousEmails: ambiguousByPerson(groups, ambiguous),
    contradicted: new Set(linked.conflicts.map((handle) => idOfHandle(ids, handle))),
    personOf: (connection, handle) => {
      const id = ids.get(keyOf({ connection, handle })) ?? handleId(connection, handle);
      const person = all.get(id);
      return person ?? personOfGroup(id, { users: [], handles: [{ connection, handle }] }, { bots, decidedEmails });
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
      isNative(entry) ? 0 : 1,
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

interface Settled {
  readonly bots: ReadonlyMap<string, BotMark>;
  readonly decidedEmails: ReadonlyMap<string, string>;
}

function personOfGroup(id: string, { users, handles }: Group, { bots, decidedEmails }: Settled): Person {
  const [first] = handles;
  const speakers = users.filter((user) => user.type === 'person');
  const email = speakers.find((user) => emailOf(user) !== undefined)?.email?.trim() ?? decidedEmails.get(id);
  const timeZone = speakers.find((user) => user.timeZone !== undefined)?.timeZone;
  const name = users[0]?.name ?? bareName(first?.handle ?? id);
  return {
    id,
    name,
    ...(email === undefined ? {} : { email }),
    timeZone: timeZone ?? 'UTC',
    timeZoneRecorded: timeZone !== undefined,
    bot: markOf(handles, bots) ?? looksLikeBot(name, users, handles),
    linked: !handles.some((handle) => handleId(handle.connection, handle.handle) === id),
    handles: handles.map((handle) => withName(handle, users)),
  };
}

/** What was said last about any of the handles. */
function markOf(handles: readonly NamedHandle[], bots: ReadonlyMap<string, BotMark>): boolean | undefined {
  const marks = handles.flatMap((handle) => bots.get(keyOf(handle)) ?? []);
  return marks.sort((a, b) => b.number - a.number)[0]?.bot;
}

function looksLikeBot(name: string, users: readonly UserEntry[], handles: readonly NamedHandle[]): boolean {
  return users.some((user) => user.bot === true) || isBot(name) || handles.some(({ handle }) => isBot(handle));
}

/** By person: the e-mail by which a decision names somebody whom no user record need know. */
function emailsDecided(links: readonly IdentityLink[]): Map<string, string> {
  return new Map(
    links.flatMap((link) => ('email' in link ? [[personIdOfEmail(link.email), link.email] as const] : [])),
  );
}

function emailsOf({ users }: Group, decided: string | undefined): string[] {
  const own = users.flatMap((user) => emailOf(user) ?? []);
  return decided === undefined || own.includes(decided) ? own : [...own, decided];
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

import { handleId, personIdOfEmail, recordId } from '../record-id.js';
import { applyCrosswalk, crosswalkOf, nameUnlinkedGroups, type UserClaims } from './crosswalk.js';
import type { IdentityLink } from './decisions.js';
import { keyOf, type NamedHandle } from './handle.js';
import { emailOf, isNativePerson, type UserEntry } from './user-entry.js';

/** What says who a handle is. */
export interface LinkMaterial {
  readonly users: readonly UserEntry[];
  readonly named: readonly NamedHandle[];
  readonly links: readonly IdentityLink[];
  readonly apart: readonly NamedHandle[];
  readonly sources: ReadonlyMap<string, readonly string[]>;
  /** E-mails that link nobody. */
  readonly ambiguousEmails: ReadonlySet<string>;
}

/** Who is who. */
export interface LinkedHandles {
  /** By {@link keyOf}: the person of every handle that has one; handles without are absent. */
  readonly ids: ReadonlyMap<string, string>;
  /** Handles that a crosswalk links, named by a record or not. */
  readonly crosswalked: readonly NamedHandle[];
  /** Handles that crosswalks contradict each other about. */
  readonly conflicts: readonly NamedHandle[];
}

/**
 * The person of every handle: by the e-mail of its own user record, by a vendor's own crosswalk, and above both by decision.
 * Crosswalks are read twice, since they also tell who goes with a handle that was decided upon.
 */
export function linkHandles(material: LinkMaterial): LinkedHandles {
  const { links, apart } = material;
  const ids = automaticIds(material);
  const claims = claimsOf(material);
  const keptApart = apart.map(keyOf);
  const first = crosswalkOf({ ...material, leftOut: new Set([...keptApart, ...links.map(keyOf)]) });
  applyCrosswalk(first, ids, claims);
  decide(ids, links);
  const second = crosswalkOf({ ...material, leftOut: new Set(keptApart) });
  const conflicts = applyCrosswalk(second, ids, claims);
  const contradicted = new Set(conflicts.map(keyOf));
  const groups = second.groups.filter((group) => !group.some((handle) => contradicted.has(keyOf(handle))));
  nameUnlinkedGroups({ ...second, groups }, ids);
  decide(ids, links);
  return { ids, crosswalked: groups.flat(), conflicts: [...second.ambiguous, ...conflicts] };
}

function claimsOf({ users, links }: LinkMaterial): UserClaims {
  const decided = new Set(links.map(keyOf));
  const records = users.filter(({ type }) => type === 'person');
  const emails = new Map<string, string>();
  for (const user of records) {
    const email = decided.has(keyOf(user)) ? undefined : emailOf(user);
    if (email !== undefined) emails.set(keyOf(user), email);
  }
  return { described: new Set(records.map(keyOf)), emails };
}

function automaticIds({ users, apart, ambiguousEmails }: LinkMaterial): Map<string, string> {
  const ids = new Map<string, string>();
  const keptApart = new Set(apart.map(keyOf));
  for (const user of users) {
    const email = keptApart.has(keyOf(user)) ? undefined : emailOf(user);
    if (email !== undefined && !ambiguousEmails.has(email)) ids.set(keyOf(user), personIdOfEmail(email));
    else if (isNativePerson(user)) ids.set(keyOf(user), recordId(user.connection, 'person', user.handle));
  }
  return ids;
}

function decide(ids: Map<string, string>, links: readonly IdentityLink[]): void {
  const decisions = new Map(links.map((link) => [keyOf(link), link]));
  const decided = links.map((link) => {
    const target = endOfChain(link, decisions);
    if ('email' in target) return { key: keyOf(link), id: personIdOfEmail(target.email) };
    return { key: keyOf(link), id: ids.get(keyOf(target)) ?? handleId(target.connection, target.handle) };
  });
  for (const { key, id } of decided) ids.set(key, id);
}

/** Follows decisions about decisions. A circle says that all in it are one: the first of them by name stands for it. */
function endOfChain(link: IdentityLink, decisions: ReadonlyMap<string, IdentityLink>): NamedHandle | { email: string } {
  const passed: string[] = [];
  let next: IdentityLink | undefined = link;
  let end: NamedHandle = link;
  while (next !== undefined && !passed.includes(keyOf(next))) {
    passed.push(keyOf(next));
    if ('email' in next) return { email: next.email };
    end = { connection: next.personConnection, handle: next.personHandle };
    next = decisions.get(keyOf(end));
  }
  if (next === undefined) return end;
  const [first = ''] = passed.slice(passed.indexOf(keyOf(next))).sort();
  return decisions.get(first) ?? end;
}

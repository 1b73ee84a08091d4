import { compareText } from '../../domain/compare-text.js';
import { handleId } from '../record-id.js';
import { keyOf, type NamedHandle } from './handle.js';
import type { UserEntry } from './user-entry.js';

/** What the crosswalks of vendors are read against. */
export interface CrosswalkKnowledge {
  readonly users: readonly UserEntry[];
  readonly named: readonly NamedHandle[];
  /** The sources that each connection was read by. */
  readonly sources: ReadonlyMap<string, readonly string[]>;
  /** Handles whose crosswalk does not count: decided otherwise, or decided and not yet resolved. */
  readonly leftOut: ReadonlySet<string>;
}

/** Handles that vendors' own crosswalks make one, group by group. */
export interface Crosswalk {
  readonly groups: readonly (readonly NamedHandle[])[];
  /** Handles that go by an id in a system of which several accounts know it, or none of several: nobody is linked. */
  readonly ambiguous: readonly NamedHandle[];
}

/**
 * Who, by the user records themselves, is who in other systems. A crosswalk names a system, not an account of it: with one
 * account it is that one, with several the only one that knows the handle.
 */
export function crosswalkOf({ users, named, sources, leftOut }: CrosswalkKnowledge): Crosswalk {
  const accounts = new Accounts(users, named, sources);
  const groups = new Map<string, NamedHandle[]>();
  const ambiguous: NamedHandle[] = [];
  for (const user of users) {
    for (const { system, id } of user.sameAs ?? []) {
      const target = id === undefined ? undefined : accounts.knowing(system, id);
      if (target === 'ambiguous') ambiguous.push({ connection: user.connection, handle: user.handle });
      else if (target !== undefined && !leftOut.has(keyOf(user)) && !leftOut.has(keyOf(target)))
        join(groups, user, target);
    }
  }
  return { groups: [...new Set(groups.values())], ambiguous };
}

/** What the user records themselves hold against a crosswalk, by {@link keyOf}. */
export interface UserClaims {
  /** Handles that a user record describes. */
  readonly described: ReadonlySet<string>;
  /** The e-mails of user records, but of those that were decided upon. One that links nobody is a claim too. */
  readonly emails: ReadonlyMap<string, string>;
}

/**
 * Gives every handle of a group the one identity that its handles have. Two identities, two e-mails, or two user records of
 * one connection, in one group: the crosswalks contradict each other, and nobody is linked by them. Answers the handles of
 * such groups.
 */
export function applyCrosswalk(
  { groups }: Crosswalk,
  ids: Map<string, string>,
  { described, emails }: UserClaims,
): NamedHandle[] {
  return groups.flatMap((group) => {
    const linked = new Set(group.flatMap((handle) => ids.get(keyOf(handle)) ?? []));
    const claimed = new Set(group.flatMap((handle) => emails.get(keyOf(handle)) ?? []));
    const users = group.filter((handle) => described.has(keyOf(handle)));
    const twice = new Set(users.map(({ connection }) => connection)).size < users.length;
    if (linked.size > 1 || claimed.size > 1 || twice) return [...group];
    const [known] = linked;
    if (known !== undefined) for (const handle of group) ids.set(keyOf(handle), known);
    return [];
  });
}

/** Groups in which nobody has an identity get that of their first handle: not yet a person, but one. */
export function nameUnlinkedGroups({ groups }: Crosswalk, ids: Map<string, string>): void {
  for (const group of groups) {
    const [first] = [...group].sort((a, b) => compareText(keyOf(a), keyOf(b)));
    if (first === undefined || group.some((handle) => ids.has(keyOf(handle)))) continue;
    for (const handle of group) ids.set(keyOf(handle), handleId(first.connection, first.handle));
  }
}

function join(groups: Map<string, NamedHandle[]>, one: NamedHandle, other: NamedHandle): void {
  const [a, b] = [one, other].map(({ connection, handle }) => {
    const key = keyOf({ connection, handle });
    const group = groups.get(key) ?? [{ connection, handle }];
    groups.set(key, group);
    return group;
  });
  if (a === undefined || b === undefined || a === b) return;
  a.push(...b);
  for (const handle of b) groups.set(keyOf(handle), a);
}

/** The accounts of each system, and the handles they know. */
class Accounts {
  private readonly bySystem = new Map<string, Set<string>>();
  private readonly known: ReadonlySet<string>;

  constructor(
    users: readonly UserEntry[],
    named: readonly NamedHandle[],
    sources: ReadonlyMap<string, readonly string[]>,
  ) {
    for (const { connection, source } of users) this.add(connection, [source]);
    for (const [connection, systems] of sources) this.add(connection, systems);
    this.known = new Set([...users, ...named].map(keyOf));
  }

  /** The handle that a crosswalk means; undefined where no account of the system was read. */
  knowing(system: string, id: string): NamedHandle | 'ambiguous' | undefined {
    const accounts = [...(this.bySystem.get(system) ?? [])].map((connection) => ({ connection, handle: id }));
    const [only] = accounts;
    if (accounts.length <= 1) return only;
    const [first, ...others] = accounts.filter((account) => this.known.has(keyOf(account)));
    return first === undefined || others.length > 0 ? 'ambiguous' : first;
  }

  private add(connection: string, systems: readonly string[]): void {
    for (const system of [connection, ...systems]) {
      this.bySystem.set(system, (this.bySystem.get(system) ?? new Set<string>()).add(connection));
    }
  }
}

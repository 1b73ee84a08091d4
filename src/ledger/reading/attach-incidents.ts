import { type IncidentStub, type Role, roleOf } from './incident-stub.js';
import { type AttachDecisions, mergeGroups, type MergeGroups, NOTHING_DECIDED } from './merge-groups.js';
import { describeRef, NameIndex } from './names.js';

/** Why a record is listed as unresolved. */
export type UnresolvedReason =
  'claimed-twice' | 'names-another-head' | 'without-head' | 'merged-in-a-circle' | 'merged-into-unknown';

/** A record whose place is not certain: what a person can settle. */
interface UnresolvedRecord {
  readonly id: string;
  readonly why: UnresolvedReason;
  /** The records that claim it, or that it claims. */
  readonly others: readonly string[];
  /** What it names, as a person would write it. */
  readonly names: readonly string[];
}

/** Which record stands where. */
export interface Attachments {
  /** By attached record: its head. */
  readonly headOf: ReadonlyMap<string, string>;
  /** By every record that is a head, or was merged into one: that head. What names such a record names the head. */
  readonly nameOf: ReadonlyMap<string, string>;
  /** Tickets, channels and changes without a head: they belong to no incident. */
  readonly outside: ReadonlySet<string>;
  readonly unresolved: readonly UnresolvedRecord[];
}

/**
 * Which incident record is attached to which head, one level deep: only where one names the other by id, key, URL or
 * channel id, or a person decided it; never by time or title. A record that two heads claim stays alone. A pager's incident
 * without a head is its own; a ticket, channel or change without one belongs to none.
 */
export function attachIncidents(
  incidents: readonly IncidentStub[],
  decided: AttachDecisions = NOTHING_DECIDED,
): Attachments {
  const names = new NameIndex(incidents);
  const groups = mergeGroups(incidents, names, decided);
  const places = new Places(incidents, groups);
  const neighbours = neighboursOf(incidents, { names, groups, decided });
  const settled = (group: string): boolean => groups.forced.has(group) || decided.apart.has(group);
  const twice = new Map<string, string[]>();
  for (const role of ['pager', 'dependent'] as const) {
    for (const group of places.groupsOf(role)) {
      if (settled(group)) continue;
      const claimants = places.headsAmong(neighbours.get(group) ?? [], role);
      const [head, ...rivals] = claimants;
      if (head === undefined) continue;
      if (rivals.length === 0) places.attach(group, head);
      else twice.set(group, claimants.sort());
    }
  }
  return { ...places.answer(), unresolved: unresolvedOf(incidents, { names, groups, places, twice, decided }) };
}

/** Where each group of records stands, as far as it is known. */
class Places {
  private readonly roles = new Map<string, Role>();
  private readonly parents = new Map<string, string>();

  constructor(
    private readonly incidents: readonly IncidentStub[],
    private readonly groups: MergeGroups,
  ) {
    for (const incident of incidents)
      if (groups.of(incident.id) === incident.id) this.roles.set(incident.id, roleOf(incident));
  }

  groupsOf(role: Role): string[] {
    return [...this.roles].filter(([, its]) => its === role).map(([group]) => group);
  }

  attach(group: string, head: string): void {
    this.parents.set(group, head);
  }

  /** The heads among groups: incident managers' records, and for what is no pager's incident also pagers' that stand alone. */
  headsAmong(groups: Iterable<string>, claimed: 'pager' | 'dependent'): string[] {
    const heads = new Set<string>();
    for (const group of groups) {
      const role = this.roles.get(group);
      const isHead = role === 'head' || (role === 'pager' && claimed === 'dependent' && this.headOf(group) === group);
      const head = isHead ? this.headOf(group) : undefined;
      if (head !== undefined) heads.add(head);
    }
    return [...heads];
  }

  /** The head of the file a record stands in; undefined when it stands in none. */
  headOf(id: string): string | undefined {
    const passed = new Set<string>();
    let group = this.groups.of(id);
    for (;;) {
      passed.add(group);
      const forced = this.groups.forced.get(group);
      const next = forced === undefined ? this.parents.get(group) : this.groups.of(forced);
      if (next === undefined || passed.has(next)) return this.roles.get(group) === 'dependent' ? undefined : group;
      group = next;
    }
  }

  answer(): Omit<Attachments, 'unresolved'> {
    const headOf = new Map<string, string>();
    const nameOf = new Map<string, string>();
    const outside = new Set<string>();
    for (const { id } of this.incidents) {
      const head = this.headOf(id);
      if (head === undefined) outside.add(id);
      else if (head !== id) headOf.set(id, head);
      if (head !== undefined && head === this.groups.of(id)) nameOf.set(id, head);
    }
    return { headOf, nameOf, outside };
  }
}

interface Settling {
  readonly names: NameIndex<IncidentStub>;
  readonly groups: MergeGroups;
  readonly decided: AttachDecisions;
}

/** By group: the groups that name it or that it names. */
function neighboursOf(
  incidents: readonly IncidentStub[],
  { names, groups, decided }: Settling,
): ReadonlyMap<string, ReadonlySet<string>> {
  const neighbours = new Map<string, Set<string>>();
  const join = (one: string, other: string): void => {
    neighbours.set(one, (neighbours.get(one) ?? new Set<string>()).add(other));
  };
  for (const incident of incidents) {
    if (decided.apart.has(incident.id)) continue;
    for (const other of incident.refs.flatMap((ref) => names.meantBy(ref))) {
      const [one, two] = [groups.of(incident.id), groups.of(other.id)];
      if (one === two || decided.apart.has(other.id)) continue;
      join(one, two);
      join(two, one);
    }
  }
  return neighbours;
}

function unresolvedOf(
  incidents: readonly IncidentStub[],
  known: Settling & { readonly places: Places; readonly twice: ReadonlyMap<string, readonly string[]> },
): UnresolvedRecord[] {
  return incidents.flatMap((incident) => {
    const found = reasonOf(incident, known);
    return found === undefined ? [] : [{ id: incident.id, ...found, names: incident.refs.map(describeRef) }];
  });
}

function reasonOf(
  incident: IncidentStub,
  { names, groups, places, twice, decided }: Parameters<typeof unresolvedOf>[1],
): Pick<UnresolvedRecord, 'why' | 'others'> | undefined {
  const { id } = incident;
  if (groups.circles.has(id)) return { why: 'merged-in-a-circle', others: [] };
  if (groups.lost.has(id)) return { why: 'merged-into-unknown', others: [] };
  if (decided.apart.has(id)) return undefined;
  const claimants = twice.get(id);
  if (claimants !== undefined) return { why: 'claimed-twice', others: claimants };
  if (roleOf(incident) === 'head') {
    const others = otherHeads(incident, names, places);
    return others.length === 0 ? undefined : { why: 'names-another-head', others };
  }
  if (roleOf(incident) === 'pager' || places.headOf(id) !== undefined) return undefined;
  const named = namedRecords(incident, names).map((other) => other.id);
  // A change that names nothing of an incident is any change: most are.
  return incident.kind === 'change' && named.length === 0 ? undefined : { why: 'without-head', others: named.sort() };
}

/** Heads of other connections that a head names: whether they are one outage, a person decides. */
function otherHeads(incident: IncidentStub, names: NameIndex<IncidentStub>, places: Places): string[] {
  const own = places.headOf(incident.id);
  const others = namedRecords(incident, names).filter(
    (other) => roleOf(other) === 'head' && other.connection !== incident.connection && places.headOf(other.id) !== own,
  );
  return others.map(({ id }) => id).sort();
}

function namedRecords(incident: IncidentStub, names: NameIndex<IncidentStub>): IncidentStub[] {
  const named = incident.refs.flatMap((ref) => names.meantBy(ref));
  return [...new Set(named)].filter(({ id }) => id !== incident.id);
}

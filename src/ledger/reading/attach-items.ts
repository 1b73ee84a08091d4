import type { Attachments } from './attach-incidents.js';
import type { IncidentStub } from './incident-stub.js';
import { groupItems, type ItemStub, trackerFirst } from './mirrored-items.js';
import { ANY_SYSTEM, NameIndex } from './names.js';

/** Action items as they stand in incident files. */
export interface ItemPlan {
  /** By item that counts: the head whose file it stands in; null for the file of items that belong to no incident. */
  readonly fileOf: ReadonlyMap<string, string | null>;
  /** By item that counts: the same item in other systems, which are not counted again. */
  readonly mirrorsOf: ReadonlyMap<string, readonly string[]>;
  /** By item: the changes that name it, whatever incident they stand in. */
  readonly changesOf: ReadonlyMap<string, readonly string[]>;
  /** By item: the systems that hold it too and that were not read. */
  readonly notReadOf: ReadonlyMap<string, readonly string[]>;
  /** Items that two incidents claim: they stand in none. */
  readonly claimedTwice: ReadonlyMap<string, readonly string[]>;
  /** Whose each item is that counts, or will once its incident is known. */
  readonly owners: readonly { readonly connection: string; readonly assignee: string | null }[];
}

/** What the items stand among. */
export interface AmongIncidents {
  readonly incidents: readonly IncidentStub[];
  readonly attachments: Attachments;
}

/**
 * Where each action item stands. Its own incident decides, else the head that names it or that it names. Mirrored items are
 * one, and the tracker's record speaks for it. An issue of a general tracker counts only where it is named or names. An item
 * whose incident is not known yet stands nowhere: it waits.
 */
export function attachItems(items: readonly ItemStub[], { incidents, attachments }: AmongIncidents): ItemPlan {
  const index = new NameIndex(items);
  const groups = groupItems(items, index).map((group) => trackerFirst(group, index));
  const leaders = new Map(groups.flatMap((group) => group.map(({ id }) => [id, group[0]?.id ?? id] as const)));
  const placing = new Placing(incidents, attachments, index, leaders);
  const plan = {
    fileOf: new Map<string, string | null>(),
    mirrorsOf: new Map<string, string[]>(),
    notReadOf: new Map<string, string[]>(),
    claimedTwice: new Map<string, string[]>(),
    owners: [] as { connection: string; assignee: string | null }[],
  };
  for (const group of groups) {
    const [leader, ...mirrors] = group;
    if (leader === undefined) continue;
    if (mirrors.length > 0) plan.mirrorsOf.set(leader.id, mirrors.map(({ id }) => id).sort());
    const notRead = placing.systemsNotRead(group);
    if (notRead.length > 0) plan.notReadOf.set(leader.id, notRead);
    const place = placing.of(group);
    if (place !== undefined) plan.fileOf.set(leader.id, place.head);
    if (place?.claimants !== undefined) plan.claimedTwice.set(leader.id, place.claimants);
    if (place !== undefined || group.some(({ onlyIfNamed }) => !onlyIfNamed)) {
      plan.owners.push({ connection: leader.connection, assignee: leader.assignee });
    }
  }
  return { ...plan, changesOf: changesNaming(incidents, index, leaders) };
}

/** Where an item stands: with a head, or in the file of items of no incident, it may be because several heads claim it. */
interface Place {
  readonly head: string | null;
  readonly claimants?: string[];
}

/** Finds the place of a group of mirrored items; undefined while it stands nowhere. */
class Placing {
  private readonly names: NameIndex<IncidentStub>;
  /** By leading item: the heads that name it. */
  private readonly namedBy = new Map<string, Set<string>>();
  private readonly known: ReadonlySet<string>;

  constructor(
    incidents: readonly IncidentStub[],
    private readonly attachments: Attachments,
    items: NameIndex<ItemStub>,
    leaders: ReadonlyMap<string, string>,
  ) {
    this.names = new NameIndex(incidents);
    this.known = new Set(incidents.map(({ id }) => id));
    for (const incident of incidents) {
      const head = attachments.nameOf.get(incident.id);
      if (head === undefined) continue;
      for (const { id } of incident.refs.flatMap((ref) => items.meantBy(ref))) {
        const leader = leaders.get(id) ?? id;
        this.namedBy.set(leader, (this.namedBy.get(leader) ?? new Set<string>()).add(head));
      }
    }
  }

  of(group: readonly ItemStub[]): Place | undefined {
    const own = new Set(group.flatMap(({ incident }) => this.headOf(incident) ?? []));
    const heads = [...(own.size > 0 ? own : this.naming(group))].sort();
    const [head, ...rivals] = heads;
    if (head !== undefined) return rivals.length === 0 ? { head } : { head: null, claimants: heads };
    return group.some((item) => !item.onlyIfNamed && this.isLoose(item)) ? { head: null } : undefined;
  }

  /** The systems that follow-ups of the group are also kept in, by their own records, and that no record of it comes from. */
  systemsNotRead(group: readonly ItemStub[]): string[] {
    const read = new Set(group.flatMap(({ source, connection }) => [source, connection]));
    const named = group
      .filter(({ incident }) => incident !== null)
      .flatMap(({ refs }) => refs)
      .filter((ref) => ref.system !== ANY_SYSTEM && !read.has(ref.system) && this.names.meantBy(ref).length === 0);
    return [...new Set(named.map(({ system }) => system))].sort();
  }

  /** What stands in a ticket that belongs to no incident belongs to none either. */
  private isLoose({ incident }: ItemStub): boolean {
    return incident === null || this.attachments.outside.has(incident);
  }

  private headOf(incident: string | null): string | undefined {
    if (incident === null || !this.known.has(incident) || this.attachments.outside.has(incident)) return undefined;
    return this.attachments.headOf.get(incident) ?? incident;
  }

  private naming(group: readonly ItemStub[]): Set<string> {
    const [leader] = group;
    const heads = new Set(this.namedBy.get(leader?.id ?? ''));
    for (const { refs } of group) {
      for (const { id } of refs.flatMap((ref) => this.names.meantBy(ref))) {
        const head = this.attachments.nameOf.get(id);
        if (head !== undefined) heads.add(head);
      }
    }
    return heads;
  }
}

/** By leading item: the changes that name it or one of its mirrors. */
function changesNaming(
  incidents: readonly IncidentStub[],
  items: NameIndex<ItemStub>,
  leaders: ReadonlyMap<string, string>,
): ReadonlyMap<string, readonly string[]> {
  const changes = new Map<string, Set<string>>();
  for (const change of incidents) {
    if (change.kind !== 'change') continue;
    for (const { id } of change.refs.flatMap((ref) => items.meantBy(ref))) {
      const leader = leaders.get(id) ?? id;
      changes.set(leader, (changes.get(leader) ?? new Set<string>()).add(change.id));
    }
  }
  return new Map([...changes].map(([item, ids]) => [item, [...ids].sort()]));
}

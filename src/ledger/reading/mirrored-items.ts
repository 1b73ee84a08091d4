import { compareText } from '../../domain/compare-text.js';
import { ANY_SYSTEM, isMention, type NameIndex, type Named, namesMeant, type Ref } from './names.js';

/** As much of an action item as placing it needs. */
export interface ItemStub extends Named {
  readonly refs: readonly Ref[];
  /** The incident it says it belongs to, known or not: then it is a follow-up of that. */
  readonly incident: string | null;
  /** An issue of a general tracker. */
  readonly onlyIfNamed: boolean;
  /** Its handle, as the connection writes it. */
  readonly assignee: string | null;
}

/**
 * The items that are one: where one names the other in another system, or two follow-ups name the same issue, read or not. A
 * mere mention in a text makes two items one only between a follow-up and the only issue that goes with it.
 */
export function groupItems(items: readonly ItemStub[], index: NameIndex<ItemStub>): ItemStub[][] {
  const groups = new Groups(items);
  const shared = new Map<string, ItemStub>();
  for (const item of items) {
    const own = item.url === undefined ? [] : [{ system: ANY_SYSTEM, url: item.url }];
    for (const ref of [...own, ...item.refs.filter((one) => !isMention(one))]) {
      // A key that two accounts of one tracker have says of neither that it is the one.
      const [other, ...rivals] = index.meantBy(ref).filter(({ connection }) => connection !== item.connection);
      if (other !== undefined && rivals.length === 0) groups.join(item, other);
    }
    for (const ref of item.refs.filter((one) => !isMention(one))) {
      // What an item without an incident names may be the incident itself.
      if (item.incident === null) continue;
      for (const name of namesMeant(ref)) groups.join(item, known(shared, name, item));
    }
  }
  for (const [one, other] of mentionedPairs(items, index)) groups.join(one, other);
  return groups.all();
}

function known(shared: Map<string, ItemStub>, name: string, item: ItemStub): ItemStub {
  const first = shared.get(name) ?? item;
  shared.set(name, first);
  return first;
}

/** A follow-up and an issue of another connection, where a text of one names the other and neither has another such partner. */
function mentionedPairs(items: readonly ItemStub[], index: NameIndex<ItemStub>): [ItemStub, ItemStub][] {
  const partners = new Map<ItemStub, Set<ItemStub>>();
  const pair = (one: ItemStub, other: ItemStub): void => {
    partners.set(one, (partners.get(one) ?? new Set<ItemStub>()).add(other));
  };
  for (const item of items) {
    for (const ref of item.refs.filter(isMention)) {
      for (const other of index.meantBy(ref)) {
        if (other.connection === item.connection || isFollowUp(other) === isFollowUp(item)) continue;
        pair(item, other);
        pair(other, item);
      }
    }
  }
  const only = (item: ItemStub): boolean => partners.get(item)?.size === 1;
  return [...partners].flatMap(([item, others]) =>
    [...others].filter((other) => only(item) && only(other)).map((other): [ItemStub, ItemStub] => [item, other]),
  );
}

function isFollowUp({ incident }: ItemStub): boolean {
  return incident !== null;
}

/** The group with the record that speaks for it first: the tracker's, which is no incident's follow-up, and the one most named by the others. */
export function trackerFirst(group: readonly ItemStub[], index: NameIndex<ItemStub>): ItemStub[] {
  if (group.length === 1) return [...group];
  const named = new Map<string, number>();
  for (const item of group) {
    for (const { id } of item.refs.flatMap((ref) => index.meantBy(ref))) named.set(id, (named.get(id) ?? 0) + 1);
  }
  return [...group].sort(
    (a, b) =>
      Number(isFollowUp(a)) - Number(isFollowUp(b)) ||
      (named.get(b.id) ?? 0) - (named.get(a.id) ?? 0) ||
      compareText(a.id, b.id),
  );
}

/** Items joined pair by pair. */
class Groups {
  private readonly groups: Map<string, ItemStub[]>;

  constructor(private readonly items: readonly ItemStub[]) {
    this.groups = new Map(items.map((item) => [item.id, [item]]));
  }

  join(one: ItemStub, other: ItemStub): void {
    const [a, b] = [this.groups.get(one.id) ?? [], this.groups.get(other.id) ?? []];
    if (a === b) return;
    a.push(...b);
    for (const { id } of b) this.groups.set(id, a);
  }

  /** Each group once, in the order of its first item. */
  all(): ItemStub[][] {
    return [...new Set(this.items.map(({ id }) => this.groups.get(id) ?? []))];
  }
}

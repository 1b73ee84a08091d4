import type { Decided } from '../identity/decided.js';
import { attachIncidents, type Attachments } from './attach-incidents.js';
import { attachItems, type ItemPlan } from './attach-items.js';
import type { IncidentStub } from './incident-stub.js';
import type { RecordsStore } from './records.store.js';

/** Which incidents head a file, and what stands in it. */
export interface Places {
  /** Sorted. */
  readonly heads: readonly string[];
  /** By head, sorted. */
  readonly attachmentsOf: (head: string) => readonly string[];
  /** The incident or item's file: the head of an incident record, the head an item stands with. */
  readonly headOf: (record: string) => string;
  /** The action items of a head's file, each with its mirrors; null: those of the file that belongs to no incident. */
  readonly itemsOf: (head: string | null) => readonly string[];
  readonly items: ItemPlan;
  readonly attached: Attachments;
  readonly incidents: readonly IncidentStub[];
  /** Incidents that have a history: the connection of each. */
  readonly histories: ReadonlyMap<string, string>;
  /** Those that only a history tells. */
  readonly told: readonly string[];
}

/** Puts incidents and items out of every system in their places. */
export async function readPlaces(records: RecordsStore, decided: Decided): Promise<Places> {
  const recorded = await records.incidentStubs();
  const known = new Set(recorded.map(({ id }) => id));
  const histories = await records.histories();
  const told = histories.filter(({ id }) => !known.has(id));
  const incidents = [...recorded, ...told];
  const attached = attachIncidents(incidents, decided.attach);
  const items = attachItems(await records.itemStubs(), { incidents, attachments: attached });
  const attachments = attachmentsByHead(attached);
  const itemsByHead = itemsByFile(items);
  const headOfItem = new Map([...itemsByHead].flatMap(([head, ids]) => ids.map((id) => [id, head] as const)));
  return {
    heads: incidents
      .map(({ id }) => id)
      .filter((id) => !attached.headOf.has(id) && !attached.outside.has(id))
      .sort(),
    attachmentsOf: (head) => attachments.get(head) ?? [],
    headOf: (record) => headOfItem.get(record) ?? attached.headOf.get(record) ?? record,
    itemsOf: (head) => itemsByHead.get(head) ?? [],
    items,
    attached,
    incidents,
    histories: new Map(histories.map(({ id, connection }) => [id, connection])),
    told: told.map(({ id }) => id),
  };
}

function attachmentsByHead({ headOf }: Attachments): ReadonlyMap<string, readonly string[]> {
  const attachments = new Map<string, string[]>();
  for (const [attachment, head] of headOf) {
    const known = attachments.get(head);
    if (known === undefined) attachments.set(head, [attachment]);
    else known.push(attachment);
  }
  for (const ids of attachments.values()) ids.sort();
  return attachments;
}

function itemsByFile({ fileOf, mirrorsOf }: ItemPlan): ReadonlyMap<string | null, readonly string[]> {
  const items = new Map<string | null, string[]>();
  for (const [item, head] of fileOf) {
    const known = items.get(head) ?? [];
    items.set(head, known);
    known.push(item, ...(mirrorsOf.get(item) ?? []));
  }
  for (const ids of items.values()) ids.sort();
  return items;
}

import type { IncidentMaterial } from './build-incident-file.js';
import type { Places } from './places.store.js';
import type { RecordsStore } from './records.store.js';
import type { StoredRecord } from './stored-record.js';

/** Reads what the files of these heads are made of, in their order. */
export async function readMaterial(
  records: RecordsStore,
  places: Places,
  heads: readonly string[],
): Promise<IncidentMaterial[]> {
  const all = heads.flatMap((head) => [head, ...places.attachmentsOf(head)]);
  const standing = byFile(withoutItems(await records.standingIn(all)), places);
  const itemIds = heads.flatMap((head) => places.itemsOf(head));
  const items = byFile(await records.items(itemIds), places);
  const changes = await readChanges(records, places, itemIds);
  return heads.map((head) => ({
    head,
    attachments: places.attachmentsOf(head),
    records: [...(standing.get(head) ?? []), ...(items.get(head) ?? [])],
    changes,
    groups: places.items,
  }));
}

/** Reads what the file of these loose items is made of: those that belong to no incident. */
export async function readLooseMaterial(
  records: RecordsStore,
  places: Places,
  items: readonly string[],
): Promise<IncidentMaterial> {
  return {
    head: null,
    attachments: [],
    records: await records.items(items),
    changes: await readChanges(records, places, items),
    groups: places.items,
  };
}

/** What stands in the changes that name items. */
function readChanges(records: RecordsStore, { items }: Places, ids: readonly string[]): Promise<StoredRecord[]> {
  return records.standingIn([...new Set(ids.flatMap((id) => items.changesOf.get(id) ?? []))]);
}

/** Items stand in the file that names decide, which need not be that of the incident they say. */
function withoutItems(records: readonly StoredRecord[]): StoredRecord[] {
  return records.filter(({ type }) => type !== 'action-item');
}

function byFile(records: readonly StoredRecord[], { headOf }: Places): Map<string, StoredRecord[]> {
  const files = new Map<string, StoredRecord[]>();
  for (const stored of records) {
    const standsIn = stored.type === 'action-item' ? stored.id : stored.parent;
    if (standsIn === null) continue;
    const head = headOf(standsIn);
    const file = files.get(head);
    if (file === undefined) files.set(head, [stored]);
    else file.push(stored);
  }
  return files;
}

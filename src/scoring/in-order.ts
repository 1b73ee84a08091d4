import type { ActionItem, IncidentFile } from '../domain/incident-file.js';

interface Placed {
  readonly id: string;
  readonly at?: string;
}

/** The file with each record once and in time order, untimed ones first, ties by id: how it arrived cannot matter. */
export function inOrder(file: IncidentFile): IncidentFile {
  return { ...file, events: sorted(file.events), actionItems: file.actionItems.map(itemInOrder) };
}

function itemInOrder(item: ActionItem): ActionItem {
  const events = sorted(item.events);
  return events === item.events ? item : { ...item, events };
}

/** The same array when it is in order already, which is how the ledger hands it over. */
function sorted<T extends Placed>(records: T[]): T[] {
  const inPlace = records.every((record, index) => {
    const before = records[index - 1];
    return before === undefined || compare(before, record) < 0;
  });
  if (inPlace) return records;
  return [...new Map(records.map((record) => [record.id, record])).values()].sort(compare);
}

function compare(a: Placed, b: Placed): number {
  return compareText(a.at ?? '', b.at ?? '') || compareText(a.id, b.id);
}

/** By code units: the same in every locale. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

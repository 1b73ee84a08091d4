import { compareText } from '../domain/compare-text.js';
import type { ActionItem, IncidentFile } from '../domain/incident-file.js';
import type { Instant } from '../domain/instant.js';

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
    return before === undefined || compareByTime(before, record) < 0;
  });
  if (inPlace) return records;
  return [...new Map(records.map((record) => [record.id, record])).values()].sort(compareByTime);
}

/** By instant, what has none first, ties by id. */
export function compareByTime(a: Placed, b: Placed): number {
  return compareText(a.at ?? '', b.at ?? '') || compareText(a.id, b.id);
}

interface Timed {
  readonly at: Instant;
}

/** The index of the first at or after an instant, of records in time order; their number when there is none. */
export function indexSince(records: readonly Timed[], instant: Instant): number {
  return indexOfFirst(records, (at) => at >= instant);
}

/** The index of the first later than an instant, of records in time order; their number when there is none. */
export function indexAfter(records: readonly Timed[], instant: Instant): number {
  return indexOfFirst(records, (at) => at > instant);
}

/** By halving: what fits must stand behind everything that does not. */
function indexOfFirst(records: readonly Timed[], fits: (at: Instant) => boolean): number {
  let [low, high] = [0, records.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const at = records[middle]?.at;
    if (at !== undefined && fits(at)) high = middle;
    else low = middle + 1;
  }
  return low;
}

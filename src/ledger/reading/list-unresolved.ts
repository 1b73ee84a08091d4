import type { CanonicalRecord } from '../../domain/record.js';
import { incidentIdOf } from '../../domain/record.js';
import type { UnresolvedReason } from './attach-incidents.js';
import type { ToldIncident } from './complete-incident.js';
import type { Places } from './places.store.js';
import type { StubReference } from './records.store.js';
import type { StoredRecord } from './stored-record.js';

/** A record as people name it. */
interface RecordName {
  readonly connection: string;
  /** The source's own id. */
  readonly reference: string;
}

/** Something about incidents that only a person can settle. */
export interface Unresolved extends RecordName {
  readonly why: UnresolvedReason | 'item-claimed-twice' | 'unknown-incident';
  readonly kind: 'incident' | 'pager' | 'ticket' | 'channel' | 'change' | 'action-item';
  /** Absent: no record describes it. */
  readonly title?: string;
  /** The records that claim it, or that it claims. */
  readonly others: readonly RecordName[];
  /** What it names, as a person would write it. */
  readonly names: readonly string[];
  /** How many records refer to an unknown incident. */
  readonly count?: number;
}

/** What listing needs beside the places: the records themselves, by id. */
export interface Described {
  readonly incidents: ReadonlyMap<string, ToldIncident>;
  readonly items: ReadonlyMap<string, StoredRecord>;
  readonly stubs: readonly StubReference[];
}

/** The ids whose records a listing prints. */
export function idsToDescribe({ attached, items }: Places): { incidents: string[]; items: string[] } {
  const incidents = attached.unresolved.flatMap(({ id, others }) => [id, ...others]);
  return {
    incidents: [...new Set([...incidents, ...[...items.claimedTwice.values()].flat()])],
    items: [...items.claimedTwice.keys()],
  };
}

/** Records that claim or are claimed twice, attachments without a head, items of two incidents, and incidents nobody describes. */
export function listUnresolved(
  { attached, items }: Places,
  { incidents, items: read, stubs }: Described,
): Unresolved[] {
  const nameOf = (id: string): RecordName[] => {
    const told = incidents.get(id);
    return told === undefined ? [] : [{ connection: told.stored.connection, reference: told.record.id }];
  };
  const records = attached.unresolved.flatMap(({ id, why, others, names }): Unresolved[] => {
    const told = incidents.get(id);
    if (told === undefined) return [];
    const { id: reference, title, kind = 'incident' } = told.record;
    const { connection } = told.stored;
    return [{ connection, reference, why, kind, title, others: others.flatMap(nameOf), names }];
  });
  const twice = [...items.claimedTwice].flatMap(([id, heads]): Unresolved[] => {
    const stored = read.get(id);
    if (stored === undefined) return [];
    const { connection, nativeId: reference } = stored;
    return [
      {
        connection,
        reference,
        why: 'item-claimed-twice',
        kind: 'action-item',
        others: heads.flatMap(nameOf),
        names: [],
      },
    ];
  });
  return [...records, ...twice, ...stubs.map(unknownIncident)];
}

function unknownIncident({ connection, body, count }: StubReference): Unresolved {
  const reference = incidentIdOf(JSON.parse(body) as CanonicalRecord) ?? '';
  return { connection, reference, why: 'unknown-incident', kind: 'incident', others: [], names: [], count };
}

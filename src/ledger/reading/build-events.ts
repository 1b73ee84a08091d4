import type { RecordedEvent } from '../../domain/incident-file.js';
import type { EventRecord, IncidentRecord, UpdateRecord } from '../../domain/record.js';
import { MAPPED_HISTORY } from '../../sources/mapping/history.js';
import type { Source } from '../../sources/source.js';
import { recordId } from '../record-id.js';
import { type Cast, type FileContext, vouchingOf } from './file-context.js';
import { bodyOf, type StoredRecord } from './stored-record.js';

/** The events of an incident file: those recorded as such, and those its histories tell; untimed first, then by (at, id). */
export function buildEvents(records: readonly StoredRecord[], context: FileContext, cast: Cast): RecordedEvent[] {
  const events: RecordedEvent[] = [];
  for (const stored of records) {
    const body = stored.type === 'event' ? bodyOf(stored) : undefined;
    if (body?.type === 'event') events.push(eventOf(body, stored.id, stored, cast));
  }
  for (const history of historiesOf(records).values()) events.push(...eventsTold(history, context, cast));
  return events.sort(byTime);
}

/** Made by the hundred thousand, so field by field: spreading objects took a tenth of the time of scoring. */
function eventOf(record: EventRecord, id: string, stored: StoredRecord, cast: Cast): RecordedEvent {
  const { connection } = stored;
  const { system, handKept, by, evidence } = vouchingOf(stored, record.origin, cast);
  const confirmedBy = record.confirmedBy?.flatMap((handle) => cast.idOf(connection, handle) ?? []) ?? [];
  const incident = stored.parent ?? recordId(connection, 'incident', record.incident);
  const details = detailsOf(record, connection, cast);
  const event: RecordedEvent = { id, incident, kind: record.kind, confirmedBy, details, system, handKept, evidence };
  const [actor, subject] = [cast.idOf(connection, record.actor), cast.idOf(connection, record.subject)];
  if (record.at !== undefined) event.at = record.at;
  if (actor !== undefined) event.actor = actor;
  if (subject !== undefined) event.subject = subject;
  if (record.url !== undefined) event.url = record.url;
  if (record.summary !== undefined) event.summary = record.summary;
  if (by !== undefined) event.by = by;
  return event;
}

/** The details as recorded, but for the one that names a person: who approved it. */
function detailsOf({ details = {} }: EventRecord, connection: string, cast: Cast): RecordedEvent['details'] {
  const { approvedBy } = details;
  return typeof approvedBy === 'string' ? { ...details, approvedBy: cast.idOf(connection, approvedBy) } : details;
}

/** The updates of each incident that has a history. */
export function historiesOf(records: readonly StoredRecord[]): ReadonlyMap<string, StoredRecord[]> {
  const histories = new Map<string, StoredRecord[]>();
  for (const stored of records) {
    if (stored.type !== 'update' || stored.parent === null) continue;
    const history = histories.get(stored.parent);
    if (history === undefined) histories.set(stored.parent, [stored]);
    else history.push(stored);
  }
  return histories;
}

/** A source that is none of ours was a mapping file, and every mapping writes its histories in one language. */
function tellerOf(source: string, { sources }: FileContext): Pick<Source, 'eventsOf' | 'headOf'> {
  return sources.get(source) ?? MAPPED_HISTORY;
}

/** The incident that a history tells, where its source can tell one. */
export function headTold(history: readonly StoredRecord[], context: FileContext): IncidentRecord | undefined {
  return tellerOf(history[0]?.source ?? '', context).headOf?.(updatesOf(history));
}

/** An event made from a history carries the evidence of the update that its `details.update` names. */
function eventsTold(history: readonly StoredRecord[], context: FileContext, cast: Cast): RecordedEvent[] {
  const [first] = history;
  if (first === undefined) return [];
  const told = tellerOf(first.source, context).eventsOf?.(updatesOf(history)) ?? [];
  const byNativeId = new Map(history.map((stored) => [stored.nativeId, stored]));
  return told.map((record) => {
    const update = record.details?.['update'];
    const stored = (typeof update === 'string' ? byNativeId.get(update) : undefined) ?? first;
    return eventOf(record, recordId(first.connection, 'event', record.id), stored, cast);
  });
}

function updatesOf(history: readonly StoredRecord[]): UpdateRecord[] {
  return history.map(bodyOf).filter((record) => record.type === 'update');
}

function byTime(a: RecordedEvent, b: RecordedEvent): number {
  const [first, second] = [a.at ?? '', b.at ?? ''];
  if (first !== second) return first < second ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

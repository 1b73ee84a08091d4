import type { ActionItem, ActionItemEvent, RecordedEvent } from '../../domain/incident-file.js';
import type { ActionItemEventRecord, ActionItemRecord } from '../../domain/record.js';
import { buildEvents } from './build-events.js';
import { present } from './present.js';
import { referenceOf } from './reference.js';
import { type Cast, type FileContext, vouchingOf } from './file-context.js';
import { bodyOf, evidenceOf, type StoredRecord } from './stored-record.js';

/** Which records are the same item, and which changes name it. */
export interface ItemGroups {
  /** By item: the same item in other systems. */
  readonly mirrorsOf: ReadonlyMap<string, readonly string[]>;
  /** By item: the changes that name it. */
  readonly changesOf: ReadonlyMap<string, readonly string[]>;
  /** By item: the systems that hold it too and that were not read. */
  readonly notReadOf: ReadonlyMap<string, readonly string[]>;
}

/** What the items of a file are made of. */
export interface ItemMaterial {
  readonly records: readonly StoredRecord[];
  /** What stands in the changes that name items, of this file or others. */
  readonly changes: readonly StoredRecord[];
  readonly groups: ItemGroups;
}

interface ReadItem {
  readonly record: ActionItemRecord;
  readonly stored: StoredRecord;
}

/** The action items among the records, each once, with what happened to it in time order; by id. */
export function buildActionItems(material: ItemMaterial, context: FileContext, cast: Cast): ActionItem[] {
  const { records, groups } = material;
  const events = eventsByItem(records, cast);
  const read = new Map(records.flatMap((stored) => readItem(stored).map((item) => [stored.id, item] as const)));
  const naming = new Set([...read.keys()].flatMap((id) => groups.changesOf.get(id) ?? []));
  const changes = material.changes.filter(({ parent }) => parent !== null && naming.has(parent));
  const fixes = fixesByChange(changes, context, cast);
  const mirrored = new Set([...groups.mirrorsOf.values()].flat());
  const items: ActionItem[] = [];
  for (const [id, item] of read) {
    if (mirrored.has(id)) continue;
    const mirrors = (groups.mirrorsOf.get(id) ?? []).flatMap((mirror) => read.get(mirror) ?? []);
    const named = (groups.changesOf.get(id) ?? []).flatMap((change) => fixes.get(change) ?? []);
    items.push({
      ...itemOf(item, mirrors, cast),
      events: (events.get(id) ?? []).sort((a, b) => (a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? -1 : 1)),
      ...present({
        mirrors: mirrors.length === 0 ? undefined : mirrors.map(mirrorOf),
        changes: named.length === 0 ? undefined : named,
        notRead: groups.notReadOf.get(id)?.slice(),
      }),
    });
  }
  return items.sort((a, b) => (a.id < b.id ? -1 : 1));
}

function readItem(stored: StoredRecord): ReadItem[] {
  const record = stored.type === 'action-item' ? bodyOf(stored) : undefined;
  return record?.type === 'action-item' ? [{ record, stored }] : [];
}

function eventsByItem(records: readonly StoredRecord[], cast: Cast): Map<string, ActionItemEvent[]> {
  const events = new Map<string, ActionItemEvent[]>();
  for (const stored of records) {
    const body = stored.type === 'action-item-event' ? bodyOf(stored) : undefined;
    if (body?.type !== 'action-item-event' || stored.parent === null) continue;
    const known = events.get(stored.parent) ?? [];
    events.set(stored.parent, known);
    known.push(itemEventOf(body, stored, cast));
  }
  return events;
}

function fixesByChange(
  changes: readonly StoredRecord[],
  context: FileContext,
  cast: Cast,
): Map<string, RecordedEvent[]> {
  const fixes = new Map<string, RecordedEvent[]>();
  for (const event of buildEvents(changes.filter(isFix), context, cast)) {
    fixes.set(event.incident, [...(fixes.get(event.incident) ?? []), event]);
  }
  return fixes;
}

function isFix(stored: StoredRecord): boolean {
  const body = stored.type === 'event' ? bodyOf(stored) : undefined;
  return body?.type === 'event' && body.kind === 'fix';
}

/**
 * The item as its own record tells it. Of one that stands in several systems that is the tracker's: assignee, due date and
 * closing are its alone, even where it has none. What only a follow-up tells is added; that somebody accepted it, only where the
 * tracker's assignee is whom the follow-up was given to.
 */
function itemOf({ record, stored }: ReadItem, mirrors: readonly ReadItem[], cast: Cast): Omit<ActionItem, 'events'> {
  const who = (handle: string | undefined, { connection } = stored): string | undefined =>
    cast.idOf(connection, handle);
  const all = [{ record, stored }, ...mirrors];
  const verified = all.find((one) => one.record.verifiedBy !== undefined || one.record.verifiedAt !== undefined);
  const assignee = who(record.assignee);
  const givenAlike = mirrors.filter(
    (one) => assignee !== undefined && who(one.record.assignee, one.stored) === assignee,
  );
  const first = <K extends 'acceptedAt' | 'class' | 'evidenceUrl' | 'priority'>(
    key: K,
    among: readonly ReadItem[] = all,
  ): ActionItemRecord[K] | undefined => among.find((one) => one.record[key] !== undefined)?.record[key];
  return {
    id: stored.id,
    reference: referenceOf(record),
    title: record.title,
    createdAt: record.createdAt,
    ...present({
      assignee,
      createdBy: creatorOf(all, cast),
      class: first('class', [...mirrors, { record, stored }]),
      priority: first('priority'),
      acceptedAt: first('acceptedAt', [{ record, stored }, ...givenAlike]),
      dueAt: record.dueAt,
      closedAt: record.closedAt,
      closedBy: who(record.closedBy),
      verifiedBy: who(verified?.record.verifiedBy, verified?.stored),
      verifiedAt: verified?.record.verifiedAt,
      evidenceUrl: first('evidenceUrl'),
      url: record.url,
      resolution: record.resolution,
      resolutionApprovedBy: who(record.resolutionApprovedBy),
      closingInferred: record.inferred?.includes('closedAt') === true ? true : undefined,
      closerUnrecorded: record.unrecorded?.includes('closedBy') === true ? true : undefined,
    }),
    ...vouchingOf(stored, record.origin, cast),
  };
}

/** Where an integration copied the item into the tracker, whoever made the follow-up made it. */
function creatorOf(all: readonly ReadItem[], cast: Cast): string | undefined {
  const creators = all.flatMap(({ record, stored }) => cast.idOf(stored.connection, record.createdBy) ?? []);
  return creators.find((id) => cast.named[id]?.bot !== true) ?? creators[0];
}

function mirrorOf({ record, stored }: ReadItem): NonNullable<ActionItem['mirrors']>[number] {
  const { url, origin } = record;
  return {
    reference: referenceOf(record),
    system: origin?.system ?? stored.source,
    ...present({ url }),
    evidence: evidenceOf(stored),
  };
}

function itemEventOf(record: ActionItemEventRecord, stored: StoredRecord, cast: Cast): ActionItemEvent {
  const { connection } = stored;
  return {
    id: stored.id,
    kind: record.kind,
    at: record.at,
    ...present({
      actor: cast.idOf(connection, record.actor),
      subject: cast.idOf(connection, record.subject),
      from: record.details?.from,
      to: record.details?.to,
      approvedBy: cast.idOf(connection, record.details?.approvedBy),
    }),
    ...vouchingOf(stored, record.origin, cast),
  };
}

import type { ActionItem, ActionItemEvent } from '../../domain/incident-file.js';
import type { ActionItemEventRecord, ActionItemRecord } from '../../domain/record.js';
import { present } from './build-events.js';
import { type Cast, vouchingOf } from './file-context.js';
import { bodyOf, type StoredRecord } from './stored-record.js';

/** The action items among the records, each with what happened to it in time order; by id. */
export function buildActionItems(records: readonly StoredRecord[], cast: Cast): ActionItem[] {
  const events = new Map<string, ActionItemEvent[]>();
  for (const stored of records) {
    const body = stored.type === 'action-item-event' ? bodyOf(stored) : undefined;
    if (body?.type !== 'action-item-event' || stored.parent === null) continue;
    events.set(stored.parent, [...(events.get(stored.parent) ?? []), itemEventOf(body, stored, cast)]);
  }
  const items: ActionItem[] = [];
  for (const stored of records) {
    const body = stored.type === 'action-item' ? bodyOf(stored) : undefined;
    if (body?.type === 'action-item') items.push(itemOf(body, stored, events.get(stored.id) ?? [], cast));
  }
  return items.sort((a, b) => (a.id < b.id ? -1 : 1));
}

function itemOf(record: ActionItemRecord, stored: StoredRecord, events: ActionItemEvent[], cast: Cast): ActionItem {
  const who = (handle: string | undefined): string | undefined => cast.idOf(stored.connection, handle);
  return {
    id: stored.id,
    reference: record.id,
    title: record.title,
    createdAt: record.createdAt,
    ...present({
      assignee: who(record.assignee),
      createdBy: who(record.createdBy),
      class: record.class,
      priority: record.priority,
      acceptedAt: record.acceptedAt,
      dueAt: record.dueAt,
      closedAt: record.closedAt,
      closedBy: who(record.closedBy),
      verifiedBy: who(record.verifiedBy),
      verifiedAt: record.verifiedAt,
      evidenceUrl: record.evidenceUrl,
      url: record.url,
      resolution: record.resolution,
      resolutionApprovedBy: who(record.resolutionApprovedBy),
    }),
    events: events.sort((a, b) => (a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? -1 : 1)),
    ...vouchingOf(stored, record.origin, cast),
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

import { hash } from 'node:crypto';
import { nativeIdOf, incidentIdOf, updatedAtOf, type CanonicalRecord } from '../../domain/record.js';
import type { Origin, SourcedRecord } from '../../domain/record-batch.js';
import { recordId } from '../record-id.js';
import { canonicalJson } from './canonical-json.js';

/** A record as it stands in the ledger: the columns that are searched, and the canonical body that everything is made of. */
export interface RecordRow {
  /** UUIDv5 of (connection, type, native id). */
  readonly id: string;
  readonly connection: string;
  /** The id of the source that read it, such as `pagerduty`. */
  readonly source: string;
  readonly type: string;
  readonly nativeId: string;
  /** The id of the incident it stands in, or of the action item it happened to; an incident is its own parent. */
  readonly parent: string | null;
  readonly at: string | null;
  /** Handles, as the connection writes them. */
  readonly actor: string | null;
  readonly subject: string | null;
  readonly updatedAt: string | null;
  /** Canonical JSON of the record. */
  readonly body: string;
}

/** A record on its way into the ledger. */
export interface IncomingRecord {
  readonly row: RecordRow;
  readonly origin: Origin;
  /** The body as this import asserts it, where `row` holds it merged with what was there. */
  readonly asserted?: string;
  /** Every handle the record names, in any field. */
  readonly handles: readonly string[];
}

/** Which source read a record, and for which account of it. */
export interface Provenance {
  readonly source: string;
  readonly connection: string;
}

/** The row of a record. `parentId` makes the id of what it stands in, so that a caller may remember ids it made before. */
export function incomingRecord(
  { record, origin }: SourcedRecord,
  { source, connection }: Provenance,
  parentId: (connection: string, type: string, nativeId: string) => string = recordId,
): IncomingRecord {
  const nativeId = nativeIdOf(record);
  const parent = parentOf(record);
  const { actor, subject } = partiesOf(record);
  const row: RecordRow = {
    id: recordId(connection, record.type, nativeId),
    connection,
    source,
    type: record.type,
    nativeId,
    parent: parent === undefined ? null : parentId(connection, parent.type, parent.nativeId),
    at: instantOfRecord(record) ?? null,
    actor: actor ?? null,
    subject: subject ?? null,
    updatedAt: updatedAtOf(record) ?? null,
    body: canonicalJson(record),
  };
  return { row, origin, handles: handlesOf(record) };
}

/** Which handles a record names, and in which incident or action item: (connection, handle, parent), empty outside both. */
export function mentionsOf({ row, handles }: IncomingRecord): [string, string, string][] {
  const parent = row.parent ?? (row.type === 'action-item' ? row.id : '');
  return handles.map((handle) => [row.connection, handle, parent]);
}

/** SHA-256 of the text as received, hex. */
export function sha256Of(text: string): string {
  return hash('sha256', text, 'hex');
}

function parentOf(record: CanonicalRecord): { type: string; nativeId: string } | undefined {
  if (record.type === 'action-item-event') return { type: 'action-item', nativeId: record.item };
  const incident = incidentIdOf(record);
  return incident === undefined ? undefined : { type: 'incident', nativeId: incident };
}

function instantOfRecord(record: CanonicalRecord): string | undefined {
  switch (record.type) {
    case 'incident':
      return record.declaredAt;
    case 'action-item':
      return record.createdAt;
    case 'event':
    case 'action-item-event':
    case 'update':
    case 'attestation':
    case 'note':
      return record.at;
    default:
      return undefined;
  }
}

function partiesOf(record: CanonicalRecord): { actor?: string | undefined; subject?: string | undefined } {
  switch (record.type) {
    case 'event':
    case 'action-item-event':
      return { actor: record.actor, subject: record.subject };
    case 'action-item':
      return { actor: record.createdBy, subject: record.assignee };
    default:
      return {};
  }
}

/** Every handle a record names beside an incident or item; user records and availability name themselves. */
function handlesOf(record: CanonicalRecord): string[] {
  switch (record.type) {
    case 'event':
      return named(record.actor, record.subject, ...(record.confirmedBy ?? []));
    case 'action-item':
      return named(record.assignee, record.createdBy, record.closedBy, record.verifiedBy, record.resolutionApprovedBy);
    case 'action-item-event':
      return named(record.actor, record.subject, record.details?.approvedBy);
    case 'attestation':
      return named(record.attestor, record.subject);
    case 'note':
    case 'shift':
    case 'leave':
    case 'membership':
      return [record.person];
    default:
      return [];
  }
}

function named(...handles: (string | undefined)[]): string[] {
  const distinct: string[] = [];
  // A set costs more than it saves, unless somebody confirms with a whole company.
  if (handles.length > MOST_COMPARED) return [...new Set(handles.filter((handle) => handle !== undefined))];
  for (const handle of handles) if (handle !== undefined && !distinct.includes(handle)) distinct.push(handle);
  return distinct;
}

const MOST_COMPARED = 16;

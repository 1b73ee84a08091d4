import type { Evidence } from '../../src/domain/evidence.js';
import { COVERAGE_KINDS, type CoverageKind, type EventKind } from '../../src/domain/event.js';
import type {
  ActionItem,
  ActionItemEvent,
  Coverage,
  Incident,
  IncidentFile,
  RecordedEvent,
} from '../../src/domain/incident-file.js';
import type { Instant } from '../../src/domain/instant.js';
import type { Person } from '../../src/domain/person.js';
import { minute, START } from './moments.js';
import { aPerson } from './people.js';

/** Where a record of that id stands. */
export function evidenceOf(id: string): Evidence {
  return { record: id, connection: 'pager', nativeId: id, file: 'export.ndjson', line: 1, sha256: 'ab'.repeat(32) };
}

function provenanceOf(id: string): { system: string; handKept: boolean; evidence: Evidence } {
  return { system: 'pagerduty', handKept: false, evidence: evidenceOf(id) };
}

/** A real incident of severity 2, declared at the start, not resolved. */
function anIncident(fields: Partial<Incident> = {}): Incident {
  const id = fields.id ?? 'inc-1';
  return {
    id,
    reference: id,
    connection: 'pager',
    title: 'Checkout is slow',
    severity: 2,
    mode: 'real',
    declaredAt: START,
    url: `https://pager.example/incidents/${id}`,
    factors: [],
    ...provenanceOf(id),
    ...fields,
  };
}

/** One event; its id is the kind and the instant unless told otherwise. */
export function anEvent(kind: EventKind, at: Instant | undefined, fields: Partial<RecordedEvent> = {}): RecordedEvent {
  const id = fields.id ?? [kind, at ?? 'untimed', fields.actor ?? '', fields.subject ?? ''].join('/');
  return { id, incident: 'inc-1', kind, at, confirmedBy: [], details: {}, ...provenanceOf(id), ...fields };
}

/** An action item of ada's, created at the start and accepted an hour later. */
export function anActionItem(fields: Partial<ActionItem> = {}): ActionItem {
  const id = fields.id ?? 'item-1';
  return {
    id,
    reference: id,
    title: 'Alert on queue depth',
    createdAt: START,
    assignee: 'ada',
    acceptedAt: minute(60),
    events: [],
    ...provenanceOf(id),
    ...fields,
  };
}

/** One event of an action item. */
export function anItemEvent(
  kind: ActionItemEvent['kind'],
  at: Instant,
  fields: Partial<ActionItemEvent> = {},
): ActionItemEvent {
  const id = fields.id ?? [kind, at, fields.actor ?? ''].join('/');
  return { id, kind, at, ...provenanceOf(id), ...fields };
}

/** A source that records these kinds, always. */
export function aSource(connection: string, covers: readonly CoverageKind[], fields: Partial<Coverage> = {}): Coverage {
  return { connection, system: connection, covers: [...covers], ...fields };
}

/** What a test says of a file; the rest is filled in. */
export interface FileParts {
  readonly incident?: Partial<Incident> | null;
  readonly attachments?: string[];
  readonly urls?: string[];
  readonly coverage?: Coverage[];
  readonly events?: RecordedEvent[];
  readonly actionItems?: ActionItem[];
  readonly people?: Person[];
}

/** An incident file whose one source records every kind; everybody it names is a person in UTC unless given. */
export function aFile(parts: FileParts = {}): IncidentFile {
  const events = parts.events ?? [];
  const actionItems = parts.actionItems ?? [];
  const named = [
    ...events.flatMap((event) => [event.actor, event.subject, ...event.confirmedBy]),
    ...actionItems.flatMap((item) => [item.assignee, item.createdBy, item.closedBy, item.verifiedBy]),
    ...actionItems.flatMap((item) => item.events.flatMap((event) => [event.actor, event.subject])),
  ].filter((id) => id !== undefined);
  const people = [...named.map((id) => aPerson(id)), ...(parts.people ?? [])];
  return {
    incident: parts.incident === null ? null : anIncident(parts.incident),
    attachments: parts.attachments ?? [],
    urls: parts.urls ?? [],
    coverage: parts.coverage ?? [aSource('pager', COVERAGE_KINDS)],
    events,
    actionItems,
    people: Object.fromEntries(people.map((person) => [person.id, person])),
  };
}

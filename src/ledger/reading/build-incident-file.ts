import type { CoverageKind } from '../../domain/event.js';
import type { Coverage, Incident, IncidentFile } from '../../domain/incident-file.js';
import { buildActionItems, type ItemGroups } from './build-action-items.js';
import { buildEvents, headTold, historiesOf } from './build-events.js';
import { present } from './present.js';
import { referenceOf } from './reference.js';
import { completeIncident, type ToldIncident } from './complete-incident.js';
import { Cast, type FileContext, vouchingOf } from './file-context.js';
import { isMention } from './names.js';
import { bodyOf, type StoredRecord } from './stored-record.js';

/** The records that make one incident file. */
export interface IncidentMaterial {
  /** The id of the head; null for the file of action items that belong to no incident. */
  readonly head: string | null;
  readonly attachments: readonly string[];
  /** Everything that stands in the head or an attachment, and the action items of its file with their events. */
  readonly records: readonly StoredRecord[];
  /** What stands in the changes that name the items, whatever incident they belong to. Absent: nothing. */
  readonly changes?: readonly StoredRecord[];
  /** Which items are one. Absent: each is its own. */
  readonly groups?: ItemGroups;
}

const EACH_ITS_OWN: ItemGroups = { mirrorsOf: new Map(), changesOf: new Map(), notReadOf: new Map() };

/**
 * All that is recorded of one incident, out of every system it stands in. Undefined when no record or history describes
 * the head: a mere reference is a stub, and a stub never scores.
 */
export function buildIncidentFile(material: IncidentMaterial, context: FileContext): IncidentFile | undefined {
  const cast = new Cast(context.people);
  const { head, attachments, records, changes = [], groups = EACH_ITS_OWN } = material;
  const told = head === null ? [] : toldOf([head, ...attachments], records, context);
  const incident = head === null ? null : incidentAmong(told, head, context, cast);
  if (incident === undefined) return undefined;
  return {
    incident,
    attachments: [...attachments],
    urls: ownPagesOf(told),
    ...present({ notRead: notReadOf(told, records) }),
    coverage: coverageOf(material, context),
    events: buildEvents(records, context, cast),
    actionItems: buildActionItems({ records, changes, groups }, context, cast),
    people: cast.named,
  };
}

/** Pages of changes: they show what was done, whoever refers to them. */
const CHANGE_PAGE = /\/(pull|pulls|pull-requests|merge_requests|commit|commits)\//;

/** The pages of the head and its attachments in their own systems, and those their records name as theirs. */
function ownPagesOf(told: readonly ToldIncident[]): string[] {
  const pages = told.flatMap(({ record: { kind, url, refs = [] } }) =>
    kind === 'change' ? [] : [url, ...refs.filter((ref) => !isMention(ref)).map((ref) => ref.url)],
  );
  const own = pages.filter((page) => page !== undefined).filter((page) => !CHANGE_PAGE.test(page));
  return [...new Set(own)].sort();
}

/** The systems that records of the incident name, and that none of its records or items was read from. */
function notReadOf(told: readonly ToldIncident[], records: readonly StoredRecord[]): string[] | undefined {
  const read = new Set(records.flatMap(({ source, connection }) => [source, connection]));
  const named = told.flatMap(({ record }) => record.refs ?? []).filter((ref) => !isMention(ref));
  const missing = new Set(named.map(({ system }) => system).filter((system) => !read.has(system)));
  return missing.size === 0 ? undefined : [...missing].sort();
}

/** The incident of a head: from its record, else as its history tells it, and what it does not say as its attachments do. */
export function buildIncident(
  { head, attachments, records }: Pick<IncidentMaterial, 'attachments' | 'head' | 'records'>,
  context: FileContext,
  cast: Cast,
): Incident | undefined {
  return head === null
    ? undefined
    : incidentAmong(toldOf([head, ...attachments], records, context), head, context, cast);
}

function incidentAmong(
  told: readonly ToldIncident[],
  head: string,
  { sources }: FileContext,
  cast: Cast,
): Incident | undefined {
  const own = told.find(({ id }) => id === head);
  if (own === undefined) return undefined;
  const attached = told.filter((one) => one !== own);
  return incidentOf({ ...own, record: completeIncident(own.record, attached, [...sources.keys()]) }, cast);
}

/** Each incident of these ids that a record or a history describes. */
export function toldOf(ids: readonly string[], records: readonly StoredRecord[], context: FileContext): ToldIncident[] {
  const wanted = new Set(ids);
  const recorded = new Map<string, ToldIncident>();
  for (const stored of records) {
    if (stored.type !== 'incident' || !wanted.has(stored.id)) continue;
    const record = bodyOf(stored);
    if (record.type === 'incident') recorded.set(stored.id, { id: stored.id, record, stored });
  }
  const histories = recorded.size === wanted.size ? new Map<string, StoredRecord[]>() : historiesOf(records);
  return ids.flatMap((id) => recorded.get(id) ?? toldByHistory(id, histories.get(id), context));
}

function toldByHistory(id: string, history: readonly StoredRecord[] | undefined, context: FileContext): ToldIncident[] {
  const record = history === undefined ? undefined : headTold(history, context);
  const stored = history?.reduce((a, b) => (a.nativeId <= b.nativeId ? a : b));
  return record === undefined || stored === undefined ? [] : [{ id, record, stored }];
}

function incidentOf({ id, record, stored }: ToldIncident, cast: Cast): Incident {
  return {
    id,
    reference: referenceOf(record),
    connection: stored.connection,
    title: record.title,
    mode: record.mode ?? 'real',
    declaredAt: record.declaredAt,
    ...present({
      severity: record.severity,
      severityLabel: record.severityLabel,
      service: record.service,
      team: record.team,
      detectedAt: record.detectedAt,
      mitigatedAt: record.mitigatedAt,
      resolvedAt: record.resolvedAt,
      closedAt: record.closedAt,
      url: record.url,
      customersAffected: record.customersAffected,
      impact: record.impact,
    }),
    factors: record.factors ?? [],
    ...vouchingOf(stored, record.origin, cast),
  };
}

/**
 * What each connection of the records declares; one that declares nothing records what the sources of its records can. A
 * connection that only an action item comes from says nothing about what people did in the incident.
 */
function coverageOf({ head, records }: IncidentMaterial, { coverage, sources }: FileContext): Coverage[] {
  const readBy = new Map<string, Set<string>>();
  const standing = new Set<string>();
  for (const { connection, source, type } of records) {
    const systems = readBy.get(connection);
    if (systems === undefined) readBy.set(connection, new Set([source]));
    else systems.add(source);
    if (head === null || !isItem(type)) standing.add(connection);
  }
  return [...readBy.keys()].sort().flatMap((connection) => {
    const systems = [...(readBy.get(connection) ?? [])].sort();
    const known = coverage.get(connection) ?? systems.map((system) => undeclared(system, connection, sources));
    return standing.has(connection) ? known : known.map(ofItemsAlone);
  });
}

function isItem(type: string): boolean {
  return type === 'action-item' || type === 'action-item-event';
}

function ofItemsAlone(coverage: Coverage): Coverage {
  return { ...coverage, covers: coverage.covers.filter((kind) => ITEM_KINDS.includes(kind)) };
}

const ITEM_KINDS: readonly CoverageKind[] = ['action-item', 'action-item-proof'];

const undeclaredBySource = new WeakMap<FileContext['sources'], Map<string, Coverage>>();

/** What a source can record, for a connection that declares nothing: one value for all files, so that it is compared by itself. */
function undeclared(system: string, connection: string, sources: FileContext['sources']): Coverage {
  const known = undeclaredBySource.get(sources) ?? new Map<string, Coverage>();
  undeclaredBySource.set(sources, known);
  const key = `${connection} ${system}`;
  const coverage = known.get(key) ?? { connection, system, covers: [...(sources.get(system)?.covers ?? [])] };
  known.set(key, coverage);
  return coverage;
}

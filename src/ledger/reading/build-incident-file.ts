import type { Coverage, Incident, IncidentFile } from '../../domain/incident-file.js';
import type { IncidentRecord } from '../../domain/record.js';
import { buildActionItems } from './build-action-items.js';
import { buildEvents, headTold, historiesOf, present } from './build-events.js';
import { Cast, type FileContext, vouchingOf } from './file-context.js';
import { bodyOf, type StoredRecord } from './stored-record.js';

/** The records that make one incident file. */
export interface IncidentMaterial {
  /** The id of the head; null for the file of action items that belong to no incident. */
  readonly head: string | null;
  readonly attachments: readonly string[];
  /** Everything that stands in the head or an attachment, with the events of its action items. */
  readonly records: readonly StoredRecord[];
}

/**
 * All that is recorded of one incident, out of every system it stands in. Undefined when no record or history describes
 * the head: a mere reference is a stub, and a stub never scores.
 */
export function buildIncidentFile(material: IncidentMaterial, context: FileContext): IncidentFile | undefined {
  const cast = new Cast(context.people);
  const incident = material.head === null ? null : buildIncident(material.head, material.records, context, cast);
  if (incident === undefined) return undefined;
  return {
    incident,
    attachments: [...material.attachments],
    urls: ownPagesOf(material),
    coverage: coverageOf(material.records, context),
    events: buildEvents(material.records, context, cast),
    actionItems: buildActionItems(material.records, cast),
    people: cast.named,
  };
}

/** The pages of the head and its attachments in their own systems, and those their records name as theirs. */
function ownPagesOf({ head, attachments, records }: IncidentMaterial): string[] {
  const own = new Set([head, ...attachments]);
  const pages = records.flatMap((stored) => {
    const body = stored.type === 'incident' && own.has(stored.id) ? bodyOf(stored) : undefined;
    return body?.type === 'incident' ? [body.url, ...(body.refs ?? []).map(({ url }) => url)] : [];
  });
  return [...new Set(pages.filter((page) => page !== undefined))].sort();
}

/** The incident of that id: from its record, else as its history tells it. */
export function buildIncident(
  id: string,
  records: readonly StoredRecord[],
  context: FileContext,
  cast: Cast,
): Incident | undefined {
  const own = records.find((stored) => stored.id === id && stored.type === 'incident');
  const body = own === undefined ? undefined : bodyOf(own);
  if (own !== undefined && body?.type === 'incident') return incidentOf(id, body, own, cast);
  const history = historiesOf(records).get(id);
  const told = history === undefined ? undefined : headTold(history, context);
  const first = history?.reduce((a, b) => (a.nativeId <= b.nativeId ? a : b));
  return told === undefined || first === undefined ? undefined : incidentOf(id, told, first, cast);
}

function incidentOf(id: string, record: IncidentRecord, stored: StoredRecord, cast: Cast): Incident {
  return {
    id,
    reference: record.id,
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

/** What each connection of the records declares; one that declares nothing records what the sources of its records can. */
function coverageOf(records: readonly StoredRecord[], { coverage, sources }: FileContext): Coverage[] {
  const readBy = new Map<string, Set<string>>();
  for (const { connection, source } of records) {
    const systems = readBy.get(connection);
    if (systems === undefined) readBy.set(connection, new Set([source]));
    else systems.add(source);
  }
  return [...readBy.keys()].sort().flatMap((connection) => {
    const declared = coverage.get(connection);
    const systems = [...(readBy.get(connection) ?? [])].sort();
    return declared ?? systems.map((system) => undeclared(system, connection, sources));
  });
}

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

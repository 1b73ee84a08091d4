import type { EventKind } from '../../domain/event.js';
import type { EventRecord, IncidentRecord } from '../../domain/record.js';
import { present } from '../reading/present.js';
import { priorityDigit } from './priority.js';
import type { TableRow } from './table-row.js';

/** How far an incident has come. A custom state is unknown and contradicts nothing. */
type Progress = 'open' | 'resolved' | 'closed' | 'unknown';

/** The number, which CSV and API exports share; the `sys_id` only where a row has no number. */
function incidentIdIn(row: TableRow): string | undefined {
  return row.text('number') ?? row.text('sys_id');
}

/** The incident as a record; undefined where the row lacks what makes it one, which the row then remembers. */
export function incidentOf(row: TableRow): IncidentRecord | undefined {
  const id = incidentIdIn(row);
  const declaredAt = row.at('opened_at') ?? row.at('sys_created_on');
  if (id === undefined) row.faults.push(missing('number'));
  if (declaredAt === undefined && row.faults.length === 0) row.faults.push(missing('opened_at'));
  if (id === undefined || declaredAt === undefined) return undefined;
  return {
    type: 'incident',
    id,
    title: row.text('short_description') ?? id,
    declaredAt,
    ...severityOf(row),
    ...otherNamesOf(row, id),
    ...present({
      service: row.shown('business_service') ?? row.shown('cmdb_ci'),
      team: row.shown('assignment_group'),
      ...endingOf(row),
      updatedAt: row.at('sys_updated_on'),
    }),
  };
}

/** By priority, as in the audit log: ServiceNow's `severity` knows three steps only, and stands in where there is none. */
function severityOf(row: TableRow): Pick<IncidentRecord, 'severity' | 'severityLabel'> {
  const field = row.text('priority') === undefined ? 'severity' : 'priority';
  const severity = priorityDigit(row.text(field));
  return { ...(severity !== undefined && { severity }), ...present({ severityLabel: row.shown(field) }) };
}

/**
 * Its technical id, the record of another system that its integration says opened it, and its parent: a child is resolved
 * with its parent, and stays an incident of its own.
 */
function otherNamesOf(row: TableRow, id: string): Pick<IncidentRecord, 'keys' | 'refs'> {
  const sysId = row.text('sys_id');
  const parent = row.text('parent_incident');
  const refs = [...correlationOf(row), ...(parent === undefined ? [] : [{ system: 'servicenow', id: parent }])];
  return {
    ...(sysId !== undefined && sysId !== id && { keys: [sysId] }),
    ...(refs.length > 0 && { refs }),
  };
}

/** When it ended. An incident that was reopened keeps the dates of its first ending, and has not ended. */
function endingOf(row: TableRow): { resolvedAt: string | undefined; closedAt: string | undefined } {
  const progress = progressOf(row);
  return {
    resolvedAt: progress === 'open' ? undefined : row.at('resolved_at'),
    closedAt: progress === 'open' || progress === 'resolved' ? undefined : row.at('closed_at'),
  };
}

/** The states ServiceNow ships: 1 New, 2 In Progress, 3 On Hold, 6 Resolved, 7 Closed, 8 Canceled. */
function progressOf(row: TableRow): Progress {
  const state = row.value('state') ?? row.value('incident_state') ?? '';
  const word = row.shown('state') ?? row.shown('incident_state') ?? '';
  if (/^[78]$/.test(state) || /^(closed|cancell?ed)$/i.test(word)) return 'closed';
  if (state === '6' || /^resolved$/i.test(word)) return 'resolved';
  return /^[123]$/.test(state) || /^(new|active|in progress|on hold|awaiting .*)$/i.test(word) ? 'open' : 'unknown';
}

/** Who called it in, and who wrote it down. */
const OPENING = [
  ['reported', 'caller_id'],
  ['declared', 'opened_by'],
] as const;

/** Fields that name people, whose names are kept as handles. */
export const PEOPLE_FIELDS = ['caller_id', 'opened_by', 'reopened_by', 'resolved_by', 'closed_by'] as const;

/** The last of each act: a table keeps no history. `assigned_to` is left out, since nothing says when that came about. */
export function incidentEvents(row: TableRow, incident: IncidentRecord): EventRecord[] {
  const who = (field: (typeof PEOPLE_FIELDS)[number]): string | undefined => row.person(field)?.handle;
  const opening = OPENING.flatMap(([kind, field]) => {
    const actor = who(field);
    return actor === undefined ? [] : [eventOf(incident, kind, incident.declaredAt, actor)];
  });
  const endings = [
    ['reopened', row.at('reopened_time'), who('reopened_by')],
    ['resolved', incident.resolvedAt, who('resolved_by')],
    ['closed', incident.closedAt, who('closed_by')],
  ] as const;
  const ended = endings.flatMap(([kind, at, actor]) => (at === undefined ? [] : [eventOf(incident, kind, at, actor)]));
  return [...opening, ...ended];
}

function eventOf(incident: IncidentRecord, kind: EventKind, at: string, actor: string | undefined): EventRecord {
  return {
    type: 'event',
    id: `${incident.id}/${kind}`,
    incident: incident.id,
    kind,
    at,
    ...present({ actor, updatedAt: incident.updatedAt }),
  };
}

/** As the integration wrote it: `PagerDuty` and the incident's id there. */
function correlationOf(row: TableRow): { system: string; id: string }[] {
  const id = row.text('correlation_id');
  if (id === undefined || id.length > 512) return [];
  const said = (row.text('correlation_display') ?? '').toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return [{ system: said.replace(/^-|-$/g, '') || '*', id }];
}

function missing(field: string): { field: string; code: string; message: string } {
  return { field, code: 'FIELD_MISSING', message: `${field} is missing; every incident of ServiceNow has it.` };
}

import type { IncidentRecord } from '../../domain/record.js';
import { present } from '../reading/present.js';
import { severityInName } from '../reading/severity-in-name.js';
import type { ApiIncident, Resource } from './shapes.js';

/** An incident, with the names of what it points to. */
export interface IncidentFacts extends Pick<
  ApiIncident,
  'title' | 'status' | 'reported_at' | 'stable_at' | 'closed_at' | 'updated_at'
> {
  /** See {@link incidentId}. */
  readonly id: string;
  readonly severity?: string | undefined;
  readonly priority?: string | undefined;
  readonly incidentType?: string | undefined;
  readonly mergedInto?: string | undefined;
  readonly places: Places;
}

/** The incident's pages and rooms elsewhere. */
export interface Places {
  readonly ticket?: Resource | null | undefined;
  readonly conversation?: (Resource & { readonly channel_id?: string | null | undefined }) | null | undefined;
  readonly documents?: readonly Resource[] | null | undefined;
}

/** Its name, which a dump and the API share; before Dispatch has named it, its number in its table. */
export function incidentId({ id, name }: { id: string; name?: string | null | undefined }, schema = ''): string {
  const number = `${schema === '' ? '' : `${schema}/`}incident/${id}`;
  return trimmed(name) ?? number;
}

/** The text without spaces around it; undefined where nothing is left. */
export function trimmed(text: string | null | undefined): string | undefined {
  const rest = text?.trim();
  return rest === '' ? undefined : rest;
}

export function isPrivate({ visibility }: { visibility?: string | null | undefined }): boolean {
  return visibility?.trim().toLowerCase() === 'restricted';
}

/**
 * The incident as a record. Dispatch calls an incident stable once the impact is over; an incident set active again keeps the
 * old times, which then say nothing.
 */
export function incidentOf(facts: IncidentFacts): IncidentRecord {
  const status = facts.status?.toLowerCase();
  const { url, refs } = refsOf(facts.places);
  return {
    type: 'incident',
    id: facts.id,
    title: trimmed(facts.title) ?? facts.id,
    declaredAt: facts.reported_at,
    ...present({
      severity: severityInName(facts.severity) ?? severityInName(facts.priority),
      severityLabel: labelOf(facts),
      mode: modeOf(facts.incidentType),
      mitigatedAt: status === 'active' ? undefined : facts.stable_at,
      closedAt: status === 'closed' ? facts.closed_at : undefined,
      url,
      refs: refs.length > 0 ? refs : undefined,
      mergedInto: facts.mergedInto,
      updatedAt: facts.updated_at,
    }),
  };
}

/** The severity's name unless Dispatch's own word says that nobody has set one; then the priority's. */
function labelOf({ severity, priority }: IncidentFacts): string | undefined {
  return severity === undefined || severity === 'Undetermined' ? (priority ?? severity) : severity;
}

/** Only the name of its type says that an incident was none. */
function modeOf(incidentType: string | undefined): 'test' | 'drill' | undefined {
  if (/^test\b/i.test(incidentType ?? '')) return 'test';
  return /^(drill|exercise|simulation|table-?top|game ?day)\b/i.test(incidentType ?? '') ? 'drill' : undefined;
}

type Ref = NonNullable<IncidentRecord['refs']>[number];

function refsOf({ ticket, conversation, documents }: Places): { url: string | undefined; refs: Ref[] } {
  const own = ticket?.resource_type === 'dispatch-ticket';
  const refs: Ref[] = [];
  if (ticket && !own) refs.push(...refOf(systemOf(ticket.resource_type), ticket.resource_id, ticket.weblink));
  if (conversation) {
    const { channel_id: channel, resource_type: type, weblink } = conversation;
    refs.push(...refOf(type && !type.startsWith('slack') ? '*' : 'slack', channel, weblink));
  }
  for (const { weblink } of documents ?? []) refs.push(...refOf('*', undefined, weblink));
  return { url: own ? (ticket.weblink ?? undefined) : undefined, refs };
}

/** The ticket of a task or incident as a reference, where it stands in another system. */
export function ticketRefs(tickets: readonly Resource[]): Ref[] {
  return tickets.flatMap((ticket) => refsOf({ ticket }).refs);
}

function refOf(system: string, id: string | null | undefined, url: string | null | undefined): Ref[] {
  if (!id && !url) return [];
  return [{ system, ...(id && { id }), ...(url && { url }) }];
}

/** `jira-issue` is of the source jira; a ticket of an unknown system may be of any. */
function systemOf(resourceType: string | null | undefined): string {
  return /^(jira|github|servicenow|pagerduty)\b/.exec(resourceType ?? '')?.[1] ?? '*';
}

import type { EventRecord, IncidentRecord, PersonRecord } from '../../domain/record.js';
import { isZone } from '../../domain/zone.js';
import { namedIn } from '../reading/named-in.js';
import { present } from '../reading/present.js';
import { severityInName } from '../reading/severity-in-name.js';
import { userOf } from './people.js';
import type { PagerDutyIncident, PagerDutyUser, Responder } from './shapes.js';

/**
 * The incident as a record of a pager. Urgency says who is woken, not how bad it is: it is a label, never a severity. Keys and
 * pages in its title, and tickets that PagerDuty itself linked to it, may name the incident manager's record.
 */
export function incidentOf(incident: PagerDutyIncident): IncidentRecord {
  const priority = priorityOf(incident);
  const refs = refsOf(incident);
  return {
    type: 'incident',
    id: incident.id,
    kind: 'pager',
    title: titleOf(incident),
    declaredAt: incident.created_at,
    ...present({
      severity: severityInName(priority),
      severityLabel: priority ?? urgencyOf(incident),
      service: incident.service?.summary,
      team: incident.teams?.[0]?.summary,
      resolvedAt: resolvedAtOf(incident),
      url: incident.html_url,
      refs: refs.length > 0 ? refs : undefined,
      mergedInto: incident.resolve_reason?.incident?.id,
      updatedAt: incident.updated_at ?? incident.last_status_change_at,
    }),
  };
}

function titleOf({ title, summary, id }: PagerDutyIncident): string {
  return title ?? summary ?? id;
}

function priorityOf({ priority }: PagerDutyIncident): string | undefined {
  return priority?.summary ?? priority?.name ?? undefined;
}

function urgencyOf({ urgency }: PagerDutyIncident): string | undefined {
  return urgency ? `${urgency} urgency` : undefined;
}

/** A `SEV-1` in a title is a severity and names no record. */
function refsOf(incident: PagerDutyIncident): NonNullable<IncidentRecord['refs']> {
  const named = namedIn(incident.title).filter(({ id }) => severityInName(id) === undefined);
  const linked = (incident.external_references ?? []).flatMap(({ external_id: id, external_url: url }) =>
    id || url ? [{ system: '*', ...present({ id, url }) }] : [],
  );
  return [...named, ...linked];
}

function resolvedAtOf(incident: PagerDutyIncident): string | undefined {
  if (incident.resolved_at) return incident.resolved_at;
  return incident.status === 'resolved' ? (incident.last_status_change_at ?? undefined) : undefined;
}

/** Who was asked to help, who came, who declined; and into which incident this one was merged. */
export function incidentEvents(incident: PagerDutyIncident): EventRecord[] {
  const events = new Map<string, EventRecord>();
  for (const responder of respondersOf(incident)) {
    for (const event of responderEvents(incident.id, responder)) events.set(event.id, event);
  }
  const into = incident.resolve_reason?.incident?.id;
  const at = resolvedAtOf(incident);
  if (into && at !== undefined) {
    const id = `${incident.id}/merged`;
    events.set(id, { type: 'event', id, incident: incident.id, kind: 'merged', at, details: { into } });
  }
  return [...events.values()];
}

/** The same request stands in two places of an incident, and may stand in either alone. */
export function respondersOf(incident: PagerDutyIncident): Responder[] {
  const requested = (incident.responder_requests ?? []).flatMap((request) =>
    (request.responder_request_targets ?? []).flatMap(
      (target) => target.responder_request_target?.incidents_responders ?? [],
    ),
  );
  return [...requested, ...(incident.incidents_responders ?? [])];
}

function responderEvents(incident: string, responder: Responder): EventRecord[] {
  const user = userOf(responder.user)?.handle;
  const { requested_at: requestedAt, updated_at: updatedAt } = responder;
  if (user === undefined || !requestedAt) return [];
  const requester = userOf(responder.requester)?.handle;
  const id = (kind: string): string => `${incident}/${kind}/${user}/${requestedAt}`;
  const added: EventRecord = {
    type: 'event',
    id: id('responder-added'),
    incident,
    kind: 'responder-added',
    at: requestedAt,
    ...(requester !== undefined && { actor: requester }),
    subject: user,
  };
  const answer = responder.state === 'joined' ? 'joined' : responder.state === 'declined' ? 'page-declined' : undefined;
  if (answer === undefined || !updatedAt) return [added];
  return [added, { type: 'event', id: id(answer), incident, kind: answer, at: updatedAt, actor: user }];
}

/** A user of the account. Membership of teams is not dated there, so the first team is the person's team. */
export function personOf(user: PagerDutyUser): PersonRecord {
  const zone = user.time_zone ?? undefined;
  return {
    type: 'person',
    id: user.id,
    name: user.name ?? user.summary ?? user.id,
    ...present({
      email: user.email,
      timeZone: zone !== undefined && isZone(zone) ? zone : undefined,
      team: user.teams?.[0]?.summary,
    }),
    ...(user.type?.startsWith('bot_') === true && { bot: true }),
  };
}

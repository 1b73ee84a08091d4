import { z } from 'zod';
import { isoTextSchema, plusMinutes } from '../../domain/instant.js';
import type { EventRecord, IncidentRecord } from '../../domain/record.js';
import { incidentOf } from './incidents.js';
import type { Named } from './people.js';

const text = z.string().nullish();

const time = isoTextSchema.nullish();

/** A row of `raw/incidents`. */
export const analyticsIncident = z.object({
  id: z.string().min(1, 'is empty'),
  description: text,
  status: text,
  urgency: text,
  created_at: isoTextSchema,
  resolved_at: time,
  priority_name: text,
  service_name: text,
  team_name: text,
  resolved_by_user_id: text,
  resolved_by_user_name: text,
  joined_user_ids: z.array(z.string()).nullish(),
  joined_user_names: z.array(z.string()).nullish(),
});

export type AnalyticsIncident = z.infer<typeof analyticsIncident>;

/** One of the `responses` to an incident. */
export const analyticsResponse = z.object({
  responder_id: z.string().min(1, 'is empty'),
  responder_name: text,
  requested_at: time,
  responded_at: time,
  responder_type: text,
  response_status: text,
});

export type AnalyticsResponse = z.infer<typeof analyticsResponse>;

/** A row of `raw/users`. */
export const analyticsUser = z.object({
  id: z.string().min(1, 'is empty'),
  user_name: text,
  email: text,
  time_zone: text,
  team_name: text,
});

/**
 * The incident as analytics sum it up: less than the API itself says. `updated_at` there is when the sum was last drawn, so
 * the record is dated before the incident instead, and whatever the API says of it holds.
 */
export function incidentOfAnalytics(row: AnalyticsIncident): IncidentRecord {
  return incidentOf({
    id: row.id,
    title: row.description,
    status: row.status,
    urgency: row.urgency,
    created_at: row.created_at,
    updated_at: plusMinutes(row.created_at, -1),
    resolved_at: row.resolved_at,
    priority: { name: row.priority_name, summary: row.priority_name },
    service: { summary: row.service_name, id: undefined, type: undefined },
    teams: [{ summary: row.team_name, id: undefined, type: undefined }],
  });
}

/** Who joined, without a time, since the row gives none, and who resolved it. Acknowledging without a time is no event. */
export function analyticsEvents(row: AnalyticsIncident): EventRecord[] {
  const events = (row.joined_user_ids ?? []).map((actor): EventRecord => {
    return { type: 'event', id: `analytics/${row.id}/joined/${actor}`, incident: row.id, kind: 'joined', actor };
  });
  const { resolved_at: at, resolved_by_user_id: actor } = row;
  if (!at || !actor) return events;
  return [
    ...events,
    { type: 'event', id: `analytics/${row.id}/resolved`, incident: row.id, kind: 'resolved', at, actor },
  ];
}

/** Names stand in lists of their own, in the order of the ids. */
export function namedInRow(row: AnalyticsIncident): Named[] {
  const joined = (row.joined_user_ids ?? []).map((handle, index) => named(handle, row.joined_user_names?.[index]));
  const { resolved_by_user_id: handle, resolved_by_user_name: name } = row;
  return handle ? [...joined, named(handle, name)] : joined;
}

export function named(handle: string, name: string | null | undefined): Named {
  return { handle, name: name ?? undefined, bot: false };
}

/**
 * What a response tells: that somebody was called or assigned, and how they answered. To be assigned is to be paged by a
 * policy, and to join is then to acknowledge. A status that is not known tells of no answer.
 */
export function responseEvents(response: AnalyticsResponse, incident: string): EventRecord[] {
  const { responder_id: person, requested_at: requestedAt, responded_at: respondedAt } = response;
  if (!requestedAt) return [];
  const wasAdded = response.responder_type === 'added_responder';
  const id = (kind: string): string => `analytics/${incident}/${kind}/${person}/${requestedAt}`;
  const kind = wasAdded ? 'responder-added' : 'assigned';
  const asked: EventRecord = { type: 'event', id: id(kind), incident, kind, at: requestedAt, subject: person };
  const answer = answerOf(response.response_status ?? '', wasAdded);
  if (answer === undefined || !respondedAt) return [asked];
  return [asked, { type: 'event', id: id(answer), incident, kind: answer, at: respondedAt, actor: person }];
}

/** The documented word is joined; PagerDuty's own example says accepted. */
function answerOf(status: string, wasAdded: boolean): 'joined' | 'acknowledged' | 'page-declined' | undefined {
  if (status === 'declined') return 'page-declined';
  if (status !== 'joined' && status !== 'accepted') return undefined;
  return wasAdded ? 'joined' : 'acknowledged';
}

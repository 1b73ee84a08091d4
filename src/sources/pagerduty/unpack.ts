import type { ApiObject, ApiShape, Members } from '../reading/api-objects.js';

/** `unused`: an answer that says nothing about who did what in an incident; see {@link whyUnused}. */
type PagerDutyKind =
  'incident' | 'log-entry' | 'user' | 'on-call' | 'notification' | 'analytics' | 'responses' | 'webhook' | 'unused';

export type PagerDutyObject = ApiObject<PagerDutyKind>;

/** Lists of answers that are read only to say why they are of no use. */
const UNUSED_LISTS = ['notes', 'alerts', 'services', 'teams', 'members', 'priorities', 'records'] as const;

/** The lists of a page, what wraps single objects, and the members that say where a page ends. */
export const PAGERDUTY_API: ApiShape<PagerDutyKind> = {
  lists: new Set(['incidents', 'log_entries', 'users', 'oncalls', 'notifications', ...UNUSED_LISTS]),
  singles: ['incident', 'log_entry', 'user', 'postmortem', 'webhook_subscription', 'responder_request'],
  paging: new Set(['limit', 'offset', 'more', 'total', 'next_cursor']),
  kindOf,
};

/** What an object is, by the first test it passes. A webhook has `number` where the API has `incident_number`. */
const TESTS: readonly (readonly [PagerDutyKind, (value: Members, type: string, holder: string) => boolean])[] = [
  ['webhook', ({ event }) => typeof event === 'object' && event !== null && 'event_type' in event],
  ['analytics', isAnalytics],
  ['responses', (value) => value['incident_id'] !== undefined && typeof value['responses'] === 'object'],
  ['log-entry', ({ id }, type) => id !== undefined && type.endsWith('_log_entry')],
  ['incident', (value, type) => value['id'] !== undefined && isIncident(value, type)],
  ['on-call', (value) => value['escalation_level'] !== undefined && value['escalation_policy'] !== undefined],
  ['notification', (_, type) => type.endsWith('_notification')],
  ['unused', (value, type, holder) => unusedKind(value, type, holder) !== undefined],
  ['user', ({ id, email }, type) => id !== undefined && (/^(?:bot_)?user$/.test(type) || email !== undefined)],
];

/** The answer's own members; `data` alone could be anything. */
function isAnalytics(value: Members): boolean {
  return (
    typeof value['data'] === 'object' && ['time_zone', 'more', 'filters'].some((name) => value[name] !== undefined)
  );
}

function isIncident(value: Members, type: string): boolean {
  return type === 'incident' || value['incident_number'] !== undefined;
}

function kindOf(value: Members, holder: string | undefined): PagerDutyKind | undefined {
  const type = typeof value['type'] === 'string' ? value['type'] : '';
  return TESTS.find(([, test]) => test(value, type, holder ?? ''))?.[0];
}

const BY_TYPE: readonly (readonly [RegExp, string])[] = [
  [/^(?:alert|service|team|priority|status_page_post_postmortem|webhook_subscription)$/, '$&'],
  [/^(?:incident|service)_(?!reference)\w+$/, 'webhook-data'],
];

/** The kind of useless answer, by the type it gives itself, else by the list that holds it. */
function unusedKind(value: Members, type: string, holder: string): string | undefined {
  const kind = BY_TYPE.find(([pattern]) => pattern.test(type))?.[1];
  if (kind !== undefined) return kind === '$&' ? type : kind;
  if (type !== '' && value['email'] !== undefined) return undefined;
  return holder === 'responder_request' || (UNUSED_LISTS as readonly string[]).includes(holder) ? holder : undefined;
}

const SETTINGS = 'describe how PagerDuty is set up and not what anybody did';

const REASONS: Readonly<Record<string, string>> = {
  notes:
    'Notes stand here without the incident they belong to; export its log entries, where each note is an annotate_log_entry',
  alert: 'Alerts are what machines sent, and no person stands in them',
  status_page_post_postmortem: 'A postmortem of a status page names neither an incident nor an author',
  responder_request:
    'The answer to asking for responders is not their answer; export the incident, which holds the request and what became of it',
  records: 'Audit records tell of changes to settings, teams and users, and not of incidents',
  'webhook-data':
    'This is the data of a webhook without its event, which alone says what happened, when and by whom; save the whole body',
};

/** Why an object of the kind `unused` makes no record, as a sentence without its full stop. */
export function whyUnused({ value, pointer }: Pick<PagerDutyObject, 'value' | 'pointer'>): string {
  const type = typeof value['type'] === 'string' ? value['type'] : '';
  const holder = pointer.split('/').findLast((part) => part !== '' && !/^\d+$/.test(part)) ?? '';
  const kind = unusedKind(value, type, holder) ?? '';
  return REASONS[kind] ?? `Services, teams, priorities and subscriptions ${SETTINGS}`;
}

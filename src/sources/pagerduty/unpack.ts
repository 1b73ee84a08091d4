import type { ApiObject, ApiShape, Members } from '../reading/api-objects.js';

type PagerDutyKind = 'incident' | 'log-entry' | 'user';

export type PagerDutyObject = ApiObject<PagerDutyKind>;

/** The lists of a page, what wraps single objects, and the members that say where a page ends. */
export const PAGERDUTY_API: ApiShape<PagerDutyKind> = {
  lists: new Set(['incidents', 'log_entries', 'users']),
  singles: ['incident', 'log_entry', 'user'],
  paging: new Set(['limit', 'offset', 'more', 'total']),
  kindOf,
};

function kindOf(value: Members): PagerDutyKind | undefined {
  if (value['id'] === undefined) return undefined;
  const type = typeof value['type'] === 'string' ? value['type'] : '';
  if (type.endsWith('_log_entry')) return 'log-entry';
  if (type === 'incident' || value['incident_number'] !== undefined) return 'incident';
  return type === 'user' || type === 'bot_user' || value['email'] !== undefined ? 'user' : undefined;
}

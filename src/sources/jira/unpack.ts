import type { ApiObject, ApiShape, Members } from '../reading/api-objects.js';

type JiraKind = 'issue' | 'user' | 'comment' | 'history';

export type JiraObject = ApiObject<JiraKind>;

/** The lists of a page, and the members that say where it ends. A page of `values` holds users or histories. */
export const JIRA_API: ApiShape<JiraKind> = {
  lists: new Set(['issues', 'values', 'comments', 'histories']),
  singles: [],
  paging: new Set(['expand', 'startAt', 'maxResults', 'total', 'isLast', 'nextPageToken', 'nextPage', 'self']),
  kindOf,
};

function kindOf(value: Members): JiraKind | undefined {
  if (value['fields'] !== undefined && value['key'] !== undefined) return 'issue';
  if (Array.isArray(value['items']) && value['created'] !== undefined) return 'history';
  if (value['body'] !== undefined && value['created'] !== undefined) return 'comment';
  if (value['displayName'] === undefined) return undefined;
  return value['accountId'] !== undefined || value['key'] !== undefined || value['name'] !== undefined
    ? 'user'
    : undefined;
}

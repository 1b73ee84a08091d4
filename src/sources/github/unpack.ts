import type { ApiObject, ApiShape, Members } from '../reading/api-objects.js';

type GitHubKind = 'pull-request' | 'stub' | 'issue' | 'delivery' | 'user' | 'member';

export type GitHubObject = ApiObject<GitHubKind>;

/** Lists are plain arrays; only a search wraps them. */
export const GITHUB_API: ApiShape<GitHubKind> = {
  lists: new Set(['items']),
  singles: [],
  paging: new Set(['total_count', 'incomplete_results']),
  kindOf,
};

function kindOf(value: Members): GitHubKind | undefined {
  if (typeof value['action'] === 'string' && (isObject(value['pull_request']) || isObject(value['issue']))) {
    return 'delivery';
  }
  if (value['number'] !== undefined && value['html_url'] !== undefined) return numberedKind(value);
  return value['login'] === undefined ? undefined : accountKind(value);
}

/** A pull request in a list of issues is a stub: it tells neither its branch nor, always, whether it was merged. */
export function numberedKind(value: Members): 'pull-request' | 'stub' | 'issue' | undefined {
  if (isObject(value['head']) && isObject(value['base'])) return 'pull-request';
  if (value['pull_request'] !== undefined) return 'stub';
  return value['title'] === undefined || /\/milestone\/\d+$/.test(String(value['html_url'])) ? undefined : 'issue';
}

/** A user with a profile, or the bare account of a list of members; an organisation is neither. */
function accountKind(value: Members): 'user' | 'member' | undefined {
  if (value['type'] !== 'User' && value['type'] !== 'Bot') return undefined;
  return value['name'] !== undefined || value['email'] !== undefined ? 'user' : 'member';
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

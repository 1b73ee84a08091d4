import { namedIn, type NamedRef } from '../reading/named-in.js';
import { present } from '../reading/present.js';
import { plainTextOf } from './document-text.js';
import type { IssueType, JiraIssue, LinkedIssue } from './shapes.js';

/** What an issue is here: an incident, the review of one, or an issue that may be an action item. */
export type IssueRole = 'incident' | 'review' | 'item';

/** By the name of its type alone: `Incident`, `[System] Incident`, `[System] Post-incident review`, `Postmortem`. */
export function roleOf(type: IssueType): IssueRole {
  const name = type?.name ?? '';
  if (type?.subtask === true || /\b(?:action|task|item|follow)/i.test(name)) return 'item';
  if (/post-?\s?incident|post-?\s?mortem|\bpir\b/i.test(name)) return 'review';
  return /\bincident\b/i.test(name) && !/\b(?:problem|request|review)\b/i.test(name) ? 'incident' : 'item';
}

/** The page of an issue, from the address of the API; the gateway of OAuth apps does not tell the site. */
function pageOf({ self }: JiraIssue, key: string): string | undefined {
  const [, site] = /^(https?:\/\/.+?)\/rest\//.exec(self ?? '') ?? [];
  return site === undefined || site.startsWith('https://api.atlassian.com/') ? undefined : `${site}/browse/${key}`;
}

/**
 * What the issue names, each once: its parent, the issues it is linked to, its web links, and the keys and pages in its
 * summary, labels and description. A copy names what it was copied from, which says nothing about either.
 */
function refsOf(issue: JiraIssue): { refs?: NamedRef[] } {
  const { summary, description, labels, parent, issuelinks } = issue.fields;
  const linked = (issuelinks ?? []).filter(({ type }) => !/clone/i.test(type?.name ?? ''));
  const issues = [parent, ...linked.flatMap(({ inwardIssue, outwardIssue }) => [inwardIssue, outwardIssue])];
  const pages = (issue.remotelinks ?? []).flatMap(({ object }) => object?.url ?? []);
  const all: NamedRef[] = [
    ...issues.flatMap((linked) => linkedRef(issue, linked)),
    ...pages.filter((url) => url.length <= 2048).map((url) => ({ system: '*', url })),
    ...namedIn(summary, ...(labels ?? []), plainTextOf(description)),
  ];
  const own = [issue.key, pageOf(issue, issue.key)];
  const refs = new Map<string, NamedRef>();
  for (const ref of all) {
    const name = ref.id ?? ref.url ?? '';
    if (!own.includes(name) && !refs.has(name)) refs.set(name, ref);
  }
  return refs.size === 0 ? {} : { refs: [...refs.values()] };
}

/**
 * Items that are linked are related, not the same: of an item, a link is a mention, so that two items which name one issue
 * are not taken for mirrors of it. Of an incident or a review, it names the issue in this very system.
 */
function linkedRef(issue: JiraIssue, linked: LinkedIssue): NamedRef[] {
  const key = linked?.key ?? '';
  if (key === '') return [];
  if (roleOf(issue.fields.issuetype) !== 'item') return [{ system: 'jira', id: key }];
  return [{ system: '*', id: key, ...present({ url: pageOf(issue, key) }) }];
}

/** What every record of an issue has: its own names, its page and what it names. */
export function recordOf(issue: JiraIssue): {
  id: string;
  title: string;
  keys: string[];
  url?: string;
  updatedAt?: string;
  refs?: NamedRef[];
} {
  return {
    id: issue.id,
    title: issue.fields.summary,
    keys: [issue.key],
    ...present({ url: pageOf(issue, issue.key), updatedAt: issue.fields.updated }),
    ...refsOf(issue),
  };
}

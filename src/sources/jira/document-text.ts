import { namedIn } from '../reading/named-in.js';

/**
 * The text of a description or comment: as it is in API 2, or out of the Atlassian Document Format of API 3. The pages that it
 * links are written into it, so that they are found like any other.
 */
export function plainTextOf(body: unknown): string {
  if (typeof body === 'string') return body;
  return isNode(body) ? wordsOf(body).join(' ').trim() : '';
}

function wordsOf(node: Node): string[] {
  const { text, attrs, marks, content } = node;
  const links = [attrs, ...listOf(marks).map(({ attrs: mark }) => mark)].flatMap(linkIn);
  return [...(typeof text === 'string' ? [text] : []), ...links, ...listOf(content).flatMap(wordsOf)];
}

/** A card names its page as `url`, a link in text as `href`. */
function linkIn(attrs: unknown): string[] {
  if (!isNode(attrs)) return [];
  return [attrs['url'], attrs['href']].filter((link) => typeof link === 'string');
}

type Node = Readonly<Record<string, unknown>>;

function listOf(value: unknown): Node[] {
  return Array.isArray(value) ? value.filter(isNode) : [];
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null;
}

/** The first page that a text links. */
export function firstLink(text: string): string | undefined {
  return namedIn(text).find(({ url }) => url !== undefined)?.url;
}

/** A pull or merge request, or a commit, on the hosts in use. */
const CHANGE_PAGE = /\/(?:pull|pulls|pull-requests|merge_requests|commits?)\/[0-9a-f]+/i;

/** The first page of a change that a text links. */
export function changeLink(text: string): string | undefined {
  return namedIn(text).find(({ url }) => url !== undefined && CHANGE_PAGE.test(url))?.url;
}

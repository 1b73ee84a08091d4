import { type Instant, msOf } from '../../domain/instant.js';
import type { JiraIssue } from './shapes.js';
import { handleOf } from './people.js';

/** One field changed at one instant. */
export interface Change {
  /** Of the issue, its history and the place in it: the same in every export. */
  readonly id: string;
  readonly at: string;
  readonly by: string | undefined;
  readonly field: string;
  readonly from: string | undefined;
  readonly fromName: string | undefined;
  readonly to: string | undefined;
  readonly toName: string | undefined;
}

/** What the changelog of an issue says, in time order. */
export function changesOf({ id, changelog }: JiraIssue): Change[] {
  const changes = (changelog?.histories ?? []).flatMap((history) =>
    (history.items ?? []).map((item, index) => ({
      ...item,
      id: `${id}/${history.id ?? history.created}/${String(index)}`,
      at: history.created,
      by: handleOf(history.author),
    })),
  );
  return changes.sort((a, b) => compare(a.at, b.at) || compare(a.id, b.id));
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** A change that closed the issue, or opened it again. */
export interface Move {
  readonly kind: 'closed' | 'reopened';
  readonly change: Change;
}

/** Names of statuses that end an issue in every workflow Jira ships. */
const DONE = /^(?:done|closed|resolved|completed?|won'?t do|cancell?ed)$/i;

/**
 * When the issue was closed and opened again: by its resolution, which Jira sets and clears as that happens, else by moves
 * into and out of a status that ends it. A changelog names statuses without their category, so beside Jira's own names only
 * the present status is known to end the issue or not.
 */
export function movesOf(changes: readonly Change[], { fields: { status } }: JiraIssue): Move[] {
  const resolutions = changes.filter(({ field }) => field === 'resolution');
  if (resolutions.length > 0)
    return resolutions.flatMap((change) => moveOf(change, isSet(change.from), isSet(change.to)));
  const present = isDone(status) ? status?.name : undefined;
  const ends = (name: string | undefined): boolean => name !== undefined && (DONE.test(name) || name === present);
  return changes
    .filter(({ field }) => field === 'status')
    .flatMap((change) => moveOf(change, ends(change.fromName), ends(change.toName)));
}

function moveOf(change: Change, before: boolean, after: boolean): Move[] {
  if (before === after) return [];
  return [{ kind: after ? 'closed' : 'reopened', change }];
}

/** Jira writes no resolution as nothing, or as -1. */
function isSet(resolution: string | undefined): boolean {
  return resolution !== undefined && resolution !== '-1';
}

function isDone(status: JiraIssue['fields']['status']): boolean {
  return status?.statusCategory?.key === 'done';
}

/** When, and by whom if the changelog tells, the issue was closed; undefined while it is open or open again. */
export interface Closed {
  readonly at: string;
  readonly by: string | undefined;
}

/**
 * By its resolution date, else by its last closing, else since it is in a status that ends it. Whoever made the last closing
 * is named only where that is the closing which the date tells: an import or a rewritten date leaves others in between.
 */
export function closedIn(moves: readonly Move[], { fields }: JiraIssue): Closed | undefined {
  const last = moves.at(-1);
  const closing = last?.kind === 'closed' ? last.change : undefined;
  const done = isDone(fields.status);
  const at = fields.resolutiondate ?? (done ? (closing?.at ?? fields.statuscategorychangedate) : undefined);
  if (at === undefined || at === null) return undefined;
  return { at, by: closing !== undefined && isSameChange(closing.at, at) ? closing.by : undefined };
}

/** Jira stamps the resolution date and the history of one change apart, by a moment. */
function isSameChange(one: Instant, other: Instant): boolean {
  return Math.abs(msOf(one) - msOf(other)) <= 2000;
}

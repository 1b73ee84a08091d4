import type { ActionItemEventRecord, ActionItemRecord } from '../../domain/record.js';
import { fullerVersion } from '../reading/fuller-version.js';
import { classIn, ITEM_CLASSES, saysActionItem } from '../reading/item-words.js';
import { namedIn } from '../reading/named-in.js';
import { present } from '../reading/present.js';
import { handleOf } from './people.js';
import { type Delivery, idOf, type Issue, labelNames } from './shapes.js';

/**
 * An issue as an action item. GitHub is a general tracker: unless a label or the type says that it is one of an incident, it
 * counts only where it and an incident name each other.
 */
export function itemOf(issue: Issue): ActionItemRecord {
  const labels = labelNames(issue.labels);
  const refs = namedIn(issue.title, issue.body, ...labels);
  const closing = closingOf(issue);
  return {
    type: 'action-item',
    id: idOf(issue.html_url),
    title: issue.title,
    createdAt: issue.created_at,
    url: issue.html_url,
    ...(refs.length > 0 && { refs }),
    ...present({
      assignee: handleOf(issue.assignees?.[0] ?? issue.assignee),
      createdBy: handleOf(issue.user),
      class: classIn(labels, ITEM_CLASSES),
      priority: labels.find((label) => /^p[0-5]$|^priority\b/i.test(label)),
      // GitHub keeps a milestone's day as an instant early on that day: the day is what was agreed.
      dueAt: issue.milestone?.due_on?.slice(0, 10),
      updatedAt: fullerVersion(issue.updated_at, closing.closedBy, closing.evidenceUrl),
    }),
    ...closing,
    ...(!saysActionItem(issue.type?.name, ...labels) && { onlyIfNamed: true }),
  };
}

const RESOLUTIONS: Readonly<Record<string, NonNullable<ActionItemRecord['resolution']>>> = {
  completed: 'done',
  not_planned: 'wont-do',
  duplicate: 'duplicate',
};

/** When, by whom and how a closed issue was closed. A commit that closed it is proof; GitHub says so in the event. */
function closingOf(issue: Issue): Partial<ActionItemRecord> {
  const { state, state_reason: reason, closed_at: closedAt } = issue;
  if (state !== 'closed' || !closedAt) return {};
  return present({
    closedAt,
    closedBy: handleOf(issue.closed_by),
    resolution: Object.hasOwn(RESOLUTIONS, reason ?? '') ? RESOLUTIONS[reason ?? ''] : undefined,
    evidenceUrl: closingCommit(issue),
    unrecorded: issue.closed_by ? undefined : ['closedBy'],
  });
}

function closingCommit({ events, html_url: page }: Issue): string | undefined {
  const closing = (events ?? []).findLast(({ event }) => event === 'closed');
  const commit = closing?.commit_id ?? '';
  return commit === '' ? undefined : page.replace(/\/issues\/\d+$/, `/commit/${commit}`);
}

/** What the events inside an issue say happened to it. */
export function itemEvents(issue: Issue): ActionItemEventRecord[] {
  const acts = (issue.events ?? []).flatMap(({ event, actor, assignee, created_at: at }) =>
    at ? [{ event, at, actor: handleOf(actor), subject: handleOf(assignee) }] : [],
  );
  const holders = holdersIn(acts);
  return acts.flatMap(({ event, ...act }) => happening(issue, event, { ...act, holder: holders.get(act.at) }));
}

/** Whose the issue was after each instant: of several the last to be assigned, since an item has one assignee. */
function holdersIn(acts: readonly (Act & { readonly event: string | null | undefined })[]): Map<string, string> {
  const assigned = new Set<string>();
  const holders = new Map<string, string>();
  for (const { event, at, subject } of [...acts].sort((a, b) => Number(a.at > b.at) - Number(a.at < b.at))) {
    if (subject !== undefined && event === 'assigned') assigned.add(subject);
    if (subject !== undefined && event === 'unassigned') assigned.delete(subject);
    const holder = [...assigned].at(-1);
    if (holder === undefined) holders.delete(at);
    else holders.set(at, holder);
  }
  return holders;
}

/** What a webhook says happened to the issue it delivers. */
export function deliveredEvents(
  issue: Issue,
  { action, sender, assignee, comment }: Delivery,
): ActionItemEventRecord[] {
  const at = action === 'closed' ? issue.closed_at : issue.updated_at;
  const item = idOf(issue.html_url);
  if (comment) {
    const id = `${item}/comment/${String(comment.id)}`;
    const common = { type: 'action-item-event' as const, id, item, kind: 'commented' as const, at: comment.created_at };
    return action === 'created' ? [{ ...common, ...present({ actor: handleOf(comment.user) }) }] : [];
  }
  if (!at) return [];
  const holder = handleOf(issue.assignees?.at(-1) ?? issue.assignee);
  return happening(issue, action, { at, actor: handleOf(sender), subject: handleOf(assignee), holder });
}

interface Act {
  readonly at: string;
  readonly actor: string | undefined;
  readonly subject: string | undefined;
  /** Whose the issue is after it. */
  readonly holder?: string | undefined;
}

/** Named by what happened and when, so that a webhook and the list of events tell it once. */
function happening(
  issue: Issue,
  event: string | null | undefined,
  { at, actor, subject, holder }: Act,
): ActionItemEventRecord[] {
  const item = idOf(issue.html_url);
  const common = { type: 'action-item-event' as const, item, at, ...present({ actor }) };
  if (event === 'closed' || event === 'reopened') return [{ ...common, id: `${item}/${event}/${at}`, kind: event }];
  if (subject === undefined) return [];
  const id = `${item}/${event ?? ''}/${subject}/${at}`;
  if (event === 'assigned') return [{ ...common, id, kind: 'assigned', subject }];
  // Taken away from one, it is whose it then is, or nobody's.
  return event === 'unassigned' ? [{ ...common, id, kind: 'assigned', ...present({ subject: holder }) }] : [];
}

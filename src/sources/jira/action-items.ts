import { isDay } from '../../domain/instant.js';
import type { ActionItemEventRecord, ActionItemRecord } from '../../domain/record.js';
import { fullerVersion } from '../reading/fuller-version.js';
import { classIn, ITEM_CLASSES, saysActionItem } from '../reading/item-words.js';
import { present } from '../reading/present.js';
import { type Change, closedIn, type Move } from './changelog.js';
import { changeLink, plainTextOf } from './document-text.js';
import { recordOf, roleOf } from './issue.js';
import { handleOf } from './people.js';
import { resolutionOf } from './resolution.js';
import type { JiraIssue } from './shapes.js';

/**
 * An issue as an action item. Jira is a general tracker: unless a label, the type or the parent says that it is one of an
 * incident, it counts only where it and an incident name each other.
 */
export function itemOf(issue: JiraIssue, moves: readonly Move[]): ActionItemRecord {
  const { fields } = issue;
  const closed = closedIn(moves, issue);
  const evidenceUrl = evidenceIn(issue);
  return {
    type: 'action-item',
    ...recordOf(issue),
    createdAt: fields.created,
    ...present({
      assignee: handleOf(fields.assignee),
      createdBy: handleOf(fields.creator),
      class: classIn(fields.labels ?? [], ITEM_CLASSES),
      priority: fields.priority?.name,
      dueAt: fields.duedate,
      closedAt: closed?.at,
      closedBy: closed?.by,
      unrecorded: closed !== undefined && closed.by === undefined ? ['closedBy'] : undefined,
      evidenceUrl,
      resolution: closed === undefined ? undefined : resolutionOf(fields.resolution?.name),
      updatedAt: fullerVersion(fields.updated, closed?.by, evidenceUrl, issue.remotelinks ?? undefined),
    }),
    ...belonging(issue),
  };
}

/** The incident that the issue is a part of, or that it is an action item only where it is named. */
function belonging({ fields }: JiraIssue): Pick<ActionItemRecord, 'incident' | 'onlyIfNamed'> {
  const { parent, issuetype, labels } = fields;
  const role = roleOf(parent?.fields?.issuetype);
  if (role === 'incident') return present({ incident: parent?.id });
  const isSaid = role === 'review' || saysActionItem(issuetype?.name, ...(labels ?? []));
  return isSaid ? {} : { onlyIfNamed: true };
}

/**
 * The change that the assignee last linked in a comment. A link in the description is none: it was written before the work,
 * and often shows what went wrong.
 */
function evidenceIn({ fields }: JiraIssue): string | undefined {
  const assignee = handleOf(fields.assignee);
  const own = (fields.comment?.comments ?? []).filter(
    ({ author }) => assignee !== undefined && handleOf(author) === assignee,
  );
  const inOrder = own.sort((a, b) => (a.created < b.created ? -1 : 1));
  return inOrder.map(({ body }) => changeLink(plainTextOf(body))).findLast((link) => link !== undefined);
}

/** What the changelog and the comments say happened to the item. */
export function itemEvents(
  issue: JiraIssue,
  changes: readonly Change[],
  moves: readonly Move[],
): ActionItemEventRecord[] {
  const { id } = issue;
  return [
    ...changes.flatMap((change) => changeEvents(id, change)),
    ...acceptances(issue, changes, moves),
    ...moves.map(({ kind, change }) => eventOf(id, kind, change)),
    ...(issue.fields.comment?.comments ?? []).map((comment) => ({
      type: 'action-item-event' as const,
      id: `${id}/comment/${comment.id}`,
      item: id,
      kind: 'commented' as const,
      at: comment.created,
      ...present({ actor: handleOf(comment.author) }),
    })),
  ];
}

function changeEvents(item: string, change: Change): ActionItemEventRecord[] {
  const { field, from, to, fromName, toName } = change;
  if (field === 'assignee') {
    return [{ ...eventOf(item, 'assigned', change), ...present({ subject: to }), details: present({ from }) }];
  }
  if (field !== 'duedate') return [];
  const details = present({ from: dayIn(from, fromName), to: dayIn(to, toName) });
  return [{ ...eventOf(item, 'due-moved', change), details }];
}

function eventOf(item: string, kind: ActionItemEventRecord['kind'], { id, at, by }: Change): ActionItemEventRecord {
  return { type: 'action-item-event', id: `${id}/${kind}`, item, kind, at, ...present({ actor: by }) };
}

/** The day in `2016-03-01` or, beside it, in `2016-03-01 00:00:00.0`. */
function dayIn(...texts: readonly (string | undefined)[]): string | undefined {
  return texts.map((text) => text?.slice(0, 10) ?? '').find(isDay);
}

/** An assignee who moves the issue on, without closing it, has taken it on: the first such move of each assignee. */
function acceptances(
  { id, fields }: JiraIssue,
  changes: readonly Change[],
  moves: readonly Move[],
): ActionItemEventRecord[] {
  const assignments = changes.filter(({ field }) => field === 'assignee');
  let assignee = assignments.length === 0 ? handleOf(fields.assignee) : assignments[0]?.from;
  let accepted = false;
  const events: ActionItemEventRecord[] = [];
  for (const change of changes) {
    if (change.field === 'assignee') [assignee, accepted] = [change.to, false];
    if (accepted || change.field !== 'status' || change.by === undefined || change.by !== assignee) continue;
    if (moves.some((move) => move.change.at === change.at)) continue;
    events.push(eventOf(id, 'accepted', change));
    accepted = true;
  }
  return events;
}

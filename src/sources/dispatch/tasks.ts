import type { ActionItemRecord } from '../../domain/record.js';
import { present } from '../reading/present.js';
import { ticketRefs, trimmed } from './incidents.js';
import type { Resource, Task } from './shapes.js';

/** Who has to do with a task, and where else it stands. */
export interface TaskTies {
  readonly incident: string;
  readonly creator?: string | undefined;
  readonly owner?: string | undefined;
  /** In the order of the record. */
  readonly assignees: readonly string[];
  readonly tickets?: readonly Resource[] | undefined;
}

/**
 * A task as an action item. Dispatch sets `resolve_by` by itself where nobody does: a day after a task of the incident, a week
 * after one of its review. Of several assignees the owner speaks; the others stay in the raw record.
 */
export function actionItemOf(
  task: Task,
  { incident, creator, owner, assignees, tickets = [] }: TaskTies,
): ActionItemRecord {
  const [first, ...more] = assignees;
  const assignee = more.length === 0 ? (first ?? owner) : (owner ?? first);
  const refs = ticketRefs(tickets);
  return {
    type: 'action-item',
    id: `${incident}/task/${task.id}`,
    title: trimmed(task.description) ?? `Task ${task.id}`,
    createdAt: task.created_at,
    incident,
    ...present({
      assignee,
      createdBy: creator,
      priority: task.priority,
      dueAt: task.resolve_by,
      closedAt: task.status?.toLowerCase() === 'resolved' ? task.resolved_at : undefined,
      url: task.weblink,
      refs: refs.length > 0 ? refs : undefined,
      foundIn: task.source,
      updatedAt: task.updated_at,
    }),
    // Dispatch dates a resolved task anew whenever it is changed, and does not say who resolved it.
    inferred: ['closedAt'],
    unrecorded: ['closedBy'],
  };
}

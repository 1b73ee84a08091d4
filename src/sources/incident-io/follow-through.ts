import type { ActionItemRecord, EventRecord } from '../../domain/record.js';
import { present } from '../reading/present.js';
import { actorOf, handleOf } from './people.js';
import { issueRefs } from './references.js';
import type { FollowUp, PostmortemDocument } from './shapes.js';

const TITLE_CHARACTERS = 200;

/**
 * A follow-up or action. Deleted or not done is not closed by anybody: it has a resolution and no closing. There is no due
 * date; where the item is mirrored to a tracker, the tracker's record has it.
 */
export function itemOf(item: FollowUp): ActionItemRecord {
  const refs = issueRefs(item.external_issue_reference);
  const resolution = RESOLUTIONS.get(item.status);
  return {
    type: 'action-item',
    id: item.id,
    title: titleOf(item),
    createdAt: item.created_at,
    incident: item.incident_id,
    ...present({
      assignee: handleOf(item.assignee),
      createdBy: actorOf(item.creator),
      priority: item.priority?.name,
      closedAt: resolution === 'done' ? (item.completed_at ?? item.updated_at) : undefined,
      externalRef: item.external_issue_reference?.issue_name,
      updatedAt: item.updated_at,
    }),
    ...(resolution !== undefined && { resolution }),
    ...(isClosedByInference(item) && { inferred: ['closedAt'] }),
    unrecorded: ['closedBy'],
    ...(refs.length > 0 && { refs }),
  };
}

const RESOLUTIONS: ReadonlyMap<string, 'done' | 'wont-do'> = new Map([
  ['completed', 'done'],
  ['deleted', 'wont-do'],
  ['not_doing', 'wont-do'],
]);

/** Whether only the last change of the item tells by when it was completed. */
export function isClosedByInference({ status, completed_at: completedAt, updated_at: updatedAt }: FollowUp): boolean {
  return RESOLUTIONS.get(status) === 'done' && !completedAt && Boolean(updatedAt);
}

/** An action has no title: the first line of what it says stands for it. */
function titleOf({ title, description, id }: FollowUp): string {
  if (title) return title;
  const [line = ''] = (description ?? '').trim().split(/\r?\n/, 1);
  return line === '' ? id : line.slice(0, TITLE_CHARACTERS);
}

/**
 * That a postmortem was begun, and that it is complete, the latter by its last change. Nobody is credited: the record says who
 * edited the document, which may be a comma, and not who wrote it.
 */
export function postmortemEvents(document: PostmortemDocument): EventRecord[] {
  const { id, incident_id: incident, status, created_at: createdAt, updated_at: updatedAt } = document;
  const told = present({ summary: document.title, url: document.document_url });
  const drafted: EventRecord = {
    type: 'event',
    id: `${id}/postmortem-drafted`,
    incident,
    kind: 'postmortem-drafted',
    at: createdAt,
    ...told,
    ...present({ updatedAt }),
  };
  if (status !== 'completed' || !updatedAt) return [drafted];
  const published = 'postmortem-published' as const;
  return [
    drafted,
    { type: 'event', id: `${id}/${published}`, incident, kind: published, at: updatedAt, ...told, updatedAt },
  ];
}

import type { EventRecord, IncidentRecord } from '../../domain/record.js';
import { present } from '../reading/present.js';
import { severityInName } from '../reading/severity-in-name.js';
import { type Change, type Closed, closedIn, type Move } from './changelog.js';
import { firstLink, plainTextOf } from './document-text.js';
import { recordOf } from './issue.js';
import { handleOf } from './people.js';
import { resolutionOf } from './resolution.js';
import type { JiraComment, JiraIssue } from './shapes.js';

/** An issue of an incident type. Who asks for a drill says so by its label. */
export function incidentOf(issue: JiraIssue, moves: readonly Move[]): IncidentRecord {
  const { fields } = issue;
  const severityLabel = fields.priority?.name;
  const isDrill = (fields.labels ?? []).some((label) => /^(?:fire-?drill|drill|game-?day)$/i.test(label));
  return {
    type: 'incident',
    ...recordOf(issue),
    declaredAt: fields.created,
    ...present({
      severity: severityOf(severityLabel),
      severityLabel,
      service: fields.components?.[0]?.name,
      resolvedAt: closedIn(moves, issue)?.at,
    }),
    ...(isDrill && { mode: 'drill' as const }),
  };
}

/** The names of Jira's own two schemes of priorities, from the worst. */
const PRIORITIES: Readonly<Record<string, number>> = {
  highest: 1,
  blocker: 1,
  high: 2,
  critical: 2,
  medium: 3,
  major: 3,
  low: 4,
  minor: 4,
  lowest: 5,
  trivial: 5,
};

/** The digit of P1, SEV-2, `1 - Critical`; else the place of the name in Jira's own schemes. */
function severityOf(name: string | null | undefined): number | undefined {
  const [, digit] = /^([1-5])(?:\s*-.*)?$/.exec(name?.trim() ?? '') ?? [];
  const word = name?.trim().toLowerCase() ?? '';
  const placed = Object.hasOwn(PRIORITIES, word) ? PRIORITIES[word] : undefined;
  return severityInName(name) ?? (digit === undefined ? placed : Number(digit));
}

/** What the issue, its changelog and its comments say happened in the incident. */
export function incidentEvents(issue: JiraIssue, changes: readonly Change[], moves: readonly Move[]): EventRecord[] {
  return [
    ...openedBy(issue),
    ...changes.flatMap((change) => changeEvents(issue.id, change)),
    ...moves.map(({ kind, change }) => movedEvent(issue.id, kind === 'closed' ? 'resolved' : 'reopened', change)),
    ...(issue.fields.comment?.comments ?? []).map((comment) => noteOf(issue.id, comment)),
  ];
}

/** Who created the issue declared the incident; somebody else who asked for that reported it. */
function openedBy({ id, fields }: JiraIssue): EventRecord[] {
  const creator = handleOf(fields.creator);
  const reporter = handleOf(fields.reporter);
  const common = { type: 'event' as const, incident: id, at: fields.created };
  const declared = { ...common, id: `${id}/declared`, kind: 'declared' as const, ...present({ actor: creator }) };
  if (reporter === undefined || reporter === creator) return [declared];
  // Jira lets anybody name another reporter later.
  const reported = { id: `${id}/reported`, kind: 'reported' as const, actor: reporter };
  return [{ ...common, ...reported, ...present({ updatedAt: fields.updated }) }, declared];
}

function changeEvents(incident: string, change: Change): EventRecord[] {
  const { id, at, by, field, from, fromName, to, toName } = change;
  const common = { type: 'event' as const, id, incident, at, ...present({ actor: by }) };
  switch (field) {
    case 'assignee':
      return to === undefined ? [] : [{ ...common, kind: 'assigned', subject: to, details: present({ from }) }];
    case 'status':
      return [{ ...common, kind: 'state-changed', details: present({ from: fromName, to: toName }) }];
    case 'priority': {
      const severities = present({ from: severityOf(fromName), to: severityOf(toName) });
      return [{ ...common, kind: 'severity-changed', details: { ...severities, ...present({ fromName, toName }) } }];
    }
    default:
      return [];
  }
}

function movedEvent(incident: string, kind: 'resolved' | 'reopened', { id, at, by }: Change): EventRecord {
  return { type: 'event', id: `${id}/${kind}`, incident, kind, at, ...present({ actor: by }) };
}

function noteOf(incident: string, { id, author, created, updated, body }: JiraComment): EventRecord {
  const text = plainTextOf(body);
  return {
    type: 'event',
    id: `${incident}/comment/${id}`,
    incident,
    kind: 'note',
    at: created,
    ...present({ actor: handleOf(author), summary: text, url: firstLink(text), updatedAt: updated }),
  };
}

/** A post-incident review: a ticket of the incident it is linked to. */
export function reviewOf(issue: JiraIssue): IncidentRecord {
  return { type: 'incident', ...recordOf(issue), kind: 'ticket', declaredAt: issue.fields.created };
}

/** A review that was closed as done is a postmortem its team holds for finished; whoever closed it said so. */
export function reviewEvents(issue: JiraIssue, closed: Closed | undefined): EventRecord[] {
  const dropped = resolutionOf(issue.fields.resolution?.name);
  if (closed === undefined || dropped === 'wont-do' || dropped === 'duplicate') return [];
  const { id } = issue;
  return [
    {
      type: 'event',
      id: `${id}/published`,
      incident: id,
      kind: 'postmortem-published',
      at: closed.at,
      ...present({ actor: closed.by, updatedAt: issue.fields.updated }),
    },
  ];
}

import type { CoverageKind } from '../../domain/event.js';
import type { BatchBuilder } from '../reading/batch-builder.js';
import { declareCoverage } from '../reading/declaration.js';
import { type Seen, SeenHandles } from '../reading/seen-handles.js';
import type { Change } from './changelog.js';
import type { IssueRole } from './issue.js';
import { seenIn } from './people.js';
import type { JiraIssue } from './shapes.js';

const DECLARING: readonly CoverageKind[] = ['reported', 'declared'];

/** What the changelog of an incident records. */
const CHANGELOG_COVERS: readonly CoverageKind[] = [
  'assigned',
  'severity-changed',
  'state-changed',
  'resolved',
  'reopened',
];

/**
 * The most that a file of Jira's can record. Not proof that an item was done: merged changes stand in a panel of Jira that
 * its API does not export, so silence about them says nothing.
 */
export const JIRA_COVERS: readonly CoverageKind[] = [
  ...DECLARING,
  ...CHANGELOG_COVERS,
  'note',
  'postmortem-published',
  'action-item',
];

/** Watches one export go by: who is named, what it can record, and what it lacks. */
export class ExportWatch {
  private readonly handles = new SeenHandles();
  private readonly issues: Record<IssueRole, number> = { incident: 0, review: 0, item: 0 };
  private readonly without = { changelog: 0, histories: 0, comments: 0 };
  private users = 0;
  private incidentChanges = false;
  private incidentComments = false;
  private changelogs = false;

  issue(issue: JiraIssue, role: IssueRole, changes: readonly Change[]): void {
    this.handles.see(...peopleIn(issue, changes));
    this.issues[role] += 1;
    const histories = partOf(issue.changelog?.histories, issue.changelog?.total);
    const comments = partOf(issue.fields.comment?.comments, issue.fields.comment?.total);
    if (!histories.there) this.without.changelog += 1;
    if (histories.cut) this.without.histories += 1;
    if (comments.cut) this.without.comments += 1;
    this.changelogs ||= histories.there;
    if (role !== 'incident') return;
    this.incidentChanges ||= histories.there;
    this.incidentComments ||= comments.there;
  }

  user(): void {
    this.users += 1;
  }

  /** The handles, the warnings and the declaration of coverage. */
  end(batch: BatchBuilder): void {
    this.handles.end(batch);
    for (const [count, code, message] of this.doubts()) if (count > 0) batch.warn({ code, message }, count);
    declareCoverage(batch, 'Jira', this.covers());
  }

  private covers(): CoverageKind[] {
    const { incident, review, item } = this.issues;
    return [
      ...(incident > 0 ? DECLARING : []),
      ...(this.incidentChanges ? CHANGELOG_COVERS : []),
      ...(this.incidentComments ? (['note'] as const) : []),
      ...(review > 0 ? (['postmortem-published'] as const) : []),
      ...(item > 0 ? (['action-item'] as const) : []),
    ];
  }

  private doubts(): [number, string, string][] {
    return [
      [
        this.without.changelog,
        'JIRA_NO_CHANGELOG',
        'These issues come without their changelog, so nothing says who assigned, moved or closed them; export them with ' +
          'expand=changelog, as docs/sources/jira.md shows.',
      ],
      [
        this.without.histories,
        'JIRA_CHANGELOG_CUT',
        'The changelog of these issues is longer than what the search answers; docs/sources/jira.md has a script that ' +
          'exports all of it.',
      ],
      [
        this.without.comments,
        'JIRA_COMMENTS_CUT',
        'These issues have more comments than the search answers; docs/sources/jira.md has a script that exports them all.',
      ],
    ];
  }
}

/** Whether an embedded page is there, and whether it holds less than there is. */
function partOf(
  list: readonly unknown[] | null | undefined,
  total: number | null | undefined,
): { there: boolean; cut: boolean } {
  const there = list !== undefined && list !== null;
  return { there, cut: there && list.length < (total ?? 0) };
}

/** Everybody whom an issue, its comments and its changelog name. */
function peopleIn({ fields, changelog }: JiraIssue, changes: readonly Change[]): (Seen | undefined)[] {
  const { assignee, reporter, creator, comment } = fields;
  const authors = [...(comment?.comments ?? []), ...(changelog?.histories ?? [])].map(({ author }) => author);
  const assigned = changes
    .filter(({ field }) => field === 'assignee')
    .flatMap(({ from, fromName, to, toName }) => [nameOf(from, fromName), nameOf(to, toName)]);
  return [...[assignee, reporter, creator, ...authors].map(seenIn), ...assigned];
}

function nameOf(handle: string | undefined, name: string | undefined): Seen | undefined {
  return handle === undefined ? undefined : { handle, name, bot: false };
}

import type { CoverageKind } from '../../domain/event.js';
import type { BatchBuilder } from '../reading/batch-builder.js';
import { declareCoverage } from '../reading/declaration.js';
import { SeenHandles } from '../reading/seen-handles.js';
import { seenIn } from './people.js';
import { mergedAt } from './pull-requests.js';
import type { GitHubUser, Issue, PullRequest } from './shapes.js';

/** What a list of pull requests records: whoever merged nothing that names the incident, merged nothing there. */
const CHANGES_COVER: readonly CoverageKind[] = ['fix', 'rollback'];

/**
 * The most that a file of GitHub's can record. Not proof that an item was done: it may have been done in a repository that
 * was not exported, or without a change.
 */
export const GITHUB_COVERS: readonly CoverageKind[] = [...CHANGES_COVER, 'action-item'];

/** Watches one export go by: who is named, what it can record, and what it lacks. */
export class ExportWatch {
  private readonly handles = new SeenHandles();
  private readonly count = { pulls: 0, issues: 0, stubs: 0, unreviewed: 0 };

  /** A webhook says nothing about what came after it: it does not claim that what it does not hold did not happen. */
  pull(pull: PullRequest, delivered: boolean): void {
    const { user, reviews } = pull;
    this.name(user, ...(reviews ?? []).map((review) => review.user));
    if (!delivered) this.count.pulls += 1;
    if (mergedAt(pull) !== undefined && !reviews && !delivered) this.count.unreviewed += 1;
  }

  issue(issue: Issue, delivered: boolean): void {
    const { user, assignee, assignees, closed_by: closedBy, events } = issue;
    this.name(user, assignee, ...(assignees ?? []), closedBy);
    for (const event of events ?? []) this.name(event.actor, event.assignee);
    if (!delivered) this.count.issues += 1;
  }

  stub(): void {
    this.count.stubs += 1;
  }

  name(...users: readonly (GitHubUser | null | undefined)[]): void {
    this.handles.see(...users.map(seenIn));
  }

  /** The handles, the warnings and the declaration of coverage. */
  end(batch: BatchBuilder): void {
    this.handles.end(batch);
    for (const [count, code, message] of this.doubts()) if (count > 0) batch.warn({ code, message }, count);
    const { pulls, issues } = this.count;
    declareCoverage(batch, 'GitHub', [
      ...(pulls > 0 ? CHANGES_COVER : []),
      ...(issues > 0 ? (['action-item'] as const) : []),
    ]);
  }

  private doubts(): [number, string, string][] {
    const { stubs, unreviewed } = this.count;
    return [
      [
        stubs,
        'GH_PULL_REQUEST_STUB',
        'Pull requests in a list of issues tell neither their branch nor their reviews, and are left out; export them from ' +
          '/pulls, as docs/sources/github.md shows.',
      ],
      [
        unreviewed,
        'GH_NO_REVIEWS',
        'These merged pull requests come without their reviews, so nobody is known to have approved them; docs/sources/github.md ' +
          'has a script that puts the reviews inside.',
      ],
    ];
  }
}

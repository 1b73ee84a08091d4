import type { EventRecord, IncidentRecord } from '../../domain/record.js';
import { fullerVersion } from '../reading/fuller-version.js';
import { classIn } from '../reading/item-words.js';
import { namedIn } from '../reading/named-in.js';
import { present } from '../reading/present.js';
import { handleOf, isBot } from './people.js';
import { idOf, labelNames, type PullRequest, type Review } from './shapes.js';

/** A pull request as a change, which belongs to the incident it names, or that names it. */
export function changeOf(pull: PullRequest): IncidentRecord {
  const refs = refsOf(pull);
  return {
    type: 'incident',
    id: idOf(pull.html_url),
    kind: 'change',
    title: pull.title,
    declaredAt: pull.created_at,
    url: pull.html_url,
    ...(refs.length > 0 && { refs }),
    ...present({ updatedAt: pull.updated_at }),
  };
}

/**
 * What the pull request names in its title, body, branch and labels, and the issues it closes. A revert repeats the title and
 * branch of what it takes back, whose names are not its own; a bot quotes the release notes of others.
 */
function refsOf(pull: PullRequest): NonNullable<IncidentRecord['refs']> {
  const { html_url: page, title, head } = pull;
  const isRevert = revertedBy(pull) !== undefined;
  const own = isRevert ? title.replace(/".*"/, '') : `${title} ${head?.ref ?? ''}`;
  const body = isBot(pull.user) ? '' : (pull.body ?? '');
  const closed = closedIssues(`${own}\n${body}`, page).map((id) => ({ system: 'github', id }));
  return [...closed, ...namedIn(own, body, ...labelNames(pull.labels))];
}

/** GitHub's own keywords, which close the issue when the change is merged. */
const CLOSES = /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+((?:[\w.-]+\/[\w.-]+)?)#(\d+)\b/gi;

/** The issues that a text closes, `#12` being of the same repository. */
function closedIssues(text: string, page: string): string[] {
  const [own = ''] = idOf(page).split('#');
  const ids = [...text.matchAll(CLOSES)].map(
    ([, repository = '', number = '']) => `${repository === '' ? own : repository}#${number}`,
  );
  return [...new Set(ids)];
}

/** The change that it takes back, by the text or the branch that GitHub's Revert button writes; undefined for any other. */
function revertedBy({ html_url: page, title, body, head }: PullRequest): string | undefined {
  const [own = ''] = idOf(page).split('#');
  const [, repository = '', said] = /\bReverts\s+((?:[\w.-]+\/[\w.-]+)?)#(\d+)\b/.exec(body ?? '') ?? [];
  if (said !== undefined && /^revert\b/i.test(title)) return `${repository === '' ? own : repository}#${said}`;
  const [, number] = /^revert-(\d+)-/.exec(head?.ref ?? '') ?? [];
  return number === undefined ? undefined : `${own}#${number}`;
}

/** What a fix does for good, where a label says it. */
const FIX_CLASSES: Readonly<Record<string, string>> = {
  mitigation: 'mitigation',
  mitigate: 'mitigation',
  'root-cause': 'root-cause',
  'root-cause-fix': 'root-cause',
  preventive: 'preventive',
  prevention: 'preventive',
  prevent: 'preventive',
};

/** When it was merged: GitHub closes it at that instant, should it say no more than that it was merged. */
export function mergedAt({ merged, merged_at: at, closed_at: closedAt }: PullRequest): string | undefined {
  return at ?? (merged === true ? closedAt : undefined) ?? undefined;
}

/** Merging it: a fix, or a rollback where it takes back another change. What is not merged, closed or open, did nothing. */
export function mergeOf(pull: PullRequest): EventRecord | undefined {
  const at = mergedAt(pull);
  if (at === undefined) return undefined;
  const { html_url: url } = pull;
  const incident = idOf(url);
  const reverts = revertedBy(pull);
  const confirmedBy = approversOf(pull, at);
  return {
    type: 'event',
    id: `${incident}/merged`,
    incident,
    kind: reverts === undefined ? 'fix' : 'rollback',
    at,
    url,
    summary: pull.title,
    ...present({
      actor: handleOf(pull.user),
      updatedAt: fullerVersion(pull.updated_at, pull.reviews ?? undefined),
    }),
    ...(confirmedBy.length > 0 && { confirmedBy }),
    details: {
      mergedAt: at,
      changeUrl: url,
      ...present({ class: classIn(labelNames(pull.labels), FIX_CLASSES), reverts }),
    },
  };
}

/** Colleagues whose last word before the merge was an approval; authors and bots confirm nothing. */
function approversOf({ user, reviews }: PullRequest, before: string): string[] {
  const words = (reviews ?? []).filter(
    (review) => isDecisive(review) && !isBot(review.user) && (review.submitted_at ?? '') <= before,
  );
  const last = new Map<string, Review>();
  for (const review of words.sort(inOrder)) {
    const handle = handleOf(review.user);
    if (handle !== undefined && handle !== handleOf(user)) last.set(handle, review);
  }
  return [...last]
    .filter(([, { state }]) => state?.toUpperCase() === 'APPROVED')
    .map(([handle]) => handle)
    .sort();
}

/** A comment takes back no approval. */
function isDecisive({ state, submitted_at: at }: Review): boolean {
  return !!at && /^(?:approved|changes_requested|dismissed)$/i.test(state ?? '');
}

function inOrder(a: Review, b: Review): number {
  return (a.submitted_at ?? '') < (b.submitted_at ?? '') ? -1 : 1;
}

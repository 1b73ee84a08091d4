import { z } from 'zod';
import { isoTextSchema } from '../../domain/instant.js';

/**
 * The parts of GitHub's REST objects that are read here (API 2022-11-28, and those of Enterprise Server). Everything else
 * stays in the raw record. The API answers null where it has nothing, so every optional field may be null.
 */
const text = z.string().nullish();

const userSchema = z.object({ login: text, type: text });

export type GitHubUser = z.infer<typeof userSchema>;

const user = userSchema.nullish();

const labels = z.array(z.union([z.string(), z.object({ name: text })])).nullish();

/** The page tells the repository, which the number alone does not. */
const PAGE = /^https?:\/\/[^/]+\/([^/]+\/[^/]+)\/(?:pull|issues)\/(\d+)$/;

const page = z.string().refine((url) => PAGE.test(url), 'is not the page of a pull request or issue');

/** `owner/repo#12`, out of the page of a pull request or issue. */
export function idOf(htmlUrl: string): string {
  const [, repository = '', number = ''] = PAGE.exec(htmlUrl) ?? [];
  return `${repository}#${number}`;
}

const reviewSchema = z.object({ user, state: text, submitted_at: isoTextSchema.nullish() });

export type Review = z.infer<typeof reviewSchema>;

export const pullRequestShape = z.object({
  html_url: page,
  title: z.string(),
  body: text,
  user,
  created_at: isoTextSchema,
  updated_at: isoTextSchema.nullish(),
  closed_at: isoTextSchema.nullish(),
  merged: z.boolean().nullish(),
  merged_at: isoTextSchema.nullish(),
  head: z.object({ ref: text }).nullish(),
  labels,
  /** The answer of `GET /pulls/{number}/reviews`, which the export script puts here. */
  reviews: z.array(reviewSchema).nullish(),
});

export type PullRequest = z.infer<typeof pullRequestShape>;

const issueEventSchema = z.object({
  event: text,
  actor: user,
  assignee: user,
  created_at: isoTextSchema.nullish(),
  commit_id: text,
});

export const issueShape = z.object({
  html_url: page,
  title: z.string(),
  body: text,
  state: text,
  state_reason: text,
  user,
  assignee: user,
  assignees: z.array(userSchema).nullish(),
  created_at: isoTextSchema,
  updated_at: isoTextSchema.nullish(),
  closed_at: isoTextSchema.nullish(),
  closed_by: user,
  labels,
  milestone: z.object({ due_on: isoTextSchema.nullish() }).nullish(),
  type: z.object({ name: text }).nullish(),
  /** The answer of `GET /issues/{number}/events`, which the export script puts here. */
  events: z.array(issueEventSchema).nullish(),
});

export type Issue = z.infer<typeof issueShape>;

/** What a webhook adds to the pull request or issue it delivers. */
export const deliveryShape = z.object({
  action: z.string(),
  sender: user,
  assignee: user,
  comment: z.object({ id: z.number(), user, created_at: isoTextSchema }).nullish(),
});

export type Delivery = z.infer<typeof deliveryShape>;

/** A user by itself, as `GET /users/{login}` answers: the only place where an e-mail may link. */
export const userShape = userSchema.extend({ login: z.string().min(1, 'is empty'), name: text, email: text });

export type GitHubPerson = z.infer<typeof userShape>;

/** The names of labels, which old answers give as text. */
export function labelNames(list: PullRequest['labels']): string[] {
  return (list ?? [])
    .map((label) => (typeof label === 'string' ? label : (label.name ?? '')))
    .filter((name) => name !== '');
}

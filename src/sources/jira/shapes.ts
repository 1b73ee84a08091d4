import { z } from 'zod';
import { daySchema, isoTextSchema } from '../../domain/instant.js';

/**
 * The parts of Jira's REST objects that are read here (API 2 and 3, Cloud, Server and Data Center). Everything else stays in
 * the raw record. The API answers null where it has nothing, so every optional field may be null.
 */
const text = z.string().nullish();

const id = z.union([z.string().min(1, 'is empty'), z.number()]).transform(String);

/** Cloud knows people by `accountId`, Server and Data Center by `key`. */
const userSchema = z.object({ accountId: text, key: text, name: text, displayName: text, accountType: text });

export type JiraUser = z.infer<typeof userSchema>;

const user = userSchema.nullish();

const named = z.object({ name: text }).nullish();

const typeSchema = z.object({ name: text, subtask: z.boolean().nullish() }).nullish();

export type IssueType = z.infer<typeof typeSchema>;

const linkedSchema = z
  .object({ id: id.nullish(), key: text, fields: z.object({ issuetype: typeSchema }).nullish() })
  .nullish();

export type LinkedIssue = z.infer<typeof linkedSchema>;

/** One field that a history changed. Read by name, since every object has a `toString` of its own. */
const itemSchema = z.record(z.string(), z.unknown()).transform((item) => ({
  field: (textOf(item, 'fieldId') ?? textOf(item, 'field') ?? '').toLowerCase(),
  from: textOf(item, 'from'),
  fromName: textOf(item, 'fromString'),
  to: textOf(item, 'to'),
  toName: textOf(item, 'toString'),
}));

function textOf(item: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = Object.hasOwn(item, name) ? item[name] : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

const historySchema = z.object({
  id: id.nullish(),
  author: user,
  created: isoTextSchema,
  items: z.array(itemSchema).nullish(),
});

const commentSchema = z.object({
  id,
  author: user,
  created: isoTextSchema,
  updated: isoTextSchema.nullish(),
  body: z.unknown().optional(),
});

export type JiraComment = z.infer<typeof commentSchema>;

export const issueShape = z.object({
  id,
  key: z.string().min(1, 'is empty'),
  self: text,
  fields: z.object({
    summary: z.string(),
    created: isoTextSchema,
    updated: isoTextSchema.nullish(),
    description: z.unknown().optional(),
    issuetype: typeSchema,
    status: z.object({ name: text, statusCategory: z.object({ key: text }).nullish() }).nullish(),
    statuscategorychangedate: isoTextSchema.nullish(),
    priority: named,
    resolution: named,
    resolutiondate: isoTextSchema.nullish(),
    duedate: daySchema.nullish(),
    assignee: user,
    reporter: user,
    creator: user,
    labels: z.array(z.string()).nullish(),
    components: z.array(z.object({ name: text })).nullish(),
    parent: linkedSchema,
    issuelinks: z.array(z.object({ type: named, inwardIssue: linkedSchema, outwardIssue: linkedSchema })).nullish(),
    comment: z.object({ comments: z.array(commentSchema).nullish(), total: z.number().nullish() }).nullish(),
  }),
  changelog: z.object({ histories: z.array(historySchema).nullish(), total: z.number().nullish() }).nullish(),
  /** The answer of `GET /issue/{key}/remotelink`, which the export script puts here. */
  remotelinks: z.array(z.object({ object: z.object({ url: text }).nullish() })).nullish(),
});

export type JiraIssue = z.infer<typeof issueShape>;

/** A user by itself, as `users/search` answers: the only place where an e-mail may link. */
export const userShape = userSchema.extend({ emailAddress: text, timeZone: text });

export type JiraPerson = z.infer<typeof userShape>;

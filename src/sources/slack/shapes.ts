import { z } from 'zod';
import { slackInstant } from './slack-time.js';

/**
 * The parts of Slack's objects that are read here, in an export as in answers of the Web API. Everything else stays in the
 * raw record. An export writes times as text where the API writes numbers.
 */
const text = z.string().nullish();

const time = z.union([z.string(), z.number()]);

const NO_TIME = { message: 'is not a time of Slack: seconds since 1970, such as 1452988821.000002' };

const names = z.object({ real_name: text, display_name: text, name: text }).nullish();

export const userShape = z.object({
  id: z.string().min(1, 'is empty'),
  name: text,
  real_name: text,
  is_bot: z.boolean().nullish(),
  tz: text,
  profile: z.object({ email: text, real_name: text, display_name: text }).nullish(),
  enterprise_user: z.object({ id: text }).nullish(),
});

export type SlackUser = z.infer<typeof userShape>;

const saying = z.object({ value: text }).nullish();

export const channelShape = z.object({
  id: z.string().min(1, 'is empty'),
  name: z.string().min(1, 'is empty'),
  created: time.refine((value) => slackInstant(value) !== undefined, NO_TIME),
  /** Milliseconds, other than every other time here. */
  updated: z.number().nullish(),
  topic: saying,
  purpose: saying,
  previous_names: z.array(z.string()).nullish(),
});

export type SlackChannel = z.infer<typeof channelShape>;

export const messageShape = z.object({
  subtype: text,
  user: text,
  ts: z.string().refine((value) => slackInstant(value) !== undefined, NO_TIME),
  text,
  bot_id: text,
  inviter: text,
  edited: z.object({ ts: time.nullish() }).nullish(),
  comment: z.object({ user: text }).nullish(),
  room: z
    .object({
      created_by: text,
      date_start: time.nullish(),
      participants: z.array(z.string()).nullish(),
      participant_history: z.array(z.string()).nullish(),
    })
    .nullish(),
  user_profile: names,
});

export type SlackMessage = z.infer<typeof messageShape>;

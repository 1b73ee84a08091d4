import type { CoverageKind } from '../../domain/event.js';
import type { EventRecord } from '../../domain/record.js';
import { namedIn } from '../reading/named-in.js';
import { firstText, SLACKBOT, unescaped } from './people-and-channels.js';
import type { SlackMessage } from './shapes.js';
import { slackInstant } from './slack-time.js';

/**
 * What the messages of a channel record. Joining is not among it: whoever was in the channel already, or was brought in and
 * went to the call, came without a message. What was done there to mend things is for people to say.
 */
export const MESSAGE_COVERS: readonly CoverageKind[] = ['responder-added', 'left', 'note'];

/** Somebody whom a message names, as it names them. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

const JOINS: ReadonlySet<string> = new Set(['channel_join', 'group_join']);
const LEAVES: ReadonlySet<string> = new Set(['channel_leave', 'group_leave']);

/** Subtypes that are somebody's words; all others are Slack's, or an app's, about something. */
const SPEECH: ReadonlySet<string> = new Set(['', 'file_share', 'file_comment', 'me_message', 'thread_broadcast']);

/**
 * Coming, going, being brought in and meeting in a huddle. Being brought in is the inviter's act alone: it says nothing of
 * whether, or when, the other came. Ids do not hold the channel's name, which may change between two
 * exports; a user and Slack's own time tell messages apart.
 */
export function comingsAndGoings(message: SlackMessage, channel: string): EventRecord[] {
  if (message.room) return huddle(message, channel);
  const { subtype, user, inviter } = message;
  if (!user || user === SLACKBOT || message.bot_id) return [];
  if (LEAVES.has(subtype ?? '')) return [eventOf(message, channel, { kind: 'left', actor: user })];
  if (!JOINS.has(subtype ?? '')) return [];
  const invited = inviter && inviter !== user;
  return [
    invited
      ? eventOf(message, channel, { kind: 'responder-added', actor: inviter, subject: user })
      : eventOf(message, channel, { kind: 'joined', actor: user, details: { via: 'channel' } }),
  ];
}

/** Who took part. Only whoever opened it is known to have been there when it began; the others came at no recorded time. */
function huddle(message: SlackMessage, channel: string): EventRecord[] {
  const { created_by: opener, date_start: start, participants, participant_history: history } = message.room ?? {};
  const people = new Set([...(opener ? [opener] : []), ...(participants ?? []), ...(history ?? [])]);
  people.delete(SLACKBOT);
  return [...people].map((actor) => {
    const at = actor === opener ? (slackInstant(start) ?? slackInstant(message.ts)) : undefined;
    return {
      type: 'event',
      id: `${actor}/${message.ts}/joined`,
      incident: channel,
      kind: 'joined',
      ...(at !== undefined && { at }),
      actor,
      details: { via: 'huddle' },
    };
  });
}

/** Who wrote the message; undefined where no person did. */
export function speakerOf(message: SlackMessage): string | undefined {
  const { subtype, user, comment, bot_id: bot } = message;
  if (bot || message.room || !SPEECH.has(subtype ?? '')) return undefined;
  const speaker = firstText(subtype === 'file_comment' ? comment?.user : user, user);
  return speaker === SLACKBOT ? undefined : speaker;
}

/** The message as a note, with the first link in it. Its words stay in the raw record. */
export function noteOf(message: SlackMessage, channel: string, speaker: string): EventRecord {
  const url = linkIn(message.text);
  const event = eventOf(message, channel, { kind: 'note', actor: speaker });
  const edited = slackInstant(message.edited?.ts);
  return { ...event, ...(url !== undefined && { url }), updatedAt: edited ?? event.at };
}

/** Slack writes a link as `<https://...|what is shown>`. Its own pages are no artifact: files, messages, profiles. */
function linkIn(text: string | null | undefined): string | undefined {
  const links = namedIn(text).flatMap(({ url }) => (url === undefined ? [] : unescaped(url)));
  return links.find((link) => !OF_SLACK.test(link));
}

const OF_SLACK = /^https?:\/\/(?:[^/]+\.)?slack\.com(?:[/?#]|$)/i;

/**
 * A name that stands in the message itself: enough to print. A mention is none. Nor does a bot id make somebody a bot: apps
 * write in the name of people too, and only the user record says which is which.
 */
export function namedBy({ user, bot_id: bot, user_profile: profile }: SlackMessage): Named | undefined {
  const name = firstText(profile?.real_name, profile?.display_name, profile?.name);
  return !user || user === SLACKBOT || bot || name === undefined ? undefined : { id: user, name };
}

type Act = Pick<EventRecord, 'kind' | 'actor' | 'subject' | 'details'> & { readonly actor: string };

function eventOf({ ts }: SlackMessage, channel: string, act: Act): EventRecord & { at: string } {
  const { kind, actor, subject, details } = act;
  return {
    type: 'event',
    id: `${actor}/${ts}/${kind}`,
    incident: channel,
    kind,
    at: slackInstant(ts) ?? '',
    actor,
    ...(subject !== undefined && { subject }),
    ...(details !== undefined && { details }),
  };
}

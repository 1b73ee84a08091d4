import type { IncidentRecord, PersonRecord } from '../../domain/record.js';
import { isZone } from '../../domain/zone.js';
import { namedIn } from '../reading/named-in.js';
import { present } from '../reading/present.js';
import type { SlackChannel, SlackUser } from './shapes.js';
import { slackInstant } from './slack-time.js';

/** Speaks for the workspace itself. */
export const SLACKBOT = 'USLACKBOT';

/** A user of the workspace; one that was deleted stays, since what they did stays. */
export function personOf(user: SlackUser): PersonRecord {
  const { id, profile, tz } = user;
  const everywhere = user.enterprise_user?.id;
  return {
    type: 'person',
    id,
    name: firstText(profile?.real_name, user.real_name, profile?.display_name, user.name) ?? id,
    ...present({ email: profile?.email, timeZone: tz && isZone(tz) ? tz : undefined }),
    ...((user.is_bot === true || id === SLACKBOT) && { bot: true }),
    // In a grid one person has an id of the organisation besides, and messages may bear either.
    ...(everywhere && everywhere !== id && { sameAs: [{ system: 'slack', id: everywhere }] }),
  };
}

/** A channel as what it is to an incident: a record that belongs to whichever incident names it, or which its name or topic names. */
export function channelRecordOf(channel: SlackChannel): IncidentRecord {
  const { id, name, created, updated } = channel;
  const refs = namedIn(name, unescaped(channel.topic?.value), unescaped(channel.purpose?.value));
  const former = (channel.previous_names ?? []).filter((other) => other !== name && other !== '');
  return {
    type: 'incident',
    id: name,
    kind: 'channel',
    title: `#${name}`,
    declaredAt: slackInstant(created) ?? '',
    keys: [...new Set([id, ...former])],
    ...(refs.length > 0 && { refs }),
    ...present({ updatedAt: slackInstant(((updated ?? 0) / 1000).toFixed(3)) }),
  };
}

/** Slack writes `&`, `<` and `>` of a text as entities, as its own marks use them. */
export function unescaped(text: string | null | undefined): string {
  return (text ?? '').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** The first text that is not empty. */
export function firstText(...texts: readonly (string | null | undefined)[]): string | undefined {
  return texts.find((text): text is string => typeof text === 'string' && text !== '');
}

import type { LogEntry, Reference } from './shapes.js';

/** Somebody a PagerDuty object names. */
export interface Named {
  /** The user's id, or `name:Keon Amini` where only the name is given. */
  readonly handle: string;
  readonly name: string | undefined;
  readonly bot: boolean;
}

/** The user meant by a reference; undefined for services, policies and nobody. */
export function userOf(reference: Reference | null | undefined): Named | undefined {
  const type = reference?.type ?? '';
  if (!/^(bot_)?user(_reference)?$/.test(type) || !reference?.id) return undefined;
  return { handle: reference.id, name: reference.summary ?? undefined, bot: type.startsWith('bot_') };
}

/** Somebody known by name alone. */
function byName(name: string): Named {
  return { handle: `name:${name}`, name, bot: false };
}

/** Who was notified: the entry's user, or the name in `Notified Keon Amini by email.`, which is all that it has without channels. */
export function notifiedBy(entry: LogEntry): Named | undefined {
  const user = userOf(entry.user);
  if (user !== undefined) return user;
  const [, name] = /^Notified (.+) by [^.]+\.?$/.exec(entry.summary ?? '') ?? [];
  return name === undefined ? undefined : byName(name);
}

/** How the notification was sent, in the words of the native format. */
export function channelOf(entry: LogEntry): string | undefined {
  const [, said] = /^Notified .+ by ([^.]+?)\.?$/.exec(entry.summary ?? '') ?? [];
  const type = entry.channel?.notification?.type ?? said ?? '';
  return CHANNELS.find(([pattern]) => pattern.test(type))?.[1];
}

const CHANNELS: readonly [RegExp, string][] = [
  [/mail/i, 'email'],
  [/sms|text/i, 'sms'],
  [/phone|voice/i, 'phone'],
  [/push/i, 'push'],
  [/slack|teams|chat/i, 'chat'],
];

/** To whom an assignment or escalation went: its assignees who are users, else the name in its summary. */
export function targetsOf(entry: LogEntry): Named[] {
  const users = (entry.assignees ?? []).map(userOf).filter((user) => user !== undefined);
  if (users.length > 0) return users;
  const [, said = ''] = /^(?:Escalated|Assigned|Reassigned) to (.+?)\.?$/.exec(entry.summary ?? '') ?? [];
  const name = withoutAgent(said, entry.agent?.summary ?? undefined);
  return name === '' ? [] : [byName(name)];
}

/** `Keon Amini by Ana Silva` without who did it, whose name the entry gives, so that a name may hold the word by. */
function withoutAgent(said: string, agent: string | undefined): string {
  const api = ' through the API';
  if (said.endsWith(api)) return said.slice(0, -api.length);
  if (agent !== undefined && said.endsWith(` by ${agent}`)) return said.slice(0, -` by ${agent}`.length);
  return said;
}

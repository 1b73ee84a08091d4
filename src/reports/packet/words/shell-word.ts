import type { Person } from '../../../domain/person.js';

/**
 * A text as one word for a shell; undefined where it cannot be one safely. Quotes mean the same to every shell only around
 * what none of them expands.
 */
export function shellWord(text: string): string | undefined {
  if (/^[A-Za-z0-9][A-Za-z0-9@._:+-]*$/u.test(text)) return text;
  return /^[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N} @._:+,'/#-]*$/u.test(text) ? `"${text}"` : undefined;
}

/** What names the person and nobody else: the e-mail, else the first handle with its connection, else the id. */
export function personWord({ email, handles: [handle], id }: Person): string {
  const who = email ?? (handle === undefined ? id : `${handle.connection}:${handle.handle}`);
  return shellWord(who) ?? id;
}

import type { PersonRecord } from '../../domain/record.js';
import { isZone } from '../../domain/zone.js';
import { present } from '../reading/present.js';
import type { Seen } from '../reading/seen-handles.js';
import type { JiraPerson, JiraUser } from './shapes.js';

/** Somebody an issue names, by the account's id; undefined for nobody, and for accounts that were deleted without a trace. */
export function seenIn(user: JiraUser | null | undefined): Seen | undefined {
  const handle = handleOf(user);
  if (handle === undefined) return undefined;
  return { handle, name: user?.displayName ?? undefined, bot: user?.accountType === 'app' };
}

/** The id by which Jira's changelog calls people too: Cloud's `accountId`, else the `key` of Server and Data Center. */
export function handleOf(user: JiraUser | null | undefined): string | undefined {
  return (
    [user?.accountId, user?.key, user?.name].find((id) => id !== undefined && id !== null && id !== '') ?? undefined
  );
}

/** A user record of Jira. Privacy settings often hide the e-mail, which then is empty or absent. */
export function personOf(user: JiraPerson, id: string): PersonRecord {
  const zone = user.timeZone ?? '';
  return {
    type: 'person',
    id,
    name: present({ name: user.displayName }).name ?? id,
    ...present({ email: user.emailAddress, timeZone: isZone(zone) ? zone : undefined }),
    ...(user.accountType === 'app' && { bot: true }),
  };
}

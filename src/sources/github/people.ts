import type { PersonRecord } from '../../domain/record.js';
import { present } from '../reading/present.js';
import type { Seen } from '../reading/seen-handles.js';
import type { GitHubPerson, GitHubUser } from './shapes.js';

/** The login; undefined for nobody, and for `ghost`, which stands for every account that was deleted. */
export function handleOf(user: GitHubUser | null | undefined): string | undefined {
  const login = user?.login ?? '';
  return login === '' || login === 'ghost' ? undefined : login;
}

/** GitHub marks apps by their type, and by their login where it gives no type. */
export function isBot(user: GitHubUser | null | undefined): boolean {
  return user?.type === 'Bot' || (user?.login ?? '').endsWith('[bot]');
}

/** Somebody a record names. GitHub prints people by their login. */
export function seenIn(user: GitHubUser | null | undefined): Seen | undefined {
  const handle = handleOf(user);
  return handle === undefined ? undefined : { handle, name: handle, bot: isBot(user) };
}

/** Addresses that GitHub makes up so that a commit does not show a person's own. */
const NO_REPLY = /@users\.noreply\./i;

/** A user's own profile. The e-mail is there where the person made it public. */
export function personOf(user: GitHubPerson): PersonRecord {
  const email = user.email ?? '';
  return {
    type: 'person',
    id: user.login,
    name: present({ name: user.name }).name ?? user.login,
    ...(email !== '' && !NO_REPLY.test(email) && { email }),
    ...(isBot(user) && { bot: true }),
  };
}

import type { ApiShape, Members } from '../reading/api-objects.js';

type SlackKind = 'user' | 'channel' | 'message' | 'history' | 'integration' | 'refusal';

/** The lists of a page, what wraps single objects, and the members that say where a page ends. Exports are bare arrays. */
export const SLACK_API: ApiShape<SlackKind> = {
  // Messages are no list of their own: without the channel that stands beside them they belong nowhere.
  lists: new Set(['members', 'channels']),
  singles: ['user', 'channel'],
  paging: new Set(['ok', 'response_metadata', 'cache_ts', 'offset', 'warning']),
  kindOf,
};

export type { SlackKind };

const USER = /^[UWB][A-Z0-9]+$/;
const CHANNEL = /^[CGD][A-Z0-9]+$/;

function kindOf(value: Members, holder: string | undefined): SlackKind | undefined {
  if (Array.isArray(value['messages'])) return 'history';
  if (typeof value['ts'] === 'string' && value['id'] === undefined) return 'message';
  if (value['type'] === 'message') return 'message';
  if (value['change_type'] !== undefined && value['user_id'] !== undefined) return 'integration';
  if (value['ok'] === false) return 'refusal';
  return typeof value['id'] === 'string' ? kindOfNamed(value, value['id'], holder) : undefined;
}

function kindOfNamed(value: Members, id: string, holder: string | undefined): SlackKind | undefined {
  if (holder === 'channel' || holder === 'channels') return 'channel';
  if (CHANNEL.test(id) && value['created'] !== undefined) return 'channel';
  if (holder === 'members' || holder === 'user') return 'user';
  return USER.test(id) && (value['profile'] !== undefined || value['is_bot'] !== undefined) ? 'user' : undefined;
}

import { Problem } from '../../domain/problem.js';
import { type Members, unpackApi } from '../reading/api-objects.js';
import { readJsonItems } from '../reading/json-items.js';
import type { InputFile, SetOptions } from '../source.js';
import { exportPath } from './export-path.js';
import { SLACK_API } from './slack-api.js';

/** Conversations that not everybody may read: of chosen members, or of two or a few people. */
type Closed = 'private' | 'direct';

/** Why a channel is closed, as it says itself or as the list does that it stands in; undefined for one that is open. */
export function closedAs(channel: Members, list: string): Closed | undefined {
  if (channel['is_im'] === true || channel['is_mpim'] === true || /^(dms|mpims)\.json$/.test(list)) return 'direct';
  const isPrivate = channel['is_private'] === true || channel['is_group'] === true || list === 'groups.json';
  return isPrivate ? 'private' : undefined;
}

/**
 * The files of an export but for those of closed channels, which the lists beside them tell: the files of a channel's days
 * do not say so themselves. Direct conversations go, whatever was asked for; the list of private ones stays and counts them.
 * Throws IMPORT_INVALID_ROWS where a private channel cannot be told by name. A fault of a whole list is left to its reader.
 */
export async function withoutClosed(files: readonly InputFile[], options: SetOptions): Promise<InputFile[]> {
  const closed = new Set<string>();
  for (const file of files) {
    const list = exportPath(file.name).file;
    if (!/^(channels|groups|dms|mpims)\.json$/.test(list)) continue;
    for await (const channel of channelsIn(file)) {
      const why = closedAs(channel, list);
      if (why === undefined || (why === 'private' && options.includePrivate === true)) continue;
      if (why === 'private' && typeof channel['name'] !== 'string') throw unclear(file.name);
      for (const name of [channel['id'], channel['name']]) if (typeof name === 'string') closed.add(folderOf(name));
    }
  }
  return files.filter(({ name }) => {
    const { channel } = exportPath(name);
    return channel === undefined || !closed.has(folderOf(channel));
  });
}

/** A row that cannot be read yields a channel without a name. */
async function* channelsIn(file: InputFile): AsyncGenerator<Members> {
  for await (const items of readJsonItems(file.open(), SLACK_API)) {
    if (!Array.isArray(items)) return;
    for (const item of items)
      for (const { kind, value } of unpackApi(item, SLACK_API)) if (kind !== 'nothing') yield value;
  }
}

/** A file system may take a name apart into letters and accents. */
function folderOf(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

function unclear(file: string): Problem {
  const message =
    'A private channel of this list has no name that can be read, so its messages cannot be left out; export again, or read ' +
    'private channels with --include-private.';
  return new Problem('IMPORT_INVALID_ROWS', `${file}: ${message} Nothing was applied.`, [
    { file, code: 'PRIVATE_UNCLEAR', scope: 'file', message },
  ]);
}

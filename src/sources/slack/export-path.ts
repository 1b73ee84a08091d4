/** What a file's path says of it within an export: `inc-204-checkout/2026-03-01.json`, `users.json`. */
export interface ExportPath {
  /** The last part of the path. */
  readonly file: string;
  /** The channel whose folder it stands in. Only files named by a day have one. */
  readonly channel?: string;
  /** The day it is named by: Slack's own day of the workspace, not one of UTC. */
  readonly day?: string;
}

/** Lists that stand beside the folders of channels. */
const LISTS: ReadonlySet<string> = new Set([
  'users.json',
  'org_users.json',
  'channels.json',
  'groups.json',
  'dms.json',
  'mpims.json',
  'integration_logs.json',
]);

/** What the path says, whatever stands before it: the archive or folder the export came in. */
export function exportPath(name: string): ExportPath {
  const parts = name.split(/[\\/]/);
  const file = parts.at(-1) ?? '';
  const day = /^(\d{4}-\d{2}-\d{2})\.json$/.exec(file)?.[1];
  const channel = parts.at(-2);
  return { file, ...(day !== undefined && channel !== undefined && channel !== '' && { day, channel }) };
}

/** Whether a file at that path is one that Slack's exports have and this source reads. */
export function isPartOfExport({ file, channel }: ExportPath): boolean {
  return LISTS.has(file) || channel !== undefined;
}

/** Whether files of these names are one export: a list of users or channels beside messages by day. */
export function isExport(names: readonly string[]): boolean {
  const paths = names.map(exportPath);
  const listed = paths.some(({ file }) => file === 'users.json' || file === 'channels.json');
  return listed && paths.some(({ channel }) => channel !== undefined);
}

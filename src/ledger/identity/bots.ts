/** Suffixes and names that systems themselves give to what is not a person. Nothing is guessed from looks beyond these. */
const BOT_SUFFIX = /\[bot\]$/i;

const BOT_NAMES: ReadonlySet<string> = new Set([
  'service account',
  'service-account',
  'system account',
  'integration user',
  'automation user',
]);

/** Whether a name or handle is one that only programs carry. */
export function isBot(nameOrHandle: string): boolean {
  return BOT_SUFFIX.test(nameOrHandle) || BOT_NAMES.has(nameOrHandle.trim().toLowerCase());
}

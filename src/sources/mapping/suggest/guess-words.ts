/** The state that a tool's word seems to mean; undefined where work goes on, or nobody can tell. */
export function stateOf(word: string): string | undefined {
  if (/resol|fixed|done|complet/i.test(word)) return 'resolved';
  return /clos|archiv/i.test(word) ? 'closed' : undefined;
}

/** The severity, 1 (worst) to 5, that a tool's word seems to mean. */
export function severityOf(word: string): number | undefined {
  const digit = /^(?:p|s|sev|severity|priority)?[\s_-]*([1-5])\b/i.exec(word)?.[1];
  if (digit !== undefined) return Number(digit);
  return SEVERITY_WORDS.find(([pattern]) => pattern.test(word))?.[1];
}

const SEVERITY_WORDS: readonly (readonly [RegExp, number])[] = [
  [/crit|blocker|emergency/i, 1],
  [/high|major|severe/i, 2],
  [/med|moderate|normal/i, 3],
  [/low|minor/i, 4],
  [/trivial|info|planning/i, 5],
];

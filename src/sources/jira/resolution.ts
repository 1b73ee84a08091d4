import type { ActionItemRecord } from '../../domain/record.js';

const DROPPED =
  /won'?t|not? (?:do|fix|a bug|an issue|planned|needed|reproducible)|(?:cannot|can'?t|unable to) reproduce|declin|reject|cancel|invalid|obsolete|abandon|incomplete/i;

/** How an issue ended, out of the name of its resolution; undefined where the name does not say. */
export function resolutionOf(name: string | null | undefined): ActionItemRecord['resolution'] {
  if (!name) return undefined;
  if (/duplicate/i.test(name)) return 'duplicate';
  if (DROPPED.test(name)) return 'wont-do';
  return /^(?:done|fixed|resolved|completed?|implemented|delivered)$/i.test(name.trim()) ? 'done' : undefined;
}

import { userOf } from './people.js';
import { targetsOf } from './people.js';
import type { LogEntry } from './shapes.js';

/** Whose page ran out when the entry was written, by the entry's id. */
export type TimedOut = ReadonlyMap<string, readonly string[]>;

/** Whether the entry says that nobody answered in time: escalated by timeout, or the end of the escalation policy. */
export function isTimeout(entry: LogEntry): boolean {
  if (entry.type === 'exhaust_escalation_path_log_entry') return true;
  return entry.type === 'escalate_log_entry' && entry.channel?.type === 'timeout' && userOf(entry.agent) === undefined;
}

/**
 * Who let each timeout of one incident pass: those to whom it had last been assigned or escalated before that instant.
 * Entries of one instant are one step, told once, with its first entry; the order of the log does not matter.
 */
export function timedOutIn(entries: readonly LogEntry[]): TimedOut {
  const result = new Map<string, string[]>();
  let at = '';
  let before: string[] = [];
  let now: string[] = [];
  let told = false;
  for (const entry of [...entries].sort(inOrder)) {
    if (entry.created_at !== at) {
      if (now.length > 0) before = now;
      [at, now, told] = [entry.created_at, [], false];
    }
    if (isTimeout(entry)) {
      result.set(entry.id, told ? [] : before);
      told = true;
    }
    if (entry.type === 'assign_log_entry' || entry.type === 'escalate_log_entry') {
      now.push(...targetsOf(entry).map(({ handle }) => handle));
    }
  }
  return result;
}

function inOrder(a: LogEntry, b: LogEntry): number {
  if (a.created_at !== b.created_at) return a.created_at < b.created_at ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

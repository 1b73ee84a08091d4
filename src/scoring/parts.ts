import type { Coverage, IncidentFile } from '../domain/incident-file.js';
import { COVERAGE_KINDS } from '../domain/event.js';
import { compareText } from '../domain/compare-text.js';

/** Everybody who has a part in the incident, bots included. A declared cause is private and gives nobody a part. */
export function peopleIn(file: IncidentFile): Set<string> {
  const named: (string | undefined)[] = [];
  for (const { kind, actor, subject } of file.events) {
    if (kind !== 'cause-declared') named.push(actor, subject);
  }
  for (const item of file.actionItems) {
    named.push(item.assignee, item.createdBy, item.closedBy, item.verifiedBy);
    for (const { actor, subject } of item.events) named.push(actor, subject);
  }
  return new Set(named.filter((person) => person !== undefined));
}

/** One entry a source: all it records in any of these incidents, over the widest span. By connection, then system. */
export function mergeCoverage(entries: Iterable<Coverage>): Coverage[] {
  const merged = new Map<string, Coverage>();
  // Files of one connection share one entry: each is looked at once.
  for (const entry of new Set(entries)) {
    const key = `${entry.connection} ${entry.system}`;
    const before = merged.get(key);
    merged.set(key, before === undefined ? entry : widest(before, entry));
  }
  return [...merged.values()]
    .map((entry) => ({ ...entry, covers: COVERAGE_KINDS.filter((kind) => entry.covers.includes(kind)) }))
    .sort((a, b) => compareText(a.connection, b.connection) || compareText(a.system, b.system));
}

/** An absent bound is no bound, and so the widest. */
function widest(a: Coverage, b: Coverage): Coverage {
  const { from, until, ...rest } = a;
  const earliest = from === undefined || b.from === undefined ? undefined : from < b.from ? from : b.from;
  const latest = until === undefined || b.until === undefined ? undefined : until > b.until ? until : b.until;
  return { ...rest, covers: [...new Set([...a.covers, ...b.covers])], from: earliest, until: latest };
}

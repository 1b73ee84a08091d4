import type { IncidentFile, RecordedEvent } from '../domain/incident-file.js';
import type { Instant } from '../domain/instant.js';
import { oncePerFile } from './once-per-file.js';
import { isColleague } from './roles.js';

/** Changes of the incident's severity in time order: the head's own, or its attachments' where the head tells none. */
export const severityChanges = oncePerFile((file): readonly RecordedEvent[] => {
  const changes = file.events.filter((event) => event.kind === 'severity-changed' && event.at !== undefined);
  const own = changes.filter((event) => event.incident === file.incident?.id);
  return own.length > 0 ? own : changes;
});

/** A severity from 1 to 5 out of an event's details, whether written as a number or as digits. */
export function severityNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^[1-5]$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) && number >= 1 && number <= 5 ? number : undefined;
}

/**
 * The severity that counts at an instant when judging a person: the `from` of the first change after it, else the latest
 * known: the incident's own, or what the last change made it. What the person made more severe without a colleague's
 * approval is ignored: nobody raises their own stakes.
 * Undefined: not recorded.
 */
export function severityAt(file: IncidentFile, instant: Instant, person: string): number | undefined {
  const changes = severityChanges(file);
  const [first] = changes;
  if (first === undefined) return file.incident?.severity;
  let severity = severityNumber(first.details['from']);
  for (const [index, change] of changes.entries()) {
    if ((change.at ?? '') > instant) break;
    if (isOwnRaise(change, severity, person, file)) continue;
    const next = changes[index + 1];
    severity = next === undefined ? lastKnown(change, file) : severityNumber(next.details['from']);
  }
  return severity;
}

/** After the last change: what the incident says, else what that change made it. */
function lastKnown(change: RecordedEvent, file: IncidentFile): number | undefined {
  return file.incident?.severity ?? severityNumber(change.details['to']);
}

function isOwnRaise(change: RecordedEvent, before: number | undefined, person: string, file: IncidentFile): boolean {
  const { approvedBy, to } = change.details;
  const approved = typeof approvedBy === 'string' && isColleague(approvedBy, person, file);
  const after = severityNumber(to);
  if (change.actor !== person || approved || after === undefined || before === undefined) return false;
  return after < before;
}

import type { Tier } from '../domain/evidence.js';
import type { ActionItem, ActionItemEvent, IncidentFile, RecordedEvent } from '../domain/incident-file.js';
import { isConfirmed } from './substantive.js';

/** How far an event can be trusted as evidence for or about a person (law 5). */
export function tierOfEvent(event: RecordedEvent, person: string, file: IncidentFile): Tier {
  const merged = event.kind === 'fix' && event.details['mergedAt'] !== undefined && !event.handKept;
  return merged || isConfirmed(event, file) ? 'corroborated' : tierOfRecord(event, person);
}

/** Self-reported when hand-kept or kept by the person it speaks for, else recorded. */
export function tierOfRecord(record: RecordedEvent | ActionItem | ActionItemEvent, person: string): Tier {
  return record.handKept || record.by === person ? 'self-reported' : 'recorded';
}

import type { Tier } from '../domain/evidence.js';
import type { ActionItem, ActionItemEvent, IncidentFile, RecordedEvent } from '../domain/incident-file.js';
import { mergedAt } from './merged-change.js';
import { isConfirmed } from './substantive.js';

/** From the most trusted to the least. */
const TRUST: readonly Tier[] = ['corroborated', 'recorded', 'attested', 'self-reported'];

/** The less trusted of two tiers: what rests on two records is no better than the weaker one. */
export function weakerTier(a: Tier, b: Tier): Tier {
  return TRUST.indexOf(a) < TRUST.indexOf(b) ? b : a;
}

/** How far an event can be trusted as evidence for or about a person (law 5). */
export function tierOfEvent(event: RecordedEvent, person: string, file: IncidentFile): Tier {
  const merged = mergedAt(event) !== undefined && !event.handKept;
  return merged || isConfirmed(event, file) ? 'corroborated' : tierOfRecord(event, person);
}

/** Self-reported when hand-kept or kept by the person it speaks for, else recorded. */
export function tierOfRecord(record: RecordedEvent | ActionItem | ActionItemEvent, person: string): Tier {
  return record.handKept || record.by === person ? 'self-reported' : 'recorded';
}

import { compareText } from '../../domain/compare-text.js';
import type { EventKind } from '../../domain/event.js';
import type { EventRecord, UpdateRecord } from '../../domain/record.js';
import { present } from './present.js';

/** What one update tells of an event, beside its kind. */
export interface Told {
  readonly at: string;
  readonly actor?: string | undefined;
  readonly subject?: string | undefined;
  readonly details?: Record<string, string | number>;
}

/** The updates of an incident in the one order that all exports of it agree on: by (at, seq, id). */
export function inOrder(updates: readonly UpdateRecord[]): UpdateRecord[] {
  return [...updates].sort((a, b) => compareText(a.at, b.at) || a.seq - b.seq || compareText(a.id, b.id));
}

/** The last value that any update of the history gives a field. */
export function latest(history: readonly UpdateRecord[], field: string): string | undefined {
  return history.findLast(({ fields }) => fields[field] !== undefined)?.fields[field];
}

/** An event that an update tells, with the id of that update in `details.update`. */
export function eventOf(update: UpdateRecord, kind: EventKind, { at, actor, subject, details }: Told): EventRecord {
  return {
    type: 'event',
    id: `${update.id}/${kind}`,
    incident: update.incident,
    kind,
    at,
    ...present({ actor, subject }),
    details: { ...details, update: update.id },
  };
}

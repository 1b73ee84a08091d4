import type { EventRecord } from '../../domain/record.js';
import type { BatchBuilder, Place } from '../reading/batch-builder.js';

/** A note that may turn out to be the first of its person, channel and day. */
interface Candidate {
  readonly ts: string;
  readonly note: EventRecord;
  readonly place: Place;
}

/**
 * One note for each person, channel and day: the earliest message, whatever the order of the file. Messages with a link are
 * notes too. How many messages somebody wrote is nowhere kept.
 */
export class NoteGatherer {
  private readonly earliest = new Map<string, Candidate>();

  constructor(private readonly batch: BatchBuilder) {}

  add(note: EventRecord, { ts, day }: { ts: string; day: string }, place: Place): void {
    if (note.url !== undefined) this.batch.add(note, place);
    const key = JSON.stringify([note.incident, day, note.actor]);
    const known = this.earliest.get(key);
    if (known === undefined || Number(ts) < Number(known.ts)) this.earliest.set(key, { ts, note, place });
  }

  /** The first notes; those with a link stand in the batch already. */
  end(): void {
    for (const { note, place } of this.earliest.values()) if (note.url === undefined) this.batch.add(note, place);
  }
}

import type { IncidentFile } from '../../domain/incident-file.js';

/** What one identity did, in all. */
export interface ActsOf {
  /** Incidents that name it. */
  incidents: number;
  /** Incidents it resolved or closed. */
  ended: number;
  /** Its acts by hour of the day, UTC: 24 counts. */
  readonly byHour: number[];
}

/** How identities appear in the incidents, and who appears together. */
export interface Acquaintance {
  /** Incidents that somebody resolved or closed. */
  readonly ended: number;
  /** By person or handle id. */
  readonly of: ReadonlyMap<string, ActsOf>;
  /** By handle that nobody has linked: how many of its incidents also name each person. */
  readonly together: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/** Reads every incident file once. */
export async function tallyActs(files: AsyncIterable<IncidentFile>): Promise<Acquaintance> {
  const tally = new Tally();
  for await (const file of files) if (file.incident !== null) tally.add(file);
  return tally;
}

class Tally implements Acquaintance {
  ended = 0;
  readonly of = new Map<string, ActsOf>();
  readonly together = new Map<string, Map<string, number>>();

  add({ events, people }: IncidentFile): void {
    const enders = new Set<string>();
    for (const { kind, actor, at } of events) {
      if (actor === undefined) continue;
      if (kind === 'resolved' || kind === 'closed') enders.add(actor);
      const hours = this.actsOf(actor).byHour;
      const hour = Number(at?.slice(11, 13));
      if (at !== undefined) hours[hour] = (hours[hour] ?? 0) + 1;
    }
    if (enders.size > 0) this.ended += 1;
    for (const person of enders) this.actsOf(person).ended += 1;
    const everybody = Object.values(people);
    for (const { id } of everybody) this.actsOf(id).incidents += 1;
    for (const unlinked of everybody.filter(({ linked }) => !linked))
      this.meet(
        unlinked.id,
        everybody.map(({ id }) => id),
      );
  }

  private meet(handle: string, others: readonly string[]): void {
    const met = this.together.get(handle) ?? new Map<string, number>();
    this.together.set(handle, met);
    for (const other of others) if (other !== handle) met.set(other, (met.get(other) ?? 0) + 1);
  }

  private actsOf(id: string): ActsOf {
    const acts = this.of.get(id) ?? { incidents: 0, ended: 0, byHour: new Array<number>(24).fill(0) };
    this.of.set(id, acts);
    return acts;
  }
}

import { compareText } from '../../domain/compare-text.js';
import type { Person } from '../../domain/person.js';
import type { Acquaintance, ActsOf } from './acts.js';
import type { BotMark } from './decided.js';
import { keyOf, type NamedHandle } from './handle.js';

/** An account that acts like a program. It counts as a person until somebody says otherwise. */
export interface BotSuspicion {
  readonly id: string;
  readonly name: string;
  readonly handle: NamedHandle;
  /** Sentences without a subject: `resolved or closed 98 of 100 incidents`. */
  readonly reasons: readonly string[];
}

/** What is known of everybody. */
export interface BotEvidence {
  readonly people: readonly Person[];
  readonly acts: Acquaintance;
  /** Handles about which somebody has decided. */
  readonly decided: ReadonlyMap<string, BotMark>;
}

const NAME =
  /(?:^|[^a-z])(?:bot|robot|svc|service|automation|automated|integration|webhook|api|daemon|cron|system|jenkins|terraform)(?:$|[^a-z])/i;

/** Fewer incidents than these say nothing about who ends them all. */
const LEAST_ENDED = 20;
const MOST_ENDED_SHARE = 0.8;

/** Fewer acts than these fall on any hours by chance. */
const LEAST_ACTS = 100;
const NIGHT_HOURS = 8;
/** A third of the day holds a third of what is done around the clock; people sleep through most of one. */
const LEAST_NIGHT_SHARE = 0.2;

/** The accounts that look like programs and were not recognised as such, by name. A person decides. */
export function suspectBots({ people, acts, decided }: BotEvidence): BotSuspicion[] {
  const found = people.flatMap((person): BotSuspicion[] => {
    const [handle] = person.handles;
    if (person.bot || handle === undefined || person.handles.some((one) => decided.has(keyOf(one)))) return [];
    const own = acts.of.get(person.id);
    const reasons = [...nameReason(person), ...(own === undefined ? [] : actReasons(own, acts.ended))];
    const { connection, handle: written } = handle;
    return reasons.length === 0
      ? []
      : [{ id: person.id, name: person.name, handle: { connection, handle: written }, reasons }];
  });
  return found.sort((a, b) => compareText(`${a.name}\n${a.id}`, `${b.name}\n${b.id}`));
}

function nameReason({ name, handles }: Person): string[] {
  return [name, ...handles.map(({ handle }) => handle)].some((text) => NAME.test(text))
    ? ['has the name of a program']
    : [];
}

function actReasons({ ended, byHour }: ActsOf, endedInAll: number): string[] {
  const reasons = [];
  if (endedInAll >= LEAST_ENDED && ended >= MOST_ENDED_SHARE * endedInAll) {
    reasons.push(`resolved or closed ${String(ended)} of ${String(endedInAll)} incidents`);
  }
  const acts = byHour.reduce((sum, count) => sum + count, 0);
  const quietest = quietestHours(byHour);
  if (acts >= LEAST_ACTS && quietest >= LEAST_NIGHT_SHARE * acts) {
    reasons.push(`acts around the clock: ${String(quietest)} of ${String(acts)} acts in its quietest eight hours`);
  }
  return reasons;
}

/** The acts in the eight hours on end that hold the fewest. */
function quietestHours(byHour: readonly number[]): number {
  const spans = byHour.map((_, start) =>
    Array.from({ length: NIGHT_HOURS }, (_hour, index) => byHour[(start + index) % byHour.length] ?? 0),
  );
  return Math.min(...spans.map((span) => span.reduce((sum, count) => sum + count, 0)));
}

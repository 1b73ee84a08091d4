import type { EventKind } from '../../domain/event.js';
import type { Tier } from '../../domain/evidence.js';
import type { IncidentFile, RecordedEvent } from '../../domain/incident-file.js';
import { inPeriod, type ReviewPeriod } from '../../domain/review-period.js';
import { actorOf, isActOf, isParticipation, onlyObserves } from '../../scoring/participation.js';
import { isSubstantive } from '../../scoring/substantive.js';
import { tierOfEvent } from '../../scoring/tier.js';
import type { Part } from './packet-document.js';

const LEADING: readonly unknown[] = ['commander', 'deputy'];
/** Being called or there, which is not yet doing something. */
const PRESENCE: readonly EventKind[] = [
  'acknowledged',
  'page-declined',
  'joined',
  'left',
  'reported',
  'postmortem-attended',
  'role-released',
];
/** A repair as the records call it: a merged fix, or a change taken back. */
const REPAIRS: readonly EventKind[] = ['fix', 'rollback'];

/** What one person did in one incident, in one period. */
export interface OwnPart {
  /** Events of the period that name the person as actor or subject, in file order. A cause they declared is theirs to show and stays out. */
  readonly own: readonly RecordedEvent[];
  /** Those of them that are the person's acts. */
  readonly acts: readonly RecordedEvent[];
  /** The acts that count as taking part (rule B2), none of them made as a mere observer. */
  readonly joins: readonly RecordedEvent[];
  /** Fixes and rollbacks that are substantive: linked, confirmed or stamped. */
  readonly repairs: readonly RecordedEvent[];
  readonly part: Part;
  /** Whether less of the part, or none of it, would stand without the person's own word. */
  readonly selfReported: boolean;
}

/** Reads a person's part out of an incident file. An act without an instant counts with the incident's declaration. */
export function ownPart(file: IncidentFile, person: string, period: ReviewPeriod): OwnPart {
  const own = file.events.filter(
    ({ kind, at, actor, subject }) =>
      kind !== 'cause-declared' &&
      (actor === person || subject === person) &&
      inPeriod(at ?? file.incident?.declaredAt ?? '', period),
  );
  const acts = own.filter((event) => isActOf(event, person));
  const whole = acts.filter(({ at }) => !onlyObserves(file, person, at ?? file.incident?.declaredAt ?? ''));
  const part = partOf(whole, person);
  return {
    own,
    acts,
    joins: whole.filter((event) => isParticipation(event, person, file)),
    repairs: whole.filter((event) => REPAIRS.includes(event.kind) && isSubstantive(event, file)),
    part,
    selfReported: vouched(own, person, file).length === 0 || partOf(vouched(whole, person, file), person) !== part,
  };
}

/** Those of the events that more than the person's own word stands for. */
export function vouched(events: readonly RecordedEvent[], person: string, file: IncidentFile): RecordedEvent[] {
  return events.filter((event) => tierOfEvent(event, person, file) !== 'self-reported');
}

/** Led where they took command or deputised, contributed where they did anything but be there, else observed. */
function partOf(acts: readonly RecordedEvent[], person: string): Part {
  const leads = acts.some(
    (event) => event.kind === 'role-assumed' && actorOf(event) === person && LEADING.includes(event.details['role']),
  );
  if (leads) return 'led';
  return acts.some(({ kind }) => !PRESENCE.includes(kind)) ? 'contributed' : 'observed';
}

const WEAKEST_FIRST: readonly Tier[] = ['self-reported', 'attested', 'recorded', 'corroborated'];

/** How far these records can be trusted together: as far as the weakest of them. */
export function weakestTier(tiers: readonly Tier[]): Tier {
  return WEAKEST_FIRST.find((tier) => tiers.includes(tier)) ?? 'recorded';
}

import type { EventKind } from '../../domain/event.js';
import type { Tier } from '../../domain/evidence.js';
import type { IncidentFile, RecordedEvent } from '../../domain/incident-file.js';
import { actorOf, isActOf, isParticipation, onlyObserves } from '../../scoring/participation.js';
import { isSubstantive } from '../../scoring/substantive.js';
import type { Part } from './packet-document.js';

const LEADING: readonly unknown[] = ['commander', 'deputy'];
/** Being there, which is not yet doing something. */
const PRESENCE: readonly EventKind[] = ['joined', 'left', 'reported', 'postmortem-attended', 'role-released'];
/** A repair as the records call it: a merged fix, or a change taken back. */
const REPAIRS: readonly EventKind[] = ['fix', 'rollback'];

/** What one person did in one incident. */
export interface OwnPart {
  /** Events that name the person as actor or subject, in file order. A cause they declared is theirs to show and stays out. */
  readonly own: readonly RecordedEvent[];
  /** Those of them that are the person's acts. */
  readonly acts: readonly RecordedEvent[];
  /** The acts that count as taking part (rule B2), none of them made as a mere observer. */
  readonly joins: readonly RecordedEvent[];
  /** Fixes and rollbacks that are substantive: linked, confirmed or stamped. */
  readonly repairs: readonly RecordedEvent[];
  readonly part: Part;
}

/** Reads a person's part out of an incident file. */
export function ownPart(file: IncidentFile, person: string): OwnPart {
  const own = file.events.filter(
    ({ kind, actor, subject }) => kind !== 'cause-declared' && (actor === person || subject === person),
  );
  const acts = own.filter((event) => isActOf(event, person));
  const whole = acts.filter(({ at }) => !onlyObserves(file, person, at ?? file.incident?.declaredAt ?? ''));
  return {
    own,
    acts,
    joins: whole.filter((event) => isParticipation(event, person, file)),
    repairs: whole.filter((event) => REPAIRS.includes(event.kind) && isSubstantive(event, file)),
    part: partOf(whole, person),
  };
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

import type { EventKind } from '../../../domain/event.js';
import type { BehaviourId } from '../../../domain/observation.js';
import type { Finding } from '../../../domain/scorecard.js';
import type { Rubric } from '../../../scoring/rubric.js';
import { durationWords } from './calendar-words.js';
import { capitalised, listed } from './number-words.js';
import { RECORD_NOUNS } from './record-words.js';
import { reasonWords } from './rubric-words.js';

const FINDS: readonly EventKind[] = ['diagnosis', 'mitigation', 'rollback', 'fix', 'handoff', 'customer-update'];

/** One chance of a finding, with its records. */
export type Chance = Finding['observations'][number];

const DONE: Readonly<Partial<Record<BehaviourId, string>>> = {
  'answers-pages': 'answered',
  'joins-when-called': 'joined',
  'follows-through': 'closed by its due date',
};

/**
 * What was done with one chance, and why it counts as it does: `Answered in 3 min; limit 5 min.`
 * `kinds` are those of the events that decided it. Leave is used in judging and never printed.
 */
export function outcomeWords(
  behaviour: BehaviourId,
  chance: Chance,
  { rubric, kinds }: { readonly rubric: Rubric; readonly kinds: readonly EventKind[] },
): string {
  const deed = deedOf(behaviour, chance, kinds);
  const why = whyOf(chance, rubric);
  const parts = [
    ...(deed === '' ? [why, limitOf(chance)] : [deed, limitOf(chance), why]),
    proofOf(chance, rubric),
    chance.inferred === true ? 'taken on by keeping it' : '',
    countsOf(chance, rubric),
  ];
  return `${capitalised(parts.filter((part) => part !== '').join('; '))}.`;
}

function deedOf(behaviour: BehaviourId, { outcome, minutes }: Chance, kinds: readonly EventKind[]): string {
  if (behaviour === 'finds-and-fixes' && outcome === 'met') return foundWords(kinds);
  const done = DONE[behaviour] ?? 'done';
  const timed = behaviour === 'answers-pages' || behaviour === 'joins-when-called';
  if (timed && minutes !== undefined) return `${done} in ${durationWords(minutes)}`;
  return outcome === 'met' ? done : '';
}

/** `diagnosis and fix on record`: which of the acts that count the records hold. */
function foundWords(kinds: readonly EventKind[]): string {
  const found = FINDS.filter((kind) => kinds.includes(kind)).map((kind) => RECORD_NOUNS[kind]);
  return `${found.length === 0 ? 'an act of theirs' : listed(found)} on record`;
}

function limitOf({ limitMinutes, asleep }: Chance): string {
  if (limitMinutes === undefined) return '';
  const limit = `limit ${durationWords(limitMinutes)}`;
  return asleep === true ? `${limit}, in sleep hours` : limit;
}

function whyOf({ reason }: Chance, rubric: Rubric): string {
  return reason === undefined || reason === 'on-leave' ? '' : reasonWords(rubric, reason);
}

/** Where the reason already says that there is no proof, it is not said twice. */
function proofOf({ proof, reason }: Chance, { labels }: Rubric): string {
  if (proof === undefined || reason === 'no-proof' || reason === 'proof-not-recorded') return '';
  return labels.proofs[proof];
}

function countsOf({ outcome }: Chance, { labels }: Rubric): string {
  return outcome === 'met' || outcome === 'not-met' ? '' : labels.outcomes[outcome];
}

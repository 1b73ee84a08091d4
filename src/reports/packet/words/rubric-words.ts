import type { BehaviourId, Reason } from '../../../domain/observation.js';
import type { Finding } from '../../../domain/scorecard.js';
import type { Rubric } from '../../../scoring/rubric.js';

/** The behaviour's printed name. */
export function behaviourName({ behaviours }: Rubric, behaviour: BehaviourId): string {
  return behaviours[behaviour].name;
}

/** What the behaviour counts, in one sentence. */
export function definitionOf({ behaviours }: Rubric, behaviour: BehaviourId): string {
  return behaviours[behaviour].definition;
}

/** A reason as a colleague would say it. */
export function reasonWords({ reasons }: Rubric, reason: Reason): string {
  return reasons[reason];
}

/** The level's word, or empty: the lowest level has none for another reader. */
export function levelWord({ labels }: Rubric, { status, level }: Pick<Finding, 'status' | 'level'>): string {
  if (status !== 'scored' || level === undefined || level === 'developing') return '';
  return labels.levels[level];
}

/** The level's word in the person's own view, which has one for the lowest level too; empty where there is no level. */
export function ownViewWord(rubric: Rubric, finding: Pick<Finding, 'status' | 'level'>): string {
  const isLowest = finding.status === 'scored' && finding.level === 'developing';
  return isLowest ? rubric.labels.ownView.developing : levelWord(rubric, finding);
}

/**
 * `likely between 7 and 9 in 10`, of the ends of an interval between 0 and 1, each to the nearest tenth; `about 10 in 10`
 * where both ends round to the same. The exact ends stand in the chart and in the document.
 */
export function likelyWords(rubric: Rubric, [lo, hi]: readonly [number, number]): string {
  const low = Math.round(lo * 10);
  const high = Math.round(hi * 10);
  if (low === high) return aboutWords(rubric, lo);
  return rubric.labels.interval.replace('{low}', String(low)).replace('{high}', String(high));
}

/** `about 8 in 10`: what is said where the record fits both sides of a line. */
export function aboutWords({ labels }: Rubric, share: number): string {
  return labels.statuses.between.replace('{tenths}', String(Math.round(share * 10)));
}

/** What stands where a row has no rate; empty where it has one. */
export function statusWords(rubric: Rubric, { status, mean, opportunities }: Finding): string {
  const { statuses } = rubric.labels;
  if (status === 'scored') return '';
  if (status === 'between') return mean === undefined ? '' : aboutWords(rubric, mean);
  return status === 'too-few' && opportunities === 0 ? statuses['not-applicable'] : statuses[status];
}

import type { Observation } from '../domain/observation.js';
import type { Finding, Level, Status } from '../domain/scorecard.js';
import type { Rubric } from './rubric.js';
import {
  equalTailedInterval,
  jeffreysPosterior,
  type Posterior,
  posteriorMean,
  probabilityAtLeast,
  probabilityBelow,
} from './statistics/jeffreys.js';

/** A finding's numbers and words, without the behaviour it is about and the observations behind it. */
export type Judgement = Omit<Finding, 'behaviour' | 'observations'>;

/** Whether any source of the person's incidents could have recorded a chance of this kind. */
export type Seen = 'seen' | 'unseen';

/**
 * What many chances say: counts, and from `minimumOpportunities` on the mean and interval of the Jeffreys posterior and,
 * where the record is clear enough, a level (rule B4). The interval is never forced.
 */
export function find(observations: readonly Observation[], seen: Seen, rubric: Rubric): Judgement {
  const met = observations.filter((one) => one.outcome === 'met').length;
  const opportunities = met + observations.filter((one) => one.outcome === 'not-met').length;
  if (opportunities === 0) return { status: statusOfNothing(observations, seen), met, opportunities };
  if (opportunities < rubric.minimumOpportunities) return { status: 'too-few', met, opportunities };
  const posterior = jeffreysPosterior(met, opportunities);
  const level = levelOf(posterior, opportunities, rubric);
  const numbers = {
    met,
    opportunities,
    mean: posteriorMean(posterior),
    interval80: equalTailedInterval(posterior, rubric.intervalMass),
  };
  return level === undefined ? { status: 'between', ...numbers } : { status: 'scored', ...numbers, level };
}

function statusOfNothing(observations: readonly Observation[], seen: Seen): Status {
  if (observations.some((one) => one.outcome === 'unseen')) return 'unseen';
  if (observations.length > 0) return 'too-few';
  return seen === 'seen' ? 'not-applicable' : 'unseen';
}

/**
 * Rule B4, in this order: exemplary when P(p >= .90) >= .80 and n >= 10, solid when P(p >= .75) >= .75, developing when
 * P(p < .75) >= .90; undefined when the record fits both sides of a line. It takes more to say something bad.
 */
function levelOf(posterior: Posterior, opportunities: number, rubric: Rubric): Level | undefined {
  const { exemplary, solid, developing } = rubric.levels;
  const enough = opportunities >= exemplary.minimumOpportunities;
  if (enough && probabilityAtLeast(posterior, exemplary.line) >= exemplary.confidence) return 'exemplary';
  if (probabilityAtLeast(posterior, solid.line) >= solid.confidence) return 'solid';
  if (probabilityBelow(posterior, developing.line) >= developing.confidence) return 'developing';
  return undefined;
}

import { readFileSync } from 'node:fs';
import type { BehaviourId, Observation } from '../../src/domain/observation.js';
import { type ReviewPeriod, reviewPeriod } from '../../src/domain/review-period.js';
import type { IncidentFile } from '../../src/domain/incident-file.js';
import { parseRubric } from '../../src/scoring/rubric.js';
import { observeFile } from '../../src/scoring/scorecard.js';
import type { ScoringContext } from '../../src/scoring/scoring-context.js';
import { LATER } from './moments.js';

/** The text of the rubric that ships. */
export const RUBRIC_TEXT = readFileSync(new URL('../../src/scoring/rubrics/v1.yaml', import.meta.url), 'utf8');

export const RUBRIC = parseRubric(RUBRIC_TEXT);

/** The first half of 2026, in UTC. */
export const H1: ReviewPeriod = reviewPeriod({ firstDay: '2026-01-01', lastDay: '2026-06-30' }, 'UTC');

/** The shipped rubric, nobody's availability, and an as-of long after everything. */
export function aContext(fields: Partial<ScoringContext> = {}): ScoringContext {
  return { availability: {}, rubric: RUBRIC, asOf: LATER, ...fields };
}

/** What one behaviour observes of one person in one file. */
export function observed(
  behaviour: BehaviourId,
  file: IncidentFile,
  fields: Partial<ScoringContext> & { readonly person?: string } = {},
): Observation[] {
  const { person = 'ada', ...context } = fields;
  return observeFile(file, aContext(context)).filter((one) => one.behaviour === behaviour && one.person === person);
}

/** The outcome and reason of each observation, such as `met` or `not-met: answered-late`. */
export function verdicts(observations: readonly Pick<Observation, 'outcome' | 'reason'>[]): string[] {
  return observations.map(({ outcome, reason }) => (reason === undefined ? outcome : `${outcome}: ${reason}`));
}

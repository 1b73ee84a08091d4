import type { CoverageKind } from '../../domain/event.js';
import type { IncidentFile } from '../../domain/incident-file.js';
import type { BehaviourId, Observation } from '../../domain/observation.js';
import type { Availability } from '../../domain/person.js';
import type { ReviewPeriod } from '../../domain/review-period.js';
import type { ScoringContext } from '../scoring-context.js';

/** One question about what a person does with the chances incidents give them. */
export interface Behaviour {
  readonly id: BehaviourId;
  readonly question: string;
  /** Where no source records any of these, the behaviour cannot be seen at all. */
  readonly needs: readonly CoverageKind[];
  /**
   * Every chance the incident gave anybody, or the one person the context names. The file is one that `inOrder` and
   * `asOf` have prepared: no fact later than as-of, no event twice, events in time order.
   */
  readonly observe: (file: IncidentFile, context: ScoringContext) => Observation[];
  /** What the definition says across incidents, over one person's observations of one period in time order. */
  readonly select?: (
    observations: readonly Observation[],
    period: ReviewPeriod,
    availability: Availability,
    context: ScoringContext,
  ) => Observation[];
}

import type { Instant } from '../domain/instant.js';
import { type Availability, unknownAvailability } from '../domain/person.js';
import type { Rubric } from './rubric.js';

/** What judging needs beside the incident itself. */
export interface ScoringContext {
  /** By person id; people about whom nothing is recorded are absent. */
  readonly availability: Readonly<Record<string, Availability>>;
  readonly rubric: Rubric;
  /** Facts later than this instant are as if not recorded. */
  readonly asOf: Instant;
  /** Nobody else is observed, where one person is all that is wanted. */
  readonly only?: string;
}

/** Whether the person is among those to observe. */
export function isWanted(person: string, { only }: ScoringContext): boolean {
  return only === undefined || only === person;
}

/** The person's availability: full time in UTC when nothing is recorded. */
export function availabilityOf(person: string, context: ScoringContext): Availability {
  return context.availability[person] ?? unknownAvailability(person);
}

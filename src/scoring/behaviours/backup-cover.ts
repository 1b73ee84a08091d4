import type { Observation } from '../../domain/observation.js';
import type { Availability } from '../../domain/person.js';
import type { ReviewPeriod } from '../../domain/review-period.js';
import { pageLimit } from '../limit.js';
import type { TimedEvent } from '../roles.js';
import type { Rubric } from '../rubric.js';
import type { ScoringContext } from '../scoring-context.js';
import { firstBetween, nextPage, type Page, type Pages } from './pages.js';

/**
 * The page to the person paged next and their acknowledgement, when it came within their own limit; else undefined.
 * Of a colleague only the time zone matters here, and only for whether that page found them asleep.
 */
export function backupAnswer(pages: Pages, page: Page, rubric: Rubric): [Page, TimedEvent] | undefined {
  const { file, near } = pages;
  const next = nextPage(pages, page);
  if (next?.subject === undefined) return undefined;
  const backup = next.subject;
  const timeZone = file.people[backup]?.timeZone ?? 'UTC';
  const { until } = pageLimit(next, file, { person: backup, timeZone }, rubric);
  const theirs = near.flatMap(({ acknowledgementsBy }) => [acknowledgementsBy.get(backup) ?? []]);
  const answer = firstBetween(theirs, { from: next.at, until });
  return answer === undefined ? undefined : [next, answer];
}

/**
 * Of the misses a backup covered, in time order, the first floor(shifts / 5) of the period are excluded, shifts being the
 * recorded ones that overlap the period. The others stay misses.
 */
export function excludeCovered(
  observations: readonly Observation[],
  period: ReviewPeriod,
  availability: Availability,
  context: ScoringContext,
): Observation[] {
  const shifts = availability.shifts.filter(
    ({ from, until }) => from < period.until && until > period.from && from <= context.asOf,
  );
  let left = Math.floor(shifts.length / context.rubric.answersPages.shiftsPerBackupCover);
  return observations.map((one) => {
    if (one.reason !== 'covered-by-backup') return one;
    left -= 1;
    if (left >= 0) return { ...one, outcome: 'excluded' };
    return { ...one, reason: one.minutes === undefined ? 'not-answered' : 'answered-late' };
  });
}

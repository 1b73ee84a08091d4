import type { IncidentFile, RecordedEvent } from '../domain/incident-file.js';
import { type Instant, plusMinutes } from '../domain/instant.js';
import type { Rubric } from './rubric.js';
import { severityAt } from './severity-at.js';
import { isAsleep } from './sleep-hours.js';

/** What somebody is measured against. */
export interface Limit {
  readonly limitMinutes: number;
  /** The last instant that is in time: comparisons with limits are `<=`. */
  readonly until: Instant;
  readonly asleep: boolean;
  readonly severity: number | undefined;
}

/** Whom the limit is for: a page or call that arrives in their sleep hours doubles it. */
export interface Sleeper {
  readonly person: string;
  readonly timeZone: string;
}

/** A page's limit: its own policy's timeout, else by severity at that instant, doubled asleep (rule B1). */
export function pageLimit(
  page: RecordedEvent & { at: Instant },
  file: IncidentFile,
  whom: Sleeper,
  rubric: Rubric,
): Limit {
  const { limitMinutes } = rubric.answersPages;
  const severity = severityAt(file, page.at, whom.person);
  const policySeconds = Number(page.details['policyTimeoutSeconds']);
  const byPolicy = policySeconds > 0 ? policySeconds / 60 : undefined;
  const minutes = byPolicy ?? limitMinutes[severityKey(severity)];
  return limitFrom(page.at, { minutes, severity }, whom, rubric);
}

function severityKey(severity: number | undefined): 1 | 2 | 3 | 4 | 5 | 'unknown' {
  switch (severity) {
    case 1:
    case 2:
    case 3:
    case 4:
    case 5:
      return severity;
    default:
      return 'unknown';
  }
}

/** A limit of so many minutes from an instant, doubled when that instant lies in the person's sleep hours. */
export function limitFrom(
  at: Instant,
  base: { readonly minutes: number; readonly severity: number | undefined },
  whom: Sleeper,
  rubric: Rubric,
): Limit {
  const asleep = isAsleep(at, whom.timeZone, rubric);
  const limitMinutes = asleep ? base.minutes * rubric.sleep.limitFactor : base.minutes;
  return { limitMinutes, until: plusMinutes(at, limitMinutes), asleep, severity: base.severity };
}

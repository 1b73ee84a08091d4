import type { CoverageKind, EventKind } from '../../domain/event.js';
import type { Tier } from '../../domain/evidence.js';
import type { IncidentFile } from '../../domain/incident-file.js';
import { type Instant, minutesBetween, plusMinutes } from '../../domain/instant.js';
import type { Observation, Outcome, Reason } from '../../domain/observation.js';
import { couldRecord } from '../coverage.js';
import { isOnLeave } from '../leave.js';
import { type Limit, pageLimit } from '../limit.js';
import { indexSince } from '../in-order.js';
import { actsOf, isParticipation, presenceBefore } from '../participation.js';
import { type TimedEvent, wasThereUntimed } from '../roles.js';
import { availabilityOf, isWanted, type ScoringContext } from '../scoring-context.js';
import { tierOfEvent, weakerTier } from '../tier.js';
import { backupAnswer, excludeCovered } from './backup-cover.js';
import type { Behaviour } from './behaviour.js';
import { firstBetween, pagesByRecord, type Page, type Pages } from './pages.js';

const ANSWERS: readonly EventKind[] = ['acknowledged', 'joined', 'escalated', 'handoff'];

/** How an answer is ordinarily recorded. */
const ANSWERS_RECORDED_AS: readonly CoverageKind[] = ['acknowledged', 'joined'];

/**
 * Silence after an answer says something only where joining, notes and the work itself are recorded: a pager alone does
 * not know what people do once they have acknowledged.
 */
const FOLLOW_UPS_RECORDED_AS: readonly (readonly CoverageKind[])[] = [
  ['joined'],
  ['note'],
  ['diagnosis', 'mitigation'],
];

/** Rule B1. */
export const answersPages: Behaviour = {
  id: 'answers-pages',
  question: 'When a page reached them, did they answer it in time and act on it?',
  needs: ['paged'],
  observe: (file, context) =>
    pagesByRecord(file)
      .filter(({ person }) => isWanted(person, context))
      .flatMap((pages) => chancesOf(pages).map((chance) => observe(chance, context))),
  select: excludeCovered,
};

/** One page that opened an opportunity, and the answer that ended the wait, if any did. */
interface Chance {
  readonly pages: Pages;
  readonly page: Page;
  /** The person's acts in the whole incident. */
  readonly acts: readonly TimedEvent[];
  readonly answer: TimedEvent | undefined;
}

/**
 * The first page not yet answered, and each further page that came after the earlier one was answered. Where an e-mail
 * page was answered first, the first page by another channel is its echo and opens nothing.
 */
function chancesOf(pages: Pages): Chance[] {
  const acts = actsOf(pages.file, pages.person);
  const answers = acts.filter((act) => isAnswer(act, pages));
  const answerTo = (page: Page): TimedEvent | undefined => answers[indexSince(answers, page.at)];
  const isAnswered = (from: Page, until: Page): boolean => (answerTo(from)?.at ?? until.at) < until.at;
  const [first, ...further] = pages.calls.filter((page) => isOnDuty(page, pages.file));
  if (first === undefined) return [];
  const isEcho = pages.emails.some((email) => isAnswered(email, first));
  const opening = isEcho ? [] : [first];
  let earlier = first;
  for (const page of further) {
    if (!(isEcho && opening.length === 0) && !isAnswered(earlier, page)) continue;
    opening.push(page);
    earlier = page;
  }
  return opening.map((page) => ({ pages, page, acts, answer: answerTo(page) }));
}

/** An acknowledgement answers the record it stands in, or the incident as a whole; the rest answers wherever it is. */
function isAnswer(act: TimedEvent, { record, file }: Pages): boolean {
  if (isToOneself(act)) return false;
  if (act.kind === 'acknowledged') return act.incident === record || act.incident === file.incident?.id;
  return ANSWERS.includes(act.kind);
}

/** Escalating or handing off to oneself passes nothing on: it is neither an answer nor a follow-up. */
function isToOneself({ kind, actor, subject }: TimedEvent): boolean {
  return (kind === 'escalated' || kind === 'handoff') && actor === subject;
}

/** A page outside on-call duty is no opportunity unless a person sent it; where duty is not recorded, it counts. */
function isOnDuty(page: Page, file: IncidentFile): boolean {
  const byPerson = page.actor !== undefined && file.people[page.actor]?.bot !== true;
  return page.details['onCall'] !== false || byPerson;
}

function observe(chance: Chance, context: ScoringContext): Observation {
  const { pages, page } = chance;
  const { file, person } = pages;
  const availability = availabilityOf(person, context);
  const limit = pageLimit(page, file, availability, context.rubric);
  const verdict = isOnLeave(availability, page.at) ? excluded('on-leave', undefined) : judge(chance, limit, context);
  return {
    behaviour: 'answers-pages',
    person,
    incident: file.incident?.id ?? null,
    at: page.at,
    outcome: verdict.outcome,
    reason: verdict.reason,
    minutes: verdict.answer === undefined ? undefined : Math.max(0, minutesBetween(page.at, verdict.answer.at)),
    limitMinutes: limit.limitMinutes,
    asleep: limit.asleep,
    severity: limit.severity,
    tier: tierOf(verdict, chance),
    events: [...new Set([page, verdict.answer, ...verdict.by].flatMap((event) => event?.id ?? []))],
  };
}

/** What was met rests on the answer and on what followed it; else the answer, or what came instead of it, speaks. */
function tierOf({ outcome, answer, by }: Verdict, { pages, page }: Chance): Tier {
  const { file, person } = pages;
  const [decisive = page, followUp] = [answer, ...by].filter((event) => event !== undefined);
  const tier = tierOfEvent(decisive, person, file);
  if (outcome !== 'met' || followUp === undefined) return tier;
  return weakerTier(tier, tierOfEvent(followUp, person, file));
}

interface Verdict {
  readonly outcome: Outcome;
  readonly reason?: Reason;
  readonly answer: TimedEvent | undefined;
  /** What else decided it: the follow-up, somebody else's answer, the end of the incident. */
  readonly by: readonly TimedEvent[];
}

function excluded(reason: Reason, answer: TimedEvent | undefined, ...by: TimedEvent[]): Verdict {
  return { outcome: 'excluded', reason, answer, by };
}

function judge(chance: Chance, limit: Limit, context: ScoringContext): Verdict {
  const answer = answerInTime(chance, limit) ?? chance.answer;
  const spared = sparedBy(chance, limit, answer);
  if (spared !== undefined) return spared;
  if (answer === undefined || answer.at > limit.until) return judgeSilence(chance, limit, context);
  return judgeFollowUp(chance, answer, limit, context);
}

/** An answer by the limit, or the person was in the incident already when the page arrived. */
function answerInTime({ pages, page, answer }: Chance, { until, limitMinutes }: Limit): TimedEvent | undefined {
  if (answer !== undefined && answer.at <= until) return answer;
  const { file, person } = pages;
  return presenceBefore({ file, person, event: page, limitMinutes }, (act) => act.kind === 'joined');
}

/** Another's acknowledgement, the end of the incident or of the page, before the limit and the person's own answer. */
function sparedBy({ pages, page }: Chance, limit: Limit, answer: TimedEvent | undefined): Verdict | undefined {
  const { file, person } = pages;
  const until = answer !== undefined && answer.at < limit.until ? answer.at : limit.until;
  const isEarly = (at: Instant): boolean => at >= page.at && at <= until && at !== answer?.at;
  const span = { from: page.at, until };
  const acknowledgements = pages.near.map((acts) => acts.acknowledgements);
  const other = firstBetween(acknowledgements, span, ({ actor, at }) => actor !== person && isEarly(at));
  if (other !== undefined) return excluded('answered-by-another', answer, other);
  const ends = [...pages.near.map((acts) => acts.ends), pages.withdrawals];
  const end = firstBetween(ends, span, ({ at }) => isEarly(at));
  if (end !== undefined) return excluded('ended-before-limit', answer, end);
  const { resolvedAt, closedAt } = file.incident ?? {};
  if ([resolvedAt, closedAt].some((at) => at !== undefined && isEarly(at)))
    return excluded('ended-before-limit', answer);
  return undefined;
}

/** No answer in time on record. Presence without an instant may have been in time: then nobody can tell. */
function judgeSilence(chance: Chance, limit: Limit, context: ScoringContext): Verdict {
  const { pages, page, answer } = chance;
  if (answer === undefined && context.asOf < limit.until) {
    return { outcome: 'pending', reason: 'limit-not-reached', answer, by: [] };
  }
  if (wasThereUntimed(pages.file, pages.person) || (answer === undefined && !isAnswerRecordable(chance, limit))) {
    return { outcome: 'unseen', reason: 'not-recordable', answer, by: [] };
  }
  const backup = backupAnswer(pages, page, context.rubric);
  if (backup !== undefined) return { outcome: 'not-met', reason: 'covered-by-backup', answer, by: backup };
  return { outcome: 'not-met', reason: answer === undefined ? 'not-answered' : 'answered-late', answer, by: [] };
}

function isAnswerRecordable({ pages, page }: Chance, { until }: Limit): boolean {
  return couldRecord(pages.file, ANSWERS_RECORDED_AS, { from: page.at, until });
}

function judgeFollowUp(chance: Chance, answer: TimedEvent, limit: Limit, context: ScoringContext): Verdict {
  const { pages, page } = chance;
  const until = plusMinutes(page.at, limit.limitMinutes * context.rubric.answersPages.followUpLimits);
  const followUp = followUpOf(chance, answer, until);
  if (followUp !== undefined) return { outcome: 'met', answer, by: [followUp] };
  const span = { from: page.at, until };
  const recordable = FOLLOW_UPS_RECORDED_AS.every((kinds) => couldRecord(pages.file, kinds, span));
  if (!recordable || wasThereUntimed(pages.file, pages.person)) {
    return { outcome: 'met', reason: 'follow-up-not-recorded', answer, by: [] };
  }
  const ends = pages.near.map((acts) => acts.ends);
  const end = firstBetween(ends, span);
  if (end !== undefined || endedBetween(pages.file, page.at, until)) {
    return excluded('resolved-before-follow-up', answer, ...(end === undefined ? [] : [end]));
  }
  if (context.asOf < until) return { outcome: 'pending', reason: 'limit-not-reached', answer, by: [] };
  return { outcome: 'not-met', reason: 'answered-no-follow-up', answer, by: [] };
}

/** Any of joined, note, substantive act, role-assumed, escalated, handoff, resolved by them; the answer may be its own. */
function followUpOf({ pages, page, acts }: Chance, answer: TimedEvent, until: Instant): TimedEvent | undefined {
  const isFollowUp = (act: TimedEvent): boolean =>
    !isToOneself(act) &&
    (act.kind === 'escalated' || (act.kind !== 'status-update' && isParticipation(act, pages.person, pages.file)));
  if (isFollowUp(answer)) return answer;
  return firstBetween([acts], { from: page.at, until }, isFollowUp);
}

function endedBetween(file: IncidentFile, from: Instant, until: Instant): boolean {
  const { resolvedAt, closedAt } = file.incident ?? {};
  return [resolvedAt, closedAt].some((at) => at !== undefined && at >= from && at <= until);
}

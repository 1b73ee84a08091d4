import type { CoverageKind } from '../../domain/event.js';
import type { ActionItem, IncidentFile } from '../../domain/incident-file.js';
import { type Instant, minutesBetween } from '../../domain/instant.js';
import type { Observation, Outcome, Reason } from '../../domain/observation.js';
import { type Acceptance, acceptanceOf } from '../action-items/acceptance.js';
import { type Closing, closingFor } from '../action-items/closing.js';
import { type Due, dueOf } from '../action-items/due.js';
import { itemTier } from '../action-items/item-tier.js';
import { lastTenures, type Tenure } from '../action-items/ownership.js';
import { isCorroborated, proofOf, type ProofOfClosing } from '../action-items/proof.js';
import { couldRecord, everRecords } from '../coverage.js';
import { isBot, isColleague } from '../roles.js';
import { availabilityOf, isWanted, type ScoringContext } from '../scoring-context.js';
import type { Behaviour } from './behaviour.js';

const PROOF: readonly CoverageKind[] = ['action-item-proof'];

/** Rule B6. */
export const followsThrough: Behaviour = {
  id: 'follows-through',
  question: 'Did they close the action items they took on by the due date, with proof?',
  needs: ['action-item'],
  observe: (file, context) =>
    file.actionItems.flatMap((item) =>
      lastTenures(item)
        .filter(({ person }) => isWanted(person, context) && !isBot(file, person))
        .flatMap((tenure) => observe(chanceOf(item, tenure, file, context), file, context) ?? []),
    ),
};

interface Chance {
  readonly item: ActionItem;
  readonly tenure: Tenure;
  readonly acceptance: Acceptance | undefined;
  readonly due: Due | undefined;
  /** The closing that counts for them, if it came while the item was theirs. */
  readonly closing: Closing | undefined;
  readonly proof: ProofOfClosing | undefined;
}

function chanceOf(item: ActionItem, tenure: Tenure, file: IncidentFile, context: ScoringContext): Chance {
  const { timeZone } = availabilityOf(tenure.person, context);
  const due = dueOf(item, tenure.person, timeZone, file);
  const closing = closingFor(item, tenure, due?.effective);
  return {
    item,
    tenure,
    acceptance: acceptanceOf(item, tenure, timeZone, context),
    due,
    closing,
    proof: closing === undefined ? undefined : proofOf(item, closing, tenure.person, file),
  };
}

/** Undefined where the item was passed on or closed before it was accepted: the person had no part in it. */
function observe(chance: Chance, file: IncidentFile, context: ScoringContext): Observation | undefined {
  const { item, tenure, acceptance, closing, proof } = chance;
  if (acceptance === undefined && (tenure.until !== undefined || closing !== undefined)) return undefined;
  return {
    behaviour: 'follows-through',
    person: tenure.person,
    incident: file.incident?.id ?? null,
    at: opportunityAt(chance),
    ...judge(chance, file, context),
    ...measure(chance),
    proof: proof?.proof,
    inferred: acceptance?.inferred === true ? true : undefined,
    tier: itemTier(item, tenure.person, file),
    events: decidedBy(chance),
  };
}

function opportunityAt({ tenure, acceptance, due }: Chance): Instant {
  return due?.original ?? acceptance?.at ?? tenure.from;
}

/**
 * Minutes from acceptance to the closing, and to the due date; that one to a thousandth, so that a day which ends with its
 * last millisecond measures whole minutes.
 */
function measure({ acceptance, closing, due }: Chance): Pick<Observation, 'minutes' | 'limitMinutes'> {
  if (acceptance === undefined) return {};
  const since = (at: Instant): number => Math.max(0, minutesBetween(acceptance.at, at));
  return {
    minutes: closing === undefined ? undefined : since(closing.at),
    limitMinutes: due === undefined ? undefined : Math.round(since(due.effective) * 1000) / 1000,
  };
}

function decidedBy({ item, acceptance, due, closing, proof }: Chance): string[] {
  const records = [
    item,
    acceptance?.event,
    ...(due?.moves ?? []),
    closing?.event,
    proof?.verification,
    proof?.mergedChange,
  ];
  return [...new Set(records.flatMap((record) => record?.id ?? []))];
}

interface Verdict {
  readonly outcome: Outcome;
  readonly reason?: Reason;
}

function judge(chance: Chance, file: IncidentFile, context: ScoringContext): Verdict {
  const { acceptance, due, closing } = chance;
  if (acceptance === undefined) return { outcome: 'pending', reason: 'not-accepted' };
  if (isDropped(chance, file)) return { outcome: 'excluded', reason: 'wont-do-approved' };
  if (due === undefined) return { outcome: 'excluded', reason: 'no-due-date' };
  if (isHandedOver(chance, due)) return { outcome: 'excluded', reason: 'reassigned' };
  // Nobody had taken it on when it fell due: staying with them afterwards makes it no one's broken word.
  if (acceptance.inferred && acceptance.at >= due.effective) return { outcome: 'excluded', reason: 'not-accepted' };
  if (due.effective > context.asOf) return { outcome: 'pending', reason: 'not-due-yet' };
  if (isSelfClosed(chance)) return { outcome: 'excluded', reason: 'self-closed' };
  return closing === undefined ? judgeOpen(chance, due, file) : judgeClosing(chance, due, file);
}

function judgeOpen(chance: Chance, due: Due, file: IncidentFile): Verdict {
  const { item } = chance;
  const recordable = couldRecord(file, ['action-item'], { from: item.createdAt, until: due.effective });
  return recordable && !isKeptElsewhere(item) && !mayBeDropped(chance)
    ? { outcome: 'not-met', reason: 'still-open' }
    : { outcome: 'unseen', reason: 'not-recordable' };
}

/** Whether the tracker that decides when it is closed was not read: silence then says nothing. */
function isKeptElsewhere({ notRead = [] }: ActionItem): boolean {
  return notRead.length > 0;
}

/** Resolved as wont-do with another's approval, which another's own closing is. */
function isDropped({ item, tenure, closing, proof }: Chance, file: IncidentFile): boolean {
  if (item.resolution !== 'wont-do' || tenure.until !== undefined) return false;
  const approved = isColleague(item.resolutionApprovedBy, tenure.person, file);
  return approved || (closing?.by !== tenure.person && proof?.secondPerson === true);
}

/** Passed on before it fell due, or taken over when it was overdue already. */
function isHandedOver({ item, tenure, closing }: Chance, due: Due): boolean {
  const passedOn = tenure.until !== undefined && tenure.until <= due.effective && closing === undefined;
  return passedOn || (tenure.from > item.createdAt && tenure.from > due.effective);
}

/**
 * Created by the assignee and closed without a second party or a merged change: listed with weight 0. A closing that names
 * nobody is nobody else's.
 */
function isSelfClosed({ item, tenure, proof }: Chance): boolean {
  return item.createdBy === tenure.person && proof !== undefined && !isCorroborated(proof);
}

function judgeClosing(chance: Chance, due: Due, file: IncidentFile): Verdict {
  const { item, closing, proof } = chance;
  if (mayBeDropped(chance)) return { outcome: 'unseen', reason: 'not-recordable' };
  if (closing !== undefined && closing.at > due.effective) return judgeLate(item, closing);
  if (item.resolution === 'wont-do') return { outcome: 'not-met', reason: 'no-proof' };
  if (proof?.proof !== 'none') return { outcome: 'met', ...(isInferred(item, closing) && INFERRED) };
  return judgeUnproved(chance, due, file);
}

/** Closed in time without proof: a miss only where some source could have held it. */
function judgeUnproved({ item, closing }: Chance, due: Due, file: IncidentFile): Verdict {
  if (!everRecords(file, PROOF)) return { outcome: 'met', reason: 'proof-not-recorded' };
  const recordable = couldRecord(file, PROOF, { from: closing?.at ?? item.createdAt, until: due.effective });
  return recordable && !isKeptElsewhere(item)
    ? { outcome: 'not-met', reason: 'no-proof' }
    : { outcome: 'unseen', reason: 'not-recordable' };
}

const INFERRED: Pick<Verdict, 'reason'> = { reason: 'closing-inferred' };

/** A last change after the due date says that it was closed by then, and not that it was still open when it fell due. */
function judgeLate(item: ActionItem, closing: Closing): Verdict {
  return isInferred(item, closing) ? { outcome: 'unseen', ...INFERRED } : { outcome: 'not-met', reason: 'closed-late' };
}

/** Whether the instant of closing is that of the last change, for want of a better. */
function isInferred({ closingInferred }: ActionItem, closing: Closing | undefined): boolean {
  return closingInferred === true && closing?.event === undefined;
}

/** Dropped by nobody that the source could have named: it may have been with a colleague's approval. */
function mayBeDropped({ item, closing }: Chance): boolean {
  if (item.resolution !== 'wont-do' || item.closerUnrecorded !== true) return false;
  return (closing?.by ?? item.closedBy ?? item.resolutionApprovedBy) === undefined;
}

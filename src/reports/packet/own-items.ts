import type { ActionItem, IncidentFile } from '../../domain/incident-file.js';
import { instantOf, msOf } from '../../domain/instant.js';
import { inPeriod, type ReviewPeriod } from '../../domain/review-period.js';
import { type Closing, closingDuring } from '../../scoring/action-items/closing.js';
import { lastTenureOf, type Tenure } from '../../scoring/action-items/ownership.js';
import { asOf } from '../../scoring/as-of.js';
import { compareText } from '../../domain/compare-text.js';

/** An action item that was the person's at some time of the period. */
export interface OwnItem {
  readonly item: ActionItem;
  readonly file: IncidentFile;
  /** The latest stretch in which it was theirs that began by the end of the period. */
  readonly tenure: Tenure;
  /** The closing that still holds, if it came while the item was theirs. */
  readonly closing: Closing | undefined;
}

/**
 * The action items that were the person's in the period, those passed on among them, in the order created. Items closed
 * before it are there only where the person is named in them again.
 */
export function ownItems(files: readonly IncidentFile[], person: string, period: ReviewPeriod): OwnItem[] {
  return files
    .filter(({ incident }) => incident === null || incident.mode === 'real')
    .flatMap((file) => file.actionItems.flatMap((item) => ownItem(item, file, person, period) ?? []))
    .sort((a, b) => compareText(orderOf(a), orderOf(b)));
}

function ownItem(item: ActionItem, file: IncidentFile, person: string, period: ReviewPeriod): OwnItem | undefined {
  const tenure = tenureIn(item, file, person, period);
  if (tenure === undefined || (tenure.until !== undefined && tenure.until < period.from)) return undefined;
  const closing = closingDuring(item, tenure);
  const isNamed = item.events.some(
    ({ at, actor, subject }) => inPeriod(at, period) && (actor === person || subject === person),
  );
  return closing !== undefined && closing.at < period.from && !isNamed ? undefined : { item, file, tenure, closing };
}

/** An item may come back to somebody after the period: then the period's own stretch is the one known at its end. */
function tenureIn(item: ActionItem, file: IncidentFile, person: string, { until }: ReviewPeriod): Tenure | undefined {
  const latest = lastTenureOf(item, person);
  if (latest === undefined || latest.from < until) return latest;
  const [then] = asOf({ ...file, actionItems: [item] }, instantOf(msOf(until) - 1)).actionItems;
  return then === undefined ? undefined : lastTenureOf(then, person);
}

function orderOf({ item }: OwnItem): string {
  return `${item.createdAt} ${item.id}`;
}

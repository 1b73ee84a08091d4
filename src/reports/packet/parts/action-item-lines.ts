import type { ActionItem } from '../../../domain/incident-file.js';
import { isDay } from '../../../domain/instant.js';
import { dayOf } from '../../../domain/zone.js';
import { tierOfRecord } from '../../../scoring/tier.js';
import type { ActionItemLine } from '../packet-document.js';
import { compareText, type PacketFacts, titleOf } from '../packet-facts.js';
import { dayWords, dayWordsIn } from '../words/calendar-words.js';
import { capitalised } from '../words/number-words.js';
import { shortened, webAddress } from '../words/plain-text.js';

/** The action items in the person's name that were open, or closed, in the period, in the order created. */
export function ownActionItems({ input, personId, period }: PacketFacts): ActionItem[] {
  return input.files
    .filter(({ incident }) => incident === null || incident.mode === 'real')
    .flatMap(({ actionItems }) => actionItems)
    .filter(({ assignee }) => assignee === personId)
    .filter(
      ({ createdAt, closedAt }) => createdAt < period.until && (closedAt === undefined || closedAt >= period.from),
    )
    .sort((a, b) => compareText(`${a.createdAt} ${a.id}`, `${b.createdAt} ${b.id}`));
}

/** Whether the item was closed by the end of the period, other than by deciding against it. */
export function isClosed({ closedAt, resolution }: ActionItem, { period }: PacketFacts): boolean {
  return closedAt !== undefined && closedAt < period.until && resolution !== 'wont-do';
}

/** One line an action item. */
export function actionItemLines(facts: PacketFacts): ActionItemLine[] {
  return ownActionItems(facts).map((item) => {
    const url = webAddress(item.url);
    return {
      reference: shortened(item.reference, 24),
      title: titleOf(item),
      date: dayWords(item.createdAt, facts.zone),
      line: itemWords(item, facts),
      tier: tierOfRecord(item, facts.personId),
      ...(url === undefined ? {} : { url }),
      notes: facts.index.cite([item.evidence, ...item.events.map(({ evidence }) => evidence)]),
    };
  });
}

function itemWords(item: ActionItem, { zone }: PacketFacts): string {
  const { acceptedAt, dueAt, closedAt, resolution, verifiedBy, evidenceUrl } = item;
  const created = dayOf(item.createdAt, zone).slice(0, 4);
  const day = (at: string): string => dayWordsIn(isDay(at) ? at : dayOf(at, zone), created);
  const words: string[] = [];
  if (acceptedAt !== undefined) words.push(`accepted ${day(acceptedAt)}`);
  if (dueAt !== undefined) words.push(`due ${day(dueAt)}`);
  words.push(closedAt === undefined ? 'open' : `${closingWord(resolution)} ${day(closedAt)}`);
  if (verifiedBy !== undefined && verifiedBy !== item.assignee) words.push('verified by a colleague');
  if (webAddress(evidenceUrl) !== undefined) words.push('proof linked');
  return `${capitalised(words.join(', '))}.`;
}

function closingWord(resolution: ActionItem['resolution']): string {
  if (resolution === 'wont-do') return 'decided against';
  return resolution === 'duplicate' ? 'closed as a duplicate' : 'closed';
}

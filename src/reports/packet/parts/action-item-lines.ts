import type { ActionItem } from '../../../domain/incident-file.js';
import { dayOf } from '../../../domain/zone.js';
import { acceptanceOf } from '../../../scoring/action-items/acceptance.js';
import type { Closing } from '../../../scoring/action-items/closing.js';
import { dueOf } from '../../../scoring/action-items/due.js';
import { itemTier } from '../../../scoring/action-items/item-tier.js';
import { proofOf } from '../../../scoring/action-items/proof.js';
import { isColleague } from '../../../scoring/participation.js';
import { webAddress } from '../../rendering/escaping.js';
import type { OwnItem } from '../own-items.js';
import type { ActionItemLine } from '../packet-document.js';
import { type PacketFacts, titleOf } from '../packet-facts.js';
import { dayWords, dayWordsIn } from '../words/calendar-words.js';
import { capitalised } from '../words/number-words.js';
import { shortened } from '../words/plain-text.js';

/** One line an action item, by the same acceptance, due date, closing and proof as the profile counts. */
export function actionItemLines(facts: PacketFacts): ActionItemLine[] {
  return facts.items.map((own) => {
    const { item, file } = own;
    const url = webAddress(item.url);
    return {
      reference: shortened(item.reference, 24),
      title: titleOf(item),
      date: dayWords(item.createdAt, facts.zone),
      line: itemWords(own, facts),
      tier: itemTier(item, facts.personId, file),
      ...(url === undefined ? {} : { url }),
      notes: facts.index.cite([item, ...(item.mirrors ?? []), ...item.events, ...(item.changes ?? [])].map(evidenceIn)),
    };
  });
}

function evidenceIn({ evidence }: Pick<ActionItem, 'evidence'>): ActionItem['evidence'] {
  return evidence;
}

/** `Accepted 5 Jan, due 19 Jan, closed 15 Jan, proof linked.` Years are said where the creation's is another. */
function itemWords(own: OwnItem, facts: PacketFacts): string {
  const created = dayOf(own.item.createdAt, facts.zone).slice(0, 4);
  const day = (at: string): string => dayWordsIn(dayOf(at, facts.zone), created);
  const words = [...takenOnWords(own, facts, day), ...dueWords(own, facts, day), ...endWords(own, facts, day)];
  return `${capitalised(words.join(', '))}.`;
}

type Day = (at: string) => string;

function takenOnWords({ item, tenure }: OwnItem, { input, zone }: PacketFacts, day: Day): string[] {
  const context = { availability: {}, rubric: input.rubric, asOf: input.scorecard.asOf };
  const acceptance = acceptanceOf(item, tenure, zone, context);
  if (acceptance === undefined) return [];
  return [acceptance.inferred ? 'taken on by keeping it' : `accepted ${day(acceptance.at)}`];
}

function dueWords({ item, file }: OwnItem, { personId, zone }: PacketFacts, day: Day): string[] {
  const due = dueOf(item, personId, zone, file);
  if (due === undefined) return [];
  const moved = due.effective === due.original ? '' : `, moved with approval to ${day(due.effective)}`;
  return [`due ${day(due.original)}${moved}`];
}

function endWords(own: OwnItem, facts: PacketFacts, day: Day): string[] {
  const { item, tenure, closing } = own;
  const words: string[] = [];
  if (closing !== undefined)
    words.push(`${closedWords(item, closing)} ${day(closing.at)}`, ...proofWords(own, closing, facts));
  if (tenure.until !== undefined) words.push(`passed on ${day(tenure.until)}`);
  if (words.length > 0) return words;
  // Some systems say that an item was dropped, and not when.
  if (item.resolution !== undefined && item.resolution !== 'done') return [closingWord(item)];
  return item.events.some(({ kind }) => kind === 'reopened') ? ['reopened', 'open'] : ['open'];
}

/** Where only the last change tells when it was closed, the line says so. */
function closedWords(item: ActionItem, closing: Closing): string {
  const inferred = item.closingInferred === true && closing.event === undefined;
  return inferred ? `${closingWord(item)}, as its last change says,` : closingWord(item);
}

function closingWord({ resolution }: ActionItem): string {
  if (resolution === 'wont-do') return 'decided against';
  return resolution === 'duplicate' ? 'closed as a duplicate' : 'closed';
}

function proofWords({ item, file }: OwnItem, closing: Closing, { personId, input }: PacketFacts): string[] {
  const { proof, verification } = proofOf(item, closing, personId, file);
  const isVerified = verification !== undefined || isColleague(item.verifiedBy, personId, file);
  const words = isVerified ? ['verified by a colleague'] : [];
  return proof === 'none' || proof === 'second-person' ? words : [...words, input.rubric.labels.proofs[proof]];
}

import { parsePeriod } from '../../../domain/review-period.js';
import type { PacketFacts } from '../packet-facts.js';
import type { PacketDocument } from '../packet-document.js';
import { periodWords } from '../words/calendar-words.js';
import { counted, listed } from '../words/number-words.js';
import { personWord } from '../words/shell-word.js';
import { withoutRates } from './without-rates.js';

interface Listed {
  readonly edition: 'profile' | 'record';
  readonly incidents: number;
  readonly actionItems: number;
}

/** What stands over the second page: how to read the profile, or that the record is complete. */
export function leadOf(facts: PacketFacts, { edition, incidents, actionItems }: Listed): string[] {
  if (edition === 'profile') {
    return [
      'Each row is one question asked of every occasion in the period. The dot is the estimated share, the bar the range it likely lies in; a hollow mark has too little behind it for either. There is no total, and no row is compared with anyone else’s.',
    ];
  }
  const what = [
    ...(incidents > 0 || actionItems === 0 ? [counted(incidents, 'incident')] : []),
    ...(actionItems > 0 ? [counted(actionItems, 'action item')] : []),
  ];
  const where = facts.systems === '' ? 'the record' : `the record (${facts.systems})`;
  return [
    `This is the record edition. Instead of rates (${withoutRates(facts)}), the record itself is listed, from ${periodWords(facts.period)}. Every incident in which ${where} has ${facts.nameInText} acting or reached, and every action item that was theirs, stands here, one line each: ${listed(what)}. Left out are drills, tests and maintenance, causes that somebody declared, and what was done on colleagues’ action items.`,
  ];
}

/** In the record edition, an offer of the 18 months up to the same day. */
export function offerOf({ input }: PacketFacts, edition: PacketDocument['edition']): PacketDocument['offer'] {
  if (edition === 'profile') return undefined;
  const { firstDay, lastDay } = parsePeriod('18mo', input.scorecard.period.lastDay);
  return {
    text: 'A longer window may say more:',
    command: `sevidence packet ${personWord(input.scorecard.person)} --from ${firstDay} --to ${lastDay}`,
  };
}

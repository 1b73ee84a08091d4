import { parsePeriod } from '../../../domain/review-period.js';
import type { PacketFacts } from '../packet-facts.js';
import type { PacketDocument } from '../packet-document.js';
import { periodWords } from '../words/calendar-words.js';
import { counted, listed } from '../words/number-words.js';
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
  const from = facts.systems === '' ? 'the record' : facts.systems;
  return [
    `This is the record edition. Instead of rates (${withoutRates(facts)}), everything is listed. ${listed(what)} reached ${facts.nameInText} from ${periodWords(facts.period)}, one line each. The list is complete: nothing in ${from} that names ${facts.nameInText} was left out, except drills and tests.`,
  ];
}

/** In the record edition, an offer of the 18 months up to the same day; the name is quoted so that it can be pasted. */
export function offerOf({ input }: PacketFacts, edition: PacketDocument['edition']): PacketDocument['offer'] {
  if (edition === 'profile') return undefined;
  const { name, id } = input.scorecard.person;
  const who = isShellSafe(name) ? `"${name}"` : id;
  const { firstDay, lastDay } = parsePeriod('18mo', input.scorecard.period.lastDay);
  return {
    text: 'A longer window may say more:',
    command: `sevidence packet ${who} --from ${firstDay} --to ${lastDay}`,
  };
}

function isShellSafe(name: string): boolean {
  return /^[\p{L}\p{M}\p{N} .,'-]{1,60}$/u.test(name);
}

import type { PacketDocument } from '../packet-document.js';
import type { PacketFacts } from '../packet-facts.js';
import { capitalised, listed } from '../words/number-words.js';
import { isolated, shortened } from '../words/plain-text.js';
import { unrecorded } from './not-recorded.js';
import { withoutRates } from './without-rates.js';

/** Systems named in one sentence. */
const AT_MOST = 4;

/** Who prepared the packet, from which systems, and which were not read. A packet made by somebody else says so. */
export function makerLine(facts: PacketFacts): string {
  const { input, systems } = facts;

  const from = systems === '' ? 'from an empty record' : `from ${systems}`;
  const unread = (input.unreadSources ?? []).map((system) => shortened(system, 24));
  const named = unread.length > AT_MOST ? [...unread.slice(0, AT_MOST - 1), 'others'] : unread;
  const verb = unread.length === 1 ? 'was' : 'were';
  return `${preparedBy(facts)}${from}.${unread.length === 0 ? '' : ` ${listed(named)} ${verb} not read.`}`;
}

/** A handle prepares nothing: where no one else is named, nobody is. */
function preparedBy({ input: { preparedBy: maker, scorecard }, nameInText }: PacketFacts): string {
  if (!maker.isSubject) return `Prepared by ${isolated(shortened(maker.name, 60))}, not by ${nameInText}, `;
  return scorecard.person.linked ? `Prepared by ${nameInText}, ` : 'Prepared ';
}

/** Said where the packet is about a handle rather than a person. */
export function unlinkedLine({ input, nameInText, systems }: PacketFacts): string | undefined {
  if (input.scorecard.person.linked) return undefined;
  return `“${nameInText}” is a handle in ${systems === '' ? 'the record' : systems}. Nobody has linked it to a person yet.`;
}

/** What the first page cannot show: what was not recorded, and what no record of this kind holds. */
export function cannotShow(facts: PacketFacts, edition: PacketDocument['edition']): string[] {
  const { input, systems } = facts;
  const missing = unrecorded(input.scorecard.coverage);
  const sentences: string[] = [];
  if (edition === 'record') {
    sentences.push(`Rates: ${withoutRates(facts)}. The complete record begins on page 2.`);
  }
  if (missing.length > 0 && systems !== '') {
    sentences.push(
      `${capitalised(systems)} ${systems.includes(' and ') ? 'do' : 'does'} not record ${listed(missing, 'or')}; nothing is concluded from that.`,
    );
  }
  sentences.push('Reviews, design and help given outside incidents stand in no incident record.');
  return sentences;
}

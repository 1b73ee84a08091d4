import type { PacketDocument } from '../packet-document.js';
import type { PacketFacts } from '../packet-facts.js';
import { capitalised, listed } from '../words/number-words.js';
import { isolated, shortened } from '../words/plain-text.js';
import { doNotRecord, systemName } from '../words/source-words.js';
import { unrecorded } from './not-recorded.js';
import { withoutRates } from './without-rates.js';

/** Who prepared the packet, where that is known, and from which systems. A packet made by somebody else says so. */
export function makerLine(facts: PacketFacts): string {
  const { systems } = facts;
  return `${preparedBy(facts)}${systems === '' ? 'from an empty record' : `from ${systems}`}.${notReadWords(facts)}`;
}

/**
 * The systems that the person's incidents name and of which nothing was read, three at most. One that was read, though not
 * what belongs to these incidents, is a gap of the record and not named here.
 */
function notReadWords({ incidents, systemsRead }: PacketFacts): string {
  const named = new Set(incidents.flatMap(({ file }) => file.notRead ?? []));
  const systems = [...named].filter((system) => !systemsRead.has(system)).sort();
  if (systems.length === 0) return '';
  const words = listed(systems.slice(0, MOST_NOT_READ).map((system) => shortened(systemName(system), 24)));
  return ` ${capitalised(words)} ${systems.length === 1 ? 'was' : 'were'} not read.`;
}

const MOST_NOT_READ = 3;

/** A handle prepares nothing: where no one else is named, nobody is. */
function preparedBy({ input: { preparedBy: maker, scorecard }, nameInText }: PacketFacts): string {
  if (maker === undefined) return 'Prepared ';
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
      `${capitalised(systems)} ${doNotRecord(systems)} ${listed(missing, 'or')}; nothing is concluded from that.`,
    );
  }
  sentences.push('Reviews, design and help given outside incidents stand in no incident record.');
  return sentences;
}

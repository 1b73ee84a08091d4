import type { ProfileRow } from '../packet-document.js';
import type { PacketFacts } from '../packet-facts.js';
import { countWords } from '../words/rate-words.js';
import { behaviourName, definitionOf, levelWord, likelyWords, statusWords } from '../words/rubric-words.js';

/** How many rows must carry a word for the packet to lead with the profile rather than the record. */
const ROWS_WITH_A_WORD = 3;

/** The profile, a row a behaviour, in the scorecard's order. */
export function profileRows({ input: { scorecard, rubric } }: PacketFacts): ProfileRow[] {
  return scorecard.findings.map((finding) => ({
    behaviour: finding.behaviour,
    name: behaviourName(rubric, finding.behaviour),
    definition: definitionOf(rubric, finding.behaviour),
    status: finding.status,
    met: finding.met,
    opportunities: finding.opportunities,
    ...(finding.mean === undefined ? {} : { mean: finding.mean }),
    ...(finding.interval80 === undefined ? {} : { interval: finding.interval80 }),
    count: finding.opportunities === 0 ? '' : countWords(finding.met, finding.opportunities),
    intervalWords: finding.interval80 === undefined ? '' : likelyWords(rubric, finding.interval80),
    word: levelWord(rubric, finding),
    remark: statusWords(rubric, finding),
  }));
}

/** Which shape the packet takes. */
export function editionOf(rows: readonly ProfileRow[]): 'profile' | 'record' {
  return rows.filter(({ word }) => word !== '').length >= ROWS_WITH_A_WORD ? 'profile' : 'record';
}

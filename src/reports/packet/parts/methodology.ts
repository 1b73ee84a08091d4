import type { Rubric } from '../../../scoring/rubric.js';
import type { PacketFacts } from '../packet-facts.js';
import { capitalised, numberWord } from '../words/number-words.js';
import { dayWords, periodWords } from '../words/calendar-words.js';

/** How the numbers came about, in the order a sceptical reader asks. */
export function methodology(facts: PacketFacts): string[] {
  const { scorecard, rubric } = facts.input;
  return [
    `A count is “met of occasions”. An occasion is something that reached ${facts.nameInText}: a page, a call, an incident worked as responder, an accepted action item. Having written the change behind an incident is never an occasion.`,
    'An occasion counts only if a system that was read could have recorded its success. What could not be recorded is listed and held against nobody. A diagnosis, mitigation, rollback or fix counts with a link to what was done, a colleague’s confirmation, or the tool’s own stamp. Drills, tests, maintenance and bots are left out.',
    `With fewer than ${numberWord(rubric.minimumOpportunities)} occasions no rate is given. From then on the rate is the Jeffreys posterior Beta(met + ½, not met + ½), and the interval its equal-tailed ${percent(rubric.intervalMass)} range (Brown, Cai and DasGupta, 2001). ${levelWords(rubric)} Otherwise the count and the interval stand alone.`,
    'No number here is added to another, and nobody is compared with anybody. The packet is one input among others, and is not made for disciplinary use.',
    'Every line carries how far it can be trusted. Recorded: from a system’s own export. Corroborated: confirmed by another participant. Attested: a participant’s signed statement. Self-reported: kept by the person, or by hand without an origin.',
    `Period: ${periodWords(facts.period)}, both days included, in ${facts.zone}. Facts later than ${dayWords(scorecard.asOf, facts.zone)} are as if not recorded.`,
  ];
}

function levelWords({ labels, levels: { solid, exemplary } }: Rubric): string {
  const line = (level: typeof solid): string =>
    `lies at or above ${percent(level.line)} with a probability of at least ${percent(level.confidence)}`;
  return `“${capitalised(labels.levels.solid)}” is printed where the share ${line(solid)}; “${labels.levels.exemplary}” where it ${line(exemplary)}, from ${numberWord(exemplary.minimumOpportunities)} occasions on.`;
}

function percent(share: number): string {
  return `${String(Math.round(share * 100))} %`;
}

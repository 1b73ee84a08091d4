import type { BehaviourId } from '../../../domain/observation.js';
import type { Finding } from '../../../domain/scorecard.js';
import { webAddress } from '../../rendering/escaping.js';
import type { EvidenceGroup, EvidenceLine } from '../packet-document.js';
import { type PacketFacts, referenceOf, titleOf } from '../packet-facts.js';
import { dayWords } from '../words/calendar-words.js';
import { counted } from '../words/number-words.js';
import { type Chance, outcomeWords } from '../words/outcome-words.js';
import { shortened } from '../words/plain-text.js';
import { behaviourName, definitionOf } from '../words/rubric-words.js';

/** Every chance of every behaviour, one line each; behaviours without any are left to "not recorded". */
export function evidenceGroups(facts: PacketFacts): EvidenceGroup[] {
  const { scorecard, rubric } = facts.input;
  return scorecard.findings
    .filter(({ observations }) => observations.some(isPrinted))
    .map((finding) => ({
      behaviour: finding.behaviour,
      name: behaviourName(rubric, finding.behaviour),
      definition: definitionOf(rubric, finding.behaviour),
      summary: summaryOf(finding),
      lines: finding.observations.filter(isPrinted).map((chance) => lineOf(facts, finding.behaviour, chance)),
    }));
}

/** A chance left out because of leave would say when the person was away; it is used and not printed. */
function isPrinted({ reason }: Chance): boolean {
  return reason !== 'on-leave';
}

function summaryOf({ met, opportunities, observations }: Finding): string {
  const others = observations.filter(
    (chance) => isPrinted(chance) && chance.outcome !== 'met' && chance.outcome !== 'not-met',
  ).length;
  const counts = `${String(met)} of ${counted(opportunities, 'occasion')} that ${opportunities === 1 ? 'counts' : 'count'}`;
  return others === 0 ? `${counts}.` : `${counts}; ${String(others)} more listed and not counted.`;
}

function lineOf(facts: PacketFacts, behaviour: BehaviourId, chance: Chance): EvidenceLine {
  const subject = subjectOf(facts, chance);
  const kinds = chance.events.map((id) => facts.eventOf.get(id)?.kind).filter((kind) => kind !== undefined);
  return {
    reference: subject.reference,
    title: subject.title,
    date: dayWords(chance.at, facts.zone),
    at: chance.at,
    outcome: chance.outcome,
    words: outcomeWords(behaviour, chance, { rubric: facts.input.rubric, kinds }),
    tier: chance.tier,
    ...(subject.url === undefined ? {} : { url: subject.url }),
    notes: facts.index.cite(chance.records),
  };
}

/** What the line is about: the action item where its records name one, else the incident. */
function subjectOf(facts: PacketFacts, chance: Chance): { reference: string; title: string; url: string | undefined } {
  const ids = [...chance.events, ...chance.records.map(({ record }) => record)];
  const item = ids.map((id) => facts.itemOf.get(id)).find((found) => found !== undefined);
  if (item !== undefined) {
    return { reference: shortened(item.reference, 24), title: titleOf(item), url: webAddress(item.url) };
  }
  const incident = chance.incident === null ? undefined : facts.headOf.get(chance.incident);
  if (incident === undefined) return { reference: '', title: 'Incident not in the files read', url: undefined };
  return { reference: referenceOf(incident), title: titleOf(incident), url: webAddress(incident.url) };
}

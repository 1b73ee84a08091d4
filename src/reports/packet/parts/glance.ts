import type { CoverageKind } from '../../../domain/event.js';
import type { Evidence } from '../../../domain/evidence.js';
import type { Glance } from '../packet-document.js';
import type { PacketFacts } from '../packet-facts.js';
import { countWords } from '../words/rate-words.js';
import { covers } from '../words/source-words.js';
import { isClosed, ownActionItems } from './action-item-lines.js';

const idsOf = (evidence: readonly Evidence[]): string[] => [...new Set(evidence.map(({ record }) => record))];

/** Participation at a glance: what is counted is only what the records hold, and what no source holds is said so. */
export function glanceOf(facts: PacketFacts): Glance[] {
  return [joinedIncidents(facts), answeredPages(facts), repairs(facts), closedItems(facts)];
}

function joinedIncidents(facts: PacketFacts): Glance {
  const joined = facts.incidents.filter(({ joins }) => joins.length > 0);
  return plainCount(facts, 'Incidents joined', ['joined', 'note', 'role-assumed', 'resolved'], {
    count: joined.length,
    evidence: joined.flatMap(({ joins }) => joins.map(({ evidence }) => evidence)),
  });
}

function repairs(facts: PacketFacts): Glance {
  const own = facts.incidents.flatMap((each) => each.repairs);
  return plainCount(facts, 'Fixes and rollbacks', ['fix', 'rollback'], {
    count: own.length,
    evidence: own.map(({ evidence }) => evidence),
  });
}

/** The same counts as the profile's row: pages that count, and those answered in time. */
function answeredPages({ findings }: PacketFacts): Glance {
  const label = 'Pages answered in time';
  const finding = findings.get('answers-pages');
  if (finding === undefined || finding.status === 'unseen') return notRecorded(label);
  const { met, opportunities } = finding;
  const counted = finding.observations.filter(({ outcome }) => outcome === 'met' || outcome === 'not-met');
  return {
    label,
    filled: met,
    total: opportunities,
    words: opportunities === 0 ? 'none received' : countWords(met, opportunities),
    recorded: true,
    recordIds: idsOf(counted.flatMap(({ records }) => records)),
  };
}

function closedItems(facts: PacketFacts): Glance {
  const label = 'Action items closed';
  const items = ownActionItems(facts);
  if (items.length === 0 && !covers(facts.input.scorecard.coverage, ['action-item'])) return notRecorded(label);
  const filled = items.filter((item) => isClosed(item, facts)).length;
  return {
    label,
    filled,
    total: items.length,
    words: items.length === 0 ? 'none assigned' : countWords(filled, items.length),
    recorded: true,
    recordIds: idsOf(items.map(({ evidence }) => evidence)),
  };
}

function plainCount(
  { input }: PacketFacts,
  label: string,
  kinds: readonly CoverageKind[],
  { count, evidence }: { count: number; evidence: readonly Evidence[] },
): Glance {
  if (count === 0 && !covers(input.scorecard.coverage, kinds)) return notRecorded(label);
  const words = count === 0 ? 'none' : String(count);
  return { label, filled: count, words, recorded: true, recordIds: idsOf(evidence) };
}

function notRecorded(label: string): Glance {
  return { label, filled: 0, words: 'not recorded', recorded: false, recordIds: [] };
}

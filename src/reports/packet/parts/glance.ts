import type { CoverageKind } from '../../../domain/event.js';
import type { Evidence } from '../../../domain/evidence.js';
import { itemTier } from '../../../scoring/action-items/item-tier.js';
import { isColleague } from '../../../scoring/participation.js';
import type { OwnItem } from '../own-items.js';
import { vouched } from '../own-part.js';
import type { Glance } from '../packet-document.js';
import type { PacketFacts } from '../packet-facts.js';
import { countWords } from '../words/rate-words.js';
import { covers } from '../words/source-words.js';

const idsOf = (evidence: readonly Evidence[]): string[] => [...new Set(evidence.map(({ record }) => record))];

/**
 * Participation at a glance: what is counted is only what the records hold, and what no source holds is said so. Filled
 * squares stand on more than the person's own word; what does not is outlined, and said beside.
 */
export function glanceOf(facts: PacketFacts): Glance[] {
  return [joinedIncidents(facts), answeredPages(facts), repairs(facts), closedItems(facts)];
}

/** Where nobody could record a joining, having worked in an incident is known by what was done in it. */
function joinedIncidents(facts: PacketFacts): Glance {
  const { incidents, personId, input } = facts;
  const joined = incidents.filter(({ joins }) => joins.length > 0);
  const label = covers(input.scorecard.coverage, ['joined']) ? 'Incidents joined' : 'Incidents worked in';
  return plainCount(facts, label, ['joined', 'note', 'role-assumed', 'resolved'], {
    count: joined.length,
    selfReported: joined.filter(({ joins, file }) => vouched(joins, personId, file).length === 0).length,
    evidence: joined.flatMap(({ joins }) => joins.map(({ evidence }) => evidence)),
  });
}

function repairs(facts: PacketFacts): Glance {
  const own = facts.incidents.flatMap((each) => each.repairs);
  const vouchedFor = facts.incidents.flatMap((each) => vouched(each.repairs, facts.personId, each.file));
  return plainCount(facts, 'Fixes and rollbacks', ['fix', 'rollback'], {
    count: own.length,
    selfReported: own.length - vouchedFor.length,
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
  const selfReported = counted.filter(({ outcome, tier }) => outcome === 'met' && tier === 'self-reported').length;
  return {
    label,
    filled: met - selfReported,
    total: opportunities,
    words: opportunities === 0 ? 'none received' : `${countWords(met, opportunities)}${ownWords(selfReported, met)}`,
    recorded: true,
    recordIds: idsOf(counted.flatMap(({ records }) => records)),
  };
}

function closedItems(facts: PacketFacts): Glance {
  const label = 'Action items closed';
  const items = facts.items.filter((own) => isCounted(own, facts));
  if (facts.items.length === 0 && !covers(facts.input.scorecard.coverage, ['action-item'])) return notRecorded(label);
  const closed = items.filter((own) => isClosed(own, facts));
  const selfReported = closed.filter(({ item, file }) => itemTier(item, facts.personId, file) === 'self-reported');
  const none = facts.items.length === 0 ? 'none assigned' : 'none to close';
  const words = `${countWords(closed.length, items.length)}${ownWords(selfReported.length, closed.length)}`;
  return {
    label,
    filled: closed.length - selfReported.length,
    total: items.length,
    words: items.length === 0 ? none : words,
    recorded: true,
    recordIds: idsOf(items.map(({ item }) => item.evidence)),
  };
}

/** Passed on unclosed, closed before the period or dropped with approval: neither closed in it nor left open by them. */
function isCounted({ item, file, tenure, closing }: OwnItem, { period, personId }: PacketFacts): boolean {
  if (closing === undefined) return tenure.until === undefined || tenure.until >= period.until;
  const isDropped = item.resolution === 'wont-do' && isColleague(item.resolutionApprovedBy, personId, file);
  return closing.at >= period.from && !isDropped;
}

/** Closed by the end of the period, other than by deciding against it. */
function isClosed({ item, closing }: OwnItem, { period }: PacketFacts): boolean {
  return closing !== undefined && closing.at < period.until && item.resolution !== 'wont-do';
}

function plainCount(
  { input }: PacketFacts,
  label: string,
  kinds: readonly CoverageKind[],
  { count, selfReported, evidence }: { count: number; selfReported: number; evidence: readonly Evidence[] },
): Glance {
  if (count === 0 && !covers(input.scorecard.coverage, kinds)) return notRecorded(label);
  return {
    label,
    filled: count - selfReported,
    ...(selfReported === 0 ? {} : { total: count }),
    words: count === 0 ? 'none' : `${String(count)}${ownWords(selfReported, count)}`,
    recorded: true,
    recordIds: idsOf(evidence),
  };
}

function ownWords(selfReported: number, count: number): string {
  if (selfReported === 0) return '';
  return selfReported === count ? ', self-reported' : `, of them ${String(selfReported)} self-reported`;
}

function notRecorded(label: string): Glance {
  return { label, filled: 0, words: 'not recorded', recorded: false, recordIds: [] };
}

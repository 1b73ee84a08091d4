import type { Evidence } from '../../../domain/evidence.js';
import type { RecordedEvent } from '../../../domain/incident-file.js';
import type { BehaviourId } from '../../../domain/observation.js';
import type { Finding } from '../../../domain/scorecard.js';
import { actorOf } from '../../../scoring/participation.js';
import { vouched } from '../own-part.js';
import type { Claim, PacketDocument } from '../packet-document.js';
import { type OwnIncident, type PacketFacts, referenceOf, sayableService } from '../packet-facts.js';
import { counted, countedInWords, listed, numberWord, timesWord } from '../words/number-words.js';
import { isSayable, wordCount } from '../words/plain-text.js';

const MAX_CLAIMS = 4;
const MAX_REFERENCES = 3;
/** A rate is claimed where at least this share was met; below it the profile says the count, and the first page nothing. */
const CLAIMED_SHARE = 0.75;

interface Candidate {
  readonly text: string;
  readonly evidence: readonly Evidence[];
}

/**
 * Three or four sentences a reader can check, only from what the records hold. Rates keep their denominator; facts
 * stand on records that are not the person's own word alone. `maxWords` is what the page has room for.
 */
export function claimsOf(facts: PacketFacts, edition: PacketDocument['edition'], maxWords: number): Claim[] {
  const resolved = acted(facts, 'resolved', 'Resolved');
  const candidates = [
    rate(facts, RATES.pages, edition),
    repaired(facts),
    rate(facts, RATES.items, edition),
    led(facts),
    rate(facts, RATES.calls, edition),
    rate(facts, RATES.finds, edition),
    resolved,
    acted(facts, 'declared', 'Raised the alarm in'),
    tookPart(facts, resolved),
  ];
  const chosen: Candidate[] = [];
  let room = maxWords;
  for (const candidate of candidates) {
    if (candidate === undefined || chosen.length === MAX_CLAIMS || wordCount(candidate.text) > room) continue;
    chosen.push(candidate);
    room -= wordCount(candidate.text);
  }
  return chosen.map(({ text, evidence }) => ({ text, notes: facts.index.cite(evidence) }));
}

interface RateClaim {
  readonly behaviour: BehaviourId;
  /** What is counted, in the singular. */
  readonly noun: string;
  readonly say: (count: string) => string;
}

const RATES: Readonly<Record<'pages' | 'items' | 'calls' | 'finds', RateClaim>> = {
  pages: { behaviour: 'answers-pages', noun: 'page', say: (count) => `Answered ${count} within the limit` },
  items: {
    behaviour: 'follows-through',
    noun: 'accepted action item',
    say: (count) => `Closed ${count} by the due date`,
  },
  calls: {
    behaviour: 'joins-when-called',
    noun: 'incident',
    say: (count) => `Joined ${count} within the limit when called in`,
  },
  finds: {
    behaviour: 'finds-and-fixes',
    noun: 'incident',
    say: (count) => `Left a diagnosis, mitigation or fix in ${count} worked as responder`,
  },
};

function rate(
  facts: PacketFacts,
  { behaviour, noun, say }: RateClaim,
  edition: PacketDocument['edition'],
): Candidate | undefined {
  const finding = facts.findings.get(behaviour);
  if (finding === undefined || !isClaimed(finding)) return undefined;
  const chances = finding.observations.filter(({ outcome }) => outcome === 'met' || outcome === 'not-met');
  const own = chances.filter(({ outcome, tier }) => outcome === 'met' && tier === 'self-reported').length;
  // The record edition says once, at its foot, that there are no rates.
  const few = finding.status === 'too-few' && edition === 'profile' ? '; too few for a rate' : '';
  const kept = own > 0 ? `; ${String(own)} self-reported` : '';
  return {
    text: `${say(`${String(finding.met)} of ${counted(finding.opportunities, noun)}`)}${few}${kept}.`,
    evidence: chances.flatMap(({ records }) => records),
  };
}

function isClaimed({ met, opportunities, status }: Finding): boolean {
  if (status === 'unseen' || status === 'not-applicable') return false;
  return met > 0 && met / opportunities >= CLAIMED_SHARE;
}

function repaired(facts: PacketFacts): Candidate | undefined {
  const repairs = facts.incidents
    .map((each) => ({ each, events: vouched(each.repairs, facts.personId, each.file) }))
    .filter(({ events }) => events.length > 0);
  if (repairs.length === 0) return undefined;
  const services = repairs.map(({ each }) => sayableService(each.incident)).filter((service) => service !== '');
  const service = mostFrequent(services);
  const there = repairs.filter(({ each }) => service !== '' && sayableService(each.incident) === service);
  const shown = there.length >= 2 || repairs.length === 1 ? there : repairs;
  const told = shown.length === 0 ? repairs : shown;
  const named = references(told.map(({ each }) => each));
  const what =
    told === there
      ? `Repaired ${service} ${timesWord(there.length)}`
      : `Repaired ${countedInWords(told.length, 'incident')}`;
  return { text: `${what}${named}.`, evidence: told.flatMap(({ events }) => events.map(({ evidence }) => evidence)) };
}

function led(facts: PacketFacts): Candidate | undefined {
  const lead = facts.incidents
    .map((each) => ({ each, roles: vouched(leadsOf(each, facts.personId), facts.personId, each.file) }))
    .filter(({ roles }) => roles.length > 0);
  if (lead.length === 0) return undefined;
  const incidents = lead.map(({ each }) => each);
  return {
    text: `Led ${countedInWords(lead.length, 'incident')}${severeWords(incidents)}${references(incidents)}.`,
    evidence: lead.flatMap(({ roles }) => roles.map(({ evidence }) => evidence)),
  };
}

/** The records that gave the person command, or made them deputy. */
function leadsOf({ acts, part }: OwnIncident, person: string): RecordedEvent[] {
  if (part !== 'led') return [];
  const roles = acts.filter((act) => act.kind === 'role-assumed' && actorOf(act) === person);
  return roles.filter(({ details }) => details['role'] === 'commander' || details['role'] === 'deputy');
}

function acted(facts: PacketFacts, kind: 'resolved' | 'declared', verb: string): Candidate | undefined {
  const events = facts.incidents.flatMap(({ acts, file }) =>
    vouched(acts, facts.personId, file)
      .filter((act) => act.kind === kind)
      .slice(0, 1),
  );
  if (events.length === 0) return undefined;
  return {
    text: `${verb} ${countedInWords(events.length, 'incident')}.`,
    evidence: events.map(({ evidence }) => evidence),
  };
}

/** Not said where it would say the same count as what was resolved. What is self-reported is beside the count, not in it. */
function tookPart({ incidents, personId }: PacketFacts, resolved: Candidate | undefined): Candidate | undefined {
  const joined = incidents.filter(({ joins }) => joins.length > 0);
  const told = joined.flatMap((each) => {
    const [first] = vouched(each.joins, personId, each.file);
    return first === undefined ? [] : [{ each, first }];
  });
  const own = joined.length - told.length;
  const count = countedInWords(told.length, 'incident');
  if (told.length === 0 || (own === 0 && resolved?.text.endsWith(` ${count}.`) === true)) return undefined;
  const kept = own > 0 ? `; ${String(own)} more self-reported` : '';
  return {
    text: `Took part in ${count}${severeWords(told.map(({ each }) => each))}${kept}.`,
    evidence: told.map(({ first }) => first.evidence),
  };
}

/** `, three of severity 1 or 2`; empty where none was. */
function severeWords(incidents: readonly OwnIncident[]): string {
  const severe = incidents.filter(isSevere).length;
  if (severe === 0) return '';
  if (severe < incidents.length) return `, ${numberWord(severe)} of severity 1 or 2`;
  const all = ['', '', 'both '][severe] ?? 'all ';
  return severe === 1 ? ' of severity 1 or 2' : `, ${all}of severity 1 or 2`;
}

function isSevere({ incident: { severity } }: OwnIncident): boolean {
  return severity !== undefined && severity <= 2;
}

/** `: INC-204, INC-219 and 3 more`, or nothing where a reference cannot stand on the first page. */
function references(incidents: readonly OwnIncident[]): string {
  const names = incidents.map(({ incident }) => referenceOf(incident));
  if (names.length === 0 || !names.every(isSayable)) return '';
  if (names.length <= MAX_REFERENCES) return `: ${listed(names)}`;
  return `: ${names.slice(0, MAX_REFERENCES - 1).join(', ')} and ${String(names.length - MAX_REFERENCES + 1)} more`;
}

function mostFrequent(names: readonly string[]): string {
  const times = (name: string): number => names.filter((other) => other === name).length;
  return [...new Set(names)].sort((a, b) => times(b) - times(a) || (a < b ? -1 : 1))[0] ?? '';
}

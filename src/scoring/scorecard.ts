import { compareText } from '../domain/compare-text.js';
import type { Evidence } from '../domain/evidence.js';
import type { Coverage, IncidentFile } from '../domain/incident-file.js';
import type { Instant } from '../domain/instant.js';
import type { Observation } from '../domain/observation.js';
import type { Availability, Person } from '../domain/person.js';
import { inPeriod, type ReviewPeriod } from '../domain/review-period.js';
import type { Finding, Scorecard } from '../domain/scorecard.js';
import { asOf } from './as-of.js';
import type { Behaviour } from './behaviours/behaviour.js';
import { OBSERVED_BEHAVIOURS } from './behaviours/index.js';
import { find } from './find.js';
import { inOrder } from './in-order.js';
import { addTo } from './once-per-file.js';
import { mergeCoverage, peopleIn } from './parts.js';
import type { Rubric } from './rubric.js';
import { availabilityOf, isWanted, type ScoringContext } from './scoring-context.js';

/** Scores many people in one pass: feed every incident file once, then take each person's scorecard. */
export interface OrganisationScorer {
  /** Takes one incident in. Files are not kept: memory grows with the observations only. */
  readonly add: (file: IncidentFile) => void;
  /** The scorecard of anybody, from the files taken in so far. Of somebody in none of them: findings without observations. */
  readonly scorecard: (person: Person, period: ReviewPeriod) => Scorecard;
}

/** What one scorecard is made from. */
export interface ScorecardRequest {
  readonly person: Person;
  readonly period: ReviewPeriod;
  readonly asOf: Instant;
  readonly rubric: Rubric;
  readonly files: Iterable<IncidentFile>;
  readonly availability: Readonly<Record<string, Availability>>;
}

/** What is kept of one incident for one person. */
interface Part {
  readonly observations: Observation[];
  readonly declaredAt: Instant | undefined;
  readonly coverage: readonly Coverage[];
}

/** Where the records stand that decided a chance, and what people call the incidents, both by id. */
interface Kept {
  readonly evidence: Map<string, Evidence>;
  readonly references: Map<string, string>;
}

/** Every chance one incident gave anybody, as known at as-of. Drills, tests and maintenance give none. */
export function observeFile(file: IncidentFile, context: ScoringContext): Observation[] {
  return observeKnown(asOf(inOrder(file), context.asOf), context);
}

function observeKnown(known: IncidentFile, context: ScoringContext): Observation[] {
  if (known.incident !== null && known.incident.mode !== 'real') return [];
  return OBSERVED_BEHAVIOURS.flatMap((behaviour) => behaviour.observe(known, context));
}

/** A scorer of a whole organisation at one as-of, by one rubric. */
export function organisationScorer(context: ScoringContext): OrganisationScorer {
  const parts = new Map<string, Part[]>();
  const kept: Kept = { evidence: new Map(), references: new Map() };
  return {
    add: (file) => {
      const known = asOf(inOrder(file), context.asOf);
      if (known.incident !== null && known.incident.mode !== 'real') return;
      const observations = observeKnown(known, context);
      keepParts(known, observations, parts, context);
      keepRecords(known, observations, kept);
    },
    scorecard: (person, period) => {
      const theirs = (parts.get(person.id) ?? []).filter((part) => isInPeriod(part, period));
      const coverage = mergeCoverage(theirs.flatMap((part) => part.coverage));
      const observations = theirs.flatMap((part) => part.observations).filter(({ at }) => inPeriod(at, period));
      const findings = OBSERVED_BEHAVIOURS.map((behaviour) =>
        findingOf(behaviour, { person, period, coverage, observations, kept }, context),
      );
      const { id, sha256 } = context.rubric;
      return { person, period, asOf: context.asOf, rubric: { id, sha256 }, coverage, findings };
    },
  };
}

/** The scorecard of one person from files at hand. */
export function scorecardOf(request: ScorecardRequest): Scorecard {
  const { person, period, asOf, rubric, files, availability } = request;
  const scorer = organisationScorer({ availability, rubric, asOf, only: person.id });
  for (const file of files) scorer.add(file);
  return scorer.scorecard(person, period);
}

function keepParts(
  file: IncidentFile,
  observations: readonly Observation[],
  parts: Map<string, Part[]>,
  context: ScoringContext,
): void {
  const byPerson = new Map<string, Observation[]>();
  for (const one of observations) addTo(byPerson, one.person, one);
  for (const person of peopleIn(file)) {
    if (!isWanted(person, context)) continue;
    const declaredAt = file.incident?.declaredAt;
    addTo(parts, person, { observations: byPerson.get(person) ?? [], declaredAt, coverage: file.coverage });
  }
}

function keepRecords(file: IncidentFile, observations: readonly Observation[], { evidence, references }: Kept): void {
  const wanted = new Set(observations.flatMap((observation) => observation.events));
  if (wanted.size === 0) return;
  if (file.incident !== null) references.set(file.incident.id, file.incident.reference);
  const items = file.actionItems.flatMap((item) => [item, ...item.events, ...(item.changes ?? [])]);
  for (const record of [...file.events, ...items]) {
    if (wanted.has(record.id)) evidence.set(record.id, record.evidence);
  }
}

/** An incident belongs to a period by its declaration, or by a chance in it that arose then. */
function isInPeriod({ declaredAt, observations }: Part, period: ReviewPeriod): boolean {
  if (declaredAt !== undefined && inPeriod(declaredAt, period)) return true;
  return observations.some(({ at }) => inPeriod(at, period));
}

interface PersonalRecord {
  readonly person: Person;
  readonly period: ReviewPeriod;
  readonly coverage: readonly Coverage[];
  readonly observations: readonly Observation[];
  readonly kept: Kept;
}

function findingOf(behaviour: Behaviour, record: PersonalRecord, context: ScoringContext): Finding {
  const { person, period, coverage, kept } = record;
  const chances = record.observations.filter((one) => one.behaviour === behaviour.id).sort(compareObservations);
  const selected = behaviour.select?.(chances, period, availabilityOf(person.id, context), context) ?? chances;
  const recorded = coverage.some(({ covers }) => covers.some((kind) => behaviour.needs.includes(kind)));
  const seen = coverage.length === 0 || recorded ? 'seen' : 'unseen';
  return {
    behaviour: behaviour.id,
    ...find(selected, seen, context.rubric),
    observations: selected.map((one) => lineOf(one, kept)),
  };
}

/** What is printed of a chance: without whose it is, and with where its records stand. */
function lineOf(one: Observation, { evidence, references }: Kept): Finding['observations'][number] {
  return {
    incident: one.incident,
    reference: references.get(one.incident ?? '') ?? null,
    at: one.at,
    outcome: one.outcome,
    reason: one.reason,
    minutes: one.minutes,
    limitMinutes: one.limitMinutes,
    asleep: one.asleep,
    severity: one.severity,
    proof: one.proof,
    inferred: one.inferred,
    tier: one.tier,
    events: one.events,
    records: one.events.flatMap((id) => evidence.get(id) ?? []),
  };
}

function compareObservations(a: Observation, b: Observation): number {
  return (
    compareText(a.at, b.at) ||
    compareText(a.incident ?? '', b.incident ?? '') ||
    compareText(a.events[0] ?? '', b.events[0] ?? '')
  );
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CoverageKind, EventKind } from '../../src/domain/event.js';
import type { Evidence } from '../../src/domain/evidence.js';
import type { ActionItem, Coverage, Incident, IncidentFile, RecordedEvent } from '../../src/domain/incident-file.js';
import { type Instant, plusMinutes } from '../../src/domain/instant.js';
import type { BehaviourId, Outcome, Proof, Reason } from '../../src/domain/observation.js';
import type { Person } from '../../src/domain/person.js';
import { reviewPeriod } from '../../src/domain/review-period.js';
import type { Finding, Scorecard } from '../../src/domain/scorecard.js';
import type { PacketInput } from '../../src/reports/packet/packet-input.js';
import { parseRubric, type Rubric } from '../../src/scoring/rubric.js';
import { equalTailedInterval, jeffreysPosterior, posteriorMean } from '../../src/scoring/statistics/jeffreys.js';

/** The person packets are about in these tests, and a colleague who must not be named in them. */
export const MAREN = 'maren';
export const JONAS = 'jonas';

const ROOT = join(import.meta.dirname, '..', '..');

const RUBRIC = parseRubric(readFileSync(join(ROOT, 'src/scoring/rubrics/v1.yaml'), 'utf8'));

/** The rubric that ships. */
export function shippedRubric(): Rubric {
  return RUBRIC;
}

/** Evidence of a record: line numbers and hashes follow from the id, so that equal ids give equal evidence. */
export function evidenceOf(record: string, file = 'incidents.ndjson'): Evidence {
  const line = [...Buffer.from(record)].reduce((sum, byte, at) => (sum + byte * (at + 7)) % 400, 1);
  const sha256 = Buffer.from(record.padEnd(32, '.')).toString('hex').slice(0, 64);
  return { record, connection: 'pagerduty', nativeId: record.toUpperCase(), file, line, sha256 };
}

const fromPagerDuty = { system: 'pagerduty', handKept: false } as const;

/** An incident, real and of severity 2 unless told. */
export function incident(id: string, declaredAt: string, more: Partial<Incident> = {}): Incident {
  return {
    id,
    reference: id.toUpperCase(),
    connection: 'pagerduty',
    title: `Something happened (${id})`,
    severity: 2,
    mode: 'real',
    service: 'checkout',
    declaredAt,
    url: `https://incidents.example.com/${id}`,
    factors: [],
    ...fromPagerDuty,
    evidence: evidenceOf(id),
    ...more,
  };
}

/** An event so many minutes after the incident was declared; a fix is a change that mitigates. */
export function event(
  of: Incident,
  kind: EventKind,
  minutes: number,
  more: Partial<RecordedEvent> = {},
): RecordedEvent {
  const id = `${of.id}-${kind}-${String(minutes)}`;
  return {
    id,
    incident: of.id,
    kind,
    at: plusMinutes(of.declaredAt, minutes),
    confirmedBy: [],
    details: kind === 'fix' ? { class: 'mitigation' } : {},
    ...fromPagerDuty,
    evidence: evidenceOf(id),
    ...more,
  };
}

/** An action item of Maren's. */
export function actionItem(id: string, createdAt: string, more: Partial<ActionItem> = {}): ActionItem {
  return {
    id,
    reference: id.toUpperCase(),
    title: `Do something about ${id}`,
    createdAt,
    assignee: MAREN,
    events: [],
    ...fromPagerDuty,
    evidence: evidenceOf(id, 'action-items.ndjson'),
    ...more,
  };
}

/** Everything PagerDuty and the native record can hold together. */
export function coverage(covers: readonly CoverageKind[], system = 'pagerduty'): Coverage {
  return { connection: system, system, covers: [...covers] };
}

/** An incident file; the people in it are those packets never print. */
export function incidentFile(
  of: Incident | null,
  events: RecordedEvent[],
  actionItems: ActionItem[] = [],
): IncidentFile {
  const inOrder = [...events].sort((a, b) => (`${a.at ?? ''} ${a.id}` < `${b.at ?? ''} ${b.id}` ? -1 : 1));
  return { incident: of, attachments: [], coverage: [], events: inOrder, actionItems, people: {} };
}

export interface ChanceShape {
  readonly outcome: Outcome;
  readonly of: IncidentFile;
  readonly reason?: Reason;
  readonly minutes?: number;
  readonly limitMinutes?: number;
  readonly asleep?: boolean;
  readonly proof?: Proof;
  /** The events of the file that decided it. */
  readonly kinds?: readonly EventKind[];
  /** Instead: the action item that decided it. */
  readonly item?: ActionItem;
}

/** A finding of these chances; levels by the shipped rubric's cut points are left to whoever asks for one. */
export function finding(behaviour: BehaviourId, chances: readonly ChanceShape[], more: Partial<Finding> = {}): Finding {
  const met = chances.filter(({ outcome }) => outcome === 'met').length;
  const opportunities = met + chances.filter(({ outcome }) => outcome === 'not-met').length;
  const posterior = jeffreysPosterior(met, Math.max(1, opportunities));
  const rate =
    opportunities < 5
      ? { status: 'too-few' as const }
      : { status: 'between' as const, mean: posteriorMean(posterior), interval80: equalTailedInterval(posterior, 0.8) };
  return { behaviour, met, opportunities, ...rate, observations: chances.map(observationOf), ...more };
}

function observationOf(shape: ChanceShape): Finding['observations'][number] {
  const { outcome, of, kinds = [], item, ...facts } = shape;
  const events = of.events.filter(({ kind }) => kinds.includes(kind));
  const deciding = item === undefined ? events : [item];
  return {
    incident: of.incident?.id ?? null,
    reference: of.incident?.reference ?? null,
    at: openedAt(shape, events),
    outcome,
    ...facts,
    tier: 'recorded',
    events: deciding.map(({ id }) => id),
    records: deciding.map(({ evidence }) => evidence),
  };
}

function openedAt({ of, item }: ChanceShape, [first]: readonly RecordedEvent[]): Instant {
  return item?.createdAt ?? first?.at ?? of.incident?.declaredAt ?? '2026-01-01T00:00:00.000Z';
}

export function person(more: Partial<Person> = {}): Person {
  return {
    id: MAREN,
    name: 'Maren Aaltonen',
    timeZone: 'Europe/Helsinki',
    timeZoneRecorded: true,
    bot: false,
    linked: true,
    handles: [{ connection: 'pagerduty', handle: 'PMAREN' }],
    ...more,
  };
}

export function scorecard(findings: Finding[], more: Partial<Scorecard> = {}): Scorecard {
  const period = reviewPeriod({ firstDay: '2026-01-01', lastDay: '2026-06-30' }, 'Europe/Helsinki');
  const { id, sha256 } = shippedRubric();
  return {
    person: person(),
    period,
    asOf: '2026-07-02T09:00:00.000Z',
    rubric: { id, sha256 },
    coverage: [coverage(['paged', 'acknowledged'])],
    findings,
    ...more,
  };
}

/** A packet's input, empty unless told. */
export function packetInput(more: Partial<PacketInput> = {}): PacketInput {
  return {
    scorecard: scorecard([]),
    files: [],
    // Its words, under a hash of its own: a changed comment in the rubric changes no packet.
    rubric: { ...shippedRubric(), sha256: 'ab'.repeat(32) },
    preparedBy: { name: 'Maren Aaltonen', isSubject: true },
    now: '2026-07-02T09:00:00.000Z',
    ledgerDigest: 'd1'.repeat(32),
    version: '0.1.0',
    ...more,
  };
}

import type { ActionItem, Incident, IncidentFile, RecordedEvent } from '../../domain/incident-file.js';
import type { ReviewPeriod } from '../../domain/review-period.js';
import type { BehaviourId } from '../../domain/observation.js';
import type { Finding } from '../../domain/scorecard.js';
import { compareText } from '../../domain/compare-text.js';
import { type OwnItem, ownItems } from './own-items.js';
import { type OwnPart, ownPart } from './own-part.js';
import type { PacketInput } from './packet-input.js';
import { RecordIndex } from './record-index.js';
import { isolated, isSayable, plainLine, shortened } from './words/plain-text.js';
import { systemsRead } from './words/source-words.js';

const MAX_NAME_WORDS = 10;

/** One incident the person was reached by or acted in, in the period. */
export interface OwnIncident extends OwnPart {
  readonly incident: Incident;
  readonly file: IncidentFile;
}

/** What the parts of a packet are written from: the input, looked through once. */
export interface PacketFacts {
  readonly input: PacketInput;
  readonly personId: string;
  /** The person's name on one line, at most 60 characters and ten words. */
  readonly name: string;
  /** The name as it stands inside a sentence. */
  readonly nameInText: string;
  readonly period: ReviewPeriod;
  /** IANA zone in which days are printed. */
  readonly zone: string;
  /** In the order they were declared. */
  readonly incidents: readonly OwnIncident[];
  /** In the order they were created. */
  readonly items: readonly OwnItem[];
  /** Every incident record, heads and attachments, to the head's own. */
  readonly headOf: ReadonlyMap<string, Incident>;
  /** Every event of the files, by its id. */
  readonly eventOf: ReadonlyMap<string, RecordedEvent>;
  /** The action item of its own id, its record and those of its events. */
  readonly itemOf: ReadonlyMap<string, ActionItem>;
  readonly findings: ReadonlyMap<BehaviourId, Finding>;
  /** The systems that were read, as words. */
  readonly systems: string;
  /** Their ids, those that the person's own records name as their origin too. */
  readonly systemsRead: ReadonlySet<string>;
  readonly index: RecordIndex;
}

/** Looks through the input once. */
export function factsOf(input: PacketInput): PacketFacts {
  const { person, period, coverage, findings } = input.scorecard;
  const name = nameOf(person.name);
  const incidents = ownIncidents(input);
  const items = ownItems(input.files, person.id, period);
  const origins = originsOf(incidents, items);
  const headOf = new Map<string, Incident>();
  for (const { incident, attachments } of input.files) {
    if (incident === null) continue;
    for (const id of [incident.id, ...attachments]) headOf.set(id, incident);
  }
  return {
    input,
    personId: person.id,
    name,
    nameInText: isolated(name),
    period,
    zone: period.timeZone,
    incidents,
    items,
    headOf,
    eventOf: new Map(input.files.flatMap(({ events }) => events.map((event) => [event.id, event]))),
    itemOf: new Map(input.files.flatMap(({ actionItems }) => actionItems.flatMap(idsOfItem))),
    findings: new Map(findings.map((finding) => [finding.behaviour, finding])),
    systems: systemsRead(coverage, origins),
    systemsRead: new Set([...coverage.map(({ system }) => system), ...origins]),
    index: new RecordIndex(input.files),
  };
}

function idsOfItem(item: ActionItem): [string, ActionItem][] {
  const ids = [item.id, item.evidence.record, ...item.events.flatMap(({ id, evidence }) => [id, evidence.record])];
  return ids.map((id) => [id, item]);
}

function ownIncidents({ files, scorecard: { person, period } }: PacketInput): OwnIncident[] {
  const incidents: OwnIncident[] = [];
  for (const file of files) {
    const { incident } = file;
    if (incident?.mode !== 'real') continue;
    const part = ownPart(file, person.id, period);
    if (part.own.length > 0) incidents.push({ incident, file, ...part });
  }
  return incidents.sort((a, b) => compareText(orderOf(a), orderOf(b)));
}

/** The systems the person's records come from. */
function originsOf(incidents: readonly OwnIncident[], items: readonly OwnItem[]): string[] {
  return [
    ...incidents.flatMap(({ incident, own }) => [incident, ...own]),
    ...items.flatMap(({ item }) => [item, ...item.events]),
  ].map(({ system }) => system);
}

function orderOf({ incident }: OwnIncident): string {
  return `${incident.declaredAt} ${incident.id}`;
}

/** What people call an incident, on one line, at most 24 characters. */
export function referenceOf(incident: Incident): string {
  return shortened(incident.reference, 24);
}

/** The service for the first page; empty where it is not recorded or holds a word that page never says. */
export function sayableService(incident: Incident): string {
  const service = shortened(incident.service ?? '', 32);
  return isSayable(service) ? service : '';
}

/** The severity as the source words it, `SEV 2`, or a dash where none is recorded. */
export function severityWords(incident: Incident): string {
  if (incident.severityLabel !== undefined) return shortened(incident.severityLabel, 16);
  return incident.severity === undefined ? '–' : `SEV ${String(incident.severity)}`;
}

/**
 * A title on one line, at most 140 characters. Where a system puts the reference before the title, it is not printed
 * twice: `INC0000045 (Category 55)` becomes `Category 55`.
 */
export function titleOf({ title, reference }: { readonly title: string; readonly reference: string }): string {
  const line = plainLine(title);
  const rest = reference !== '' && line.startsWith(reference) ? line.slice(reference.length).trim() : line;
  const bare = /^\((.+)\)$|^[:–-]\s+(.+)$/u.exec(rest);
  const own = bare?.[1] ?? bare?.[2] ?? rest;
  return own === '' ? 'Untitled' : shortened(own, 140);
}

/** The person's name on one line, at most 60 characters and ten words. */
function nameOf(name: string): string {
  const words = shortened(name, 60).split(' ');
  return words.length > MAX_NAME_WORDS ? `${words.slice(0, MAX_NAME_WORDS).join(' ')}…` : words.join(' ');
}

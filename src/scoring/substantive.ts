import type { EventKind } from '../domain/event.js';
import type { IncidentFile, RecordedEvent } from '../domain/incident-file.js';
import { isMergedChange } from './merged-change.js';
import { oncePerFile } from './once-per-file.js';
import { actorOf, isBot, onlyObserves, wasThereUntimed } from './roles.js';

/** What finds and fixes an incident (rule B3). */
export const FINDING_AND_FIXING: readonly EventKind[] = ['diagnosis', 'mitigation', 'rollback', 'fix'];

/** The kinds that can be substantive; a role-assumed is one when it was given, by whoever gave it. */
const SUBSTANTIVE_KINDS: readonly EventKind[] = [...FINDING_AND_FIXING, 'handoff', 'customer-update'];

/**
 * Whether an event is a substantive act of its actor: of one of the kinds above or assigning a role, and with an artifact
 * link, or confirmed by another participant, or stamped by the tool itself. A note that carries a link is a diagnosis
 * candidate: it counts once its author or a colleague confirms it. A fix that only its link speaks for is a merged change.
 */
export function isSubstantive(event: RecordedEvent, file: IncidentFile): boolean {
  if (event.kind === 'note') return isConfirmedDiagnosis(event, file);
  if (!SUBSTANTIVE_KINDS.includes(event.kind) && !assignsRole(event)) return false;
  if (isEarlierChange(event, file)) return false;
  if (isConfirmed(event, file) || isStamped(event)) return true;
  return hasArtifact(event, file) && (event.kind !== 'fix' || isMergedChange(event));
}

/** Whether the event is a substantive diagnosis, mitigation, rollback or fix. */
export function findsOrFixes(event: RecordedEvent, file: IncidentFile): boolean {
  if (event.kind !== 'note' && !FINDING_AND_FIXING.includes(event.kind)) return false;
  return isSubstantive(event, file);
}

/** Changes merged before anything is recorded of the incident did not mend it, whatever names it since: one of them may be its cause. */
function isEarlierChange({ kind, at }: RecordedEvent, file: IncidentFile): boolean {
  const began = beginning(file);
  return isChange(kind) && at !== undefined && began !== undefined && at < began;
}

function isChange(kind: EventKind): boolean {
  return kind === 'fix' || kind === 'rollback';
}

/** The earliest that is recorded of the incident, changes aside; undefined for items that belong to none. */
const beginning = oncePerFile(({ incident, events }) => {
  if (incident === null) return undefined;
  const first = events.find(({ kind, at }) => at !== undefined && !isChange(kind))?.at;
  const [earliest] = [incident.declaredAt, incident.detectedAt, first].filter((at) => at !== undefined).sort();
  return earliest;
});

/** Assigning a role: actor and subject differ. */
function assignsRole(event: RecordedEvent): boolean {
  const { kind, actor, subject } = event;
  return kind === 'role-assumed' && actor !== undefined && subject !== undefined && actor !== subject;
}

function isConfirmedDiagnosis(event: RecordedEvent, file: IncidentFile): boolean {
  if (!hasArtifact(event, file)) return false;
  return isConfirmed(event, file) || (event.actor !== undefined && event.confirmedBy.includes(event.actor));
}

/** A link to an artifact; the incident's own pages are none. */
function hasArtifact(event: RecordedEvent, file: IncidentFile): boolean {
  const changeUrl = event.details['changeUrl'];
  const links = [event.url, typeof changeUrl === 'string' ? changeUrl : undefined];
  return links.some((link) => link !== undefined && isArtifact(link, file));
}

/** Whether a text is a link that opens something other than the incident itself. */
export function isArtifact(link: string, file: IncidentFile): boolean {
  return isWebPage(link) && !isOwnPage(link, file);
}

/** Sources write all sorts of text where a link belongs: only what a browser can open over http(s) is one. */
export function isWebPage(link: string): boolean {
  return /^https?:\/\/[^\s/]/i.test(link);
}

const ownPages = oncePerFile(({ incident, urls = [] }) => {
  const pages = incident?.url === undefined ? urls : [incident.url, ...urls];
  return new Set(pages.map(pageOf));
});

/** Whether a link opens the page of the incident itself, in any of the systems it stands in. */
function isOwnPage(link: string, file: IncidentFile): boolean {
  return ownPages(file).has(pageOf(link));
}

/** Whether two links open the same page. */
export function isSamePage(link: string, page: string | undefined): boolean {
  return page !== undefined && pageOf(link) === pageOf(page);
}

/** An anchor or a closing slash makes no other page; a query does: it may be all that tells two traces apart. */
function pageOf(link: string): string {
  return link.replace(/#.*$/, '').replace(/\/$/, '');
}

/** Whether another recorded participant, a person and not the actor, confirmed the event. */
export function isConfirmed(event: RecordedEvent, file: IncidentFile): boolean {
  return event.confirmedBy.some(
    (person) => person !== event.actor && !isBot(file, person) && participants(file).has(person),
  );
}

/** What makes somebody a participant whose word counts; being paged, called or assigned does not. */
const PARTICIPATING: readonly EventKind[] = [
  ...(['acknowledged', 'joined', 'role-assumed', 'note', 'status-update', 'resolved'] as const),
  ...SUBSTANTIVE_KINDS,
];

/** Everybody who took part by an act of their own, and not as a mere observer. */
const participants = oncePerFile((file) => {
  const people = new Set<string>();
  for (const event of file.events) {
    if (!PARTICIPATING.includes(event.kind)) continue;
    for (const person of [actorOf(event), event.actor]) {
      if (person !== undefined && !people.has(person) && tookPart(person, event, file)) people.add(person);
    }
  }
  return people;
});

function tookPart(person: string, { at }: RecordedEvent, file: IncidentFile): boolean {
  return at === undefined ? wasThereUntimed(file, person) : !onlyObserves(file, person, at);
}

/** The tool's own word, such as its "mitigated by" field; a hand-kept record has no tool behind it. */
function isStamped(event: RecordedEvent): boolean {
  return event.details['stamped'] === true && !event.handKept;
}

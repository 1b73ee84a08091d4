import type { EventKind } from '../domain/event.js';
import type { IncidentFile, RecordedEvent } from '../domain/incident-file.js';
import { oncePerFile } from './once-per-file.js';

/** What finds and fixes an incident (rule B3). */
export const FINDING_AND_FIXING: readonly EventKind[] = ['diagnosis', 'mitigation', 'rollback', 'fix'];

/** The kinds that can be substantive; a role-assumed is one when it was given, by whoever gave it. */
const SUBSTANTIVE_KINDS: readonly EventKind[] = [...FINDING_AND_FIXING, 'handoff', 'customer-update'];

/**
 * Whether an event is a substantive act of its actor: of one of the kinds above or assigning a role, and with an artifact
 * link, or confirmed by another participant, or stamped by the tool itself. A note that carries a link is a diagnosis
 * candidate: it counts once its author or a colleague confirms it.
 */
export function isSubstantive(event: RecordedEvent, file: IncidentFile): boolean {
  if (event.kind === 'note') return isConfirmedDiagnosis(event, file);
  if (!SUBSTANTIVE_KINDS.includes(event.kind) && !assignsRole(event)) return false;
  return hasArtifact(event, file) || isConfirmed(event, file) || isStamped(event);
}

/** Whether the event is a substantive diagnosis, mitigation, rollback or fix. */
export function findsOrFixes(event: RecordedEvent, file: IncidentFile): boolean {
  if (event.kind !== 'note' && !FINDING_AND_FIXING.includes(event.kind)) return false;
  return isSubstantive(event, file);
}

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
  return links.some((link) => link !== undefined && link !== '' && !isOwnPage(link, file));
}

const ownPages = oncePerFile(({ incident, urls = [] }) => {
  const pages = incident?.url === undefined ? urls : [incident.url, ...urls];
  return new Set(pages.map(pageOf));
});

/** Whether a link opens the page of the incident itself, in any of the systems it stands in. */
export function isOwnPage(link: string, file: IncidentFile): boolean {
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
    (person) => person !== event.actor && file.people[person]?.bot !== true && participants(file).has(person),
  );
}

/** A participant is somebody whom the incident's events name. Declaring a cause is private and proves nothing. */
const participants = oncePerFile(
  ({ events }) =>
    new Set(events.flatMap(({ kind, actor, subject }) => (kind === 'cause-declared' ? [] : [actor, subject]))),
);

/** The tool's own word, such as its "mitigated by" field; a hand-kept record has no tool behind it. */
function isStamped(event: RecordedEvent): boolean {
  return event.details['stamped'] === true && !event.handKept;
}

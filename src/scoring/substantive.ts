import type { EventKind } from '../domain/event.js';
import type { IncidentFile, RecordedEvent } from '../domain/incident-file.js';

/** What finds and fixes an incident (rule B3). */
export const FINDING_AND_FIXING: readonly EventKind[] = ['diagnosis', 'mitigation', 'rollback', 'fix'];

/** The kinds that can be substantive; a role-assumed is one when it was given, by whoever gave it. */
export const SUBSTANTIVE_KINDS: readonly EventKind[] = [...FINDING_AND_FIXING, 'handoff', 'customer-update'];

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

/** A link to an artifact; the incident's own page is none. */
function hasArtifact(event: RecordedEvent, file: IncidentFile): boolean {
  const changeUrl = event.details['changeUrl'];
  const links = [event.url, typeof changeUrl === 'string' ? changeUrl : undefined];
  return links.some((link) => link !== undefined && link !== '' && !isSamePage(link, file.incident?.url));
}

/** Whether two links open the same page: an anchor, a query or a closing slash makes no other page. */
export function isSamePage(link: string, page: string | undefined): boolean {
  return page !== undefined && withoutTail(link) === withoutTail(page);
}

function withoutTail(link: string): string {
  return link.replace(/[?#].*$/, '').replace(/\/+$/, '');
}

/** Whether another recorded participant, a person and not the actor, confirmed the event. */
export function isConfirmed(event: RecordedEvent, file: IncidentFile): boolean {
  return event.confirmedBy.some(
    (person) => person !== event.actor && file.people[person]?.bot !== true && hasPart(person, file),
  );
}

/** A participant is somebody whom the incident's events name. Declaring a cause is private and proves nothing. */
function hasPart(person: string, file: IncidentFile): boolean {
  return file.events.some(
    ({ kind, actor, subject }) => kind !== 'cause-declared' && (actor === person || subject === person),
  );
}

/** The tool's own word, such as its "mitigated by" field; a hand-kept record has no tool behind it. */
function isStamped(event: RecordedEvent): boolean {
  return event.details['stamped'] === true && !event.handKept;
}

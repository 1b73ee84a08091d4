import type { ActionItem, ActionItemEvent, Incident, IncidentFile, RecordedEvent } from '../domain/incident-file.js';
import type { Instant } from '../domain/instant.js';
import { standingClose } from './action-items/closing.js';
import { mergedAt } from './merged-change.js';
import { severityChanges, severityNumber } from './severity-at.js';

/**
 * The incident as it was known at an instant (event time; when it was imported does not matter): later events and items
 * are gone, and later fields are blank, one by one. The same object comes back when nothing is later.
 */
export function asOf(file: IncidentFile, instant: Instant): IncidentFile {
  const events = file.events.every((event) => isKnown(event, file.incident, instant))
    ? file.events
    : file.events.filter((event) => isKnown(event, file.incident, instant));
  const incident = file.incident === null ? null : incidentAsOf(file, file.incident, instant);
  const actionItems = itemsAsOf(file.actionItems, instant);
  if (events === file.events && incident === file.incident && actionItems === file.actionItems) return file;
  return { ...file, incident, events, actionItems };
}

/** A fix is a merged change: before it is merged it is none. Presence without an instant holds from the declaration. */
function isKnown(event: RecordedEvent, incident: Incident | null, instant: Instant): boolean {
  if (event.at === undefined) return incident === null || incident.declaredAt <= instant;
  return event.at <= instant && !isLater(mergedAt(event), instant);
}

function incidentAsOf(file: IncidentFile, incident: Incident, instant: Instant): Incident {
  const laterChange = severityChanges(file).find((event) => isLater(event.at, instant));
  const { detectedAt, mitigatedAt, resolvedAt, closedAt } = incident;
  const anyLater = [detectedAt, mitigatedAt, resolvedAt, closedAt].some((at) => isLater(at, instant));
  if (laterChange === undefined && !anyLater) return incident;
  const severity =
    laterChange === undefined
      ? { severity: incident.severity, severityLabel: incident.severityLabel }
      : { severity: severityNumber(laterChange.details['from']), severityLabel: undefined };
  return {
    ...incident,
    ...severity,
    detectedAt: ifKnown(detectedAt, instant),
    mitigatedAt: ifKnown(mitigatedAt, instant),
    resolvedAt: ifKnown(resolvedAt, instant),
    closedAt: ifKnown(closedAt, instant),
  };
}

function itemsAsOf(items: ActionItem[], instant: Instant): ActionItem[] {
  const known = items.filter((item) => item.createdAt <= instant).map((item) => itemAsOf(item, instant));
  const same = known.length === items.length && known.every((item, index) => item === items[index]);
  return same ? items : known;
}

/** What is known of the changes that name the item, then of the item itself. */
function itemAsOf(whole: ActionItem, instant: Instant): ActionItem {
  const item = withKnownChanges(whole, instant);
  const events = item.events.filter((event) => event.at <= instant);
  const later = item.events.filter((event) => event.at > instant);
  const dated = [item.acceptedAt, item.closedAt, item.verifiedAt];
  const untimedVerification = item.verifiedBy !== undefined && item.verifiedAt === undefined;
  const anyLater = later.length > 0 || dated.some((at) => isLater(at, instant));
  if (!anyLater && !(untimedVerification && item.closedAt === undefined)) return item;
  return {
    ...item,
    events,
    acceptedAt: ifKnown(item.acceptedAt, instant),
    ...ownershipAsOf(item, events, later),
    ...closingAsOf(item, events, instant),
  };
}

function withKnownChanges(item: ActionItem, instant: Instant): ActionItem {
  const changes = item.changes?.filter((event) => isKnown(event, null, instant));
  return changes === undefined || changes.length === item.changes?.length ? item : { ...item, changes };
}

/** Assignee and due date before the first change that is not known yet. */
function ownershipAsOf(
  item: ActionItem,
  events: readonly ActionItemEvent[],
  later: readonly ActionItemEvent[],
): Pick<ActionItem, 'assignee' | 'dueAt'> {
  const reassigned = later.find((event) => event.kind === 'assigned');
  const moved = later.find((event) => event.kind === 'due-moved');
  const lastAssigned = events.findLast((event) => event.kind === 'assigned');
  return {
    assignee: reassigned === undefined ? item.assignee : (lastAssigned?.subject ?? reassigned.from),
    dueAt: moved === undefined ? item.dueAt : moved.from,
  };
}

/** A resolution and its approval come with the closing; an untimed verification counts from it. */
function closingAsOf(item: ActionItem, events: readonly ActionItemEvent[], instant: Instant): Partial<ActionItem> {
  const verified = item.verifiedAt !== undefined && item.verifiedAt <= instant;
  const verification = verified ? {} : { verifiedBy: undefined, verifiedAt: undefined };
  if (item.closedAt !== undefined && item.closedAt <= instant) {
    return item.verifiedAt === undefined ? {} : verification;
  }
  const close = standingClose(events);
  return {
    closedAt: close?.at,
    closedBy: close?.actor,
    resolution: undefined,
    resolutionApprovedBy: undefined,
    ...verification,
  };
}

function isLater(at: Instant | undefined, instant: Instant): boolean {
  return at !== undefined && at > instant;
}

function ifKnown(at: Instant | undefined, instant: Instant): Instant | undefined {
  return isLater(at, instant) ? undefined : at;
}

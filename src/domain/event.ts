/** The kinds of thing that happen in an incident, in the field's own words (native format, version 1). */
export const EVENT_KINDS = [
  'reported',
  'declared',
  'paged',
  'acknowledged',
  'page-timed-out',
  'page-withdrawn',
  'page-declined',
  'escalated',
  'responder-added',
  'assigned',
  'joined',
  'left',
  'role-assumed',
  'role-released',
  'note',
  'diagnosis',
  'mitigation',
  'rollback',
  'fix',
  'fix-verified',
  'handoff',
  'status-update',
  'customer-update',
  'severity-changed',
  'state-changed',
  'merged',
  'resolved',
  'reopened',
  'closed',
  'root-cause-accepted',
  'root-cause-recorded',
  'postmortem-drafted',
  'postmortem-published',
  'postmortem-attended',
  'cause-declared',
] as const;

export type EventKind = (typeof EVENT_KINDS)[number];

/** The kinds that may lack an instant: then they are presence, never measured against a limit. */
export const UNTIMED_KINDS: readonly EventKind[] = ['joined', 'role-assumed'];

/** What happens to an action item. */
export const ACTION_ITEM_EVENT_KINDS = [
  'assigned',
  'accepted',
  'due-moved',
  'closed',
  'reopened',
  'verified',
  'commented',
] as const;

/** What a source can record: event kinds, and the facts about action items. */
export const COVERAGE_KINDS = [...EVENT_KINDS, 'action-item', 'action-item-proof', 'shift', 'leave'] as const;

export type CoverageKind = (typeof COVERAGE_KINDS)[number];

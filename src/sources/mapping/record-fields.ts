import { RECORD_SCHEMAS } from '../../domain/record.js';
import { type FieldKind, RECORD_FIELDS, requiredFields } from '../native/fields.js';
import type { Each } from './mapping.js';

/**
 * The fields of an update in an incident's history, whatever the tool calls them. They are all there is to tell events by
 * when the history is read (`history.ts`), so an update has no others.
 */
const UPDATE_FIELDS: Readonly<Record<string, FieldKind>> = {
  id: 'text',
  incident: 'text',
  at: 'instant',
  seq: 'number',
  actor: 'text',
  title: 'text',
  state: 'text',
  severity: 'number',
  severityLabel: 'text',
  service: 'text',
  team: 'text',
  url: 'text',
  openedAt: 'instant',
  openedBy: 'text',
  reportedBy: 'text',
  assignee: 'text',
  commander: 'text',
  mitigatedAt: 'instant',
  resolvedAt: 'instant',
  resolvedBy: 'text',
  closedAt: 'instant',
  closedBy: 'text',
  reopenCount: 'number',
};

/** Fields of an update that stand beside its `fields`. */
export const UPDATE_OWN: readonly string[] = ['id', 'incident', 'at', 'seq'];

const PEOPLE_FIELDS: readonly string[] = [
  ...['actor', 'subject', 'confirmedBy', 'assignee', 'createdBy', 'closedBy', 'verifiedBy', 'resolutionApprovedBy'],
  ...['person', 'openedBy', 'reportedBy', 'resolvedBy', 'commander'],
];

/** Details of events that are not text. */
const DETAIL_KINDS: ReadonlyMap<string, FieldKind> = new Map([
  ['policyTimeoutSeconds', 'number'],
  ['level', 'number'],
  ['onCall', 'boolean'],
  ['stamped', 'boolean'],
  ['factors', 'list'],
  ['mergedAt', 'instant'],
  ['identifiedAt', 'instant'],
]);

/** What a role can be (native format). */
const ROLES: readonly string[] = [
  'commander',
  'deputy',
  'communications',
  'scribe',
  'liaison',
  'responder',
  'observer',
];

const KNOWN: ReadonlyMap<Each, ReadonlyMap<string, FieldKind>> = new Map(
  (['incident', 'event', 'person', 'action-item', 'action-item-event', 'shift', 'leave', 'membership'] as const).map(
    (each) => [each, new Map(ownFields(each))],
  ),
);

function ownFields(each: Each): [string, FieldKind][] {
  return [...(RECORD_FIELDS.get(each) ?? [])].filter(([name]) => name !== 'type' && !name.startsWith('origin'));
}

/** The fields a record of that kind has, by name. */
export function fieldsOf(each: Each): ReadonlyMap<string, FieldKind> {
  return each === 'update' ? new Map(Object.entries(UPDATE_FIELDS)) : (KNOWN.get(each) ?? new Map());
}

/** What a field holds; undefined for a field nobody knows. Details of events may be called anything. */
export function fieldKind(each: Each, name: string): FieldKind | undefined {
  const [, detail] = /^details\.(.+)$/.exec(name) ?? [];
  if (each === 'event' && detail !== undefined) return DETAIL_KINDS.get(detail) ?? 'text';
  return fieldsOf(each).get(name);
}

/** The fields that a mapping must name. The others of a record's schema are made where the mapping leaves them out. */
export function neededFields(each: Each): string[] {
  if (each === 'update') return ['incident', 'at'];
  return requiredFields(each).filter((name) => name !== 'id' || !HAS_OWN_ID.includes(each));
}

/** Kinds of record whose id can be made of what they say. */
export const HAS_OWN_ID: readonly Each[] = ['event', 'update', 'action-item-event'];

/** Whether the field names people. */
export function namesPeople(each: Each, name: string): boolean {
  if (each === 'incident' || each === 'person') return false;
  return PEOPLE_FIELDS.includes(name) || name === 'details.approvedBy';
}

/** The words of a field that holds only certain ones; undefined where any text will do. */
export function wordsOf(each: Each, name: string): readonly string[] | undefined {
  if (each === 'event' && name === 'details.role') return ROLES;
  if (each === 'update') return undefined;
  const shape: Readonly<Record<string, unknown>> = RECORD_SCHEMAS[each].shape;
  return enumWords(shape[name]);
}

interface Inspected {
  readonly def?: { readonly type: string };
  readonly unwrap?: () => Inspected;
  readonly options?: readonly unknown[];
}

function enumWords(schema: unknown): readonly string[] | undefined {
  const outer = schema as Inspected | undefined;
  const inner = outer?.unwrap?.() ?? outer;
  return inner?.def?.type === 'enum' ? inner.options?.map(String) : undefined;
}

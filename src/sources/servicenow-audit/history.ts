import type { EventRecord, IncidentRecord, UpdateRecord } from '../../domain/record.js';
import { present } from '../reading/present.js';
import { eventOf, inOrder, latest } from '../reading/update-history.js';
import { priorityDigit } from '../servicenow/priority.js';
import { handleOf, type PeopleColumn } from './columns.js';

/** States in which the incident's work is over; only then do `resolved_at` and `closed_at` say what happened. */
const RESOLVED_STATES: readonly (string | undefined)[] = ['Resolved', 'Closed'];

/**
 * The incident its updates tell. Every row repeats the final `resolved_at` and `closed_at`, so they count only once an
 * update has reached that state.
 */
export function headOf(updates: readonly UpdateRecord[]): IncidentRecord {
  const history = inOrder(updates);
  const [first] = history;
  if (first === undefined) throw new RangeError('An incident without updates has no head.');
  const severity = priorityDigit(latest(history, 'priority'));
  const resolvedAt = resolution(history)?.at;
  const closedAt = closing(history)?.at;
  return {
    type: 'incident',
    id: first.incident,
    title: titleOf(first.incident, [latest(history, 'category'), latest(history, 'subcategory')]),
    declaredAt: latest(history, 'opened_at') ?? latest(history, 'sys_created_at') ?? first.at,
    ...(severity !== undefined && { severity }),
    ...present({
      severityLabel: latest(history, 'priority'),
      service: latest(history, 'cmdb_ci'),
      team: latest(history, 'assignment_group'),
      resolvedAt,
      closedAt,
      updatedAt: history.at(-1)?.at,
    }),
  };
}

/**
 * The events its updates tell, each with the id of the update it was read from in `details.update`. What every row
 * repeats (opened, resolved, closed) is told once; the rest by comparing each update with the one before.
 */
export function eventsOf(updates: readonly UpdateRecord[]): EventRecord[] {
  const history = inOrder(updates);
  const changes = history.flatMap((update, index) => changesOf(update, history[index - 1]));
  return [...opening(history), ...changes, ...ending(history)];
}

function opening(history: readonly UpdateRecord[]): EventRecord[] {
  const update = history.find(({ fields }) => fields['opened_at'] !== undefined);
  const at = update?.fields['opened_at'];
  if (update === undefined || at === undefined) return [];
  const caller = personIn(update, 'caller_id');
  const declared = eventOf(update, 'declared', { at, actor: personIn(update, 'opened_by') });
  return caller === undefined ? [declared] : [eventOf(update, 'reported', { at, actor: caller }), declared];
}

function changesOf(update: UpdateRecord, before: UpdateRecord | undefined): EventRecord[] {
  const told = { at: update.at, actor: personIn(update, 'sys_updated_by') };
  const assigned = assignmentIn(update, before);
  const events = assigned === undefined ? [] : [eventOf(update, 'assigned', { ...told, subject: assigned })];
  if (before === undefined) return events;
  const state = changeIn(before.fields['incident_state'], update.fields['incident_state']);
  if (state !== undefined) events.push(eventOf(update, 'state-changed', { ...told, details: state }));
  const severity = changeIn(priorityDigit(before.fields['priority']), priorityDigit(update.fields['priority']));
  if (severity !== undefined) events.push(eventOf(update, 'severity-changed', { ...told, details: severity }));
  if (reopenCount(update) > reopenCount(before)) events.push(eventOf(update, 'reopened', told));
  return events;
}

/** Who it was newly assigned to. The first update known says so only if it is the incident's first of all. */
function assignmentIn(update: UpdateRecord, before: UpdateRecord | undefined): string | undefined {
  const assigned = personIn(update, 'assigned_to');
  if (before === undefined) return update.seq === 0 ? assigned : undefined;
  return assigned === personIn(before, 'assigned_to') ? undefined : assigned;
}

function changeIn<T>(from: T | undefined, to: T | undefined): { from: T; to: T } | undefined {
  return from === undefined || to === undefined || from === to ? undefined : { from, to };
}

function reopenCount({ fields }: UpdateRecord): number {
  return Number(fields['reopen_count'] ?? 0);
}

function ending(history: readonly UpdateRecord[]): EventRecord[] {
  const events: EventRecord[] = [];
  const resolved = resolution(history);
  if (resolved !== undefined) {
    const { update, at } = resolved;
    events.push(eventOf(update, 'resolved', { at, actor: personIn(update, 'resolved_by') }));
  }
  const closed = closing(history);
  if (closed !== undefined) {
    const { update, at } = closed;
    const actor = update.at === at ? personIn(update, 'sys_updated_by') : undefined;
    events.push(eventOf(update, 'closed', { at, actor }));
  }
  return events;
}

interface Ending {
  readonly update: UpdateRecord;
  readonly at: string;
}

function resolution(history: readonly UpdateRecord[]): Ending | undefined {
  return endingIn(history, RESOLVED_STATES, 'resolved_at');
}

function closing(history: readonly UpdateRecord[]): Ending | undefined {
  return endingIn(history, ['Closed'], 'closed_at');
}

/** The latest value of the column, and the first update in such a state that says it. */
function endingIn(
  history: readonly UpdateRecord[],
  states: readonly (string | undefined)[],
  column: string,
): Ending | undefined {
  const reached = history.filter(({ fields }) => states.includes(fields['incident_state']));
  const at = latest(reached, column);
  const update = reached.find(({ fields }) => fields[column] === at);
  return at === undefined || update === undefined ? undefined : { update, at };
}

function personIn(update: UpdateRecord, column: PeopleColumn): string | undefined {
  const value = update.fields[column];
  return value === undefined ? undefined : handleOf(column, value);
}

/** The audit log has no short description: the number and the category are all that names an incident. */
function titleOf(number: string, categories: readonly (string | undefined)[]): string {
  const known = categories.filter((category) => category !== undefined);
  return known.length === 0 ? number : `${number} (${known.join(', ')})`;
}

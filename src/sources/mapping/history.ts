import type { EventKind } from '../../domain/event.js';
import type { EventRecord, IncidentRecord, UpdateRecord } from '../../domain/record.js';
import { present } from '../reading/present.js';
import { eventOf, inOrder, latest } from '../reading/update-history.js';
import { wordKey } from './mapping.js';

/**
 * What the history of an incident tells, where its updates carry the canonical fields of a mapping (`each: update`): for every
 * source that a mapping makes, and for a ledger that holds records of one whose mapping is not at hand.
 */
export const MAPPED_HISTORY = { eventsOf, headOf } as const;

/** The states in which an incident's work is over. */
const OVER: readonly string[] = ['resolved', 'closed'];

/**
 * The incident its updates tell. A log may repeat the final `resolvedAt` and `closedAt` in every row, so they count only once
 * an update has reached that state.
 */
function headOf(updates: readonly UpdateRecord[]): IncidentRecord {
  const history = inOrder(updates);
  const [first] = history;
  if (first === undefined) throw new RangeError('An incident without updates has no head.');
  const severity = severityOf(latest(history, 'severity'));
  return {
    type: 'incident',
    id: first.incident,
    title: latest(history, 'title') ?? first.incident,
    declaredAt: latest(history, 'openedAt') ?? first.at,
    ...(severity !== undefined && { severity }),
    ...present({
      severityLabel: latest(history, 'severityLabel'),
      service: latest(history, 'service'),
      team: latest(history, 'team'),
      url: latest(history, 'url'),
      mitigatedAt: latest(history, 'mitigatedAt') ?? firstIn(history, ['mitigated'])?.at,
      resolvedAt: endOf(history, RESOLVED),
      closedAt: endOf(history, CLOSED),
      updatedAt: history.at(-1)?.at,
    }),
  };
}

/**
 * The events its updates tell, each with the id of the update it was read from in `details.update`: what is told once (opened,
 * resolved, closed), and the rest by comparing each update with the one before.
 */
function eventsOf(updates: readonly UpdateRecord[]): EventRecord[] {
  const history = inOrder(updates);
  const changes = history.flatMap((update, index) => changesOf(update, history[index - 1]));
  const endings = [RESOLVED, CLOSED].flatMap((ending) =>
    endingsIn(history, ending).map(({ update, at, actor }) => eventOf(update, ending.kind, { at, actor })),
  );
  return [...opening(history), ...changes, ...endings];
}

function opening(history: readonly UpdateRecord[]): EventRecord[] {
  const update = history.find(({ fields }) => fields['openedAt'] !== undefined);
  const at = update?.fields['openedAt'];
  if (update === undefined || at === undefined) return [];
  const reporter = update.fields['reportedBy'];
  const declared = eventOf(update, 'declared', { at, actor: update.fields['openedBy'] });
  return reporter === undefined ? [declared] : [eventOf(update, 'reported', { at, actor: reporter }), declared];
}

function changesOf(update: UpdateRecord, before: UpdateRecord | undefined): EventRecord[] {
  const told = { at: update.at, actor: update.fields['actor'] };
  const events = [
    ...newlyNamed(update, before, { field: 'assignee', kind: 'assigned' }),
    ...newlyNamed(update, before, { field: 'commander', kind: 'role-assumed', details: { role: 'commander' } }),
  ].map((event) => eventOf(update, event.kind, { ...told, ...event }));
  if (before === undefined) return events;
  const state = changeIn(before.fields['state'], update.fields['state']);
  if (state !== undefined) events.push(eventOf(update, 'state-changed', { ...told, details: state }));
  const severity = changeIn(severityOf(before.fields['severity']), severityOf(update.fields['severity']));
  if (severity !== undefined) events.push(eventOf(update, 'severity-changed', { ...told, details: severity }));
  if (isReopening(update, before)) events.push(eventOf(update, 'reopened', told));
  return events;
}

interface Naming {
  readonly field: string;
  readonly kind: EventKind;
  readonly details?: Record<string, string>;
}

/** Whom a field newly names. The first update known says so only if it is the incident's first of all. */
function newlyNamed(
  update: UpdateRecord,
  before: UpdateRecord | undefined,
  { field, kind, details }: Naming,
): { kind: EventKind; subject: string; details?: Record<string, string> }[] {
  const subject = update.fields[field];
  const isNew = before === undefined ? update.seq === 0 : subject !== before.fields[field];
  return subject === undefined || !isNew ? [] : [{ kind, subject, ...(details !== undefined && { details }) }];
}

function changeIn<T>(from: T | undefined, to: T | undefined): { from: T; to: T } | undefined {
  return from === undefined || to === undefined || from === to ? undefined : { from, to };
}

/** By the tool's own count where it keeps one, else by a state that leaves the end. */
function isReopening({ fields }: UpdateRecord, before: UpdateRecord): boolean {
  const [count, earlier] = [fields['reopenCount'], before.fields['reopenCount']];
  if (count !== undefined) return Number(count) > Number(earlier ?? 0);
  const state = stateOf(fields);
  return state !== undefined && isIn(OVER, before) && !OVER.includes(state);
}

interface EndingKind {
  readonly kind: 'resolved' | 'closed';
  readonly states: readonly string[];
  readonly at: string;
  readonly by: string;
}

const RESOLVED: EndingKind = { kind: 'resolved', states: OVER, at: 'resolvedAt', by: 'resolvedBy' };
const CLOSED: EndingKind = { kind: 'closed', states: ['closed'], at: 'closedAt', by: 'closedBy' };

interface Ending {
  readonly update: UpdateRecord;
  readonly at: string;
  readonly actor: string | undefined;
}

/**
 * When the incident came to this end, and by whom. Where the log says the instant, once: the latest said, by the first update
 * in such a state that says it. Where it does not, each time the state is reached.
 */
function endingsIn(history: readonly UpdateRecord[], ending: EndingKind): Ending[] {
  const reached = history.filter((update) => isIn(ending.states, update));
  const at = latest(reached, ending.at);
  const said = reached.find(({ fields }) => at !== undefined && fields[ending.at] === at);
  if (said !== undefined && at !== undefined) {
    const setter = said.at === at ? said.fields['actor'] : undefined;
    return [{ update: said, at, actor: said.fields[ending.by] ?? setter }];
  }
  return history
    .filter((update, index) => index > 0 && isIn(ending.states, update) && wasElsewhere(ending, history[index - 1]))
    .map((update) => ({ update, at: update.at, actor: update.fields[ending.by] ?? update.fields['actor'] }));
}

/** When the incident last came to this end; undefined where it was reopened since, as far as the log does not say the instant. */
function endOf(history: readonly UpdateRecord[], ending: EndingKind): string | undefined {
  const last = endingsIn(history, ending).at(-1);
  const state = history.findLast(({ fields }) => fields['state'] !== undefined);
  const said = last?.update.fields[ending.at] !== undefined;
  return said || (state !== undefined && isIn(ending.states, state)) ? last?.at : undefined;
}

function wasElsewhere({ states }: EndingKind, before: UpdateRecord | undefined): boolean {
  return before !== undefined && !isIn(states, before);
}

function firstIn(history: readonly UpdateRecord[], states: readonly string[]): UpdateRecord | undefined {
  return history.find((update, index) => index > 0 && isIn(states, update));
}

function isIn(states: readonly string[], { fields }: UpdateRecord): boolean {
  const state = stateOf(fields);
  return state !== undefined && states.includes(state);
}

function stateOf(fields: UpdateRecord['fields']): string | undefined {
  const state = fields['state'];
  return state === undefined ? undefined : wordKey(state);
}

function severityOf(severity: string | undefined): number | undefined {
  return severity !== undefined && /^[1-5]$/.test(severity) ? Number(severity) : undefined;
}

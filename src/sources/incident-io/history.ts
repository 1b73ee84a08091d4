import { compareText } from '../../domain/compare-text.js';
import type { EventKind } from '../../domain/event.js';
import type { EventRecord, UpdateRecord } from '../../domain/record.js';
import { present } from '../reading/present.js';
import { actorOf } from './people.js';
import { severityOf } from './severity.js';
import type { IncidentUpdate } from './shapes.js';

/** An update as one step of its incident's history: it says what became new, so only those before it say what changed. */
export function updateOf(update: IncidentUpdate): UpdateRecord {
  return {
    type: 'update',
    id: update.id,
    incident: update.incident_id,
    at: update.created_at,
    seq: 0,
    fields: present({
      message: update.message?.trim(),
      severity: update.new_severity?.name,
      status: update.new_incident_status?.name,
      category: update.new_incident_status?.category,
      mergedInto: update.merged_into_incident_id,
      updater: actorOf(update.updater),
    }),
  };
}

/** What is known of the incident before an update. */
interface State {
  readonly severity?: string | undefined;
  readonly status?: string | undefined;
  readonly category?: string | undefined;
}

/**
 * The events that the updates of one incident tell, each with the id of its update in `details.update`. The first update is
 * written with the incident and says how it began, so it changes nothing. One without a message informs nobody.
 */
export function eventsOf(updates: readonly UpdateRecord[]): EventRecord[] {
  const history = [...updates].sort((a, b) => compareText(a.at, b.at) || a.seq - b.seq || compareText(a.id, b.id));
  const events: EventRecord[] = [];
  let before: State | undefined;
  for (const update of history) {
    const { message, mergedInto } = update.fields;
    if (message !== undefined) events.push(eventOf(update, 'status-update', { summary: message }));
    if (before !== undefined) events.push(...changesOf(update, before));
    if (mergedInto !== undefined) events.push(eventOf(update, 'merged', { details: { into: mergedInto } }));
    before = { ...before, ...update.fields };
  }
  return events;
}

function changesOf(update: UpdateRecord, before: State): EventRecord[] {
  const { severity, status, category } = update.fields;
  const events: EventRecord[] = [];
  if (severity !== undefined && severity !== before.severity) {
    events.push(eventOf(update, 'severity-changed', { details: severityChange(before.severity, severity) }));
  }
  if (status !== undefined && status !== before.status) {
    const details = { ...(before.status !== undefined && { from: before.status }), to: status };
    events.push(eventOf(update, 'state-changed', { details }));
  }
  const turn = category === undefined ? undefined : turnOf(phaseOf(before.category), phaseOf(category));
  return turn === undefined ? events : [...events, eventOf(update, turn, {})];
}

/** Numbers where the names say them; the names themselves beside. */
function severityChange(before: string | undefined, after: string): Record<string, string | number> {
  const [from, to] = [severityOf(before), severityOf(after)];
  return {
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(before !== undefined && { fromLabel: before }),
    toLabel: after,
  };
}

type Phase = 'open' | 'resolved' | 'closed' | 'other';

/** The phases of an incident by the category of its status, under the older and the newer names. */
const PHASES: ReadonlyMap<string, Phase> = new Map([
  ['triage', 'open'],
  ['live', 'open'],
  ['active', 'open'],
  ['paused', 'open'],
  ['learning', 'resolved'],
  ['post-incident', 'resolved'],
  ['post_incident', 'resolved'],
  ['closed', 'closed'],
]);

function phaseOf(category: string | undefined): Phase {
  return PHASES.get(category ?? '') ?? 'other';
}

/** An incident that is declined, cancelled or merged, or in a category nobody knows yet, was neither resolved nor reopened. */
function turnOf(before: Phase, after: Phase): EventKind | undefined {
  if (after === before || before === 'other') return undefined;
  if (after === 'closed') return 'closed';
  if (after === 'resolved') return before === 'open' ? 'resolved' : undefined;
  return after === 'open' ? 'reopened' : undefined;
}

function eventOf(
  update: UpdateRecord,
  kind: EventKind,
  { summary, details }: { readonly summary?: string; readonly details?: Record<string, string | number> },
): EventRecord {
  return {
    type: 'event',
    id: `${update.id}/${kind}`,
    incident: update.incident,
    kind,
    at: update.at,
    ...present({ actor: update.fields['updater'], summary }),
    details: { ...details, update: update.id },
  };
}

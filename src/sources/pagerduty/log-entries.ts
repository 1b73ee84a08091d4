import type { EventKind } from '../../domain/event.js';
import type { EventRecord } from '../../domain/record.js';
import { namedIn } from '../reading/named-in.js';
import { isTimeout, type TimedOut } from './escalation.js';
import { channelOf, notifiedBy, targetsOf, userOf } from './people.js';
import type { LogEntry } from './shapes.js';

/** What one entry says happened, before it has an id. */
interface Act {
  readonly kind: EventKind;
  readonly actor?: string | undefined;
  readonly subject?: string | undefined;
  readonly url?: string | undefined;
  readonly summary?: string | undefined;
  readonly details?: Record<string, string>;
}

/**
 * The events a log entry tells. The first has the entry's own id; further ones `<entry>/<kind>/<n>`. `timedOut` is known
 * only where the incident's whole log is at hand; without it nobody can be named, and a timeout makes no event of its own.
 */
export function eventsOfEntry(entry: LogEntry, incident: string, timedOut?: TimedOut): EventRecord[] {
  const acts = actsOf(entry);
  const events = acts.map((act, index) =>
    eventOf(entry, incident, index === 0 ? entry.id : `${entry.id}/${act.kind}/${String(index)}`, act),
  );
  const silences = (timedOut?.get(entry.id) ?? []).map((subject, index) => {
    const id = `${entry.id}/page-timed-out/${String(index + 1)}`;
    return eventOf(entry, incident, id, { kind: 'page-timed-out', subject });
  });
  return [...silences, ...events];
}

/** Whether the entry makes no event: a timeout tells of silence, and only where the whole log is at hand. */
export function tellsNothing(entry: LogEntry, timedOut?: TimedOut): boolean {
  return actsOf(entry).length === 0 && !(timedOut !== undefined && isTimeout(entry));
}

function actsOf(entry: LogEntry): Act[] {
  const read = Object.hasOwn(ACTS, entry.type) ? ACTS[entry.type] : undefined;
  return read?.(entry, userOf(entry.agent)?.handle) ?? [];
}

type Reading = (entry: LogEntry, actor: string | undefined) => Act[];

const acknowledged: Reading = (_, actor) => [{ kind: 'acknowledged', actor }];

/** What each type of entry says was done, and by whom; types that are not here say nothing about an act. */
const ACTS: Readonly<Partial<Record<string, Reading>>> = {
  trigger_log_entry: (_, actor) => [actor === undefined ? { kind: 'reported' } : { kind: 'declared', actor }],
  notify_log_entry: notified,
  acknowledge_log_entry: acknowledged,
  acknowledgement_log_entry: acknowledged,
  unacknowledge_log_entry: (_, actor) => [
    { kind: 'state-changed', actor, details: { from: 'acknowledged', to: 'triggered' } },
  ],
  assign_log_entry: (entry, actor) =>
    targetsOf(entry).map(({ handle }) => ({ kind: 'assigned', actor, subject: handle })),
  escalate_log_entry: (entry, actor) =>
    targetsOf(entry).map(({ handle }) => ({ kind: 'escalated', actor, subject: handle })),
  delegate_log_entry: (_, actor) => [{ kind: 'escalated', actor }],
  annotate_log_entry: (entry, actor) => [noted(entry, actor)],
  snooze_log_entry: (_, actor) => [{ kind: 'state-changed', actor, details: { to: 'snoozed' } }],
  resolve_log_entry: (_, actor) => [{ kind: 'resolved', actor }],
};

/** A notification that could not be delivered reached nobody. */
function notified(entry: LogEntry): Act[] {
  if (/fail|blacklist|block/i.test(entry.channel?.notification?.status ?? '')) return [];
  const channel = channelOf(entry);
  return [
    { kind: 'paged', subject: notifiedBy(entry)?.handle, ...(channel !== undefined && { details: { channel } }) },
  ];
}

function noted(entry: LogEntry, actor: string | undefined): Act {
  const text = [entry.note, entry.channel?.content, entry.channel?.summary].find((part) => (part ?? '') !== '');
  const url = namedIn(text).find((named) => named.url !== undefined)?.url;
  return { kind: 'note', actor, summary: text ?? undefined, url };
}

function eventOf(entry: LogEntry, incident: string, id: string, act: Act): EventRecord {
  const { kind, actor, subject, url, details } = act;
  const summary = act.summary ?? entry.summary ?? undefined;
  const sourceUrl = entry.html_url ?? undefined;
  return {
    type: 'event',
    id,
    incident,
    kind,
    at: entry.created_at,
    ...(actor !== undefined && { actor }),
    ...(subject !== undefined && { subject }),
    ...(url !== undefined && { url }),
    ...(summary !== undefined && { summary }),
    ...((details !== undefined || sourceUrl !== undefined) && {
      details: { ...details, ...(sourceUrl !== undefined && { sourceUrl }) },
    }),
  };
}

import { compareText } from '../../domain/compare-text.js';
import type { EventKind } from '../../domain/event.js';
import type { Instant } from '../../domain/instant.js';
import type { EventRecord } from '../../domain/record.js';
import { namedIn } from '../reading/named-in.js';
import { severityInName } from '../reading/severity-in-name.js';
import type { Entry } from './shapes.js';

/** What the entries of one incident's timeline need to know of it. */
export interface Cast {
  readonly incident: string;
  /** The participant of that name; where there is none or are several, a handle made of the name. */
  readonly handleOf: (name: string) => string;
  /** The one participant whom that on-call service brought in and nobody is said to have added. */
  readonly broughtInBy: (service: string) => string | undefined;
  /** What a status or severity was before the entry of that uuid changed it. */
  readonly before: ReadonlyMap<string, string>;
}

/** What an entry says happened. */
interface Act {
  readonly kind: EventKind;
  /** Who did it, by the name that the text gives. */
  readonly by?: string | undefined;
  readonly subject?: string | undefined;
  readonly summary?: string | undefined;
  readonly url?: string | undefined;
  readonly details?: Record<string, string | number>;
}

type Reading = (words: readonly string[], entry: Entry, cast: Cast) => Act | undefined;

/**
 * What descriptions say about an act of a person; old entries have no type, so their text is all there is. What stands in a
 * table of its own (roles, tasks), or was done by Dispatch itself, makes no event here.
 */
const READINGS: readonly (readonly [RegExp, Reading])[] = [
  [/^(.+) marked the incident as (\w+)$/i, marked],
  [/^(.+) changed the incident (?:severity|priority) to (.+)$/, changedSeverity],
  [
    /^(.+) created a new (tactical|executive) report$/,
    ([by = '', report = '']) => ({ kind: 'status-update', by, details: { report } }),
  ],
  [/^(.+) engages oncall service (.+)$/, engaged],
  [/^(.+?)(?: has been)? removed(?: from incident)?$/, ([by = '']) => ({ kind: 'left', by })],
  [/^"([\s\S]*?),?" said (.+)$/, ([said = '', by = '']) => noted(said, by)],
];

/** The type of entries that people write themselves. */
export const CUSTOM_EVENT = 'Custom event';

/** Whether a description may tell of an act: most tell what Dispatch itself did, and are not worth a closer look. */
export function mayTell(description: string | null | undefined): boolean {
  return / (?:marked|changed|created|engages|said) | removed\b/.test(description ?? '');
}

/** The event that an entry of the timeline tells; undefined where it tells nothing about a person. */
export function eventOfEntry(entry: Entry, cast: Cast, person: string | undefined): EventRecord | undefined {
  const act = actOf(entry, cast);
  if (act === undefined) return undefined;
  const by = act.by ?? entry.owner?.trim() ?? '';
  const actor = person ?? (by === '' ? undefined : cast.handleOf(by));
  const { kind, subject, summary = entry.description, url, details } = act;
  return {
    type: 'event',
    id: entry.uuid,
    incident: cast.incident,
    kind,
    at: entry.started_at,
    ...(actor !== undefined && { actor }),
    ...(subject !== undefined && { subject }),
    ...(url !== undefined && { url }),
    summary,
    ...(details !== undefined && { details }),
  };
}

function actOf(entry: Entry, cast: Cast): Act | undefined {
  for (const [pattern, reading] of READINGS) {
    const match = pattern.exec(entry.description);
    if (match !== null) return reading(match.slice(1), entry, cast);
  }
  return entry.type === CUSTOM_EVENT ? noted(entry.description) : undefined;
}

function noted(text: string, by?: string): Act {
  return { kind: 'note', by, summary: text, url: namedIn(text).find(({ url }) => url !== undefined)?.url };
}

/** Marking an incident stable is a change of state: nothing says that whoever marked it had mended anything. */
function marked([by, status = '']: readonly string[], { uuid }: Entry, { before }: Cast): Act {
  const to = status.toLowerCase();
  const from = before.get(uuid);
  const details = { ...(from !== undefined && { from }), to };
  if (to === 'closed') return { kind: 'closed', by, details };
  const reopens = from === 'closed' || (to === 'active' && from !== undefined);
  return { kind: reopens ? 'reopened' : 'state-changed', by, details };
}

/** Only names that hold a severity say how bad it was. */
function changedSeverity([by, name]: readonly string[], { uuid }: Entry, { before }: Cast): Act | undefined {
  const to = severityInName(name);
  if (to === undefined) return undefined;
  const from = before.get(uuid);
  return { kind: 'severity-changed', by, details: { ...(from !== undefined && { from: Number(from) }), to } };
}

function engaged([by, service = '']: readonly string[], _: Entry, { broughtInBy }: Cast): Act | undefined {
  const subject = broughtInBy(service.trim());
  return subject === undefined ? undefined : { kind: 'responder-added', by, subject };
}

/** An entry that changes the status or the severity of its incident. */
export interface Change {
  readonly uuid: string;
  readonly at: Instant;
  readonly what: 'status' | 'severity';
  readonly to: string;
}

/** The change an entry tells; undefined where it tells none. */
export function changeIn({ uuid, started_at: at, description }: Entry): Change | undefined {
  const status = / marked the incident as (\w+)$/i.exec(description)?.[1]?.toLowerCase();
  if (status !== undefined) return { uuid, at, what: 'status', to: status };
  const severity = severityInName(/ changed the incident (?:severity|priority) to (.+)$/.exec(description)?.[1]);
  return severity === undefined ? undefined : { uuid, at, what: 'severity', to: String(severity) };
}

/** By uuid, what each change of one incident changed from: what the change before it had made. */
export function beforeChanges(changes: readonly Change[]): ReadonlyMap<string, string> {
  const before = new Map<string, string>();
  const latest = new Map<Change['what'], string>([['status', 'active']]);
  const inOrder = [...changes].sort((a, b) => compareText(a.at, b.at) || compareText(a.uuid, b.uuid));
  for (const { uuid, what, to } of inOrder) {
    const was = latest.get(what);
    if (was !== undefined) before.set(uuid, was);
    latest.set(what, to);
  }
  return before;
}

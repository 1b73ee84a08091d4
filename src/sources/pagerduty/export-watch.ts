import type { CoverageKind } from '../../domain/event.js';
import type { BatchBuilder } from '../reading/batch-builder.js';
import { declareCoverage } from '../reading/declaration.js';
import { SeenHandles } from '../reading/seen-handles.js';
import { respondersOf } from './incidents.js';
import { type Named, userOf } from './people.js';
import type { LogEntry, PagerDutyIncident } from './shapes.js';

/** What log entries record. Joining and what was done to mend things are not among it. */
export const LOG_ENTRY_COVERS: readonly CoverageKind[] = [
  'reported',
  'declared',
  'paged',
  'acknowledged',
  'escalated',
  'assigned',
  'note',
  'state-changed',
  'resolved',
];

/** What log entries record besides, where the whole log of an incident is at hand. */
export const WHOLE_LOG_COVERS: readonly CoverageKind[] = ['page-timed-out'];

/** What the responder requests of incidents record. */
export const RESPONDER_COVERS: readonly CoverageKind[] = ['responder-added', 'joined', 'page-declined'];

const FEWEST_INCIDENTS_TO_JUDGE = 5;

/** What a file may hold. */
export type Part =
  | 'incidents'
  | 'responder requests'
  | 'log entries'
  | 'on-call shifts'
  | 'webhooks'
  | 'analytics'
  | 'notifications'
  | 'users';

interface Ignored {
  readonly code: string;
  readonly message: string;
  readonly line: number;
  count: number;
}

/** Watches one export go by: who is named, what it can record, and whether it is what somebody meant to export. */
export class ExportWatch {
  private readonly incidents = new Set<string>();
  private readonly people = new Set<string>();
  private readonly handles = new SeenHandles();
  private readonly ignored = new Map<string, Ignored>();
  private readonly parts = new Set<Part>();
  private readonly covers = new Set<CoverageKind>();
  private readonly unused = new Map<string, { count: number; line: number; pointer: string }>();
  private heads = 0;
  private open = 0;

  incident(incident: PagerDutyIncident): void {
    this.has('incidents', ['merged']);
    this.heads += 1;
    this.incidents.add(incident.id);
    if (incident.status !== 'resolved' && !incident.resolved_at) this.open += 1;
    // The API lists responders of every incident, empty where the account never asks for any.
    if (respondersOf(incident).some(({ user }) => userOf(user) !== undefined)) {
      this.has('responder requests', RESPONDER_COVERS);
    }
    this.name(
      [
        incident.last_status_change_by,
        ...(incident.assignments ?? []).map(({ assignee }) => assignee),
        ...(incident.acknowledgements ?? []).map(({ acknowledger }) => acknowledger),
      ].map(userOf),
    );
  }

  /** `wholeLog`: it stands in its incident, among all other entries of it. */
  entry(entry: LogEntry, incident: string, wholeLog: boolean): void {
    this.has('log entries', [...LOG_ENTRY_COVERS, ...(wholeLog ? WHOLE_LOG_COVERS : [])]);
    this.incidents.add(incident);
    this.name([userOf(entry.agent), userOf(entry.user), ...(entry.assignees ?? []).map(userOf)]);
  }

  /** The file holds such a part, which would record these kinds of everybody. */
  has(part: Part, covers: readonly CoverageKind[] = []): void {
    this.parts.add(part);
    for (const kind of covers) this.covers.add(kind);
  }

  /** Remembers names; each handle is told once a file. */
  name(named: readonly (Named | undefined)[]): void {
    this.handles.see(...named);
    for (const somebody of named) {
      if (somebody !== undefined && !somebody.bot) this.people.add(somebody.name ?? somebody.handle);
    }
  }

  /** Counts what makes no event, and says so once for each message. */
  ignore(code: string, message: string, line: number): void {
    const seen = this.ignored.get(message);
    if (seen === undefined) this.ignored.set(message, { code, message, line, count: 1 });
    else seen.count += 1;
  }

  /** An answer that says nothing of people in incidents. */
  useless(why: string, line: number, pointer: string): void {
    const seen = this.unused.get(why);
    if (seen === undefined) this.unused.set(why, { count: 1, line, pointer });
    else seen.count += 1;
  }

  /** The handles, the warnings and the declaration of coverage; a file without anything of use is refused. */
  end(batch: BatchBuilder): void {
    this.handles.end(batch);
    const isEmpty = this.parts.size === 0;
    for (const [why, { count, line, pointer }] of this.unused) {
      if (isEmpty) batch.reject({ line, pointer, code: 'PD_NOTHING_TO_RECORD', message: `${why}.` });
      else batch.warn({ line, code: 'PD_ANSWER_IGNORED', message: `${why}.` }, count);
    }
    if (isEmpty && this.unused.size > 0) return;
    for (const { line, code, message, count } of this.ignored.values()) batch.warn({ line, code, message }, count);
    for (const [said, code, message] of this.doubts()) if (said) batch.warn({ code, message });
    declareCoverage(batch, 'PagerDuty', this.covers);
  }

  private doubts(): [boolean, string, string][] {
    return [
      [
        this.heads > 0 && this.open === this.heads,
        'EXPORT_ONLY_OPEN',
        'Every incident of this export is still open. A query with user_ids[]=me or with statuses of open incidents leaves ' +
          'out all that is resolved; docs/sources/pagerduty.md has a script that exports them all.',
      ],
      [
        this.incidents.size >= FEWEST_INCIDENTS_TO_JUDGE && this.people.size === 1,
        'EXPORT_ONE_PERSON',
        'Only one person is named anywhere in this export. Who was paged next, added or answered instead stands in the ' +
          'records of others; export the whole team, as docs/sources/pagerduty.md shows.',
      ],
      [
        this.heads > 0 && !this.parts.has('log entries'),
        'PD_NO_LOG_ENTRIES',
        'This file holds incidents without their log entries, so it does not say who was paged or answered; import the ' +
          'log entries too, as docs/sources/pagerduty.md shows.',
      ],
    ];
  }
}

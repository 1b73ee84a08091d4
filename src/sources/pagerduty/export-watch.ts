import type { CoverageKind } from '../../domain/event.js';
import type { SourceRecord } from '../../domain/record.js';
import type { BatchBuilder } from '../reading/batch-builder.js';
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

/** Watches one export go by: who is named, what it can record, and whether it is what somebody meant to export. */
export class ExportWatch {
  private readonly incidents = new Set<string>();
  private readonly people = new Set<string>();
  private readonly handles = new Map<string, Named>();
  private readonly ignored = new Map<string, { count: number; line: number }>();
  private heads = 0;
  private open = 0;
  private entries = 0;
  private users = 0;
  private responders = false;
  private wholeLogs = false;

  incident(incident: PagerDutyIncident): void {
    this.heads += 1;
    this.incidents.add(incident.id);
    if (incident.status !== 'resolved' && !incident.resolved_at) this.open += 1;
    // The API lists responders of every incident, empty where the account never asks for any.
    this.responders ||= respondersOf(incident).some(({ user }) => userOf(user) !== undefined);
    const named = [
      incident.last_status_change_by,
      ...(incident.assignments ?? []).map(({ assignee }) => assignee),
      ...(incident.acknowledgements ?? []).map(({ acknowledger }) => acknowledger),
    ];
    this.name(named.map(userOf));
  }

  /** `wholeLog`: it stands in its incident, among all other entries of it. */
  entry(entry: LogEntry, incident: string, wholeLog: boolean): void {
    this.entries += 1;
    this.wholeLogs ||= wholeLog;
    this.incidents.add(incident);
    this.name([userOf(entry.agent), userOf(entry.user), ...(entry.assignees ?? []).map(userOf)]);
  }

  user(): void {
    this.users += 1;
  }

  /** Remembers names; each handle is told once a file. */
  name(named: readonly (Named | undefined)[]): void {
    for (const somebody of named) {
      if (somebody === undefined) continue;
      if (!somebody.bot) this.people.add(somebody.name ?? somebody.handle);
      const known = this.handles.get(somebody.handle);
      if (known === undefined || (known.name === undefined && somebody.name !== undefined)) {
        this.handles.set(somebody.handle, somebody);
      }
    }
  }

  ignore(type: string, line: number): void {
    const seen = this.ignored.get(type);
    if (seen === undefined) this.ignored.set(type, { count: 1, line });
    else seen.count += 1;
  }

  /** The handles, the warnings and the declaration of coverage. */
  end(batch: BatchBuilder): void {
    for (const { handle, name, bot } of this.handles.values()) {
      if (name === undefined) continue;
      const record = { type: 'handle' as const, id: handle, name, ...(bot && { bot }) };
      batch.add(record, { line: 1, raw: JSON.stringify(record) });
    }
    this.warn(batch);
    const declaration = this.declaration();
    batch.add(declaration, { line: 1, raw: JSON.stringify(declaration) });
  }

  /** Named by what is in the file, so that files of one content declare the same. */
  private declaration(): SourceRecord {
    const parts = [
      this.heads > 0 ? 'incidents' : '',
      this.responders ? 'responder requests' : '',
      this.entries > 0 ? 'log entries' : '',
      this.users > 0 ? 'users' : '',
    ].filter((part) => part !== '');
    return {
      type: 'source',
      name: `PagerDuty ${parts.join(', ')}`.trim(),
      covers: [
        ...(this.entries > 0 ? LOG_ENTRY_COVERS : []),
        ...(this.wholeLogs ? WHOLE_LOG_COVERS : []),
        ...(this.responders ? RESPONDER_COVERS : []),
        ...(this.heads > 0 ? (['merged'] as const) : []),
      ],
    };
  }

  private warn(batch: BatchBuilder): void {
    for (const [type, { count, line }] of this.ignored) {
      const message =
        type === 'notify_log_entry'
          ? 'Notifications that were not delivered make no event; nobody is said to have been paged.'
          : `Log entries of type ${type} make no event.`;
      batch.warn({ line, code: 'PD_ENTRY_IGNORED', message }, count);
    }
    for (const [said, code, message] of this.doubts()) if (said) batch.warn({ code, message });
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
        this.heads > 0 && this.entries === 0,
        'PD_NO_LOG_ENTRIES',
        'This file holds incidents without their log entries, so it does not say who was paged or answered; import the ' +
          'log entries too, as docs/sources/pagerduty.md shows.',
      ],
    ];
  }
}

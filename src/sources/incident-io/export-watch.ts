import type { CoverageKind } from '../../domain/event.js';
import type { BatchBuilder } from '../reading/batch-builder.js';
import { declareCoverage } from '../reading/declaration.js';
import type { IncidentIoKind } from './answers.js';

/**
 * What each answer records. Joining and roles have no instant and no giver there, so that silence about them means nothing:
 * neither is declared.
 */
const COVERS: Readonly<Record<IncidentIoKind, readonly CoverageKind[]>> = {
  incident: ['reported', 'declared'],
  update: ['status-update', 'severity-changed', 'state-changed', 'merged', 'resolved', 'reopened', 'closed'],
  participants: [],
  workloads: [],
  escalation: ['paged', 'acknowledged', 'page-timed-out', 'page-withdrawn', 'responder-added'],
  'follow-up': ['action-item'],
  postmortem: ['postmortem-drafted', 'postmortem-published'],
  user: [],
  schedule: ['shift'],
  listing: [],
};

/** All that files of this source can record. */
export const ALL_COVERS: readonly CoverageKind[] = Object.values(COVERS).flat();

const KINDS = Object.keys(COVERS) as IncidentIoKind[];

const MOST_NAMED = 5;

interface Seen {
  count: number;
  readonly line: number;
}

/** Watches one file go by: whom it names, what it can record, and what was not understood or left out. */
export class ExportWatch {
  private readonly seen = new Set<IncidentIoKind>();
  private readonly handles = new Map<string, string>();
  private readonly unknownTimes = new Map<string, Seen>();
  private readonly listings = new Map<string, Seen>();
  private readonly leftOut = new Set<string>();
  private inferred = 0;

  saw(kind: IncidentIoKind): void {
    this.seen.add(kind);
  }

  /** Remembers names; each handle is told once a file. */
  name(
    users: readonly ({ id?: string | null | undefined; name?: string | null | undefined } | null | undefined)[],
  ): void {
    for (const user of users) if (user?.id && user.name) this.handles.set(user.id, user.name);
  }

  unknownTime(name: string, line: number): void {
    count(this.unknownTimes, name, line);
  }

  listing(name: string, line: number): void {
    count(this.listings, name, line);
  }

  leaveOut(incident: string): void {
    this.leftOut.add(incident);
  }

  inferClosing(): void {
    this.inferred += 1;
  }

  /** The handles, the warnings and the declaration of coverage. */
  end(batch: BatchBuilder): void {
    for (const [id, name] of this.handles) {
      batch.addMade({ type: 'handle', id, name });
    }
    this.warn(batch);
    const kinds = KINDS.filter((kind) => this.seen.has(kind));
    declareCoverage(
      batch,
      'incident.io',
      kinds.flatMap((kind) => COVERS[kind]),
    );
  }

  private warn(batch: BatchBuilder): void {
    for (const [name, { count: times, line }] of this.listings) {
      const message = `What stands under ${name} says nothing about what anybody did, so no record is made of it.`;
      batch.warn({ line, code: 'IIO_IGNORED', message }, times);
    }
    this.warnOfTimes(batch);
    if (this.inferred > 0) {
      const message =
        'Completed follow-ups without completed_at are taken to be closed when they were last changed, which may be later.';
      batch.warn({ code: 'IIO_CLOSING_INFERRED', message }, this.inferred);
    }
    if (this.leftOut.size === 0) return;
    const message =
      'Private incidents were left out, with what this file holds of them; import with --include-private to read them.';
    batch.warn({ code: 'PRIVATE_LEFT_OUT', message }, this.leftOut.size);
  }

  private warnOfTimes(batch: BatchBuilder): void {
    const [first] = this.unknownTimes.values();
    if (first === undefined) return;
    const total = [...this.unknownTimes.values()].reduce((sum, seen) => sum + seen.count, 0);
    const names = [...this.unknownTimes.keys()].filter((name) => /^[A-Za-z0-9 _-]{1,40}$/.test(name)).sort();
    const shown = names.slice(0, MOST_NAMED).map((name) => `"${name}"`);
    const message =
      `Timestamps of other names than incident.io's own are not understood${shown.length > 0 ? `: ${shown.join(', ')}` : ''}; ` +
      'docs/sources/incident-io.md lists the names that are.';
    batch.warn({ line: first.line, code: 'IIO_TIME_UNKNOWN', message }, total);
  }
}

function count(seen: Map<string, Seen>, name: string, line: number): void {
  const before = seen.get(name);
  if (before === undefined) seen.set(name, { count: 1, line });
  else before.count += 1;
}

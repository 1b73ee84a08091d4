import type { CoverageKind } from '../../domain/event.js';
import type { BatchBuilder } from '../reading/batch-builder.js';
import { declareCoverage } from '../reading/declaration.js';

/** What each part of an export records of everybody. Joining is not among it: those who were brought in may never have come. */
const COVERED_BY = {
  incidents: [],
  participants: ['reported', 'responder-added', 'role-assumed', 'role-released'],
  events: ['status-update', 'severity-changed', 'state-changed', 'reopened', 'closed'],
  tasks: ['action-item'],
} as const satisfies Record<string, readonly CoverageKind[]>;

export type Part = keyof typeof COVERED_BY;

const PARTS = Object.keys(COVERED_BY) as Part[];

/** All that an export of Dispatch can record. */
export const DISPATCH_COVERS: readonly CoverageKind[] = PARTS.flatMap((part) => COVERED_BY[part]);

/** What is said once a file was read: what was left out, and what it can record. */
export class Outcome {
  private readonly parts = new Set<Part>();
  private hidden = 0;
  private withoutPeople = 0;
  private bareTasks = 0;

  has(part: Part): void {
    this.parts.add(part);
  }

  hide(): void {
    this.hidden += 1;
  }

  /** An incident as the API lists it, without those who took part. */
  lacksPeople(): void {
    this.withoutPeople += 1;
  }

  /** A task inside its incident, which says nothing about whose it is. */
  lacksOwner(): void {
    this.bareTasks += 1;
  }

  end(batch: BatchBuilder): void {
    for (const [count, code, message] of this.warnings()) if (count > 0) batch.warn({ code, message }, count);
    declareCoverage(
      batch,
      'Dispatch',
      [...this.parts].flatMap((part) => COVERED_BY[part]),
    );
  }

  private warnings(): [number, string, string][] {
    return [
      [
        this.hidden,
        'PRIVATE_LEFT_OUT',
        'Restricted incidents were left out, with what this file holds of them; import with --include-private to read them.',
      ],
      [
        this.withoutPeople,
        'DISPATCH_LIST_ONLY',
        'Incidents stand here without their participants, as the list of incidents has them; export each by itself, as ' +
          'docs/sources/dispatch.md shows.',
      ],
      [
        this.bareTasks,
        'DISPATCH_TASK_WITHOUT_OWNER',
        'Tasks inside an incident do not say whose they are and were passed over; export the tasks too, as ' +
          'docs/sources/dispatch.md shows.',
      ],
    ];
  }
}

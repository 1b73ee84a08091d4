import type { CoverageKind } from '../../domain/event.js';
import type { EventRecord, IncidentRecord } from '../../domain/record.js';
import type { BatchBuilder, Place } from '../reading/batch-builder.js';
import { declareCoverage } from '../reading/declaration.js';
import type { Fault } from '../reading/fault.js';
import { incidentEvents, incidentOf, PEOPLE_FIELDS } from './incidents.js';
import { notesOf } from './notes.js';
import type { Named, TableRow } from './table-row.js';
import { personOf } from './users.js';

/** Fields whose presence says that an export records the kind, filled or not. */
const COVERED_BY: readonly (readonly [string, CoverageKind])[] = [
  ['caller_id', 'reported'],
  ['opened_by', 'declared'],
  ['resolved_at', 'resolved'],
  ['closed_at', 'closed'],
];

/** The most that an export of the table records. */
export const TABLE_COVERS: readonly CoverageKind[] = [...COVERED_BY.map(([, kind]) => kind), 'note'];

/** Turns the rows of one file into records, however they were written. */
export class TableReader {
  private readonly people = new Map<string, Named>();
  private readonly covers = new Set<CoverageKind>();
  private readonly leftOut = new Map<string, { fault: Fault; count: number }>();
  private stopped = false;

  constructor(
    private readonly batch: BatchBuilder,
    private readonly zone: string | undefined,
    /** The columns of a CSV file, by which its faults are placed. */
    private readonly header?: readonly string[],
  ) {}

  /** Whether the file needs a zone that was not named: every further row would say the same. */
  get isStopped(): boolean {
    return this.stopped;
  }

  incident(row: TableRow, place: Place): void {
    const incident = incidentOf(row);
    const events = incident === undefined ? [] : incidentEvents(row, incident);
    if (this.refused(row, place) || incident === undefined) return;
    for (const [field, kind] of COVERED_BY) if (row.has(field)) this.covers.add(kind);
    for (const field of PEOPLE_FIELDS) this.remember(row.person(field));
    this.batch.add(incident, place);
    for (const event of [...events, ...this.notes(row, incident)]) this.batch.add(event, place);
  }

  user(row: TableRow, place: Place): void {
    const person = personOf(row);
    if (this.refused(row, place) || person === undefined) return;
    this.batch.add(person, place);
  }

  /** The handles, what was left out, and what this file can record. */
  end(): void {
    if (this.stopped) return;
    for (const { handle, name, bot } of this.people.values()) {
      if (name === undefined) continue;
      this.batch.addMade({ type: 'handle', id: handle, name, ...(bot && { bot }) });
    }
    for (const { fault, count } of this.leftOut.values()) this.batch.warn(fault, count);
    declareCoverage(this.batch, 'ServiceNow', this.covers);
  }

  /** Whether something is wrong with the row, which is then said. */
  private refused(row: TableRow, place: Place): boolean {
    const zone = row.faults.find(({ code }) => code === 'TIME_NO_ZONE');
    this.stopped = zone !== undefined;
    const faults = zone === undefined ? row.faults : [{ ...zone, scope: 'file' as const }];
    for (const fault of faults) this.batch.reject({ ...fault, ...this.columnOf(fault) }, place);
    return faults.length > 0;
  }

  private columnOf({ field }: Fault): { column?: number } {
    const index = this.header?.indexOf(field ?? '') ?? -1;
    return index < 0 ? {} : { column: index + 1 };
  }

  private notes(row: TableRow, incident: IncidentRecord): readonly EventRecord[] {
    const { notes, authors, leftOut } = notesOf(row, incident, this.zone);
    if (notes.length > 0) this.covers.add('note');
    for (const author of authors) this.remember(author);
    for (const fault of leftOut) {
      this.leftOut.set(fault.code, { fault, count: (this.leftOut.get(fault.code)?.count ?? 0) + 1 });
    }
    return notes;
  }

  private remember(somebody: Named | undefined): void {
    if (somebody === undefined) return;
    const known = this.people.get(somebody.handle);
    if (known?.name === undefined) this.people.set(somebody.handle, somebody);
  }
}

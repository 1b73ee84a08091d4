import type { z } from 'zod';
import type { CanonicalRecord } from '../../domain/record.js';
import type { RecordBatch } from '../../domain/record-batch.js';
import { checkObject } from '../reading/api-objects.js';
import { BatchBuilder } from '../reading/batch-builder.js';
import type { InputFile, ReadOptions } from '../source.js';
import { type CopyRow, readCopyRows } from './copy-blocks.js';
import { SchemaIndex } from './dump-index.js';
import { incidentOf } from './incidents.js';
import { Outcome } from './outcome.js';
import { eventsOfActivity, eventsOfParticipant, eventsOfRole, type Participant } from './participation.js';
import { PeopleBook } from './people.js';
import { activityShape, contactShape, entryShape, incidentRow, roleShape, taskRow } from './shapes.js';
import { actionItemOf } from './tasks.js';
import { CUSTOM_EVENT, eventOfEntry, mayTell } from './timeline.js';

/** Tables that say what the rows of the others mean. */
const NOTED: ReadonlySet<string> = new Set([
  'incident',
  'incident_severity',
  'incident_priority',
  'incident_type',
  'service',
  'individual_contact',
  'participant',
  'participant_role',
  'participant_activity',
  'task_assignees',
  'ticket',
  'conversation',
  'document',
  'event',
]);

/** Tables whose rows become records. */
const RECORDED: ReadonlySet<string> = new Set([
  'incident',
  'individual_contact',
  'participant',
  'participant_role',
  'participant_activity',
  'event',
  'task',
]);

/**
 * Reads a plain-text dump twice: tables come in alphabetical order, so that a row may point to one that stands later. The
 * first reading keeps only what rows say of one another; faults are told by the second.
 */
export async function* readDump(file: InputFile, options: ReadOptions): AsyncGenerator<RecordBatch> {
  const schemas = new Map<string, SchemaIndex>();
  for await (const part of readCopyRows(file.open(), NOTED)) {
    if ('rows' in part) for (const row of part.rows) schemaOf(schemas, row).note(row);
  }
  const batch = new BatchBuilder(file.name);
  const reader = new RowReader(batch, options.includePrivate === true);
  for await (const part of readCopyRows(file.open(), RECORDED)) {
    if ('rows' in part) for (const row of part.rows) reader.read(row, schemaOf(schemas, row));
    else batch.reject(part.fault);
    if ('fault' in part && part.ends) {
      yield batch.take();
      return;
    }
    if (batch.full) yield batch.take();
  }
  reader.end();
  yield batch.take();
}

function schemaOf(schemas: Map<string, SchemaIndex>, { schema }: CopyRow): SchemaIndex {
  const index = schemas.get(schema) ?? new SchemaIndex(schema);
  schemas.set(schema, index);
  return index;
}

type Reading = (row: CopyRow, index: SchemaIndex) => void;

/** Turns rows into records, each with its own line. */
class RowReader {
  private readonly people = new PeopleBook();
  private readonly outcome = new Outcome();

  constructor(
    private readonly batch: BatchBuilder,
    private readonly includePrivate: boolean,
  ) {}

  read(row: CopyRow, index: SchemaIndex): void {
    if (Object.hasOwn(this.readings, row.table)) this.readings[row.table]?.(row, index);
  }

  end(): void {
    this.people.end(this.batch);
    this.outcome.end(this.batch);
  }

  private readonly readings: Readonly<Record<string, Reading>> = {
    incident: (row, index) => {
      const incident = this.check(row, incidentRow);
      const entry = index.incident(row.values['id']);
      if (incident === undefined || entry === undefined) return;
      this.outcome.has('incidents');
      if (this.isHidden(entry)) {
        this.outcome.hide();
        return;
      }
      const record = incidentOf({
        ...incident,
        id: entry.id,
        severity: index.nameOf('incident_severity', incident.incident_severity_id),
        priority: index.nameOf('incident_priority', incident.incident_priority_id),
        incidentType: index.nameOf('incident_type', incident.incident_type_id),
        mergedInto: index.incident(incident.duplicate_id)?.id,
        places: index.placesOf(entry.number),
      });
      this.add(row, [record]);
    },
    individual_contact: (row, index) => {
      const contact = this.check(row, contactShape);
      const handle = index.contactHandle(row.values['id']);
      if (contact !== undefined && handle !== undefined) {
        this.people.contact(contact, handle, { line: row.line, raw: row.raw });
      }
    },
    participant: (row, index) => {
      const participant = this.participant(row, index, 'id');
      if (participant !== undefined) this.add(row, eventsOfParticipant(participant));
    },
    participant_role: (row, index) => {
      const participant = this.participant(row, index, 'participant_id');
      const role = this.check(row, roleShape);
      if (participant !== undefined && role !== undefined) this.add(row, eventsOfRole(role, participant));
    },
    participant_activity: (row, index) => {
      const participant = this.participant(row, index, 'participant_id');
      const activity = this.check(row, activityShape);
      if (participant !== undefined && activity !== undefined) this.add(row, eventsOfActivity(activity, participant));
    },
    event: (row, index) => {
      const incident = index.incident(row.values['incident_id']);
      if (incident === undefined || this.isHidden(incident)) return;
      this.outcome.has('events');
      if (!mayTell(row.values['description']) && row.values['type'] !== CUSTOM_EVENT) return;
      const entry = this.check(row, entryShape);
      if (entry === undefined) return;
      const person = index.contactHandle(entry.individual_id);
      const event = eventOfEntry(entry, index.castOf(incident), person);
      if (event !== undefined) this.add(row, [event]);
    },
    task: (row, index) => {
      const incident = index.incident(row.values['incident_id']);
      if (incident === undefined || this.isHidden(incident)) return;
      const task = this.check(row, taskRow);
      if (task === undefined) return;
      this.outcome.has('tasks');
      const item = actionItemOf(task, {
        incident: incident.id,
        creator: index.personOf(task.creator_id),
        owner: index.personOf(task.owner_id),
        assignees: index.assigneesOf(task.id),
        tickets: index.ticketsOf(task.id),
      });
      this.add(row, [item]);
    },
  };

  private participant(row: CopyRow, index: SchemaIndex, column: string): Participant | undefined {
    const participant = index.participant(row.values[column]);
    if (participant === undefined) return undefined;
    this.outcome.has('participants');
    return participant.isHidden && !this.includePrivate ? undefined : participant;
  }

  private isHidden({ isPrivate }: { isPrivate: boolean }): boolean {
    return isPrivate && !this.includePrivate;
  }

  private check<T extends z.ZodType>({ values, line }: CopyRow, shape: T): z.output<T> | undefined {
    return checkObject(this.batch, { value: values, line, pointer: '' }, shape);
  }

  private add({ line, raw }: CopyRow, records: readonly CanonicalRecord[]): void {
    for (const record of records) this.batch.add(record, { line, raw });
  }
}

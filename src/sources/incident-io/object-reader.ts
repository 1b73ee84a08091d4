import type { z } from 'zod';
import type { CanonicalRecord } from '../../domain/record.js';
import { checkObject, unpackApi } from '../reading/api-objects.js';
import type { BatchBuilder } from '../reading/batch-builder.js';
import { asFault } from '../reading/field-faults.js';
import { INCIDENT_IO_API, type IncidentIoKind, type IncidentIoObject } from './answers.js';
import { escalationEvents, escalationOf } from './escalations.js';
import { ExportWatch } from './export-watch.js';
import { isClosedByInference, itemOf, postmortemEvents } from './follow-through.js';
import { updateOf } from './history.js';
import { incidentEvents, incidentOf, unknownTimes } from './incidents.js';
import { participantEvents, workloadEvents } from './participants.js';
import { personOf, shiftsOf } from './people.js';
import * as shapes from './shapes.js';

type Reading = (object: IncidentIoObject) => void;

/** Turns the objects of one file into records. */
export class ObjectReader {
  private readonly watch = new ExportWatch();

  /** `hidden`: the incidents to leave out, with all that belongs to them. */
  constructor(
    private readonly batch: BatchBuilder,
    private readonly hidden: ReadonlySet<string>,
  ) {}

  private readonly readings: Readonly<Record<IncidentIoKind, Reading>> = {
    incident: (object) => {
      this.incident(object);
    },
    update: this.reading(shapes.updateShape, (update) => {
      this.watch.name([update.updater?.user]);
      return [updateOf(update)];
    }),
    participants: this.reading(shapes.participantsShape, (participants) => {
      const { active, passive } = participants.incident_participants;
      this.watch.name([...(active ?? []), ...(passive ?? [])].map(({ user }) => user));
      return participantEvents(participants);
    }),
    workloads: this.reading(shapes.workloadsShape, (workloads) => {
      this.watch.name(workloads.incident_participant_workloads.map(({ user }) => user));
      return workloadEvents(workloads);
    }),
    escalation: (object) => {
      this.escalation(object);
    },
    'follow-up': this.reading(shapes.followUpShape, (item) => {
      this.watch.name([item.assignee, item.creator?.user]);
      if (isClosedByInference(item)) this.watch.inferClosing();
      return [itemOf(item)];
    }),
    postmortem: this.reading(shapes.documentShape, (document) => {
      this.watch.name(document.editors ?? []);
      return postmortemEvents(document);
    }),
    user: this.reading(shapes.userShape, (user) => [personOf(user)]),
    schedule: this.reading(shapes.scheduleShape, (entries) => {
      this.watch.name((entries.schedule_entries.final ?? []).map(({ user }) => user));
      return shiftsOf(entries);
    }),
    listing: ({ pointer, line }) => {
      this.watch.listing(pointer.split('/').findLast((part) => /^\D/.test(part)) ?? '', line);
    },
  };

  read(object: IncidentIoObject): void {
    const { kind, line, pointer } = object;
    if (kind === 'nothing') return;
    if (kind !== 'unknown') {
      this.readings[kind](object);
      return;
    }
    this.batch.reject({
      line,
      pointer,
      code: 'RECORD_UNKNOWN',
      message:
        'This is none of the objects of incident.io that docs/sources/incident-io.md lists; remove it, or export the file again.',
    });
  }

  end(): void {
    this.watch.end(this.batch);
  }

  /** Reads objects of one shape whose records all stand in the object itself, but for those of an incident to leave out. */
  private reading<T extends z.ZodType>(
    shape: T,
    recordsOf: (value: z.output<T>) => readonly CanonicalRecord[],
  ): Reading {
    return (object) => {
      const incident = object.value['incident_id'];
      if (typeof incident === 'string' && this.isHidden(incident)) return;
      if (this.lacksIncident(object)) return;
      const value = checkObject(this.batch, object, shape);
      if (value === undefined || object.kind === 'nothing' || object.kind === 'unknown') return;
      this.watch.saw(object.kind);
      this.add(recordsOf(value), object);
    };
  }

  private add(records: readonly CanonicalRecord[], { line, pointer, value }: IncidentIoObject): void {
    const raw = JSON.stringify(value);
    for (const record of records) this.batch.add(record, { line, pointer, raw });
  }

  /** An incident, then the updates where the export put them inside. */
  private incident(object: IncidentIoObject): void {
    const { updates, ...own } = object.value;
    const { id } = own;
    if (typeof id === 'string' && this.isHidden(id)) return;
    const incident = checkObject(this.batch, object, shapes.incidentShape);
    if (incident === undefined) return;
    this.watch.saw('incident');
    this.watch.name([
      incident.creator?.user,
      ...(incident.incident_role_assignments ?? []).map(({ assignee }) => assignee),
    ]);
    for (const name of unknownTimes(incident)) this.watch.unknownTime(name, object.line);
    this.add([incidentOf(incident), ...incidentEvents(incident)], { ...object, value: own });
    if (!Array.isArray(updates)) return;
    const { line, pointer } = object;
    const parts = unpackApi({ value: updates, line, pointer: `${pointer}/updates` }, INCIDENT_IO_API);
    for (const part of parts) this.read(part);
  }

  /** An escalation, without the private incidents it is related to; nothing of it where it is related to no other. */
  private escalation(object: IncidentIoObject): void {
    const { related_incidents: listed, ...own } = object.value;
    const related = Array.isArray(listed) ? (listed as unknown[]) : [];
    const open = related.filter((incident) => !this.isHiddenReference(incident));
    if (related.length > 0 && open.length === 0) return;
    const value = related.length === open.length ? object.value : { ...own, related_incidents: open };
    const escalation = checkObject(this.batch, { ...object, value }, shapes.escalationShape);
    if (escalation === undefined) return;
    this.watch.saw('escalation');
    const users = (escalation.events ?? []).flatMap((event) => event.users ?? []);
    this.watch.name([escalation.creator?.user, ...users]);
    this.add([escalationOf(escalation), ...escalationEvents(escalation)], { ...object, value });
  }

  private isHiddenReference(incident: unknown): boolean {
    const id = typeof incident === 'object' && incident !== null && 'id' in incident ? incident.id : undefined;
    return typeof id === 'string' && this.isHidden(id);
  }

  private isHidden(incident: string): boolean {
    if (!this.hidden.has(incident)) return false;
    this.watch.leaveOut(incident);
    return true;
  }

  /** The answers about participants do not say of which incident they are: whoever saves them has to. */
  private lacksIncident({ kind, value, line, pointer }: IncidentIoObject): boolean {
    if ((kind !== 'participants' && kind !== 'workloads') || typeof value['incident_id'] === 'string') return false;
    const answer = kind === 'participants' ? 'incident_participants' : 'incident_participant_workloads';
    const fault = {
      field: 'incident_id',
      code: 'FIELD_MISSING',
      half: `is missing, and the answer itself does not say of which incident it is; save it as {"incident_id": ..., "${answer}": ...}, as the script in docs/sources/incident-io.md does`,
    };
    this.batch.reject({ line, pointer, ...asFault(fault) });
    return true;
  }
}

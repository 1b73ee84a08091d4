import type { CanonicalRecord } from '../../domain/record.js';
import { type ApiObject, type ApiReader, type ApiShape, checkObject, type Members } from '../reading/api-objects.js';
import type { BatchBuilder } from '../reading/batch-builder.js';
import type { ReadOptions } from '../source.js';
import { castOf, participationsIn } from './api-participants.js';
import { incidentId, incidentOf, isPrivate } from './incidents.js';
import { elementsOf, type Located } from './located.js';
import { Outcome } from './outcome.js';
import { eventsOfParticipant, eventsOfRole } from './participation.js';
import { handleOf, PeopleBook } from './people.js';
import {
  apiIncidentShape,
  type ApiIncident,
  apiTaskShape,
  type ApiTask,
  type Contact,
  contactShape,
  entryShape,
} from './shapes.js';
import { actionItemOf } from './tasks.js';
import { beforeChanges, changeIn, eventOfEntry } from './timeline.js';

export type DispatchKind = 'incident' | 'task' | 'contact';

/** Pages of `items`, or single objects as they come. */
export const DISPATCH_API: ApiShape<DispatchKind> = {
  lists: new Set(['items']),
  singles: [],
  paging: new Set(['itemsPerPage', 'page', 'total']),
  kindOf,
};

function kindOf(value: Members): DispatchKind | undefined {
  if (value['reported_at'] !== undefined && value['incident_type'] !== undefined) return 'incident';
  if (value['resolve_by'] !== undefined && value['incident'] !== undefined) return 'task';
  return value['email'] !== undefined && value['contact_type'] !== undefined ? 'contact' : undefined;
}

interface WaitingTask {
  readonly at: Located;
  readonly task: ApiTask;
  readonly incident: string;
}

/** Turns the objects of one file into records. */
export class ObjectReader implements ApiReader<DispatchKind> {
  private readonly people = new PeopleBook();
  private readonly outcome = new Outcome();
  private readonly hidden = new Set<string>();
  /** Until the end of the file nobody knows which incidents are restricted. */
  private readonly tasks: WaitingTask[] = [];

  constructor(
    private readonly batch: BatchBuilder,
    private readonly options: ReadOptions,
  ) {}

  read(object: ApiObject<DispatchKind>): void {
    switch (object.kind) {
      case 'incident':
        this.incident(object);
        break;
      case 'task':
        this.task(object);
        break;
      case 'contact':
        this.contact(object);
        break;
      case 'unknown':
        this.reject(object, 'RECORD_UNKNOWN', 'This is neither an incident, a task nor a contact of Dispatch');
        break;
      case 'nothing':
    }
  }

  end(): void {
    for (const waiting of this.tasks) if (!this.hidden.has(waiting.incident)) this.addTask(waiting);
    this.people.end(this.batch);
    this.outcome.end(this.batch);
  }

  private incident(object: Located): void {
    const incident = checkObject(this.batch, object, apiIncidentShape);
    if (incident === undefined) return;
    const id = incidentId(incident);
    this.outcome.has('incidents');
    if (isPrivate(incident) && this.options.includePrivate !== true) {
      this.outcome.hide();
      this.hidden.add(id);
      return;
    }
    this.add({ ...object, value: withoutParts(object.value) }, [incidentOf(factsOf(incident, id))]);
    if (!Array.isArray(object.value['participants'])) this.outcome.lacksPeople();
    this.partsOf(object, { ...incident, nativeId: id });
    for (const task of elementsOf(object, 'tasks')) this.nestedTask(task, id);
  }

  private partsOf(object: Located, incident: ApiIncident & { readonly nativeId: string }): void {
    const everybody = participationsIn(this.batch, object, incident);
    for (const { at, contact, participant, roles } of everybody) {
      this.outcome.has('participants');
      this.person(contact, at);
      this.add(at, eventsOfParticipant(participant));
      for (const { at: place, role } of roles) this.add(place, eventsOfRole(role, participant));
    }
    const entries = elementsOf(object, 'events').flatMap((at) => {
      const entry = checkObject(this.batch, at, entryShape);
      return entry === undefined ? [] : [{ at, entry }];
    });
    const before = beforeChanges(entries.flatMap(({ entry }) => changeIn(entry) ?? []));
    const cast = castOf(incident.nativeId, everybody, before);
    for (const { at, entry } of entries) {
      this.outcome.has('events');
      this.add(at, [eventOfEntry(entry, cast, undefined) ?? []].flat());
    }
  }

  /** A task inside its incident: newer answers leave out whose it is, and the list of tasks says it. */
  private nestedTask(at: Located, incident: string): void {
    const names = ['creator', 'owner', 'assignees'].some((member) => at.value[member] !== undefined);
    const task = names ? checkObject(this.batch, at, apiTaskShape) : undefined;
    if (!names) this.outcome.lacksOwner();
    if (task !== undefined) this.tasks.push({ at, task, incident });
  }

  private task(at: Located): void {
    const task = checkObject(this.batch, at, apiTaskShape);
    if (task === undefined) return;
    const incident = nestedId(task.incident);
    if (incident === undefined) {
      this.reject(at, 'FIELD_MISSING', 'incident is missing, so the task belongs nowhere');
      return;
    }
    if (isPrivate(task.incident ?? {}) && this.options.includePrivate !== true) this.hidden.add(incident);
    this.tasks.push({ at, task, incident });
  }

  private addTask({ at, task, incident }: WaitingTask): void {
    this.outcome.has('tasks');
    const who = (ref: ApiTask['owner']): string | undefined => {
      if (!ref?.individual) return undefined;
      this.person(ref.individual, at);
      return handleOf(ref.individual);
    };
    const ties = {
      incident,
      creator: who(task.creator),
      owner: who(task.owner),
      assignees: (task.assignees ?? []).flatMap((assignee) => who(assignee) ?? []),
      tickets: task.tickets ?? [],
    };
    this.add(at, [actionItemOf(task, ties)]);
  }

  private contact(at: Located): void {
    const contact = checkObject(this.batch, at, contactShape);
    if (contact !== undefined) this.person(contact, at);
  }

  private person(contact: Contact, at: Located): void {
    const handle = handleOf(contact);
    const { line, pointer } = at;
    if (handle !== undefined) this.people.contact(contact, handle, { line, pointer, raw: JSON.stringify(at.value) });
  }

  private reject({ line, pointer }: Located, code: string, what: string): void {
    this.batch.reject({ line, pointer, code, message: `${what}; remove it, or export the file again.` });
  }

  private add({ value, line, pointer }: Located, records: readonly CanonicalRecord[]): void {
    if (records.length === 0) return;
    const raw = JSON.stringify(value);
    for (const record of records) this.batch.add(record, { line, pointer, raw });
  }
}

/** Participants, events and tasks are records of their own. */
function withoutParts(incident: Members): Members {
  const parts = ['participants', 'events', 'tasks'];
  return Object.fromEntries(Object.entries(incident).filter(([name]) => !parts.includes(name)));
}

function factsOf(incident: ApiIncident, id: string): Parameters<typeof incidentOf>[0] {
  const { ticket, conversation, documents, duplicates } = incident;
  return {
    ...incident,
    id,
    severity: incident.incident_severity?.name ?? undefined,
    priority: incident.incident_priority?.name ?? undefined,
    incidentType: incident.incident_type?.name ?? undefined,
    mergedInto: nestedId(duplicates?.[0]),
    places: { ticket, conversation, documents },
  };
}

/** The incident that another object names; undefined where it names none. */
function nestedId(incident: { id?: string | null; name?: string | null } | null | undefined): string | undefined {
  const { id = '', name } = incident ?? {};
  return id || name ? incidentId({ id: id ?? '', name }) : undefined;
}

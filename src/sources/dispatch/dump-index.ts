import type { Instant } from '../../domain/instant.js';
import type { CopyRow } from './copy-blocks.js';
import { incidentId, isPrivate, type Places } from './incidents.js';
import type { Participant } from './participation.js';
import { byName, handleOf, only } from './people.js';
import { entryShape, type Resource, utcOf } from './shapes.js';
import { beforeChanges, type Cast, type Change, changeIn } from './timeline.js';

type Values = CopyRow['values'];

/** An incident's own row. */
interface IncidentEntry {
  readonly number: string;
  readonly id: string;
  readonly isPrivate: boolean;
  readonly reportedAt: Instant | undefined;
}

/** What rows of other tables say of an incident, whose own row may come later. */
interface Ties extends Places {
  readonly participants: string[];
  readonly documents: Resource[];
  readonly changes: Change[];
  ticket?: Resource;
  conversation?: Places['conversation'];
}

interface ParticipantEntry {
  readonly incident: string;
  readonly contact: string;
  readonly addedBy: string | undefined;
  readonly service: string | undefined;
}

/** Entries of one incident mostly stand together; these are enough for those that do not. */
const MOST_CASTS = 200;

const NAMED = ['incident_severity', 'incident_priority', 'incident_type', 'service'] as const;

/** What the rows of one schema say about one another, whatever the order of its tables. Rows themselves are not kept. */
export class SchemaIndex {
  private readonly incidents = new Map<string, IncidentEntry>();
  private readonly participants = new Map<string, ParticipantEntry>();
  private readonly contacts = new Map<string, { handle: string; name: string }>();
  private readonly names = new Map<string, string>();
  private readonly since = new Map<string, Instant>();
  private readonly active = new Set<string>();
  private readonly assignees = new Map<string, string[]>();
  private readonly taskTickets = new Map<string, Resource[]>();
  private readonly ties = new Map<string, Ties>();
  private readonly casts = new Map<string, Cast>();

  constructor(readonly schema: string) {}

  /** Notes what the row says; the records are made when the dump is read once more. */
  note({ table, values }: CopyRow): void {
    if (Object.hasOwn(this.notes, table)) this.notes[table]?.(table === 'event' ? values : detached(values));
  }

  /** Undefined: the dump holds no such incident, as when the row stands for a case. */
  incident(id: string | null | undefined): IncidentEntry | undefined {
    return this.incidents.get(id ?? '');
  }

  nameOf(table: (typeof NAMED)[number], id: string | null | undefined): string | undefined {
    return this.names.get(`${table}/${id ?? ''}`);
  }

  contactHandle(id: string | null | undefined): string | undefined {
    return this.contacts.get(id ?? '')?.handle;
  }

  /** Whom a participant's number stands for. */
  personOf(participant: string | null | undefined): string | undefined {
    return this.contactHandle(this.participants.get(participant ?? '')?.contact);
  }

  assigneesOf(task: string): string[] {
    return (this.assignees.get(task) ?? []).flatMap((participant) => this.personOf(participant) ?? []);
  }

  ticketsOf(task: string): Resource[] {
    return this.taskTickets.get(task) ?? [];
  }

  participant(id: string | null | undefined): (Participant & { readonly isHidden: boolean }) | undefined {
    const entry = this.participants.get(id ?? '');
    const incident = this.incident(entry?.incident);
    const person = this.contactHandle(entry?.contact);
    if (entry === undefined || incident === undefined || person === undefined) return undefined;
    const adder = this.personOf(entry.addedBy);
    return {
      incident: incident.id,
      person,
      reportedAt: incident.reportedAt,
      addedBy: adder === person ? undefined : adder,
      service: entry.service,
      since: this.since.get(id ?? ''),
      isActive: this.active.has(id ?? ''),
      isHidden: incident.isPrivate,
    };
  }

  placesOf(incident: string): Places {
    return this.tiesOf(incident);
  }

  castOf({ number, id }: IncidentEntry): Cast {
    const known = this.casts.get(id);
    if (known !== undefined) return known;
    const cast = this.newCast(id, this.tiesOf(number));
    if (this.casts.size >= MOST_CASTS) this.casts.clear();
    this.casts.set(id, cast);
    return cast;
  }

  private newCast(id: string, { participants, changes }: Ties): Cast {
    const everybody = participants.flatMap((one) => this.participant(one) ?? []);
    const named = participants.flatMap((one) => this.contacts.get(this.participants.get(one)?.contact ?? '') ?? []);
    return {
      incident: id,
      handleOf: (name) => only(named.filter((one) => one.name === name).map(({ handle }) => handle)) ?? byName(name),
      broughtInBy: (service) =>
        only(
          everybody
            .filter((one) => one.addedBy === undefined && this.nameOf('service', one.service) === service)
            .map(({ person }) => person),
        ),
      before: beforeChanges(changes),
    };
  }

  private readonly notes: Readonly<Record<string, (values: Values) => void>> = {
    ...Object.fromEntries(
      NAMED.map((table) => [
        table,
        ({ id, name }: Values) => {
          if (id && name) this.names.set(`${table}/${id}`, name);
        },
      ]),
    ),
    incident: (values) => {
      const { id } = values;
      if (!id) return;
      this.incidents.set(id, {
        number: id,
        id: incidentId({ id, name: values['name'] }, this.schema),
        isPrivate: isPrivate(values),
        reportedAt: utcOf(values['reported_at']),
      });
    },
    individual_contact: (values) => {
      const handle = handleOf({ id: values['id'], email: values['email'] }, this.schema);
      if (values['id'] && handle !== undefined) {
        this.contacts.set(values['id'], { handle, name: values['name']?.trim() ?? '' });
      }
    },
    participant: (values) => {
      const { id, incident_id: incident, individual_contact_id: contact } = values;
      if (!id || !incident || !contact) return;
      const [addedBy, service] = [values['added_by_id'] ?? undefined, values['service_id'] ?? undefined];
      this.participants.set(id, { incident, contact, addedBy, service });
      this.tiesOf(incident).participants.push(id);
    },
    participant_role: ({ participant_id: participant, assumed_at: assumed }) => {
      const at = utcOf(assumed);
      const known = this.since.get(participant ?? '');
      if (participant && at !== undefined && (known === undefined || at < known)) this.since.set(participant, at);
    },
    participant_activity: ({ participant_id: participant }) => {
      if (participant) this.active.add(participant);
    },
    task_assignees: ({ participant_id: participant, task_id: task }) => {
      if (participant && task) this.assignees.set(task, [...(this.assignees.get(task) ?? []), participant]);
    },
    ticket: (values) => {
      const ticket = resourceIn(values);
      const task = values['task_id'];
      if (task) this.taskTickets.set(task, [...(this.taskTickets.get(task) ?? []), ticket]);
      if (values['incident_id']) this.tiesOf(values['incident_id']).ticket = ticket;
    },
    conversation: (values) => {
      if (!values['incident_id']) return;
      this.tiesOf(values['incident_id']).conversation = { ...resourceIn(values), channel_id: values['channel_id'] };
    },
    document: (values) => {
      if (values['incident_id']) this.tiesOf(values['incident_id']).documents.push(resourceIn(values));
    },
    event: (values) => {
      if (!values['incident_id'] || !/ (?:marked|changed) the incident /.test(values['description'] ?? '')) return;
      const entry = entryShape.safeParse(detached(values));
      const change = entry.success ? changeIn(entry.data) : undefined;
      if (change !== undefined) this.tiesOf(values['incident_id']).changes.push(change);
    },
  };

  private tiesOf(incident: string): Ties {
    const ties = this.ties.get(incident) ?? { participants: [], documents: [], changes: [] };
    this.ties.set(incident, ties);
    return ties;
  }
}

/** A text cut out of a file keeps the whole piece of the file in memory; what is remembered must not. */
function detached(values: Values): Values {
  return JSON.parse(JSON.stringify(values)) as Values;
}

function resourceIn(values: Values): Resource {
  return { weblink: values['weblink'], resource_id: values['resource_id'], resource_type: values['resource_type'] };
}

import type { RecordBatch } from '../../domain/record-batch.js';
import { isZone } from '../../domain/zone.js';
import type { BatchBuilder } from '../reading/batch-builder.js';
import { checkObject, readApi, unpackApi } from '../reading/api-objects.js';
import { asFault } from '../reading/field-faults.js';
import { peekObject } from '../reading/peek.js';
import type { FileSample, InputFile, Source } from '../source.js';
import { timedOutIn, type TimedOut } from './escalation.js';
import { ExportWatch, LOG_ENTRY_COVERS, RESPONDER_COVERS, WHOLE_LOG_COVERS } from './export-watch.js';
import { incidentEvents, incidentOf, personOf, respondersOf } from './incidents.js';
import { eventsOfEntry, tellsNothing } from './log-entries.js';
import { notifiedBy, targetsOf, userOf } from './people.js';
import { incidentShape, logEntryShape, type LogEntry, userShape } from './shapes.js';
import { PAGERDUTY_API, type PagerDutyObject } from './unpack.js';

/** PagerDuty's REST answers, saved as they come: incidents, log entries and users (docs/sources/pagerduty.md). */
export const PAGERDUTY: Source = {
  id: 'pagerduty',
  title: 'PagerDuty REST API v2',
  version: 2,
  covers: [...LOG_ENTRY_COVERS, ...WHOLE_LOG_COVERS, ...RESPONDER_COVERS, 'merged'],
  recognises,
  read,
};

/** Other tools list `incidents` and `users` too, so a list alone does not tell; what is in it does. */
const MARKS = /"[a-z_]+_log_entry(_reference)?"|api\.pagerduty\.com|"incident_number"|"last_status_change_at"/;

function recognises({ head }: FileSample): boolean {
  const object = peekObject(head);
  if (object === undefined) return false;
  const listed = [...PAGERDUTY_API.lists, ...PAGERDUTY_API.singles].some((name) => object.has(name));
  const emptyPage = listed && object.has('more') && object.has('limit') && object.has('offset');
  const own = listed || object.has('created_at') || object.has('email');
  return emptyPage || (own && marked(head));
}

function marked(head: Uint8Array): boolean {
  return MARKS.test(new TextDecoder().decode(head));
}

function read(file: InputFile): AsyncGenerator<RecordBatch> {
  return readApi(file, PAGERDUTY_API, (batch) => new ObjectReader(batch));
}

/** Turns the objects of one file into records. */
class ObjectReader {
  private readonly watch = new ExportWatch();

  constructor(private readonly batch: BatchBuilder) {}

  read(object: PagerDutyObject): void {
    switch (object.kind) {
      case 'incident':
        this.incident(object);
        break;
      case 'log-entry':
        this.looseEntry(object);
        break;
      case 'user':
        this.user(object);
        break;
      case 'unknown':
        this.batch.reject({
          line: object.line,
          pointer: object.pointer,
          code: 'RECORD_UNKNOWN',
          message:
            'This is neither an incident, a log entry nor a user of PagerDuty; remove it, or export the file again.',
        });
        break;
      case 'nothing':
    }
  }

  end(): void {
    this.watch.end(this.batch);
  }

  /** An incident, then its log where the export put it inside. */
  private incident(object: PagerDutyObject): void {
    const incident = checkObject(this.batch, object, incidentShape);
    if (incident === undefined) return;
    const { log_entries: log, ...own } = object.value;
    const raw = JSON.stringify(own);
    const { line, pointer } = object;
    this.watch.incident(incident);
    this.watch.name(respondersOf(incident).flatMap(({ user, requester }) => [userOf(user), userOf(requester)]));
    this.batch.add(incidentOf(incident), { line, pointer, raw });
    for (const event of incidentEvents(incident)) this.batch.add(event, { line, pointer, raw });
    if (!Array.isArray(log)) return;
    const parts = unpackApi({ value: log, line, pointer: `${pointer}/log_entries` }, PAGERDUTY_API);
    const entries = parts.map((part) => ({ part, entry: checkObject(this.batch, part, logEntryShape) }));
    const timedOut = timedOutIn(entries.flatMap(({ entry }) => entry ?? []));
    for (const { part, entry } of entries) if (entry !== undefined) this.entry(part, entry, incident.id, timedOut);
  }

  /** An entry by itself: nobody can say here whose page had run out. */
  private looseEntry(object: PagerDutyObject): void {
    const entry = checkObject(this.batch, object, logEntryShape);
    if (entry === undefined) return;
    const incident = entry.incident?.id;
    if (incident) {
      this.entry(object, entry, incident);
      return;
    }
    const { line, pointer } = object;
    const fault = asFault({
      field: 'incident',
      code: 'FIELD_MISSING',
      half: 'is missing; export log entries with the incident they belong to',
    });
    this.batch.reject({ line, pointer, ...fault });
  }

  private entry(object: PagerDutyObject, entry: LogEntry, incident: string, timedOut?: TimedOut): void {
    const { line, pointer } = object;
    const raw = JSON.stringify(object.value);
    this.watch.entry(entry, incident, timedOut !== undefined);
    if (entry.type === 'notify_log_entry') this.watch.name([notifiedBy(entry)]);
    if (entry.type === 'assign_log_entry' || entry.type === 'escalate_log_entry') this.watch.name(targetsOf(entry));
    if (tellsNothing(entry, timedOut)) this.watch.ignore(entry.type, line);
    for (const event of eventsOfEntry(entry, incident, timedOut)) this.batch.add(event, { line, pointer, raw });
  }

  private user(object: PagerDutyObject): void {
    const user = checkObject(this.batch, object, userShape);
    if (user === undefined) return;
    const { line, pointer } = object;
    this.watch.user();
    if (user.time_zone && !isZone(user.time_zone)) {
      const fault = {
        field: 'time_zone',
        code: 'ZONE_UNKNOWN',
        half: 'is not an IANA time zone; the person is read without one',
      };
      this.batch.warn({ line, pointer, ...asFault(fault) });
    }
    this.batch.add(personOf(user), { line, pointer, raw: JSON.stringify(object.value) });
  }
}

import type { ShiftRecord } from '../../domain/record.js';
import { isZone } from '../../domain/zone.js';
import { checkObject, unpackApi } from '../reading/api-objects.js';
import type { BatchBuilder } from '../reading/batch-builder.js';
import { asFault } from '../reading/field-faults.js';
import { AnalyticsReader } from './analytics-reader.js';
import { timedOutIn, type TimedOut } from './escalation.js';
import { ExportWatch } from './export-watch.js';
import { incidentEvents, incidentOf, personOf, respondersOf } from './incidents.js';
import { eventsOfEntry, tellsNothing } from './log-entries.js';
import { notifiedBy, targetsOf, userOf } from './people.js';
import {
  incidentShape,
  logEntryShape,
  type LogEntry,
  notificationShape,
  type OnCall,
  onCallShape,
  userShape,
} from './shapes.js';
import { PAGERDUTY_API, type PagerDutyObject, whyUnused } from './unpack.js';
import { WebhookReader } from './webhook-reader.js';

/** Turns the objects of one file into records. */
export class ObjectReader {
  private readonly watch = new ExportWatch();
  private readonly analytics: AnalyticsReader;
  private readonly webhooks: WebhookReader;

  constructor(
    private readonly batch: BatchBuilder,
    zone: string | undefined,
  ) {
    this.analytics = new AnalyticsReader(batch, this.watch, zone);
    this.webhooks = new WebhookReader(batch, this.watch);
  }

  read(object: PagerDutyObject): void {
    this.readings[object.kind](object);
  }

  private readonly readings: Readonly<Record<PagerDutyObject['kind'], (object: PagerDutyObject) => void>> = {
    incident: (object) => {
      this.incident(object);
    },
    'log-entry': (object) => {
      this.looseEntry(object);
    },
    user: (object) => {
      this.user(object);
    },
    'on-call': (object) => {
      this.onCall(object);
    },
    notification: (object) => {
      this.notification(object);
    },
    analytics: (object) => {
      this.analytics.read(object);
    },
    responses: (object) => {
      this.analytics.responses(object);
    },
    webhook: (object) => {
      this.webhooks.read(object);
    },
    unused: (object) => {
      this.watch.useless(whyUnused(object), object.line, object.pointer);
    },
    unknown: ({ line, pointer }) => {
      this.batch.reject({
        line,
        pointer,
        code: 'RECORD_UNKNOWN',
        message:
          'This is neither an incident, a log entry nor a user of PagerDuty; remove it, or export the file again.',
      });
    },
    nothing: () => undefined,
  };

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
    if (tellsNothing(entry, timedOut)) this.watch.ignore('PD_ENTRY_IGNORED', whyNothing(entry), line);
    for (const event of eventsOfEntry(entry, incident, timedOut)) this.batch.add(event, { line, pointer, raw });
  }

  private user(object: PagerDutyObject): void {
    const user = checkObject(this.batch, object, userShape);
    if (user === undefined) return;
    const { line, pointer } = object;
    this.watch.has('users');
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

  /** Without a start and an end there is no shift: somebody stands in the policy itself. */
  private onCall(object: PagerDutyObject): void {
    const onCall = checkObject(this.batch, object, onCallShape);
    const user = userOf(onCall?.user);
    if (onCall === undefined || user === undefined) return;
    const { line, pointer } = object;
    this.watch.has('on-call shifts', ['shift']);
    this.watch.name([user]);
    const shift = shiftOf(onCall, user.handle);
    if (shift === undefined) this.watch.ignore('PD_ONCALL_OPEN', ON_CALL_FOR_EVER, line);
    else this.batch.add(shift, { line, pointer, raw: JSON.stringify(object.value) });
  }

  private notification(object: PagerDutyObject): void {
    const notification = checkObject(this.batch, object, notificationShape);
    if (notification === undefined) return;
    this.watch.has('notifications');
    this.watch.name([userOf(notification.user)]);
    this.watch.ignore('PD_NOTIFICATION_WITHOUT_INCIDENT', NO_INCIDENT, object.line);
  }
}

/** Why an entry makes no event. */
function whyNothing({ type }: LogEntry): string {
  return type === 'notify_log_entry'
    ? 'Notifications that were not delivered make no event; nobody is said to have been paged.'
    : `Log entries of type ${type} make no event.`;
}

/** One shift, though it may stand in the answer once for each policy and level that its schedule serves. */
function shiftOf({ start, end, schedule }: OnCall, person: string): ShiftRecord | undefined {
  if (!start || !end) return undefined;
  return { type: 'shift', person, from: start, until: end, ...(schedule?.summary && { schedule: schedule.summary }) };
}

const ON_CALL_FOR_EVER =
  'People who are on call without a start or an end, because a policy names them and no schedule, have no shifts.';

const NO_INCIDENT =
  'GET /notifications does not say which incident a notification was for, so nobody is said to have been paged; export log ' +
  'entries, which do.';

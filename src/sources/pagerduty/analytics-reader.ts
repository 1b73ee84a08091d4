import type { CanonicalRecord } from '../../domain/record.js';
import { isZone } from '../../domain/zone.js';
import { checkObject, type Members } from '../reading/api-objects.js';
import type { BatchBuilder } from '../reading/batch-builder.js';
import { asFault } from '../reading/field-faults.js';
import { readTime, TIME_FAULTS } from '../reading/wall-time.js';
import {
  analyticsEvents,
  analyticsIncident,
  analyticsResponse,
  analyticsUser,
  incidentOfAnalytics,
  named,
  namedInRow,
  responseEvents,
} from './analytics.js';
import { type ExportWatch, RESPONDER_COVERS } from './export-watch.js';
import { personOf } from './incidents.js';
import type { PagerDutyObject } from './unpack.js';

type Located = Pick<PagerDutyObject, 'value' | 'line' | 'pointer'>;

const TIMES = ['created_at', 'resolved_at', 'requested_at', 'responded_at'] as const;

const AGGREGATES =
  'Sums over incidents, such as responder metrics, do not say who did what in which incident; export raw incidents and the ' +
  'responses to each';

/** Turns answers of the analytics API into records. Their times are meant in the time zone that stands beside them. */
export class AnalyticsReader {
  constructor(
    private readonly batch: BatchBuilder,
    private readonly watch: ExportWatch,
    private readonly zone: string | undefined,
  ) {}

  /** Rows under `data`: an array, or one object where one incident was asked for. */
  read(object: Located): void {
    const zone = this.zoneOf(object);
    for (const row of rowsOf(object, 'data')) {
      if (row.value['user_name'] !== undefined) this.user(row);
      else if (row.value['incident_number'] !== undefined && row.value['id'] !== undefined) this.incident(row, zone);
      else this.watch.useless(AGGREGATES, row.line, row.pointer);
    }
  }

  /** The `responses` to one incident: an array, or one object as in PagerDuty's example. */
  responses(object: Located): void {
    const zone = this.zoneOf(object);
    const incident = object.value['incident_id'];
    if (typeof incident !== 'string') return;
    this.watch.has('analytics', RESPONDER_COVERS);
    for (const row of rowsOf(object, 'responses')) {
      const value = this.zoned(row, zone);
      const response = value && checkObject(this.batch, { ...row, value }, analyticsResponse);
      if (response === undefined) continue;
      this.watch.name([named(response.responder_id, response.responder_name)]);
      if (!/^(?:joined|accepted|pending|declined)$/.test(response.response_status ?? '')) {
        this.watch.ignore('PD_RESPONSE_UNKNOWN', 'Responses of an unknown status tell of no answer.', row.line);
      }
      this.add(row, responseEvents(response, incident));
    }
  }

  private incident(row: Located, zone: string | undefined): void {
    const value = this.zoned(row, zone);
    const incident = value && checkObject(this.batch, { ...row, value }, analyticsIncident);
    if (incident === undefined) return;
    this.watch.has('analytics', ['resolved']);
    this.watch.name(namedInRow(incident));
    this.add(row, [incidentOfAnalytics(incident), ...analyticsEvents(incident)]);
  }

  private user(row: Located): void {
    const user = checkObject(this.batch, row, analyticsUser);
    if (user === undefined) return;
    this.watch.has('users');
    const { id, user_name: name, email, time_zone, team_name: team } = user;
    const teams = [{ summary: team, id: undefined, type: undefined }];
    this.add(row, [personOf({ id, name, email, time_zone, teams, type: 'user', summary: undefined })]);
  }

  /** Undefined where the answer names no zone and none was given; then only times with an offset can be read. */
  private zoneOf({ value, line, pointer }: Located): string | undefined {
    const zone = value['time_zone'];
    if (typeof zone !== 'string' || zone === '') return this.zone;
    if (isZone(zone)) return zone;
    const half = 'is not an IANA time zone; the times beside it cannot be read without one';
    this.batch.warn({ line, pointer, ...asFault({ field: 'time_zone', code: 'ZONE_UNKNOWN', half }) });
    return this.zone;
  }

  /** The row with its times in UTC; undefined when it was rejected for one of them. */
  private zoned({ value, line, pointer }: Located, zone: string | undefined): Members | undefined {
    const times: Record<string, string> = {};
    for (const field of TIMES) {
      const written = value[field];
      if (typeof written !== 'string') continue;
      const read = readTime(written, zone);
      if ('fault' in read) {
        const fault = asFault({ field, code: read.fault, half: TIME_FAULTS[read.fault] });
        this.batch.reject({ line, pointer, ...fault });
        return undefined;
      }
      times[field] = read.instant;
    }
    return { ...value, ...times };
  }

  private add({ value, line, pointer }: Located, records: readonly CanonicalRecord[]): void {
    const raw = JSON.stringify(value);
    for (const record of records) this.batch.add(record, { line, pointer, raw });
  }
}

function rowsOf({ value, line, pointer }: Located, member: 'data' | 'responses'): Located[] {
  const held = value[member];
  const rows: unknown[] = Array.isArray(held) ? held : [held];
  return rows.flatMap((row, index) => {
    if (typeof row !== 'object' || row === null) return [];
    const own = Array.isArray(held) ? `/${String(index)}` : '';
    return [{ value: row as Members, line, pointer: `${pointer}/${member}${own}` }];
  });
}

import type { RecordBatch } from '../../domain/record-batch.js';
import { readApi } from '../reading/api-objects.js';
import { type Peeked, peekObject } from '../reading/peek.js';
import type { FileSample, InputFile, ReadOptions, Source } from '../source.js';
import { LOG_ENTRY_COVERS, RESPONDER_COVERS, WHOLE_LOG_COVERS } from './export-watch.js';
import { ObjectReader } from './object-reader.js';
import { PAGERDUTY_API } from './unpack.js';

/** PagerDuty's answers and webhooks, saved as they come (docs/sources/pagerduty.md). */
export const PAGERDUTY: Source = {
  id: 'pagerduty',
  title: 'PagerDuty',
  version: 3,
  covers: [
    ...LOG_ENTRY_COVERS,
    ...WHOLE_LOG_COVERS,
    ...RESPONDER_COVERS,
    'role-assumed',
    'role-released',
    'status-update',
    'severity-changed',
    'reopened',
    'merged',
    'action-item',
    'shift',
  ],
  recognises,
  read,
};

/** Other tools list `incidents` and `users` too, so a list alone does not tell; what is in it does. */
const MARKS = /"[a-z_]+_log_entry(_reference)?"|api\.(?:eu\.)?pagerduty\.com|"incident_number"|"last_status_change_at"/;

/** Members that only PagerDuty's analytics and webhooks have together. */
const ANALYTICS =
  /"(?:acknowledged_user_ids|seconds_to_first_ack|responder_id|total_incidents_acknowledged|total_seconds_on_call|notification_methods)"/;

const WEBHOOK = /"event_type"\s*:\s*"(?:incident|service)\.[a-z_.]+"/;

function recognises({ head }: FileSample): boolean {
  const object = peekObject(head);
  if (object === undefined) return false;
  const text = new TextDecoder().decode(head);
  return isPage(object, text) || isAnalytics(object, text) || (object.has('event') && WEBHOOK.test(text));
}

function isPage(object: Peeked, text: string): boolean {
  const listed = [...PAGERDUTY_API.lists, ...PAGERDUTY_API.singles].some((name) => object.has(name));
  const emptyPage = listed && object.has('more') && object.has('limit') && object.has('offset');
  const own = listed || object.has('created_at') || object.has('email');
  return emptyPage || (own && MARKS.test(text));
}

function isAnalytics(object: Peeked, text: string): boolean {
  return (object.has('data') || object.has('responses')) && ANALYTICS.test(text);
}

function read(file: InputFile, options: ReadOptions): AsyncGenerator<RecordBatch> {
  return readApi(file, PAGERDUTY_API, (batch) => new ObjectReader(batch, options.zone));
}

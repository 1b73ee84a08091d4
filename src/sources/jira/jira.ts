import type { RecordBatch } from '../../domain/record-batch.js';
import type { CanonicalRecord } from '../../domain/record.js';
import { isZone } from '../../domain/zone.js';
import { checkObject, readApi } from '../reading/api-objects.js';
import type { BatchBuilder } from '../reading/batch-builder.js';
import { asFault } from '../reading/field-faults.js';
import { peekObject } from '../reading/peek.js';
import type { FileSample, InputFile, Source } from '../source.js';
import { itemEvents, itemOf } from './action-items.js';
import { changesOf, closedIn, movesOf } from './changelog.js';
import { ExportWatch, JIRA_COVERS } from './export-watch.js';
import { incidentEvents, incidentOf, reviewEvents, reviewOf } from './incidents.js';
import { roleOf } from './issue.js';
import { handleOf, personOf } from './people.js';
import { issueShape, type JiraIssue, userShape } from './shapes.js';
import { JIRA_API, type JiraObject } from './unpack.js';

/** Jira's REST answers, saved as they come: issues with their changelog, and users (docs/sources/jira.md). */
export const JIRA: Source = {
  id: 'jira',
  title: 'Jira REST API',
  version: 1,
  covers: JIRA_COVERS,
  recognises,
  read,
};

/** Every object of Jira's API names its own address, and no other system's has this form. */
const ADDRESS = /"self"\s*:\s*"https?:[^"]+\/rest\/(?:api|agile|servicedeskapi)\/[^"]+"/;

function recognises({ head }: FileSample): boolean {
  const object = peekObject(head);
  if (object === undefined) return false;
  const has = (name: string): boolean => object.has(name);
  if (has('issues') && ['startAt', 'nextPageToken', 'isLast'].some(has)) return true;
  const isBare = (has('key') && has('fields')) || has('displayName') || has('author');
  const isListed = [...JIRA_API.lists].some(has);
  return (isListed || isBare) && ADDRESS.test(new TextDecoder().decode(head));
}

function read(file: InputFile): AsyncGenerator<RecordBatch> {
  return readApi(file, JIRA_API, (batch) => new ObjectReader(batch));
}

/** Why an object is not read. */
const REFUSED: Readonly<Record<'comment' | 'history' | 'unknown', string>> = {
  comment:
    'A comment by itself does not say what its issue is; export issues with fields=*all, so that their comments stand in them.',
  history:
    'A changelog by itself does not name its issue; export issues with expand=changelog, so that it stands in them.',
  unknown: 'This is neither an issue nor a user of Jira; remove it, or export the file again.',
};

/** Turns the objects of one file into records. */
class ObjectReader {
  private readonly watch = new ExportWatch();

  constructor(private readonly batch: BatchBuilder) {}

  read(object: JiraObject): void {
    switch (object.kind) {
      case 'issue':
        this.issue(object);
        break;
      case 'user':
        this.user(object);
        break;
      case 'nothing':
        break;
      default:
        this.refuse(object, REFUSED[object.kind]);
    }
  }

  end(): void {
    this.watch.end(this.batch);
  }

  private issue(object: JiraObject): void {
    const issue = checkObject(this.batch, object, issueShape);
    if (issue === undefined) return;
    const { line, pointer } = object;
    const raw = JSON.stringify(object.value);
    for (const record of this.recordsOf(issue)) this.batch.add(record, { line, pointer, raw });
  }

  private recordsOf(issue: JiraIssue): CanonicalRecord[] {
    const role = roleOf(issue.fields.issuetype);
    const changes = changesOf(issue);
    const moves = movesOf(changes, issue);
    this.watch.issue(issue, role, changes);
    if (role === 'incident') return [incidentOf(issue, moves), ...incidentEvents(issue, changes, moves)];
    if (role === 'review') return [reviewOf(issue), ...reviewEvents(issue, closedIn(moves, issue))];
    return [itemOf(issue, moves), ...itemEvents(issue, changes, moves)];
  }

  private user(object: JiraObject): void {
    const user = checkObject(this.batch, object, userShape);
    const id = handleOf(user);
    if (user === undefined) return;
    if (id === undefined) {
      this.refuse(object, REFUSED.unknown);
      return;
    }
    const { line, pointer } = object;
    this.watch.user();
    if (user.timeZone && !isZone(user.timeZone)) {
      const half = 'is not an IANA time zone; the person is read without one';
      this.batch.warn({ line, pointer, ...asFault({ field: 'timeZone', code: 'ZONE_UNKNOWN', half }) });
    }
    this.batch.add(personOf(user, id), { line, pointer, raw: JSON.stringify(object.value) });
  }

  private refuse({ line, pointer }: JiraObject, message: string): void {
    this.batch.reject({ line, pointer, code: 'RECORD_UNKNOWN', message });
  }
}

import type { RecordBatch } from '../../domain/record-batch.js';
import type { CanonicalRecord } from '../../domain/record.js';
import { checkObject, readApi } from '../reading/api-objects.js';
import type { BatchBuilder } from '../reading/batch-builder.js';
import { type Peeked, peekObject } from '../reading/peek.js';
import type { FileSample, InputFile, Source } from '../source.js';
import { ExportWatch, GITHUB_COVERS } from './export-watch.js';
import { deliveredEvents, itemEvents, itemOf } from './issues.js';
import { personOf } from './people.js';
import { changeOf, mergeOf } from './pull-requests.js';
import { type Delivery, deliveryShape, issueShape, pullRequestShape, userShape } from './shapes.js';
import { GITHUB_API, type GitHubObject, numberedKind } from './unpack.js';

/** GitHub's REST answers and webhooks, saved as they come: pull requests, issues and users (docs/sources/github.md). */
export const GITHUB: Source = {
  id: 'github',
  title: 'GitHub REST API',
  version: 1,
  covers: GITHUB_COVERS,
  recognises,
  read,
};

/** Every object of GitHub's API, and of an Enterprise Server's, names its own address. */
const ADDRESS = /^https?:\/\/(?:api\.github\.com|[^/]+\/api\/v3)\/(?:repos|users|orgs)\//;

function recognises({ head }: FileSample): boolean {
  const object = peekObject(head);
  if (object === undefined) return false;
  const wraps = (object.has('total_count') && object.has('items')) || isDelivery(object);
  return wraps
    ? /"https?:\/\/(?:api\.github\.com|[^/"]+\/api\/v3)\//.test(new TextDecoder().decode(head))
    : isOwn(object);
}

function isDelivery(object: Peeked): boolean {
  return typeof object.get('action') === 'string' && (object.has('pull_request') || object.has('issue'));
}

function isOwn(object: Peeked): boolean {
  return [...object.values()].some((value) => value !== null && ADDRESS.test(value));
}

function read(file: InputFile): AsyncGenerator<RecordBatch> {
  return readApi(file, GITHUB_API, (batch) => new ObjectReader(batch));
}

/** Turns the objects of one file into records. */
class ObjectReader {
  private readonly watch = new ExportWatch();

  constructor(private readonly batch: BatchBuilder) {}

  read(object: GitHubObject): void {
    switch (object.kind) {
      case 'delivery':
        this.delivery(object);
        break;
      case 'user':
        this.user(object);
        break;
      case 'member':
        this.member(object);
        break;
      case 'nothing':
        break;
      default:
        this.numbered(object);
    }
  }

  end(): void {
    this.watch.end(this.batch);
  }

  /** A pull request or issue, by itself or as a webhook delivers it. */
  private numbered(object: GitHubObject, delivery?: Delivery): void {
    switch (object.kind) {
      case 'pull-request':
        this.pull(object, delivery);
        break;
      case 'issue':
        this.issue(object, delivery);
        break;
      case 'stub':
        this.watch.stub();
        break;
      default:
        this.batch.reject({
          line: object.line,
          pointer: object.pointer,
          code: 'RECORD_UNKNOWN',
          message:
            'This is neither a pull request, an issue nor a user of GitHub. Reviews belong inside their pull request and ' +
            'events inside their issue, as docs/sources/github.md shows; other answers are not read.',
        });
    }
  }

  private delivery(object: GitHubObject): void {
    const delivery = checkObject(this.batch, object, deliveryShape);
    if (delivery === undefined) return;
    const { sender, assignee, comment } = delivery;
    this.watch.name(sender, assignee, comment?.user);
    const name = typeof object.value['pull_request'] === 'object' ? 'pull_request' : 'issue';
    const value = object.value[name] as Record<string, unknown>;
    const part = { ...object, value, pointer: `${object.pointer}/${name}` };
    this.numbered({ ...part, kind: numberedKind(value) ?? 'unknown' }, delivery);
  }

  private pull(object: GitHubObject, delivery?: Delivery): void {
    const pull = checkObject(this.batch, object, pullRequestShape);
    if (pull === undefined) return;
    this.watch.pull(pull, delivery !== undefined);
    this.add(object, [changeOf(pull), ...[mergeOf(pull)].filter((event) => event !== undefined)]);
  }

  private issue(object: GitHubObject, delivery?: Delivery): void {
    const issue = checkObject(this.batch, object, issueShape);
    if (issue === undefined) return;
    this.watch.issue(issue, delivery !== undefined);
    const delivered = delivery === undefined ? [] : deliveredEvents(issue, delivery);
    this.add(object, [itemOf(issue), ...itemEvents(issue), ...delivered]);
  }

  private user(object: GitHubObject): void {
    const user = checkObject(this.batch, object, userShape);
    if (user === undefined) return;
    this.add(object, [personOf(user)]);
  }

  /** An account without a profile: a name to print, and whether it is a bot. */
  private member(object: GitHubObject): void {
    const user = checkObject(this.batch, object, userShape);
    if (user !== undefined) this.watch.name(user);
  }

  private add({ line, pointer, value }: GitHubObject, records: readonly CanonicalRecord[]): void {
    const raw = JSON.stringify(value);
    for (const record of records) this.batch.add(record, { line, pointer, raw });
  }
}

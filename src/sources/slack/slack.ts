import type { RecordBatch } from '../../domain/record-batch.js';
import { readApi } from '../reading/api-objects.js';
import { BatchBuilder } from '../reading/batch-builder.js';
import { declareCoverage } from '../reading/declaration.js';
import type { Fault } from '../reading/fault.js';
import { type Peeked, peekObject } from '../reading/peek.js';
import type { FileSample, InputFile, ReadOptions, Source } from '../source.js';
import { channelChoice } from './channel-choice.js';
import { withoutClosed } from './closed-channels.js';
import { type ExportPath, exportPath, isExport, isPartOfExport } from './export-path.js';
import { MESSAGE_COVERS } from './messages.js';
import { ObjectReader } from './object-reader.js';
import { SLACK_API } from './slack-api.js';
import { FILE_LEFT_OUT, LEFT_OUT } from './told.js';

/** A workspace's export, as archive, folder or single files of it, and saved answers of the Web API (docs/sources/slack.md). */
export const SLACK: Source = {
  id: 'slack',
  title: 'Slack export and Web API',
  version: 1,
  covers: MESSAGE_COVERS,
  recognises,
  isSet: isExport,
  ofSet: withoutClosed,
  read,
};

function recognises({ name, head }: FileSample): boolean {
  const object = peekObject(head);
  if (object === undefined) return isEmptyPart(exportPath(name), head);
  return isAnswer(object, head) || isUserOrChannel(object) || isMessage(object) || isIntegration(object);
}

/** An export without private channels has an empty list of them. */
function isEmptyPart({ file, channel }: ExportPath, head: Uint8Array): boolean {
  const own = channel !== undefined || /^(channels|groups|dms|mpims|integration_logs)\.json$/.test(file);
  return own && /^\uFEFF?\s*\[\s*\]\s*$/.test(new TextDecoder('utf-8', { ignoreBOM: true }).decode(head));
}

function isAnswer(object: Peeked, head: Uint8Array): boolean {
  const text = new TextDecoder().decode(head);
  if (object.has('channel') && object.has('messages')) return /"ts"\s*:\s*"\d+\.\d{6}"|"[CG][A-Z0-9]{6,}"/.test(text);
  const lists = ['messages', 'members', 'channels', 'user', 'channel', 'error'];
  return object.has('ok') && lists.some((member) => object.has(member));
}

function isUserOrChannel(object: Peeked): boolean {
  const id = object.get('id') ?? '';
  if (/^[UW][A-Z0-9]{2,}$/.test(id)) return object.has('team_id') && object.has('profile');
  return /^[CGD][A-Z0-9]{2,}$/.test(id) && object.has('created') && object.has('members');
}

function isMessage(object: Peeked): boolean {
  return object.get('type') === 'message' && /^\d{9,11}\.\d{6}$/.test(object.get('ts') ?? '');
}

function isIntegration(object: Peeked): boolean {
  return ['user_id', 'user_name', 'change_type', 'date'].every((member) => object.has(member));
}

async function* read(file: InputFile, options: ReadOptions): AsyncGenerator<RecordBatch> {
  const path = exportPath(file.name);
  if (file.set !== undefined) {
    const unread = unreadPart(path, options);
    if (unread !== undefined) {
      yield* saidOfSet(file.name, file.set.name, unread);
      return;
    }
  }
  yield* readApi(file, SLACK_API, (batch) => new ObjectReader(batch, path, options));
}

/** Why a file of an export need not be opened: most of a large one is other people's talk. */
function unreadPart(path: ExportPath, options: ReadOptions): Fault | undefined {
  if (!isPartOfExport(path)) return FILE_LEFT_OUT;
  return path.channel === undefined || channelChoice(options.channels)(path.channel) ? undefined : LEFT_OUT;
}

/** Said of the export rather than of each of its files, so that it is told once, with a count. */
function* saidOfSet(file: string, set: string, fault: Fault): Generator<RecordBatch> {
  const about = new BatchBuilder(set);
  about.warn(fault);
  yield about.take();
  const batch = new BatchBuilder(file);
  declareCoverage(batch, 'Slack', []);
  yield batch.take();
}

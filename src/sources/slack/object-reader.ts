import type { ReadOptions } from '../source.js';
import { type ApiObject, type ApiReader, checkObject, type Members } from '../reading/api-objects.js';
import type { BatchBuilder } from '../reading/batch-builder.js';
import { declareCoverage } from '../reading/declaration.js';
import type { Fault } from '../reading/fault.js';
import { asFault } from '../reading/field-faults.js';
import { isZone } from '../../domain/zone.js';
import { type ChannelChoice, channelChoice } from './channel-choice.js';
import { closedAs } from './closed-channels.js';
import type { ExportPath } from './export-path.js';
import { comingsAndGoings, MESSAGE_COVERS, type Named, namedBy, noteOf, speakerOf } from './messages.js';
import { NoteGatherer } from './note-gatherer.js';
import { channelRecordOf, personOf } from './people-and-channels.js';
import { channelShape, messageShape, userShape } from './shapes.js';
import type { SlackKind } from './slack-api.js';
import { LEFT_OUT, PRIVATE_LEFT_OUT, refusalOf } from './told.js';

type SlackObject = ApiObject<SlackKind>;

/** Turns the objects of one file into records. */
export class ObjectReader implements ApiReader<SlackKind> {
  private readonly choice: ChannelChoice;
  private readonly notes: NoteGatherer;
  private readonly named = new Map<string, Named>();
  private readonly leftOut = new Set<string>();
  private readonly hidden = new Set<string>();
  private hasMessages = false;
  private readonly told = new Set<string>();

  constructor(
    private readonly batch: BatchBuilder,
    private readonly path: ExportPath,
    private readonly options: ReadOptions,
  ) {
    this.choice = channelChoice(options.channels);
    this.notes = new NoteGatherer(batch);
    if (path.channel !== undefined && this.choice(path.channel)) this.hasMessages = true;
  }

  read(object: SlackObject): void {
    switch (object.kind) {
      case 'user':
        this.user(object);
        break;
      case 'channel':
        this.channel(object);
        break;
      case 'message':
        this.messageOf(this.path.channel, object);
        break;
      case 'history':
        this.history(object);
        break;
      case 'refusal':
      case 'unknown':
        this.refuse(object, refusalOf(object));
        break;
      case 'integration':
      case 'nothing':
    }
  }

  end(): void {
    this.notes.end();
    for (const { id, name } of this.named.values()) {
      this.batch.addMade({ type: 'handle', id, name });
    }
    if (this.leftOut.size > 0) this.batch.warn(LEFT_OUT, this.leftOut.size);
    if (this.hidden.size > 0) this.batch.warn(PRIVATE_LEFT_OUT, this.hidden.size);
    declareCoverage(this.batch, 'Slack', this.hasMessages ? MESSAGE_COVERS : []);
  }

  private user(object: SlackObject): void {
    const user = checkObject(this.batch, object, userShape);
    if (user === undefined) return;
    const { line, pointer, value } = object;
    if (user.tz && !isZone(user.tz)) {
      const half = 'is not an IANA time zone; the person is read without one';
      this.batch.warn({ line, pointer, ...asFault({ field: 'tz', code: 'ZONE_UNKNOWN', half }) });
    }
    this.batch.add(personOf(user), { line, pointer, raw: JSON.stringify(value) });
  }

  private channel(object: SlackObject): void {
    if (!this.isRead(object.value)) return;
    const channel = checkObject(this.batch, object, channelShape);
    if (channel === undefined) return;
    const { line, pointer, value } = object;
    this.batch.add(channelRecordOf(channel), { line, pointer, raw: JSON.stringify(value) });
  }

  /** A page of messages beside the channel it is of, or in a file that the channel's folder holds. */
  private history({ value, line, pointer }: SlackObject): void {
    const beside = value['channel'];
    const channel = isMembers(beside) ? beside : undefined;
    const name = channel === undefined ? this.path.channel : channel['name'];
    if (channel !== undefined && !this.isRead(channel)) {
      if (typeof name === 'string' && !this.choice(name)) this.leftOut.add(name);
      return;
    }
    if (channel?.['created'] !== undefined) {
      this.channel({ kind: 'channel', value: channel, line, pointer: `${pointer}/channel` });
    }
    const messages = value['messages'] as readonly unknown[];
    for (const [index, message] of messages.entries()) {
      const at = { line, pointer: `${pointer}/messages/${String(index)}` };
      this.messageOf(typeof name === 'string' ? name : undefined, {
        kind: 'message',
        value: isMembers(message) ? message : {},
        ...at,
      });
    }
  }

  /** Whether the channel was chosen and may be read. Direct conversations are never chosen and never told of. */
  private isRead(channel: Members): boolean {
    const name = channel['name'];
    const closed = closedAs(channel, this.path.file);
    if (closed === 'direct' || (typeof name === 'string' && !this.choice(name))) return false;
    if (closed === undefined || this.options.includePrivate === true) return true;
    this.hidden.add(String(name));
    return false;
  }

  private messageOf(channel: string | undefined, object: SlackObject): void {
    if (channel === undefined) {
      this.refuse(object, CHANNEL_UNKNOWN);
      return;
    }
    if (!this.choice(channel)) {
      this.leftOut.add(channel);
      return;
    }
    const message = checkObject(this.batch, object, messageShape);
    if (message === undefined) return;
    this.hasMessages = true;
    const named = namedBy(message);
    if (named !== undefined) this.named.set(named.id, named);
    const { line, pointer, value } = object;
    const place = { line, pointer, raw: JSON.stringify(value) };
    for (const event of comingsAndGoings(message, channel)) this.batch.add(event, place);
    const speaker = speakerOf(message);
    if (speaker === undefined) return;
    const note = noteOf(message, channel, speaker);
    this.notes.add(note, { ts: message.ts, day: this.path.day ?? (note.at ?? '').slice(0, 10) }, place);
  }

  /** What spoils the whole file is told once. */
  private refuse({ line, pointer }: SlackObject, fault: Fault): void {
    if (fault.scope === 'file' && this.told.has(fault.message)) return;
    this.told.add(fault.message);
    this.batch.reject({ line, pointer, ...fault });
  }
}

const CHANNEL_UNKNOWN: Fault = {
  code: 'CHANNEL_UNKNOWN',
  scope: 'file',
  message:
    'These messages do not say which channel they are of; import the whole export, or write {"channel": {"id", "name"}, ' +
    '"messages": [...]} as docs/sources/slack.md shows.',
};

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

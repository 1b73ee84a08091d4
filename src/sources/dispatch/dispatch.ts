import type { RecordBatch } from '../../domain/record-batch.js';
import { readApi } from '../reading/api-objects.js';
import { BatchBuilder } from '../reading/batch-builder.js';
import { firstCharacter } from '../reading/first-character.js';
import { readLines } from '../reading/lines.js';
import { type Peeked, peekHeader, peekObject } from '../reading/peek.js';
import type { FileSample, InputFile, ReadOptions, Source } from '../source.js';
import { DISPATCH_API, ObjectReader } from './api-reader.js';
import { readDump } from './dump-reader.js';
import { DISPATCH_COVERS } from './outcome.js';

/** Netflix Dispatch: a plain-text dump of its database, or answers of its API as they come (docs/sources/dispatch.md). */
export const DISPATCH: Source = {
  id: 'dispatch',
  title: 'Netflix Dispatch',
  version: 1,
  covers: DISPATCH_COVERS,
  recognises,
  read,
};

/** A dump of another database has the same first lines; the names of Dispatch's schemas and tables tell it apart. */
const DUMP = /^(?:--.*|\\restrict .*|\s)*PostgreSQL database dump/;
const SCHEMA = /\bdispatch_(?:core|organization_\w+)\b|^COPY \S*\bparticipant_role \(/m;
const MARKS = /"(?:participant_roles|incident_priority|resolve_by|contact_type)"/;

/** The columns by which a single table of Dispatch is known, so that it can be told why it is not enough. */
const TABLES: readonly (readonly string[])[] = [
  ['reported_at', 'stable_at', 'closed_at', 'incident_priority_id', 'incident_type_id'],
  ['individual_contact_id', 'added_by_id', 'added_reason', 'incident_id'],
  ['assumed_at', 'renounced_at', 'role', 'participant_id'],
  ['uuid', 'started_at', 'ended_at', 'source', 'description', 'individual_id', 'incident_id'],
  ['resolve_by', 'resolved_at', 'creator_id', 'owner_id', 'incident_id'],
  ['is_external', 'contact_type', 'team_contact_id', 'email'],
];

function recognises({ head }: FileSample): boolean {
  const object = peekObject(head);
  const text = new TextDecoder().decode(head);
  if (object !== undefined) return isAnswer(object, MARKS.test(text));
  const header = peekHeader(head) ?? [];
  return isTable(header) || (DUMP.test(text) && SCHEMA.test(text));
}

function isAnswer(object: Peeked, isMarked: boolean): boolean {
  const emptyPage = ['items', 'itemsPerPage', 'page', 'total'].every((name) => object.has(name));
  const incident = object.has('incident_type') && object.has('incident_priority');
  const task = object.has('resolve_by') && object.has('resolved_at');
  return emptyPage || task || (isMarked && (incident || object.has('items')));
}

function isTable(header: readonly string[]): boolean {
  return TABLES.some((columns) => columns.every((column) => header.includes(column)));
}

async function* read(file: InputFile, options: ReadOptions): AsyncGenerator<RecordBatch> {
  const first = await firstCharacter(file.open());
  if (first === '{' || first === '[') yield* readApi(file, DISPATCH_API, (batch) => new ObjectReader(batch, options));
  else if (first === undefined || DUMP_BEGINS.has(first)) yield* readDump(file, options);
  else yield await refusal(file);
}

/** A dump begins with a comment, a setting, or a table. */
const DUMP_BEGINS: ReadonlySet<string> = new Set(['-', 'S', 'C', '\\']);

/** The header of a table, whose columns Dispatch names in small letters. */
const TABLE_HEADER = /^"?[a-z_]+"?(?:,"?[a-z_]+"?)+\s*$/;

async function refusal({ name, open }: InputFile): Promise<RecordBatch> {
  const batch = new BatchBuilder(name);
  const [line] = await firstLine(open());
  const isTable = line !== undefined && TABLE_HEADER.test(line);
  const code = isTable ? 'DISPATCH_TABLE_ALONE' : 'DISPATCH_UNKNOWN';
  batch.reject({ line: 1, code, scope: 'file', message: isTable ? TABLE_ALONE : UNKNOWN });
  return batch.take();
}

async function firstLine(bytes: AsyncIterable<Uint8Array>): Promise<string[]> {
  for await (const lines of readLines(bytes)) return Array.isArray(lines) ? lines.map(({ text }) => text) : [];
  return [];
}

const TABLE_ALONE =
  'This is one table of a Dispatch database, whose rows name people and incidents by numbers that only other tables ' +
  'explain; import the plain-text dump, which holds them all, as docs/sources/dispatch.md shows.';

const UNKNOWN =
  'This is neither a plain-text dump of a Dispatch database nor an answer of its API; docs/sources/dispatch.md shows how to ' +
  'make either.';

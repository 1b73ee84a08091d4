import type { z } from 'zod';
import type { RecordBatch } from '../../domain/record-batch.js';
import type { InputFile } from '../source.js';
import { BatchBuilder } from './batch-builder.js';
import { asFault, fieldFaults } from './field-faults.js';
import { readJsonItems } from './json-items.js';
import type { Envelope, JsonItem } from './json-scanner.js';

export type Members = Readonly<Record<string, unknown>>;

/** One object of a saved API answer, and where it stands. `nothing` says only where a page ends. */
export interface ApiObject<Kind extends string> {
  readonly kind: Kind | 'nothing' | 'unknown';
  readonly value: Members;
  readonly line: number;
  readonly pointer: string;
}

/** How the answers of one API are wrapped, and how to tell its objects apart. */
export interface ApiShape<Kind extends string> extends Envelope {
  /** Members that hold one object, as in `{"incident": {...}}`. */
  readonly singles: readonly string[];
  /** What an object is, judged from its members and, where those do not tell, from the member that held it. */
  readonly kindOf: (value: Members, holder: string | undefined) => Kind | undefined;
}

/** Takes the objects of one file, one after another. */
export interface ApiReader<Kind extends string> {
  readonly read: (object: ApiObject<Kind>) => void;
  /** What is said once the whole file was read: handles, what the file can record, warnings. */
  readonly end: () => void;
}

/**
 * Reads a file of saved API answers: pages, wrapped or bare objects, arrays of any of them, one document after another or one
 * a line. Ends at the first fault of the file as such.
 */
export async function* readApi<Kind extends string>(
  file: InputFile,
  api: ApiShape<Kind>,
  readerOf: (batch: BatchBuilder) => ApiReader<Kind>,
): AsyncGenerator<RecordBatch> {
  const batch = new BatchBuilder(file.name);
  const reader = readerOf(batch);
  for await (const items of readJsonItems(file.open(), api)) {
    if (!Array.isArray(items)) {
      batch.reject(items);
      yield batch.take();
      return;
    }
    for (const item of items) {
      if (item.fault !== undefined) batch.reject(item.fault);
      else for (const object of unpackApi(item, api)) reader.read(object);
    }
    if (batch.full) yield batch.take();
  }
  reader.end();
  yield batch.take();
}

/** The objects of an item: itself, or what its pages and wrappers hold. */
export function unpackApi<Kind extends string>(item: JsonItem, api: ApiShape<Kind>): ApiObject<Kind>[] {
  const { value, line, pointer } = item;
  if (Array.isArray(value)) {
    return value.flatMap((element, index) =>
      unpackApi({ value: element, line, pointer: `${pointer}/${String(index)}` }, api),
    );
  }
  if (!isMembers(value)) return [{ kind: 'unknown', value: {}, line, pointer }];
  const kind = api.kindOf(value, holderIn(pointer));
  if (kind !== undefined) return [{ kind, value, line, pointer }];
  const held = [...api.lists, ...api.singles].filter((name) => typeof value[name] === 'object' && value[name] !== null);
  if (held.length > 0) {
    return held.flatMap((name) => unpackApi({ value: value[name], line, pointer: `${pointer}/${name}` }, api));
  }
  const empty = item.leftOver === true || Object.keys(value).every((name) => api.paging.has(name));
  return [{ kind: empty ? 'nothing' : 'unknown', value, line, pointer }];
}

/** The object as its shape, or undefined when it was rejected, field by field. */
export function checkObject<T extends z.ZodType>(
  batch: BatchBuilder,
  { value, line, pointer }: Pick<ApiObject<string>, 'value' | 'line' | 'pointer'>,
  shape: T,
): z.output<T> | undefined {
  const result = shape.safeParse(value);
  if (result.success) return result.data;
  const raw = JSON.stringify(value);
  for (const fault of fieldFaults(value, result.error.issues)) batch.reject(asFault(fault), { line, pointer, raw });
  return undefined;
}

/** The last named member on the way to a value: `/pages/0/incidents/3` is held by `incidents`. */
function holderIn(pointer: string): string | undefined {
  return pointer.split('/').findLast((part) => part !== '' && !/^\d+$/.test(part));
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null;
}

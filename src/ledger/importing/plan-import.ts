import { describePlace, placeOf, type Rejection, type Warning } from '../../domain/problem.js';
import type { Origin } from '../../domain/record-batch.js';
import type { IncomingRecord, RecordRow } from './record-row.js';
import { merged, MERGED_TYPES } from './merge-declarations.js';

/** The live version of a record, as far as planning needs it. */
export interface LiveRecord {
  readonly body: string;
  readonly updatedAt: string | null;
  /** The import that brought this version. */
  readonly sourceImport: number;
  /** The latest import that asserted the record in any version. */
  readonly seenImport: number;
  /** Where this version was read. Only needed to name both places of a conflict. */
  readonly origin?: Pick<Origin, 'file' | 'line' | 'pointer'>;
}

export type RecordFate = 'added' | 'changed' | 'unchanged';

/** What one batch does to the ledger. Each record is in `write` at most once. */
export interface ImportPlan {
  /** New live versions, with the source records they were read from. */
  readonly write: readonly IncomingRecord[];
  /** Older versions: kept among the source records, never live. */
  readonly keep: readonly IncomingRecord[];
  /** Live records asserted again as they are, by id. */
  readonly touch: readonly string[];
  /** Live records of which this import asserts something, by id. */
  readonly seen: readonly string[];
  /** Live records that give way to one in `write`, by id. */
  readonly replaced: readonly string[];
  /** One entry for each record this import had not met before. */
  readonly fates: readonly { readonly row: RecordRow; readonly fate: RecordFate }[];
  /** Records counted `unchanged` in an earlier batch that this batch changes after all. */
  readonly promoted: readonly RecordRow[];
  readonly rejections: readonly Rejection[];
  /** The text of what was rejected, as received. */
  readonly refusedTexts: ReadonlyMap<Rejection, string>;
  readonly warnings: readonly Warning[];
}

interface Draft {
  write: Map<string, IncomingRecord>;
  keep: IncomingRecord[];
  touch: Set<string>;
  seen: Set<string>;
  fates: { row: RecordRow; fate: RecordFate }[];
  promoted: RecordRow[];
  rejections: Rejection[];
  refusedTexts: Map<Rejection, string>;
  warnings: Warning[];
}

/**
 * Decides what a batch does, given the live versions of its ids. Pure, so that the rules of versions stand in one place:
 * the later `updatedAt` holds, else the later import; two versions in one import that nothing orders are a conflict.
 */
export function planImport(
  batch: readonly IncomingRecord[],
  live: ReadonlyMap<string, LiveRecord>,
  importNumber: number,
): ImportPlan {
  const known = new Map(live);
  const draft: Draft = {
    write: new Map(),
    keep: [],
    touch: new Set(),
    seen: new Set(),
    fates: [],
    promoted: [],
    rejections: [],
    refusedTexts: new Map(),
    warnings: [],
  };
  for (const incoming of batch) {
    const { id } = incoming.row;
    const before = known.get(id);
    const after = planRecord(draft, incoming, before, importNumber);
    if (after !== before) known.set(id, after);
  }
  const replaced = live.size === 0 ? [] : [...draft.write.keys()].filter((id) => live.has(id));
  return { ...draft, write: [...draft.write.values()], touch: [...draft.touch], seen: [...draft.seen], replaced };
}

function planRecord(
  draft: Draft,
  incoming: IncomingRecord,
  live: LiveRecord | undefined,
  importNumber: number,
): LiveRecord {
  const { row } = incoming;
  if (live === undefined) {
    draft.fates.push({ row, fate: 'added' });
    return hold(draft, incoming, importNumber);
  }
  const seen = live.seenImport === importNumber;
  if (live.body === row.body) return assertAgain(draft, row, live, importNumber);
  if (MERGED_TYPES.has(row.type)) return mergeInto(draft, incoming, live, importNumber);
  const order = orderOf(row.updatedAt, live.updatedAt);
  if (seen && order === 0) {
    const rejection = conflict(incoming, live);
    draft.rejections.push(rejection);
    draft.refusedTexts.set(rejection, incoming.origin.raw);
    return live;
  }
  if (order < 0) return keepOlder(draft, incoming, live, importNumber);
  countChange(draft, row, live, importNumber);
  return hold(draft, incoming, importNumber);
}

/** Positive: the incoming version is later, by `updatedAt`. Zero: nothing orders them. */
export function orderOf(incoming: string | null, live: string | null): number {
  if (incoming === null || live === null || incoming === live) return 0;
  return incoming > live ? 1 : -1;
}

function hold(draft: Draft, incoming: IncomingRecord, importNumber: number): LiveRecord {
  const { row, origin } = incoming;
  const replaced = draft.write.get(row.id);
  if (replaced !== undefined) draft.keep.push(replaced);
  draft.write.set(row.id, incoming);
  return { body: row.body, updatedAt: row.updatedAt, sourceImport: importNumber, seenImport: importNumber, origin };
}

function assertAgain(draft: Draft, row: RecordRow, live: LiveRecord, importNumber: number): LiveRecord {
  // A declaration may be merged from several imports, and then is this one's own only in part.
  if (live.sourceImport !== importNumber || row.type === 'source') draft.touch.add(row.id);
  return meet(draft, row, live, importNumber);
}

function mergeInto(draft: Draft, incoming: IncomingRecord, live: LiveRecord, importNumber: number): LiveRecord {
  const body = merged(live.body, incoming.row.body);
  const row = { ...incoming.row, body };
  if (body === live.body) {
    // It says less than what is there: were the rest withdrawn, this would remain.
    draft.keep.push(incoming);
    return meet(draft, row, live, importNumber);
  }
  countChange(draft, row, live, importNumber);
  return hold(draft, { ...incoming, row, asserted: incoming.row.body }, importNumber);
}

/** Counts a record that this import had not met before, and leaves as it is. */
function meet(draft: Draft, row: RecordRow, live: LiveRecord, importNumber: number): LiveRecord {
  if (live.seenImport === importNumber) return live;
  draft.fates.push({ row, fate: 'unchanged' });
  draft.seen.add(row.id);
  return { ...live, seenImport: importNumber };
}

function keepOlder(draft: Draft, incoming: IncomingRecord, live: LiveRecord, importNumber: number): LiveRecord {
  draft.keep.push(incoming);
  if (live.seenImport === importNumber) return live;
  draft.warnings.push({
    ...placeOf(incoming.origin),
    field: 'updatedAt',
    code: 'STALE',
    message: 'The record is older than the version in the ledger, which was kept.',
  });
  return meet(draft, incoming.row, live, importNumber);
}

function countChange(draft: Draft, row: RecordRow, live: LiveRecord, importNumber: number): void {
  if (live.seenImport !== importNumber) draft.fates.push({ row, fate: 'changed' });
  else if (live.sourceImport !== importNumber) draft.promoted.push(row);
}

function conflict({ origin }: IncomingRecord, live: LiveRecord): Rejection {
  const other = live.origin === undefined ? 'elsewhere in this import' : describePlace(live.origin);
  return {
    ...placeOf(origin),
    code: 'ROW_CONFLICT',
    message:
      `The record has the id of the one at ${other}, but other content, and no later updatedAt says which holds. ` +
      'Remove one of them, or give both an updatedAt.',
  };
}

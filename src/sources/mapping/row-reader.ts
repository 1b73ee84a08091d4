import type { CoverageKind } from '../../domain/event.js';
import { type CanonicalRecord, incidentIdOf } from '../../domain/record.js';
import { isZone } from '../../domain/zone.js';
import type { BatchBuilder, Place } from '../reading/batch-builder.js';
import { declareCoverage } from '../reading/declaration.js';
import type { Fault } from '../reading/fault.js';
import type { InputFile } from '../source.js';
import { type FieldFault, quoted } from '../reading/field-faults.js';
import { SeenHandles } from '../reading/seen-handles.js';
import { buildRecord, type Parent } from './build-record.js';
import { pathsOf } from './compile-value.js';
import type { Mapping, Output, Table } from './mapping.js';
import { elementsOf, holds, type Scope } from './members.js';
import type { Reading } from './read-value.js';
import type { Row } from './row.js';
import { readRows } from './rows.js';

interface Gathered {
  readonly made: { readonly record: CanonicalRecord; readonly named: ReadonlyMap<string, string> }[];
  readonly faults: Fault[];
}

/** More distinct words than these are no enumeration. */
const MOST_WORDS = 100;

export interface RowOptions {
  readonly zone?: string;
  readonly includePrivate?: boolean;
  /** The incidents of this file that are private, wherever in it that stands. */
  readonly privates: ReadonlySet<string>;
}

/** The private incidents of a file, so that what belongs to them can be left out whatever the order of its rows. */
export async function privateIncidentsIn(
  mapping: Mapping,
  file: InputFile,
  options: Pick<RowOptions, 'includePrivate'>,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  if (options.includePrivate === true || mapping.tables.every(({ isPrivate }) => isPrivate.length === 0)) return found;
  const reading: Reading = { mapping, zone: 'UTC', unmapped: () => undefined };
  for await (const parts of readRows(mapping, file)) {
    for (const part of parts) {
      if (!('table' in part) || !saysPrivate(part.table, { value: part.value }, mapping, options)) continue;
      const built = buildRecord(part.table, { value: part.value }, reading);
      const incident = built !== undefined && 'record' in built ? incidentIdOf(built.record) : undefined;
      if (incident !== undefined) found.add(incident);
    }
  }
  return found;
}

/** Whether the row says of itself that it is private, where such rows are left out. */
function saysPrivate(
  { isPrivate }: Table,
  scope: Scope,
  { missing }: Mapping,
  { includePrivate }: Pick<RowOptions, 'includePrivate'>,
): boolean {
  return includePrivate !== true && isPrivate.length > 0 && holds(isPrivate, scope, missing);
}

/** Turns the rows of one file into records, and says at the end what the whole file tells. */
export class RowReader {
  private readonly handles = new SeenHandles();
  private readonly covers = new Set<CoverageKind>();
  private readonly unmapped = new Map<
    string,
    { field: string; word: string; line: number | undefined; count: number }
  >();
  private readonly leftOut = new Set<string>();
  private line: number | undefined;
  private readonly reading: Reading;

  constructor(
    private readonly batch: BatchBuilder,
    private readonly mapping: Mapping,
    private readonly options: RowOptions,
  ) {
    this.reading = { mapping, zone: options.zone, unmapped: this.countUnmapped.bind(this) };
  }

  /** Adds the records of a row, all or none; a fault that every further row would share is answered, not added. */
  read(row: Row): Fault | undefined {
    const { table, place } = row;
    const scope: Scope = { value: row.value };
    this.line = place.line;
    for (const kind of table.covers) this.covers.add(kind);
    if (!holds(table.when, scope, this.mapping.missing)) return undefined;
    const gathered: Gathered = { made: [], faults: [] };
    this.gather(table, scope, { row, gathered });
    const main = gathered.made[0]?.record;
    if (main !== undefined && this.isPrivate(main, table, scope)) return undefined;
    for (const output of table.also) this.gather(output, scope, { row, gathered, parent: parentOf(main) });
    const zone = gathered.faults.find(({ code }) => code === 'TIME_NO_ZONE');
    if (zone !== undefined) return { ...placeIn(place), ...zone, scope: 'file' };
    for (const fault of gathered.faults) this.batch.reject(fault, place);
    if (gathered.faults.length === 0) this.add(gathered, row);
    return undefined;
  }

  /** The handles, the warnings and what this file can record. */
  end(): void {
    this.handles.end(this.batch);
    this.warn();
    declareCoverage(this.batch, this.mapping.title, this.covers);
  }

  private gather(
    output: Output,
    scope: Scope,
    { row, gathered, parent }: { row: Row; gathered: Gathered; parent?: Parent },
  ): void {
    const scopes = output.loop === undefined ? [scope] : elementsOf(scope, output.loop);
    for (const one of scopes) {
      if (!holds(output.when, one, this.mapping.missing)) continue;
      const built = buildRecord(output, one, this.reading, parent);
      if (built === undefined) continue;
      if ('faults' in built) gathered.faults.push(...built.faults.map((fault) => faultOf(fault, output, row)));
      else {
        gathered.made.push(built);
        // What a list tells is covered once it told something: an export may leave the list out.
        for (const kind of output.covers) this.covers.add(kind);
      }
    }
    if (output.loop === undefined) for (const kind of output.covers) this.covers.add(kind);
  }

  private add({ made }: Gathered, { place }: Row): void {
    for (const { record, named } of made) {
      this.batch.add(this.withKnownZone(record, place), place);
      for (const [handle, name] of named) this.handles.see({ handle, name, bot: false });
    }
  }

  /** Whether the record is private itself, or belongs to an incident of this file that is. */
  private isPrivate(record: CanonicalRecord, table: Table, scope: Scope): boolean {
    const incident = incidentIdOf(record);
    const hidden = incident !== undefined && this.options.privates.has(incident);
    if (!hidden && !saysPrivate(table, scope, this.mapping, this.options)) return false;
    this.leftOut.add(incident ?? `${table.name} ${String(this.line)}`);
    return true;
  }

  private withKnownZone(record: CanonicalRecord, place: Place): CanonicalRecord {
    if (record.type !== 'person' || record.timeZone === undefined || isZone(record.timeZone)) return record;
    const message = 'timeZone is not an IANA time zone; the person is read without one.';
    this.batch.warn({ ...placeIn(place), field: 'timeZone', code: 'ZONE_UNKNOWN', message });
    const { timeZone, ...rest } = record;
    return timeZone === '' ? record : rest;
  }

  private countUnmapped(field: string, word: string): void {
    const key = `${field}\n${word}`;
    const seen = this.unmapped.get(key);
    if (seen !== undefined) seen.count += 1;
    else if (this.unmapped.size < MOST_WORDS) this.unmapped.set(key, { field, word, line: this.line, count: 1 });
  }

  private warn(): void {
    for (const { field, word, line, count } of this.unmapped.values()) {
      const message =
        `${field}: the word ${quoted(word)}is not among the values of the mapping, so the field was left out; ` +
        'add it to values, or say otherwise: keep or drop.';
      this.batch.warn({ ...(line !== undefined && { line }), field, code: 'VALUE_UNMAPPED', message }, count);
    }
    if (this.leftOut.size === 0) return;
    const message =
      'Private incidents were left out, with what this file holds of them; --include-private reads them too.';
    this.batch.warn({ code: 'PRIVATE_LEFT_OUT', message }, this.leftOut.size);
  }
}

function parentOf(record: CanonicalRecord | undefined): Parent {
  if (record?.type === 'incident') return { incident: record.id };
  if (record?.type === 'action-item') {
    return { item: record.id, ...(record.incident !== undefined && { incident: record.incident }) };
  }
  return {};
}

/** The fault in the words of the file: the field, and the column or member it comes from. */
function faultOf({ field, code, half }: FieldFault, output: Output, { columnOf }: Row): Fault {
  const spec = output.fields.find(({ name }) => name === field || field.startsWith(`${name}.`));
  const [path] = pathsOf(spec?.value);
  const from = path === undefined ? '' : ` (from ${path.text === '' ? 'the list' : path.text})`;
  const column = path === undefined ? undefined : columnOf?.(path.text);
  const message = `${field}${from} ${half}${half.endsWith('?') ? '' : '.'}`;
  return { ...(column !== undefined && { column }), field, code, message };
}

function placeIn({ line, pointer }: Place): Partial<Place> {
  return { ...(line !== undefined && { line }), ...(pointer !== undefined && { pointer }) };
}

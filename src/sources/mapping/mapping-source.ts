import type { CoverageKind } from '../../domain/event.js';
import type { RecordBatch } from '../../domain/record-batch.js';
import { BatchBuilder } from '../reading/batch-builder.js';
import { checked } from '../reading/checked-source.js';
import { endsFile } from '../reading/fault.js';
import type { FileSample, InputFile, ReadOptions, Source } from '../source.js';
import { tablesOfHeader } from './csv-tables.js';
import { MAPPED_HISTORY } from './history.js';
import { knowsDocument } from './json-rows.js';
import type { Mapping } from './mapping.js';
import { privateIncidentsIn, RowReader } from './row-reader.js';
import { readRows } from './rows.js';
import { sampleDocument, sampleHeader, sampleText } from './sample-rows.js';

/** The source that reads files as a mapping says. Its id is the mapping's, so that records carry that as their system. */
export function mappingSource(mapping: Mapping): Source {
  const { source, title, version, tables } = mapping;
  const covers = new Set<CoverageKind>(tables.flatMap((table) => [table, ...table.also].flatMap((one) => one.covers)));
  return checked({
    id: source,
    title,
    version,
    covers: [...covers],
    recognises: (sample) => recognises(mapping, sample),
    read: (file, options) => read(mapping, file, options),
    ...(tables.some(({ each }) => each === 'update') && MAPPED_HISTORY),
  });
}

function recognises(mapping: Mapping, { head }: FileSample): boolean {
  const text = sampleText(head);
  if (/^\s*[[{]/.test(text)) return knowsDocument(mapping, sampleDocument(text));
  return mapping.tables.some(
    (table) => table.format === 'csv' && tablesOfHeader([table], sampleHeader(text, table.delimiter)).length > 0,
  );
}

async function* read(mapping: Mapping, file: InputFile, options: ReadOptions): AsyncGenerator<RecordBatch> {
  const batch = new BatchBuilder(file.name);
  const privates = await privateIncidentsIn(mapping, file, options);
  const rows = new RowReader(batch, mapping, { ...options, privates });
  for await (const parts of readRows(mapping, file)) {
    for (const part of parts) {
      if ('warning' in part) batch.warn(part.warning);
      const fault = 'fault' in part ? part.fault : 'table' in part ? rows.read(part) : undefined;
      if (fault === undefined) continue;
      batch.reject(fault);
      if (!endsFile(fault)) continue;
      yield batch.take();
      return;
    }
    if (batch.full) yield batch.take();
  }
  rows.end();
  yield batch.take();
}

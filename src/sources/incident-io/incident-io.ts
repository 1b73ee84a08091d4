import type { RecordBatch } from '../../domain/record-batch.js';
import { readApi } from '../reading/api-objects.js';
import type { InputFile, ReadOptions, Source } from '../source.js';
import { INCIDENT_IO_API } from './answers.js';
import { ALL_COVERS } from './export-watch.js';
import { eventsOf } from './history.js';
import { ObjectReader } from './object-reader.js';
import { privateIncidentsIn } from './private-incidents.js';
import { recognises } from './recognise.js';

/**
 * incident.io's API answers, saved as they come (docs/sources/incident-io.md). Updates are kept as an incident's history. They
 * alone make no incident, hence no `headOf`: they do not say whether it was a test, or private.
 */
export const INCIDENT_IO: Source = {
  id: 'incident-io',
  title: 'incident.io API',
  version: 1,
  covers: ALL_COVERS,
  recognises,
  read,
  eventsOf,
};

async function* read(file: InputFile, { includePrivate }: ReadOptions): AsyncGenerator<RecordBatch> {
  const hidden = includePrivate === true ? new Set<string>() : await privateIncidentsIn(file);
  yield* readApi(file, INCIDENT_IO_API, (batch) => new ObjectReader(batch, hidden));
}

import { COVERAGE_KINDS, type CoverageKind } from '../../domain/event.js';
import type { SourceRecord } from '../../domain/record.js';
import type { BatchBuilder } from './batch-builder.js';

/**
 * Declares what a file can record, as its last record. It is named by its source alone, and the ledger unites what the files
 * of a connection declare: so it does not matter how an export was cut into files.
 */
export function declareCoverage(batch: BatchBuilder, source: string, covers: Iterable<CoverageKind>): void {
  const covered = new Set(covers);
  const declaration: SourceRecord = {
    type: 'source',
    name: source,
    covers: COVERAGE_KINDS.filter((kind) => covered.has(kind)),
  };
  batch.addMade(declaration);
}

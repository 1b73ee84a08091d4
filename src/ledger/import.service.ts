import { Injectable } from '@nestjs/common';
import { FORBIDDEN_TEXT } from '../domain/forbidden-text.js';
import { Problem, type Warning } from '../domain/problem.js';
import { isZone } from '../domain/zone.js';
import { findJsonFault } from '../sources/broken-json.js';
import { headInUtf8 } from '../sources/reading/encoding.js';
import { mappingSource } from '../sources/mapping/mapping-source.js';
import { parseMapping } from '../sources/mapping/parse-mapping.js';
import type { FileSample, ReadOptions, Source } from '../sources/source.js';
import { ImportFilesStore } from './importing/import-files.store.js';
import { ImportRun } from './importing/import-run.store.js';
import { chooseSource, type InspectedFile, inspectFile } from './importing/inspect-file.js';
import { type FileToImport, fileToImport, repeatKey, sha256OfFiles } from './importing/repeat-key.js';
import { ImportTally, refusalOf } from './importing/import-tally.js';
import type { ImportReport, ImportRequest } from './import-report.js';
import type { ImportThread } from './import-thread.service.js';
import { importIdOf } from './record-id.js';
import type { WriteSql } from './storage/dialect.js';
import type { WriteGate } from './storage/write-gate.service.js';

/** Takes files into the ledger. */
@Injectable()
export class ImportService {
  constructor(
    private readonly gate: WriteGate,
    private readonly sources: readonly Source[],
    /** Takes the large imports, whose COMMIT would stop everything else here. Absent: every import runs in this thread. */
    private readonly thread?: ImportThread,
  ) {}

  /**
   * Imports all files of the request in one transaction, or nothing. Throws FILE_EMPTY, FILE_TYPE_UNSUPPORTED, SOURCE_UNKNOWN,
   * ZONE_UNKNOWN, MAPPING_INVALID, what unpacking a file throws, IMPORT_INVALID_ROWS (at most 100 rejections),
   * IMPORT_REPEATED_WITH_OTHER_OPTIONS, STORE_BUSY, STORAGE_FULL, STORE_NOT_READY.
   */
  async import(request: ImportRequest): Promise<ImportReport> {
    const { thread } = this;
    const order = this.gate.isWriting ? undefined : await thread?.orderOf(request);
    if (thread === undefined || order === undefined) return this.importHere(request);
    return this.gate.turn(() => thread.run(order));
  }

  /** Ends an import under way in another thread, which then keeps nothing. No large import can follow. */
  async close(): Promise<void> {
    await this.thread?.close();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.close();
  }

  private async importHere(request: ImportRequest): Promise<ImportReport> {
    const files = await this.filesOf(request);
    try {
      return await this.gate.write((sql) => importFiles(sql, files, request));
    } catch (error) {
      if (error instanceof KeepNothing) return error.report;
      throw error;
    }
  }

  private async filesOf(request: ImportRequest): Promise<FileToImport[]> {
    checkOptions(request);
    const mapped = mappedSource(request);
    const files: FileToImport[] = [];
    for (const file of request.files) {
      const { sample, ...inspected } = await inspectFile(file);
      const head = headInUtf8(sample.head, request.encoding);
      const source = mapped ?? (await this.sourceOf(request.source, inspected, { ...sample, head }));
      files.push(fileToImport(inspected, source, request));
    }
    return files;
  }

  /** A file that nobody recognises because it was cut short is told where, not that it is unknown. */
  private async sourceOf(wanted: string, { file }: InspectedFile, sample: FileSample): Promise<Source> {
    const asked = wanted === 'auto' ? (file.set?.source ?? wanted) : wanted;
    try {
      return chooseSource(asked, sample, this.sources);
    } catch (error) {
      const fault = asked === 'auto' ? await findJsonFault(file) : undefined;
      throw fault === undefined ? error : refusalOf([fault], { rejected: 1, read: 0 });
    }
  }
}

function checkOptions({ files, zone, connection }: ImportRequest): void {
  if (files.length === 0) throw new Problem('USAGE', 'No file was given. Name at least one file to import.');
  if (connection !== undefined && FORBIDDEN_TEXT.test(connection)) {
    throw new Problem(
      'USAGE',
      'The name of the connection holds a NUL or half a surrogate pair. Remove that character.',
    );
  }
  if (zone !== undefined && !isZone(zone)) {
    throw new Problem('ZONE_UNKNOWN', `"${zone}" is not an IANA time zone. Write one such as UTC or Europe/Berlin.`);
  }
}

/** The source that the mapping of a request is; undefined without one. Throws MAPPING_INVALID. */
function mappedSource({ mapping }: ImportRequest): Source | undefined {
  return mapping === undefined ? undefined : mappingSource(parseMapping(mapping.text, mapping.name));
}

/** Thrown through the write gate to roll back a dry run; carries what to report. */
class KeepNothing extends Error {
  constructor(readonly report: ImportReport) {
    super('a dry run keeps nothing');
  }
}

async function importFiles(
  sql: WriteSql,
  asked: readonly FileToImport[],
  request: ImportRequest,
): Promise<ImportReport> {
  const kept = new ImportFilesStore(sql);
  const known = await kept.alreadyImported(asked, request.replace === true);
  const files = asked.filter((file) => !known.has(file));
  if (files.length === 0) return reportOf(asked, new ImportTally(request.mode), 'already-imported');
  const number = await kept.nextNumber();
  const run = new ImportRun(sql, number, request);
  run.tally.warn([...known].map(leftOut));
  for (const file of files) await run.readFile(file, readOptionsOf(request));
  await run.finish();
  const refusal = run.tally.refusal();
  if (refusal !== undefined) throw refusal;
  if (request.dryRun === true) throw new KeepNothing(reportOf(files, run.tally, 'dry-run'));
  const { counts, quarantined, mode } = run.tally;
  await kept.keep(number, files, { now: request.now, counts, ...(mode === 'quarantine' ? { quarantined } : {}) });
  return reportOf(files, run.tally);
}

function readOptionsOf(request: ImportRequest): ReadOptions {
  const { zone, channels, includePrivate, encoding, strictHeaders, now } = request;
  const said = Object.entries({ zone, channels, includePrivate, encoding, strictHeaders, now });
  return Object.fromEntries(said.filter(([, value]) => value !== undefined));
}

/** The files of one export are told of once. */
function leftOut({ inspected: { file } }: FileToImport): Warning {
  return {
    file: file.set?.name ?? file.name,
    code: 'FILE_ALREADY_IMPORTED',
    message: 'The file was imported before under the same options, so it was left out.',
  };
}

function reportOf(
  files: readonly FileToImport[],
  tally: ImportTally,
  notApplied?: ImportReport['notApplied'],
): ImportReport {
  const listed = (names: string[]): string => [...new Set(names)].join(', ');
  return {
    importId: importIdOf(repeatKey(files)),
    sha256: sha256OfFiles(files),
    source: listed(files.map(({ source }) => source.id)),
    connection: listed(files.map(({ connection }) => connection)),
    mode: tally.mode,
    ...(tally.mode === 'quarantine' ? { quarantined: tally.quarantined } : {}),
    ...(tally.quarantined > 0 && notApplied === undefined ? { status: 'applied_with_quarantine' } : {}),
    applied: notApplied === undefined,
    ...(notApplied === undefined ? {} : { notApplied }),
    ...tally.counts,
    rejected: tally.rejections,
    warnings: tally.warnings,
  };
}

import { stat } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { Injectable } from '@nestjs/common';
import { Problem } from '../domain/problem.js';
import type { InputFile } from '../sources/source.js';
import type { ImportReport, ImportRequest } from './import-report.js';
import { type ImportAnswer, type ImportOrder, reportIn } from './importing/import-message.js';
import type { StoredFile } from './importing/stored-file.service.js';
import type { LedgerLocation } from './storage/database-url.js';

/** From how many bytes on an import is worth a thread, whose start takes about half a second; a smaller one is nearly done by then. */
const LARGE_IMPORT_BYTES = 2 * 1024 * 1024;

/** Only compiled code can be loaded by a thread: sources run as they are, by a test runner, import in their own. */
const WORKER = import.meta.url.endsWith('.js') ? new URL('./import-worker.js', import.meta.url) : undefined;

/** Runs large imports in another thread, one at a time. Its caller holds the turn of the write gate meanwhile. */
@Injectable()
export class ImportThread {
  private worker: Worker | undefined;
  private closed = false;

  constructor(private readonly location: LedgerLocation) {}

  /**
   * The request as another thread can carry it out. Undefined when it is small, holds bytes that lie in no file, or is for
   * PostgreSQL, which does its own committing.
   */
  async orderOf({ files, ...request }: ImportRequest): Promise<ImportOrder | undefined> {
    const { location } = this;
    if (WORKER === undefined || location.kind !== 'sqlite') return undefined;
    const stored = files.flatMap((file) => storedAt(file) ?? []);
    if (stored.length < files.length) return undefined;
    let bytes = 0;
    for (const file of stored) bytes += await sizeOf(file);
    return bytes < LARGE_IMPORT_BYTES ? undefined : { location, request, files: stored };
  }

  /**
   * Carries out an order; settles once the thread is gone. Throws what the import throws; STORE_NOT_READY when this was closed;
   * whatever else ended the thread, as it is.
   */
  async run(order: ImportOrder): Promise<ImportReport> {
    if (WORKER === undefined || this.closed) throw stopped();
    const worker = new Worker(WORKER, { workerData: order });
    this.worker = worker;
    const answer = await answerFrom(worker).finally(() => (this.worker = undefined));
    if (answer !== undefined) return reportIn(answer);
    throw this.silence();
  }

  /** Ends the import under way, which then keeps nothing unless it was just done. */
  async close(): Promise<void> {
    this.closed = true;
    await this.worker?.terminate();
  }

  private silence(): Error {
    return this.closed ? stopped() : new Error('The thread of an import ended without an answer.');
  }
}

/** What the thread said before it was gone; undefined when it was ended from outside. Throws what ended it. */
function answerFrom(worker: Worker): Promise<ImportAnswer | undefined> {
  return new Promise((resolve, reject) => {
    let answer: ImportAnswer | undefined;
    let fault: Error | undefined;
    worker.on('message', (message: ImportAnswer) => (answer = message));
    worker.on('error', (error: Error) => (fault = error));
    worker.on('exit', () => {
      if (fault === undefined) resolve(answer);
      else reject(fault);
    });
  });
}

/** A file without what only this thread can call; undefined when its bytes lie nowhere. */
function storedAt({ name, path, packing, set }: InputFile): StoredFile | undefined {
  if (path === undefined) return undefined;
  return { name, path, ...(packing === undefined ? {} : { packing }), ...(set === undefined ? {} : { set }) };
}

/** What text usually shrinks to by. */
const USUAL_RATIO = 8;

/** A file that cannot be looked at counts as small: opening it says what is wrong. */
async function sizeOf({ path, packing }: StoredFile): Promise<number> {
  if (packing !== undefined) return packing.kind === 'zip' ? packing.bytes : packing.packedBytes * USUAL_RATIO;
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}

function stopped(): Problem {
  return new Problem(
    'STORE_NOT_READY',
    'The service stopped before the import was done. Import the same files again: nothing is kept twice.',
  );
}

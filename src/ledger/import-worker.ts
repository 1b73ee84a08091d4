import { parentPort, workerData } from 'node:worker_threads';
import { allSources } from '../sources/shipped-mappings.service.js';
import { ImportService } from './import.service.js';
import { answerOf, type ImportAnswer, type ImportOrder } from './importing/import-message.js';
import { storedFile } from './importing/stored-file.service.js';
import { LedgerDatabase } from './storage/ledger-database.store.js';
import { WriteGate } from './storage/write-gate.service.js';

/** The thread of one large import: its own connection, one order, one answer. Its maker holds the write turn meanwhile. */
async function carryOut({ location, request, files }: ImportOrder): Promise<ImportAnswer> {
  const database = LedgerDatabase.at(location);
  try {
    const imports = new ImportService(new WriteGate(database), allSources());
    return { report: await imports.import({ ...request, files: files.map(storedFile) }) };
  } catch (error) {
    return answerOf(error);
  } finally {
    await database.close();
  }
}

parentPort?.postMessage(await carryOut(workerData as ImportOrder));

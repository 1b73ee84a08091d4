import { createReadStream } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { SOURCES } from '../sources/index.js';
import { ImportService } from './import.service.js';
import { answerOf, type ImportAnswer, type ImportOrder } from './importing/import-message.js';
import { LedgerDatabase } from './storage/ledger-database.store.js';
import { WriteGate } from './storage/write-gate.service.js';

/** The thread of one large import: its own connection, one order, one answer. Its maker holds the write turn meanwhile. */
async function carryOut({ location, request, files }: ImportOrder): Promise<ImportAnswer> {
  const database = LedgerDatabase.at(location);
  try {
    const imports = new ImportService(new WriteGate(database), SOURCES);
    const opened = files.map(({ name, path }) => ({
      name,
      open: () => createReadStream(path, { highWaterMark: 1 << 18 }),
    }));
    return { report: await imports.import({ ...request, files: opened }) };
  } catch (error) {
    return answerOf(error);
  } finally {
    await database.close();
  }
}

parentPort?.postMessage(await carryOut(workerData as ImportOrder));

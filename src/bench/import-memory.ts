import { fork } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importFile, inFolder } from './import-events.js';
import { writeSample } from './sample-events.js';

/** The most memory that importing took, in a process that did nothing else. */
export interface MemoryBench {
  readonly events: number;
  readonly peakRssMegabytes: number;
}

/** Imports that many native events in a process of its own. */
export async function benchImportMemory(events: number): Promise<MemoryBench> {
  return inFolder(async (folder) => {
    const file = join(folder, 'events.ndjson');
    await writeSample(file, events);
    const peakRssMegabytes = await peakOfChild(file, join(folder, 'ledger.db'));
    return { events, peakRssMegabytes };
  });
}

function peakOfChild(file: string, ledger: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), [file, ledger]);
    let peak: number | undefined;
    child.on('message', (message) => (peak = Number(message)));
    child.on('error', reject);
    child.on('exit', (code) => {
      if (peak === undefined) reject(new Error(`the import ended with ${String(code)}`));
      else resolve(peak);
    });
  });
}

const [, own, file, ledger] = process.argv;
if (own === fileURLToPath(import.meta.url) && file !== undefined && ledger !== undefined) {
  await importFile(file, ledger);
  process.send?.(process.resourceUsage().maxRSS / 1024);
}

import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { bareInsert } from './bare-insert.js';
import { importFile } from './import-events.js';

/** `import` a file into a new ledger, or insert the rows of a ledger into a `bare` file. */
type Task = 'import' | 'bare';

interface Measured {
  readonly seconds: number;
  /** Rows inserted by a bare loop; 0 of an import. */
  readonly rows: number;
  readonly peakRssMegabytes: number;
}

/** Carries out one task in a process that does nothing else, so that neither speed nor memory is another's. */
export function inProcess(task: Task, from: string, to: string): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), [task, from, to]);
    let measured: Measured | undefined;
    child.on('message', (message) => (measured = message as Measured));
    child.on('error', reject);
    child.on('exit', (code) => {
      if (measured === undefined) reject(new Error(`the ${task} ended with ${String(code)}`));
      else resolve(measured);
    });
  });
}

const [, own, task, from, to] = process.argv;
if (own === fileURLToPath(import.meta.url) && from !== undefined && to !== undefined) {
  const done = task === 'bare' ? bareInsert(from, to) : { seconds: await importFile(from, to), rows: 0 };
  process.send?.({ ...done, peakRssMegabytes: process.resourceUsage().maxRSS / 1024 });
}

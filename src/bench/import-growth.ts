import { join } from 'node:path';
import { inFolder } from './import-events.js';
import { inProcess } from './import-process.js';
import { writeSample } from './sample-events.js';

/** An import against the bare loop it cannot beat. */
interface ImportBench {
  readonly events: number;
  readonly importSeconds: number;
  readonly bareSeconds: number;
  readonly rowsPerSecond: number;
  /** The most memory that the import took, in a process that did nothing else. */
  readonly peakRssMegabytes: number;
}

/** What twice the events cost. */
export interface GrowthBench extends ImportBench {
  /** Bare seconds of import seconds: 1 is as quick as the bare loop. */
  readonly ratio: number;
  /** Import seconds of all events, of those of half as many: 2 is linear. */
  readonly secondsOfTwice: number;
}

/**
 * Imports native events; then a bare prepared-statement loop writes the very rows that the import kept, hashing each raw
 * text, into tables of the same columns with the same unique keys. Each has a process of its own.
 */
async function benchImport(events: number): Promise<ImportBench> {
  return inFolder(async (folder) => {
    const [file, ledger] = [join(folder, 'events.ndjson'), join(folder, 'ledger.db')];
    await writeSample(file, events);
    const { seconds, peakRssMegabytes } = await inProcess('import', file, ledger);
    const { seconds: bareSeconds, rows } = await inProcess('bare', ledger, join(folder, 'bare.db'));
    return {
      events,
      importSeconds: seconds,
      bareSeconds,
      rowsPerSecond: rows / seconds,
      peakRssMegabytes,
    };
  });
}

const ROUNDS = 2;

/**
 * The same with half as many events before. Whatever else the machine does only ever makes a round slower, so of two rounds,
 * taken in turn, the quicker counts; of their memory the greater.
 */
export async function benchImportGrowth(events: number): Promise<GrowthBench> {
  const [halves, wholes]: [ImportBench[], ImportBench[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    halves.push(await benchImport(events / 2));
    wholes.push(await benchImport(events));
  }
  const [importSeconds, bareSeconds] = [least(wholes, 'importSeconds'), least(wholes, 'bareSeconds')];
  return {
    events,
    importSeconds,
    bareSeconds,
    ratio: bareSeconds / importSeconds,
    rowsPerSecond: Math.max(...wholes.map(({ rowsPerSecond }) => rowsPerSecond)),
    peakRssMegabytes: Math.max(...wholes.map(({ peakRssMegabytes }) => peakRssMegabytes)),
    secondsOfTwice: importSeconds / least(halves, 'importSeconds'),
  };
}

function least(rounds: readonly ImportBench[], figure: 'importSeconds' | 'bareSeconds'): number {
  return Math.min(...rounds.map((round) => round[figure]));
}

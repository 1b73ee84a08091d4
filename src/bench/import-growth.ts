import { join } from 'node:path';
import { inFolder } from './import-events.js';
import { inProcess } from './import-process.js';
import { writeSample } from './sample-events.js';

/** An import against the bare loop it cannot beat. */
interface ImportBench {
  readonly events: number;
  readonly importSeconds: number;
  readonly bareSeconds: number;
  /** Bare seconds of import seconds: 1 is as quick as the bare loop. */
  readonly ratio: number;
  readonly rowsPerSecond: number;
  /** The most memory that the import took, in a process that did nothing else. */
  readonly peakRssMegabytes: number;
}

/** What twice the events cost. */
export interface GrowthBench extends ImportBench {
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
      ratio: bareSeconds / seconds,
      rowsPerSecond: rows / seconds,
      peakRssMegabytes,
    };
  });
}

/** The same with half as many events first. */
export async function benchImportGrowth(events: number): Promise<GrowthBench> {
  const half = await benchImport(events / 2);
  const whole = await benchImport(events);
  return { ...whole, secondsOfTwice: whole.importSeconds / half.importSeconds };
}

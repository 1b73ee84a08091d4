import Database from 'better-sqlite3';
import { join } from 'node:path';
import { reviewPeriod } from '../domain/review-period.js';
import { parseDatabaseUrl } from '../ledger/storage/database-url.js';
import { LedgerDatabase } from '../ledger/storage/ledger-database.store.js';
import { LedgerService } from '../ledger/ledger.service.js';
import { RubricService } from '../scoring/rubric.service.js';
import { organisationScorer } from '../scoring/scorecard.js';
import { SOURCES } from '../sources/index.js';
import { importFile, inFolder, secondsSince } from './import-events.js';
import { writeSample } from './sample-events.js';

/** Scoring everybody, against reading the same rows and doing nothing with them. */
export interface ScoringBench {
  readonly events: number;
  readonly people: number;
  readonly scoringSeconds: number;
  readonly scanSeconds: number;
  /** Scoring seconds of scan seconds: 1 is as quick as the scan. */
  readonly ratio: number;
}

const AS_OF = '2026-12-31T00:00:00.000Z';

/** Streams every incident file of a ledger once and takes each person's scorecard; then scans the same rows into objects. */
export async function benchScoring(events: number): Promise<ScoringBench> {
  return inFolder(async (folder) => {
    const [sample, ledger] = [join(folder, 'events.ndjson'), join(folder, 'ledger.db')];
    await writeSample(sample, events);
    await importFile(sample, ledger);
    const scanSeconds = scan(ledger);
    const { people, seconds } = await scoreEverybody(ledger);
    return { events, people, scoringSeconds: seconds, scanSeconds, ratio: seconds / scanSeconds };
  });
}

async function scoreEverybody(ledger: string): Promise<{ people: number; seconds: number }> {
  const database = LedgerDatabase.at(parseDatabaseUrl(ledger));
  const service = new LedgerService(database, SOURCES);
  const period = reviewPeriod({ firstDay: '2025-01-01', lastDay: '2026-06-30' }, 'UTC');
  const scored = await service.read(async (snapshot) => {
    const started = process.hrtime.bigint();
    const rubric = new RubricService().default();
    const scorer = organisationScorer({ availability: await snapshot.availability(), rubric, asOf: AS_OF });
    for await (const file of snapshot.incidentFiles()) scorer.add(file);
    const streamed = secondsSince(started);
    // Counting how often each is named is the people list's work, not scoring.
    const everybody = (await snapshot.people())
      .map(({ person }) => person)
      .filter((person) => person.linked && !person.bot);
    const resumed = process.hrtime.bigint();
    const people = everybody.map((person) => scorer.scorecard(person, period)).length;
    return { people, seconds: streamed + secondsSince(resumed) };
  });
  await service.close();
  return scored;
}

function scan(ledger: string): number {
  const database = new Database(ledger, { readonly: true });
  const started = process.hrtime.bigint();
  let rows = 0;
  for (const row of database.prepare('SELECT * FROM records ORDER BY parent, at').iterate())
    rows += row === null ? 0 : 1;
  const seconds = secondsSince(started);
  database.close();
  if (rows === 0) throw new Error('the scan read nothing');
  return seconds;
}

import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readPdf } from '../read-pdf.js';
import { type Outcome, runCli } from './run-cli.js';

/** Page 1 is read in ninety seconds. */
const WORDS_ON_PAGE_ONE = 290;

const NEVER_ON_PAGE_ONE = /\b(insufficient|developing|score|scores|scored|failure|failures|missed)\b/i;

let folder: string;
let outcome: Outcome;
const packets = new Map<string, string[]>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sevidence-demo-'));
  outcome = await runCli(folder, 'demo', '--out', 'out');
  for (const name of (await readdir(join(folder, 'out'))).filter((one) => one.endsWith('.pdf'))) {
    packets.set(name, (await readPdf(await readFile(join(folder, 'out', name)))).pages);
  }
}, 120_000);

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('npm run demo', () => {
  it('ends well, says what it did and what to try next', () => {
    expect(outcome).toMatchObject({ code: 0 });
    expect(outcome.stdout).toMatch(/Importing \d+ files/);
    expect(outcome.stdout).toMatch(/try:/);
  });

  it('prints a packet for each of the twelve engineers', () => {
    expect(packets.size).toBe(12);
  });

  it('keeps page 1 of every packet within 290 words', () => {
    for (const [name, [first = '']] of packets) {
      const words = first.split(/\s+/).filter((word) => word !== '').length;
      expect({ name, within: words <= WORDS_ON_PAGE_ONE, words }).toMatchObject({ within: true });
      expect(words).toBeGreaterThan(60);
    }
  });

  it('speaks of a colleague on page 1, never of a case', () => {
    for (const [name, [first = '']] of packets)
      expect({ name, word: NEVER_ON_PAGE_ONE.exec(first)?.[0] }).toEqual({ name, word: undefined });
  });

  it('prints some in full and some in the record edition', () => {
    const editions = [...packets.values()].map((pages) => /record edition/i.test(pages.join(' ')));
    expect(editions.filter((record) => record).length).toBeGreaterThanOrEqual(2);
    expect(editions.filter((record) => !record).length).toBeGreaterThanOrEqual(6);
  });
});

import { benchImportGrowth } from './bench/import-growth.js';
import { benchPrint } from './bench/print-packet.js';
import { benchScoring } from './bench/score-organisation.js';

/** One line of the benchmark: what was measured, against what, and the aim. */
interface Measured {
  readonly name: string;
  readonly figures: Readonly<Record<string, number>>;
  readonly aim: string;
}

/** What `npm run bench` measures, in order; each in the same run as what it is held against. */
const BENCHES: readonly (() => Promise<Measured>)[] = [
  async () => ({
    name: 'import of 1,000,000 native events against a bare prepared-statement loop and against half as many',
    figures: { ...(await benchImportGrowth(1_000_000)) },
    aim: 'ratio 0.4 or better, twice the events at most 2.1 times the seconds, under 300 MB',
  }),
  async () => ({
    name: 'scoring a whole organisation against a bare scan of the same rows',
    figures: { ...(await benchScoring(200_000)) },
    aim: 'within 3 times',
  }),
  async () => ({
    name: 'printing a packet against setContent and pdf() on a warm page',
    figures: { ...(await benchPrint()) },
    aim: 'within 1.3 times',
  }),
];

const measured: Measured[] = [];
for (const bench of BENCHES) measured.push(await bench());
process.stdout.write(
  process.argv.includes('--json') ? `${JSON.stringify(measured)}\n` : measured.map(linesOf).join(''),
);

function linesOf({ name, figures, aim }: Measured): string {
  const shown = Object.entries(figures).map(([figure, value]) => `  ${figure.padEnd(18)} ${rounded(value)}`);
  return [`${name} (aim: ${aim})`, ...shown, ''].join('\n');
}

function rounded(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: value < 10 ? 3 : 0 });
}

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NestFactory } from '@nestjs/core';
import puppeteer from 'puppeteer-core';
import { AppModule } from '../app.module.js';
import { readConfig } from '../config.js';
import { InputFilesService } from '../delivery/input-files.service.js';
import { ReviewService } from '../delivery/review.service.js';
import { ImportService } from '../ledger/import.service.js';
import { PacketService } from '../reports/packet/packet.service.js';
import { PdfPrinterService } from '../reports/rendering/pdf-printer.service.js';
import { inFolder, secondsSince } from './import-events.js';

/** Printing a packet from its document, against the browser's own work on the same HTML. */
export interface PrintBench {
  readonly pages: number;
  /** From document to PDF: HTML, fonts, charts, a locked-down page of its own, print. Median. */
  readonly packetMs: number;
  /** `setContent` and `pdf()` on one page that is used again and again, with nothing locked down. Median. */
  readonly bareMs: number;
  /** Packet of bare: 1 is as quick as the bare page. */
  readonly ratio: number;
}

const EXAMPLES = fileURLToPath(new URL('../../examples/fernweg/', import.meta.url));
const ROUNDS = 15;

/** Takes turns between the two, so that a change of the machine's speed meets both. */
export async function benchPrint(): Promise<PrintBench> {
  return inFolder(async (folder) => {
    const config = readConfig({ DATABASE_URL: join(folder, 'ledger.db'), LOG_LEVEL: 'silent' });
    const house = await NestFactory.createApplicationContext(AppModule.forRoot(config), { logger: false });
    const inputs = house.get(InputFilesService, { strict: false });
    const names = (await readdir(EXAMPLES)).filter((name) => name.endsWith('json'));
    const files = await Promise.all(names.map((name) => inputs.open(join(EXAMPLES, name))));
    await house.get(ImportService).import({ files, source: 'auto', now: '2026-07-31T00:00:00.000Z' });
    const document = await house
      .get(ReviewService, { strict: false })
      .packet('ines.carvalho@fernweg.example', { period: '2026H1', asOf: '2026-07-31' });
    const packets = house.get(PacketService, { strict: false });
    const first = Buffer.from(await packets.pdf(document)).toString('latin1');
    const printed = await compare(
      () => packets.pdf(document),
      await packets.html(document),
      house.get(PdfPrinterService, { strict: false }),
    );
    await house.close();
    return { pages: first.match(/\/Type\s*\/Page\b/g)?.length ?? 0, ...printed };
  });
}

async function compare(
  packet: () => Promise<Uint8Array>,
  html: string,
  printer: PdfPrinterService,
): Promise<Omit<PrintBench, 'pages'>> {
  const executablePath = printer.health().browser ?? undefined;
  const browser = await puppeteer.launch({ executablePath, headless: 'shell', pipe: true, args: ['--no-sandbox'] });
  const page = await browser.newPage();
  const bare = async (): Promise<void> => {
    await page.setContent(html);
    await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true });
  };
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const [packetMs, bareMs] = [await clock(packet), await clock(bare)];
    if (round > 0) ours.push(packetMs);
    if (round > 0) theirs.push(bareMs);
  }
  await browser.close();
  const [packetMs, bareMs] = [median(ours), median(theirs)];
  return { packetMs, bareMs, ratio: packetMs / bareMs };
}

async function clock(work: () => Promise<unknown>): Promise<number> {
  const started = process.hrtime.bigint();
  await work();
  return secondsSince(started) * 1000;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

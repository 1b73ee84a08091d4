import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseHTML } from 'linkedom';
import { assemblePacket } from '../../../src/reports/packet/assemble-packet.js';
import { FIRST_PAGE_WORDS } from '../../../src/reports/packet/first-page.js';
import type { PacketDocument } from '../../../src/reports/packet/packet-document.js';
import { PacketService } from '../../../src/reports/packet/packet.service.js';
import { isSayable, plainLine, shortened, wordCount } from '../../../src/reports/packet/words/plain-text.js';
import { BrowserFinderService } from '../../../src/reports/rendering/browser-finder.service.js';
import { BrowserScratchService } from '../../../src/reports/rendering/browser-scratch.service.js';
import { FontFacesService } from '../../../src/reports/rendering/font-faces.service.js';
import { HtmlRendererService } from '../../../src/reports/rendering/html-renderer.service.js';
import { PdfPrinterService } from '../../../src/reports/rendering/pdf-printer.service.js';
import { halfYear } from '../../builders/half-year.js';
import { fourPages, HOSTILE_TEXTS, hostilePacket, unlinkedHandle } from '../../builders/packet-editions.js';
import { person } from '../../builders/packet-input.js';
import { type PrintedPdf, readPdf } from './printed-pdf.js';

const printer = new PdfPrinterService(new BrowserFinderService(), new BrowserScratchService());
const packets = new PacketService(new HtmlRendererService(), new FontFacesService(), printer);
const full = assemblePacket(halfYear());
const four = assemblePacket(fourPages());

/** As much of a page as these tests look at. */
interface PageElement {
  readonly textContent: string;
  getAttribute(name: string): string | null;
}

interface Page {
  readonly body: PageElement;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): ArrayLike<PageElement> & Iterable<PageElement>;
  getElementById(id: string): PageElement | null;
}

async function pageOf(document: PacketDocument): Promise<Page> {
  return (parseHTML(await packets.html(document)) as unknown as { document: Page }).document;
}

/** A printed page without its foot, which a PDF holds first. */
function bodyOf(pdf: PrintedPdf, number: number, footer: string): string {
  const text = pdf.textOfPages[number - 1] ?? '';
  const [foot, ...body] = text.split(footer.normalize('NFKC'));
  expect(foot?.trim()).toBe(`${String(number)} / ${String(pdf.pages)}`);
  return body.join(footer).trim();
}

afterAll(() => printer.close());

describe('a packet as HTML', () => {
  it('holds every sentence and every number of the document', async () => {
    const text = plainLine((await pageOf(full)).body.textContent);
    const said = [
      ...full.claims.map((each) => each.text),
      full.maker,
      full.paragraph.text,
      ...full.cannotShow,
      ...full.lead,
      ...full.profile.flatMap(({ name, count, word, remark, definition }) => [
        name,
        count,
        word === '' ? remark : word,
        definition,
      ]),
      ...full.incidents.flatMap(({ title, line, date, severity }) => [title, line, date, severity]),
      ...full.actionItems.flatMap(({ title, line }) => [title, line]),
      ...full.evidence.flatMap(({ summary, lines }) => [summary, ...lines.map(({ words }) => words)]),
      ...full.notRecorded.flatMap(({ what, mend }) => [what, mend]),
      ...full.methodology,
      ...full.index.flatMap(({ nativeId, file, place, hash }) => [nativeId, file, place, hash]),
      full.generated.ledger,
    ];
    expect(said.filter((sentence) => !text.includes(sentence))).toEqual([]);
  });

  it('reaches nothing outside itself: no script, no source, no style sheet, and a policy that says so', async () => {
    const page = await pageOf(full);
    expect(page.querySelectorAll('script, link, img, iframe, object, [src], [style], [onload]')).toHaveLength(0);
    const policy = page.querySelector('meta[http-equiv="Content-Security-Policy"]');
    expect(policy?.getAttribute('content')).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:",
    );
    const html = await packets.html(full);
    expect(html.match(/url\((?!data:)/gu)).toBeNull();
  });

  it('leads every note to a record of the index', async () => {
    const page = await pageOf(full);
    const links = [...page.querySelectorAll('.notes a')].map((link) => link.getAttribute('href')?.slice(1) ?? '');
    expect(links.length).toBeGreaterThan(50);
    expect(links.filter((id) => page.getElementById(id) === null)).toEqual([]);
  });

  it('draws the strip, the squares and the profile, each with words for those who do not see it', async () => {
    const drawings = [...(await pageOf(full)).querySelectorAll('svg')];
    // One strip, four counts, one profile.
    expect(drawings).toHaveLength(6);
    expect(drawings.every((drawing) => (drawing.getAttribute('aria-label') ?? '') !== '')).toBe(true);
  });

  it('has no squares for what is not recorded', async () => {
    const page = await pageOf(assemblePacket(unlinkedHandle()));
    expect(page.querySelectorAll('.squares svg')).toHaveLength(1);
    expect(page.querySelectorAll('.unrecorded')).toHaveLength(3);
  });

  it('puts the record before the counts in the record edition', async () => {
    const headings = [...(await pageOf(four)).querySelectorAll('h2')].map((heading) => heading.textContent);
    expect(headings).toEqual([
      'Not on this page',
      'The complete record',
      'Not recorded',
      'What was counted',
      'Evidence',
      'How this was counted',
      'Record index',
    ]);
  });

  it('says on an empty record, too, what is listed', async () => {
    const empty = assemblePacket(fourPages({ files: [], scorecard: { ...fourPages().scorecard, findings: [] } }));
    expect(plainLine((await pageOf(empty)).body.textContent)).toContain(
      'Every incident in which the record (PagerDuty) has Maren Aaltonen acting or reached',
    );
  });

  it.each(HOSTILE_TEXTS.map((text) => [text.slice(0, 30), text]))('prints %s as text', async (_, text) => {
    const page = await pageOf(assemblePacket(hostilePacket(text)));
    expect(page.querySelectorAll('script, img, iframe, b, body style')).toHaveLength(0);
    expect(page.querySelectorAll('style')).toHaveLength(1);
    const links = [...page.querySelectorAll('a')].map((link) => link.getAttribute('href') ?? '');
    expect(links.filter((href) => !href.startsWith('#note-'))).toEqual([]);
    expect(page.querySelector('h1')?.textContent.trim().slice(0, 24)).toBe(shortened(text, 60).slice(0, 24));
  });

  it('lets no text out of the footer’s style', async () => {
    const html = await packets.html(assemblePacket(hostilePacket('"; } body { display: none } @page { "')));
    const footer = /@bottom-left \{ content: ([^;]*); \}/u.exec(html)?.[1] ?? '';
    expect(footer.startsWith('"\\22 \\3b  \\7d ')).toBe(true);
  });

  it('does not follow a link that was made by hand into the document', async () => {
    const [first, ...others] = four.incidents;
    if (first === undefined) throw new Error('the fixture has incidents');
    const page = await pageOf({ ...four, incidents: [{ ...first, url: 'javascript:alert(1)' }, ...others] });
    expect([...page.querySelectorAll('a')].some((link) => link.getAttribute('href')?.startsWith('java') === true)).toBe(
      false,
    );
  });

  it('keeps the direction of a name to the name', async () => {
    const scorecard = { ...fourPages().scorecard, person: person({ name: 'ليلى حداد' }) };
    const page = await pageOf(assemblePacket(fourPages({ scorecard })));
    expect(page.querySelector('h1 > bdi')?.textContent).toBe('ليلى حداد');
  });
});

describe('a packet as PDF', () => {
  let printed: PrintedPdf;
  let record: PrintedPdf;

  beforeAll(async () => {
    printed = await readPdf(await packets.pdf(full));
    record = await readPdf(await packets.pdf(four));
  });

  it('is tagged, titled, outlined and in a language', () => {
    expect(printed).toMatchObject({ tagged: true, title: full.title, language: 'en' });
    expect(printed.outline).toEqual(expect.arrayContaining(['Maren Aaltonen', 'Profile', 'Incidents', 'Record index']));
  });

  it('has at most 290 words on its first page, and none of the unsaid', () => {
    for (const { textOfPages } of [printed, record]) {
      const first = textOfPages[0] ?? '';
      expect(wordCount(first)).toBeLessThanOrEqual(FIRST_PAGE_WORDS);
      expect(isSayable(first)).toBe(true);
    }
  });

  it('keeps the first page to one page, and begins the profile or the record on the second', () => {
    expect(printed.textOfPages[0]).toContain('Not on this page');
    expect(bodyOf(printed, 2, full.footer).startsWith('Profile')).toBe(true);
    expect(bodyOf(record, 2, four.footer).startsWith('The complete record')).toBe(true);
  });

  it('keeps the first page to one page with a full note and long names as well', async () => {
    const scorecard = { ...halfYear().scorecard, person: person({ name: 'Wilhelmina '.repeat(9) }) };
    const note = 'responsibility '.repeat(42);
    const document = assemblePacket(halfYear({ scorecard, note }));
    const long = await readPdf(await packets.pdf(document));
    expect(long.textOfPages[0]).toContain('Not on this page');
    expect(bodyOf(long, 2, document.footer).startsWith('Profile')).toBe(true);
  });

  it('numbers its pages, and repeats the head of a table that goes on', () => {
    for (let number = 1; number <= printed.pages; number += 1) {
      expect(bodyOf(printed, number, full.footer)).not.toBe('');
    }
    expect(printed.textOfPages.at(-1)).toContain('Where it stands');
  });

  it('leaves no heading alone at the foot of a page', () => {
    const titles = printed.outline;
    for (let number = 1; number <= printed.pages; number += 1) {
      const body = bodyOf(printed, number, full.footer);
      expect(titles.filter((title) => body.endsWith(title))).toEqual([]);
    }
  });

  it('prints names in their own script', async () => {
    const names = ['高橋 美咲', 'Ελένη Παππά', 'Дмитро Шевченко', 'आरती शर्मा'];
    for (const name of names) {
      const scorecard = { ...fourPages().scorecard, person: person({ name }) };
      const pdf = await readPdf(await packets.pdf(assemblePacket(fourPages({ scorecard }))));
      expect(pdf.title).toContain(name);
      expect(pdf.textOfPages[0]).toContain(name.slice(0, 2).normalize('NFKC'));
    }
  });

  it('comes out the same, byte for byte, when printed again', async () => {
    expect(Buffer.from(await packets.pdf(four)).equals(Buffer.from(await packets.pdf(four)))).toBe(true);
  });
});

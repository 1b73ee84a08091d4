import { Inject, Injectable, Optional, type OnModuleDestroy } from '@nestjs/common';
import puppeteer, {
  type Browser,
  type BrowserContext,
  type HTTPRequest,
  type Page,
  type PDFOptions,
} from 'puppeteer-core';
import { Problem } from '../../domain/problem.js';
import { BrowserFinderService, complaintOf, reasonOf, type BrowserCandidate } from './browser-finder.service.js';
import { browserEnvironment, browserFlags } from './browser-flags.js';
import { BrowserScratchService } from './browser-scratch.service.js';
import { patienceOf, within } from './patience.service.js';
import { isInline, nameOfRequest } from './page-requests.js';
import { furnish, type Furniture } from './page-furniture.js';
import { withFixedDates } from './pdf-dates.js';
import { closedProblem, tooLate } from './print-problems.js';
import { PrintQueue } from './print-queue.js';

/** Token for `PrinterLimits`, where the defaults do not fit. */
export const PRINTER_LIMITS = Symbol('PRINTER_LIMITS');

export interface PrinterLimits {
  /** Pages printed at the same time. */
  readonly pages: number;
  /** A browser prints this often before a new one takes its place, because a reused browser grows. */
  readonly prints: number;
  readonly ageMinutes: number;
}

const LIMITS: PrinterLimits = { pages: 2, prints: 100, ageMinutes: 30 };

const DEADLINE_MS = 60_000;

/** A first try may take this share of the time left, so that a browser that hangs leaves room for another. */
const FIRST_TRY = 0.6;

export interface PrintOptions extends Furniture {
  /** Milliseconds from the call to the PDF, waiting and starting a browser included. Default 60,000. */
  readonly deadlineMs?: number;
  /** ISO 8601 instant to stand as the file's creation date. The same page then gives the same bytes. Default: now. */
  readonly createdAt?: string;
}

/** Which browser prints, for the health report. All null until the first print. */
export interface PrinterHealth {
  readonly browser: string | null;
  readonly version: string | null;
  /** False: the browser cannot use its sandbox here (it runs as root, or the system forbids it). */
  readonly sandbox: boolean | null;
  /** Process id of the running browser. */
  readonly pid: number | null;
  /** Browsers that were tried before and why they were passed over. */
  readonly passedOver: readonly string[];
}

interface WarmBrowser {
  readonly handle: Browser;
  readonly pid: number;
  readonly version: string;
  readonly candidate: BrowserCandidate;
  readonly sandbox: boolean;
  readonly scratch: string;
  readonly startedMs: number;
  /** A page opened ahead, because opening one takes about as long as printing it. */
  spare: Promise<OpenPage> | undefined;
  prints: number;
  active: number;
  ended: boolean;
}

/** A page of its own context, with every door shut. Printed once. */
interface OpenPage {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What it tried to load from outside. */
  readonly refused: string[];
}

/**
 * Prints pages as PDF. A page gets no network, no script and no file: what it shows must be inside it. One warm
 * browser serves all prints, each in a context of its own, and is replaced before it grows old.
 */
@Injectable()
export class PdfPrinterService implements OnModuleDestroy {
  private readonly limits: PrinterLimits;
  private readonly queue: PrintQueue;
  private readonly retired = new Set<WarmBrowser>();
  private readonly endings = new Set<Promise<void>>();
  private current: WarmBrowser | undefined;
  private starting: Promise<WarmBrowser> | undefined;
  private passedOver: string[] = [];
  private closed = false;

  constructor(
    private readonly finder: BrowserFinderService,
    private readonly scratch: BrowserScratchService,
    @Optional() @Inject(PRINTER_LIMITS) limits?: Partial<PrinterLimits>,
  ) {
    this.limits = { ...LIMITS, ...limits };
    this.queue = new PrintQueue(this.limits.pages);
  }

  /**
   * Prints a whole HTML page. Paper size and margins are the page's own (`@page`). Throws RENDER_UNAVAILABLE when no
   * browser starts or the deadline passes, INTERNAL when the page tries to load anything from outside itself.
   */
  async print(html: string, options: PrintOptions): Promise<Uint8Array> {
    const limitMs = options.deadlineMs ?? DEADLINE_MS;
    const deadlineMs = Date.now() + limitMs;
    const patience = patienceOf(limitMs);
    try {
      const page = furnish(html, options);
      const pdf = await this.queue.run(
        () => this.printTwice(page, deadlineMs, limitMs),
        patience.ends,
        () => tooLate(limitMs),
      );
      return options.createdAt === undefined ? pdf : withFixedDates(pdf, options.createdAt);
    } finally {
      patience.cancel();
    }
  }

  health(): PrinterHealth {
    const now = this.current;
    return {
      browser: now?.candidate.path ?? null,
      version: now?.version ?? null,
      sandbox: now?.sandbox ?? null,
      pid: now?.pid ?? null,
      passedOver: this.passedOver,
    };
  }

  async onModuleDestroy(): Promise<void> {
    await this.close();
  }

  /** Ends every browser with all its processes and removes its files. Nothing can be printed afterwards. */
  async close(): Promise<void> {
    this.closed = true;
    await this.starting?.catch(() => undefined);
    if (this.current !== undefined) this.retired.add(this.current);
    this.current = undefined;
    for (const browser of [...this.retired]) this.end(browser);
    await Promise.all(this.endings);
  }

  private async printTwice(html: string, deadlineMs: number, limitMs: number): Promise<Uint8Array> {
    try {
      return await this.printOnce(html, (deadlineMs - Date.now()) * FIRST_TRY);
    } catch (error) {
      if (error instanceof Problem || this.closed) throw this.closed ? closedProblem() : error;
    }
    try {
      return await this.printOnce(html, deadlineMs - Date.now());
    } catch (error) {
      if (error instanceof Problem) throw error;
      throw Date.now() >= deadlineMs
        ? tooLate(limitMs)
        : new Problem('RENDER_UNAVAILABLE', `The browser failed twice while printing (${reasonOf(error)}).`);
    }
  }

  /** Prints on the warm browser. One that crashed or ran out of time is killed: a page given up on would go on running. */
  private async printOnce(html: string, budgetMs: number): Promise<Uint8Array> {
    const untilMs = Date.now() + budgetMs;
    const browser = await within(budgetMs, this.warm());
    browser.active += 1;
    browser.prints += 1;
    try {
      return await within(untilMs - Date.now(), printOn(browser, html));
    } catch (error) {
      if (!(error instanceof Problem)) this.discard(browser);
      throw error;
    } finally {
      browser.active -= 1;
      if (this.retired.has(browser) && browser.active === 0) this.end(browser);
    }
  }

  /** The browser to use now; starts one when there is none. A failed start is forgotten, so the next call tries again. */
  private async warm(): Promise<WarmBrowser> {
    if (this.closed) throw closedProblem();
    const { current } = this;
    if (current !== undefined && !this.isWorn(current)) return current;
    if (current !== undefined) this.retire(current);
    this.starting ??= this.start().finally(() => {
      this.starting = undefined;
    });
    return this.starting;
  }

  private isWorn({ handle, prints, startedMs }: WarmBrowser): boolean {
    const ageMinutes = (Date.now() - startedMs) / 60_000;
    return !handle.connected || prints >= this.limits.prints || ageMinutes >= this.limits.ageMinutes;
  }

  /** Takes a browser out of service; it ends with its last print. */
  private retire(browser: WarmBrowser): void {
    if (this.current === browser) this.current = undefined;
    if (browser.active === 0) this.end(browser);
    else this.retired.add(browser);
  }

  /** Ends a browser at once, with whatever it is printing. */
  private discard(browser: WarmBrowser): void {
    if (this.current === browser) this.current = undefined;
    this.end(browser);
  }

  private end(browser: WarmBrowser): void {
    this.retired.delete(browser);
    if (browser.ended) return;
    browser.ended = true;
    const ending = this.dismantle(browser).finally(() => this.endings.delete(ending));
    this.endings.add(ending);
  }

  private async dismantle(browser: WarmBrowser): Promise<void> {
    if (browser.active === 0) await within(2_000, browser.handle.close()).catch(() => undefined);
    await this.scratch.killGroup(browser.pid);
    // What cannot be removed now is swept by a later run.
    await this.scratch.remove(browser.scratch).catch(() => undefined);
  }

  private async start(): Promise<WarmBrowser> {
    await this.scratch.sweep(Date.now());
    this.passedOver = [];
    for await (const candidate of this.finder.candidates()) {
      const browser = await this.startCandidate(candidate);
      if (browser === undefined) continue;
      this.current = browser;
      return browser;
    }
    throw new Problem(
      'RENDER_UNAVAILABLE',
      `No browser could be started to print with. Looked for: ${this.passedOver.join('; ')}. ` +
        'Install Chrome or Chromium, or set PUPPETEER_EXECUTABLE_PATH to one.',
    );
  }

  private async startCandidate(candidate: BrowserCandidate): Promise<WarmBrowser | undefined> {
    if (candidate.path === null) {
      this.passedOver.push(`${candidate.origin} ${candidate.missing ?? 'was not found'}`);
      return undefined;
    }
    // As root Chromium refuses to start with its sandbox; some systems forbid the sandbox to everybody.
    for (const sandbox of process.getuid?.() === 0 ? [false] : [true, false]) {
      try {
        return await this.launch(candidate, candidate.path, sandbox);
      } catch (error) {
        const reason = sandbox ? 'did not start with its sandbox' : 'did not start';
        this.passedOver.push(`${candidate.origin} (${candidate.path}) ${reason} (${reasonOf(error)})`);
      }
    }
    return undefined;
  }

  private async launch(candidate: BrowserCandidate, path: string, sandbox: boolean): Promise<WarmBrowser> {
    const scratch = await this.scratch.create();
    const environment = browserEnvironment(process.env, scratch);
    if (candidate.libraries !== undefined) environment['LD_LIBRARY_PATH'] = candidate.libraries;
    try {
      const handle = await puppeteer.launch({
        executablePath: path,
        headless: 'shell',
        pipe: true,
        userDataDir: `${scratch}/profile`,
        env: environment,
        args: browserFlags(sandbox),
        timeout: 20_000,
        handleSIGINT: false,
        handleSIGTERM: false,
        handleSIGHUP: false,
      });
      const started = { handle, pid: pidOf(handle), version: await handle.version(), startedMs: Date.now() };
      return { ...started, candidate, sandbox, scratch, spare: undefined, prints: 0, active: 0, ended: false };
    } catch (error) {
      const complaint = await complaintOf(path, environment);
      await this.scratch.remove(scratch);
      throw complaint === undefined ? error : new Error(complaint);
    }
  }
}

function pidOf(handle: Browser): number {
  const pid = handle.process()?.pid;
  if (pid === undefined) throw new Error('the browser is not a process of ours');
  return pid;
}

/**
 * Loads every typeface of the page, used or not. Margin boxes are laid out only while printing, too late to ask for a
 * font, and a page number whose font is not there prints as nothing. Runs beside the page, whose own scripts stay off.
 */
const LOAD_FONTS = 'Promise.allSettled(Array.from(document.fonts, (face) => face.load())).then(() => undefined)';

async function printOn(browser: WarmBrowser, html: string): Promise<Uint8Array> {
  const opening = browser.spare ?? openPage(browser.handle);
  browser.spare = undefined;
  const { context, page, refused } = await opening;
  try {
    await page.setContent(html, { waitUntil: 'load', timeout: 0 });
    await page.evaluate(LOAD_FONTS);
    browser.spare ??= openPage(browser.handle, facesOf(html));
    const pdf = await page.pdf(PDF);
    throwIfRefused(refused);
    return pdf;
  } catch (error) {
    // A refused navigation takes the page away, and whatever was under way fails for that.
    throwIfRefused(refused);
    throw error;
  } finally {
    void context.close().catch(() => undefined);
  }
}

const PDF: PDFOptions = {
  tagged: true,
  outline: true,
  preferCSSPageSize: true,
  printBackground: true,
  waitForFonts: true,
  timeout: 0,
};

function openPage(browser: Browser, faces = ''): Promise<OpenPage> {
  const opening = openShutPage(browser, faces);
  // Nobody may be waiting when a spare page fails to open; whoever wants it then gets the failure.
  opening.catch(() => undefined);
  return opening;
}

/** A rule whose only source is inside it. */
const OWN_FACE = /@font-face\{[^{}<>()]*src:url\(data:font\/woff2;base64,[\w+/=]*\) format\('woff2'\)[^{}<>()]*\}/g;

/** The typefaces of a page: the next one most likely uses the same, and reading them is most of what a new page has to do. */
function facesOf(html: string): string {
  return html.match(OWN_FACE)?.join('') ?? '';
}

/** Opens a page that refuses whatever is not part of it, and has it read these typefaces while nobody waits. */
async function openShutPage(browser: Browser, faces: string): Promise<OpenPage> {
  const refused: string[] = [];
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setJavaScriptEnabled(false);
  await page.setRequestInterception(true);
  page.on('request', (request: HTTPRequest) => {
    const inline = isInline(request.url(), request.resourceType());
    if (!inline) refused.push(nameOfRequest(request.url(), request.resourceType()));
    // Puppeteer reports a page that is already gone here; the print itself has failed then.
    void (inline ? request.continue() : request.abort('blockedbyclient')).catch(() => undefined);
  });
  if (faces !== '') {
    await page.setContent(`<style>${faces}</style>`, { waitUntil: 'load', timeout: 0 });
    await page.evaluate(LOAD_FONTS);
  }
  return { context, page, refused };
}

/** A report is whole by itself. One that asks for more carries something that is not ours, so it is not printed. */
function throwIfRefused(refused: readonly string[]): void {
  const [first] = refused;
  if (first === undefined) return;
  throw new Problem('INTERNAL', `The page tried to load ${first}. A report may load nothing, so it was not printed.`);
}

import 'reflect-metadata';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Test } from '@nestjs/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Problem } from '../../../src/domain/problem.js';
import {
  type BrowserCandidate,
  BROWSER_ENVIRONMENT,
  BrowserFinderService,
} from '../../../src/reports/rendering/browser-finder.service.js';
import { unpackFonts } from '../../../src/reports/rendering/browser-package.service.js';
import { BrowserScratchService } from '../../../src/reports/rendering/browser-scratch.service.js';
import { FontFacesService } from '../../../src/reports/rendering/font-faces.service.js';
import { FONT_STACK } from '../../../src/reports/rendering/font-selection.js';
import {
  PdfPrinterService,
  PRINTER_LIMITS,
  type PrinterLimits,
} from '../../../src/reports/rendering/pdf-printer.service.js';
import { actualTexts, readPdf } from './printed-pdf.js';

function newPrinter(limits?: Partial<PrinterLimits>, environment?: Record<string, string>): PdfPrinterService {
  return new PdfPrinterService(new BrowserFinderService(environment), new BrowserScratchService(), limits);
}

const fonts = new FontFacesService();

function page(body: string, alsoPrinted = ''): string {
  const css = `${fonts.cssFor(body + alsoPrinted)} @page{size:A4;margin:20mm} body{font:11pt ${FONT_STACK.serif}}`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><style>${css}</style></head><body>${body}</body></html>`;
}

/** Processes of the group that still run; the dead who wait to be collected do not count. */
function livingInGroup(group: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        const [state, , groupId] = readFileSync(`/proc/${name}/stat`, 'utf8')
          .replace(/^.*\) /s, '')
          .split(' ');
        return groupId === group.toString() && state !== 'Z' && state !== 'X';
      } catch {
        return false;
      }
    })
    .map(Number);
}

function scratchFolders(): string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith(`sevidence-browser-${process.pid.toString()}-`));
}

/** Waits until something is so, five seconds at most. */
async function soon(isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 100 && !isSo(); tries += 1) await pause(50);
}

function runningPid(printer: PdfPrinterService): number {
  const { pid } = printer.health();
  if (pid === null) throw new Error('no browser runs');
  return pid;
}

async function problemOf(printing: Promise<unknown>): Promise<Problem> {
  try {
    await printing;
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('it was printed');
}

describe('the printer', () => {
  const printer = newPrinter();

  afterAll(async () => {
    await printer.close();
  });

  test('gives a PDF with tags, title, language, outline and as many pages as the page breaks ask for', async () => {
    const html = page('<h1>First</h1><p>One.</p><h2 style="break-before:page">Second</h2><p>Two.</p>');
    const pdf = await readPdf(await printer.print(html, { title: 'Ada & <Grace>' }));
    expect(pdf).toMatchObject({ pages: 2, title: 'Ada & <Grace>', language: 'en', tagged: true });
    expect(pdf.outline).toEqual(['First', 'Second']);
    expect(pdf.textOfPages).toEqual(['First One.', 'Second Two.']);
  });

  test('gives the same bytes for the same page and creation date', async () => {
    const options = { title: 't', createdAt: '2026-01-02T03:04:05.000Z' };
    const [first, second] = [
      await printer.print(page('<h1>x</h1>'), options),
      await printer.print(page('<h1>x</h1>'), options),
    ];
    expect(Buffer.compare(first, second)).toBe(0);
    expect(Buffer.from(first).toString('latin1')).toContain("/CreationDate (D:20260102030405+00'00')");
  });

  test('prints six pages asked for at once, each its own', async () => {
    const names = ['alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta'];
    const pdfs = await Promise.all(names.map((name) => printer.print(page(`<p>${name}</p>`), { title: name })));
    const read = await Promise.all(pdfs.map(readPdf));
    expect(read.map(({ title, text }) => [title, text])).toEqual(names.map((name) => [name, name]));
  });

  test('says which browser prints and whether it has its sandbox', async () => {
    await printer.print(page('<p>x</p>'), { title: 't' });
    const health = printer.health();
    expect(health.version).toMatch(/Chrome\/\d+/);
    expect(health.sandbox).toBe(process.getuid?.() === 0 ? false : health.sandbox);
    expect(health.passedOver[0]).toContain('PUPPETEER_EXECUTABLE_PATH');
  });

  test('prints rightly after its browser was killed, and leaves nothing of the dead one', async () => {
    await printer.print(page('<p>before</p>'), { title: 't' });
    const dead = runningPid(printer);
    const before = scratchFolders();
    process.kill(dead, 'SIGKILL');
    const pdf = await readPdf(await printer.print(page('<p>after</p>'), { title: 't' }));
    expect(pdf.text).toBe('after');
    expect(runningPid(printer)).not.toBe(dead);
    await soon(() => livingInGroup(dead).length === 0 && scratchFolders().length === before.length);
    expect(livingInGroup(dead)).toEqual([]);
    expect(scratchFolders()).toHaveLength(before.length);
  });

  test('prints rightly when its browser is killed in the middle of a print', async () => {
    const rows = Array.from({ length: 3000 }, (_, index) => `<p>Row ${index.toString()}</p>`).join('');
    await printer.print(page('<p>warm</p>'), { title: 't' });
    const dead = runningPid(printer);
    const printing = printer.print(page(rows), { title: 't' });
    await pause(120);
    process.kill(dead, 'SIGKILL');
    const pdf = await readPdf(await printing);
    expect(pdf.text).toContain('Row 0 Row 1 Row 2');
    expect(pdf.text).toContain('Row 2999');
  });

  test('prints rightly when its browser hangs: it is killed within the deadline and another takes over', async () => {
    await printer.print(page('<p>warm</p>'), { title: 't' });
    const stuck = runningPid(printer);
    process.kill(stuck, 'SIGSTOP');
    const pdf = await readPdf(await printer.print(page('<p>fresh</p>'), { title: 't', deadlineMs: 6_000 }));
    expect(pdf.text).toBe('fresh');
    await soon(() => livingInGroup(stuck).length === 0);
    expect(livingInGroup(stuck)).toEqual([]);
  });

  test('a deadline that passes is a problem that names it, and the next print is right', async () => {
    const problem = await problemOf(printer.print(page('<p>x</p>'), { title: 't', deadlineMs: 1 }));
    expect([problem.code, problem.detail]).toEqual([
      'RENDER_UNAVAILABLE',
      'Printing took longer than 0.001 s, waiting included. Try again later.',
    ]);
    expect((await readPdf(await printer.print(page('<p>next</p>'), { title: 't' }))).text).toBe('next');
  });
});

describe('a printer of its own', () => {
  test('takes a new browser after so many prints, while those under way finish on the old one', async () => {
    const printer = newPrinter({ prints: 2 });
    try {
      const pids = new Set<number>();
      const texts: string[] = [];
      for (let index = 0; index < 5; index += 1) {
        texts.push((await readPdf(await printer.print(page(`<p>${index.toString()}</p>`), { title: 't' }))).text);
        pids.add(runningPid(printer));
      }
      expect(texts).toEqual(['0', '1', '2', '3', '4']);
      // Prints 0 and 1, 2 and 3, then 4: three browsers.
      expect(pids.size).toBe(3);
    } finally {
      await printer.close();
    }
  });

  test('leaves no process and no file once closed, and prints no more', async () => {
    const printer = newPrinter();
    const before = scratchFolders();
    await printer.print(page('<p>x</p>'), { title: 't' });
    const pid = runningPid(printer);
    expect(livingInGroup(pid)).toContain(pid);
    await printer.close();
    expect(livingInGroup(pid)).toEqual([]);
    expect(scratchFolders()).toEqual(before);
    const problem = await problemOf(printer.print(page('<p>x</p>'), { title: 't' }));
    expect(problem.detail).toBe('The printer is shutting down.');
  });

  test('is put together by Nest, keeps the limits it is given, and ends with the application', async () => {
    const module = await Test.createTestingModule({
      providers: [
        PdfPrinterService,
        BrowserFinderService,
        BrowserScratchService,
        { provide: PRINTER_LIMITS, useValue: { prints: 1 } },
        { provide: BROWSER_ENVIRONMENT, useValue: { PATH: '/nowhere' } },
      ],
    }).compile();
    const printer = module.get(PdfPrinterService);
    await printer.print(page('<p>x</p>'), { title: 't' });
    const first = runningPid(printer);
    await printer.print(page('<p>x</p>'), { title: 't' });
    const second = runningPid(printer);
    expect(second).not.toBe(first);
    await module.close();
    expect([...livingInGroup(first), ...livingInGroup(second)]).toEqual([]);
  });

  test('closing in the middle of a print ends the print and its browser', async () => {
    const printer = newPrinter();
    await printer.print(page('<p>x</p>'), { title: 't' });
    const pid = runningPid(printer);
    const rows = '<p>row</p>'.repeat(3000);
    const failing = problemOf(printer.print(page(rows), { title: 't' }));
    await pause(50);
    await printer.close();
    expect((await failing).code).toBe('RENDER_UNAVAILABLE');
    expect(livingInGroup(pid)).toEqual([]);
  });

  test('passes over a browser that does not start and says so', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sevidence-test-'));
    const broken = join(folder, 'broken');
    writeFileSync(broken, '#!/bin/sh\necho "no such library" >&2\nexit 1\n', { mode: 0o700 });
    const printer = newPrinter({}, { PUPPETEER_EXECUTABLE_PATH: broken, PATH: process.env['PATH'] ?? '' });
    try {
      expect((await readPdf(await printer.print(page('<p>other</p>'), { title: 't' }))).text).toBe('other');
      expect(printer.health().passedOver[0]).toContain(`${broken}) did not start`);
      expect(printer.health().passedOver[0]).toContain('(no such library)');
    } finally {
      await printer.close();
      rmSync(folder, { recursive: true });
    }
  });

  test('without any browser the problem names where it looked and what to set', async () => {
    class NowhereFinder extends BrowserFinderService {
      override async *candidates(): AsyncGenerator<BrowserCandidate> {
        yield await Promise.resolve({ origin: 'an installed Chrome', path: null, missing: 'was not found' });
      }
    }
    const printer = new PdfPrinterService(new NowhereFinder(), new BrowserScratchService());
    const problem = await problemOf(printer.print(page('<p>x</p>'), { title: 't' }));
    await printer.close();
    expect([problem.code, problem.detail]).toEqual([
      'RENDER_UNAVAILABLE',
      'No browser could be started to print with. Looked for: an installed Chrome was not found. ' +
        'Install Chrome or Chromium, or set PUPPETEER_EXECUTABLE_PATH to one.',
    ]);
  });
});

describe('the scratch folders of browsers', () => {
  const scratch = new BrowserScratchService();
  const anHourLater = (): number => Date.now() + 61 * 60 * 1000;

  test('one that a killed run left behind is swept after an hour', async () => {
    // No process has this id: it is above the highest the system gives.
    const left = mkdtempSync(join(tmpdir(), 'sevidence-browser-99999999-'));
    await scratch.sweep(Date.now());
    expect(existsSync(left)).toBe(true);
    await scratch.sweep(anHourLater());
    expect(existsSync(left)).toBe(false);
  });

  test('one whose process still runs is left alone', async () => {
    const folder = await scratch.create();
    await scratch.sweep(anHourLater());
    expect(existsSync(folder)).toBe(true);
    await scratch.remove(folder);
    expect(existsSync(folder)).toBe(false);
  });
});

describe('the packaged browser', () => {
  test('is unpacked once, whole, into a folder of the user, however many ask at the same time', async () => {
    const paths = await Promise.all([unpackFonts(), unpackFonts(), unpackFonts()]);
    expect(new Set(paths).size).toBe(1);
    const [folder] = paths;
    expect(readdirSync(folder).filter((name) => name.endsWith('.ttf'))).not.toEqual([]);
    expect(statSync(dirname(folder)).mode & 0o022).toBe(0);
    expect(readdirSync(dirname(folder)).filter((name) => name.startsWith('part-'))).toEqual([]);
  });
});

describe('names in every shipped script, on a machine without a single font', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sevidence-test-'));
  const given = process.env['FONTCONFIG_FILE'];
  const printer = newPrinter();

  beforeAll(() => {
    const file = join(folder, 'none.conf');
    writeFileSync(file, '<?xml version="1.0"?><fontconfig></fontconfig>');
    process.env['FONTCONFIG_FILE'] = file;
  });

  afterAll(async () => {
    if (given === undefined) delete process.env['FONTCONFIG_FILE'];
    else process.env['FONTCONFIG_FILE'] = given;
    await printer.close();
    rmSync(folder, { recursive: true });
  });

  test.each([
    ['Latin', 'Zoë Šimůnek, Ærøskøbing, Nguyễn Thị Minh'],
    ['Greek', 'Ελένη Παπαδοπούλου'],
    ['Cyrillic', 'Наталія Шевченко Ѓорѓи'],
    ['Chinese', '王小明 陈们这'],
    ['Japanese', '田中 さくら ボブ'],
    ['Korean', '김철수 이영희'],
    ['Devanagari', 'नरेन्द्र मोदी'],
    ['symbols', '→ ≤ ≥ ✓ × ½ ▲ ● ■ ∞'],
  ])('%s comes out of the PDF as it went in', async (_, name) => {
    const pdf = await readPdf(await printer.print(page(`<p>${name}</p>`), { title: name }));
    expect(pdf.title).toBe(name);
    expect(pdf.text).toBe(name.normalize('NFKC'));
  });

  test('Arabic comes out letter by letter, in the order it is drawn', async () => {
    const name = 'محمد سعد';
    const pdf = await readPdf(await printer.print(page(`<p>${name}</p>`), { title: name }));
    expect(pdf.title).toBe(name);
    expect(pdf.text.replaceAll(' ', '')).toBe(Array.from(name.replace(' ', '')).reverse().join(''));
  });

  test('letters that are drawn in another order or in pieces keep their own as actual text', async () => {
    // The hook of the first letter is drawn over the last; the dot of the Arabic letter is a glyph of its own.
    const texts = actualTexts(await printer.print(page('<p>शर्मा</p><p>حسن</p>'), { title: 't' }));
    expect(texts).toContain('र्मा');
    expect(texts).toContain('ن');
  });
});

describe('a page that reaches outside itself', () => {
  const printer = newPrinter();
  let server: Server;
  let hits: string[] = [];
  let port = 0;

  beforeAll(async () => {
    server = createServer((request, response) => {
      hits.push(request.url ?? '');
      response.end();
    });
    server.on('connection', () => hits.push('a connection'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });

  afterAll(async () => {
    await printer.close();
    await new Promise((resolve) => server.close(resolve));
  });

  const carriers: [string, (url: string) => string, string][] = [
    ['an image', (url) => `<img src="${url}">`, 'an image over http'],
    ['a picture source', (url) => `<img srcset="${url} 1x">`, 'an image over http'],
    ['a stylesheet', (url) => `<link rel="stylesheet" href="${url}">`, 'a stylesheet over http'],
    ['a CSS import', (url) => `<style>@import "${url}";</style>`, 'a stylesheet over http'],
    ['a CSS background', (url) => `<div style="background:url(${url});height:9px"></div>`, 'an image over http'],
    ['a frame', (url) => `<iframe src="${url}"></iframe>`, 'a document over http'],
    ['an object', (url) => `<object data="${url}"></object>`, 'a document over http'],
    ['an SVG image', (url) => `<svg><image href="${url}"/></svg>`, 'an image over http'],
    ['a refresh', (url) => `<meta http-equiv="refresh" content="0;url=${url}">`, 'a document over http'],
    [
      'a web font',
      (url) => `<style>@font-face{font-family:q;src:url(${url})}</style><p style="font-family:q">q</p>`,
      'a font over http',
    ],
  ];

  test.each(carriers)('by %s is not printed, and nothing arrives', async (_, body, named) => {
    hits = [];
    const url = `http://127.0.0.1:${port.toString()}/secret`;
    const problem = await problemOf(printer.print(page(`<p>x</p>${body(url)}`), { title: 't' }));
    expect([problem.code, problem.detail]).toEqual([
      'INTERNAL',
      `The page tried to load ${named}. A report may load nothing, so it was not printed.`,
    ]);
    await pause(50);
    expect(hits).toEqual([]);
  });

  test('no script runs', async () => {
    hits = [];
    const url = `127.0.0.1:${port.toString()}`;
    const reach = `new WebSocket('ws://${url}/w');fetch('http://${url}/f')`;
    const body = `<p>kept</p><script>${reach};document.title='evil';document.body.textContent='evil'</script>`;
    const pdf = await readPdf(await printer.print(page(body), { title: 't' }));
    expect(pdf).toMatchObject({ title: 't', text: 'kept' });
    await pause(50);
    expect(hits).toEqual([]);
  });

  test('a page within the page is not printed, even when it is spelled out', async () => {
    const problem = await problemOf(
      printer.print(page('<iframe src="data:text/html,<p>inner"></iframe>'), { title: 't' }),
    );
    expect(problem.detail).toContain('a document over data');
  });

  test.each([
    'file:///etc/passwd',
    'FILE:///etc/passwd',
    'file://localhost/etc/passwd',
    'view-source:file:///etc/passwd',
  ])('never shows what is in %s', async (url) => {
    const frames = `<iframe src="${url}" width="600" height="600"></iframe><object data="${url}"></object><embed src="${url}">`;
    const outcome = await printer.print(page(`<p>x</p>${frames}`), { title: 't' }).then(readPdf, problemText);
    expect(typeof outcome === 'string' ? outcome : outcome.text).not.toContain('root:');
  });

  test('a link is only text: it may point anywhere', async () => {
    hits = [];
    const link = `<a href="http://127.0.0.1:${port.toString()}/x">INC-204</a>`;
    const pdf = await readPdf(await printer.print(page(link), { title: 't' }));
    expect(pdf.text).toBe('INC-204');
    expect(hits).toEqual([]);
  });
});

function problemText(error: unknown): string {
  if (error instanceof Problem) return error.detail;
  throw error;
}

import { execFile } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { Inject, Injectable, Optional } from '@nestjs/common';
import { unpackChromium, unpackLibraries } from './browser-package.service.js';

/** A place a browser may be. Looking further only starts when the ones before did not work. */
export interface BrowserCandidate {
  /** Where it comes from, as a person would say it. */
  readonly origin: string;
  /** The executable, or null and why there is none. */
  readonly path: string | null;
  readonly missing?: string;
  /** A folder of shared libraries the executable needs, where the machine has none. */
  readonly libraries?: string;
}

/** Token for the environment variables the search reads; tests give their own. */
export const BROWSER_ENVIRONMENT = Symbol('BROWSER_ENVIRONMENT');

const NAMES = ['chrome-headless-shell', 'google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser'];

const PLACES: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  linux: ['/opt/google/chrome/chrome', '/usr/lib/chromium/chromium', '/snap/bin/chromium'],
};

/** Executables inside a folder of Puppeteer's download cache, after `<cache>/<browser>/<platform>-<version>/`. */
const DOWNLOADED = /[/\\](chrome-headless-shell(\.exe)?|chrome(\.exe)?|Google Chrome for Testing)$/;

/**
 * Finds browsers to print with, in the order they should be tried: the one named by PUPPETEER_EXECUTABLE_PATH, one
 * that is installed, one that Puppeteer downloaded, and the one inside the npm package @sparticuz/chromium (Linux).
 */
@Injectable()
export class BrowserFinderService {
  constructor(
    @Optional()
    @Inject(BROWSER_ENVIRONMENT)
    private readonly environment: Readonly<Record<string, string | undefined>> = process.env,
  ) {}

  async *candidates(): AsyncGenerator<BrowserCandidate> {
    yield fromPath('PUPPETEER_EXECUTABLE_PATH', this.environment['PUPPETEER_EXECUTABLE_PATH'], 'is not set');
    yield fromPath('an installed Chrome or Chromium', this.installed(), 'was not found');
    yield fromPath("Puppeteer's download", this.downloaded(), 'was not found');
    yield await packaged('the Chromium of the npm package @sparticuz/chromium', false);
    yield await packaged('the same with the shared libraries of its package', true);
  }

  private installed(): string | undefined {
    const folders = (this.environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
    const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
    const programs = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((name) => {
      const folder = this.environment[name];
      return folder === undefined ? [] : [join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')];
    });
    return [...onPath, ...programs, ...(PLACES[process.platform] ?? [])].find(isFile);
  }

  /** The newest by version, headless shell before full Chrome: it starts faster and prints the same. */
  private downloaded(): string | undefined {
    const cache = this.environment['PUPPETEER_CACHE_DIR'] ?? join(homedir(), '.cache', 'puppeteer');
    for (const browser of ['chrome-headless-shell', 'chrome']) {
      const versions = entries(join(cache, browser)).sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
      const found = versions.flatMap((version) => executables(join(cache, browser, version), 3));
      if (found[0] !== undefined) return found[0];
    }
    return undefined;
  }
}

function fromPath(origin: string, path: string | undefined, absent: string): BrowserCandidate {
  if (path === undefined || path === '') return { origin, path: null, missing: absent };
  return isFile(path) ? { origin, path } : { origin, path: null, missing: `names ${path}, where there is no file` };
}

async function packaged(origin: string, withLibraries: boolean): Promise<BrowserCandidate> {
  if (process.platform !== 'linux') return { origin, path: null, missing: 'runs on Linux only' };
  try {
    const path = await unpackChromium();
    return withLibraries ? { origin, path, libraries: await unpackLibraries() } : { origin, path };
  } catch (error) {
    return { origin, path: null, missing: `could not be unpacked (${reasonOf(error)})` };
  }
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

function entries(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

function executables(folder: string, depth: number): string[] {
  return entries(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isFile()) return DOWNLOADED.test(path) ? [path] : [];
    return depth > 0 ? executables(path, depth - 1) : [];
  });
}

/** The first line of what went wrong, for a sentence. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return firstLine(message) ?? 'for no stated reason';
}

/**
 * What an executable complains of when it is only asked for its version, such as a missing library; undefined when it
 * answers. Puppeteer does not hear it when the browser ends before it listens.
 */
export async function complaintOf(
  path: string,
  environment: Readonly<Record<string, string>>,
): Promise<string | undefined> {
  try {
    await promisify(execFile)(path, ['--version'], { env: environment, timeout: 5_000 });
    return undefined;
  } catch (error) {
    return firstLine((error as { stderr?: string }).stderr ?? '') ?? reasonOf(error);
  }
}

function firstLine(text: string): string | undefined {
  const line = text.split('\n').find((each) => each.trim() !== '');
  return line?.trim().replace(/[:.\s]+$/, '');
}

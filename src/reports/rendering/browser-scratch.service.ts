import { readdirSync, statSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { FONT_CONFIGURATION, fontConfiguration } from './browser-flags.js';
import { unpackFonts } from './browser-package.service.js';

const PREFIX = 'sevidence-browser-';
const ABANDONED_AFTER_MS = 60 * 60 * 1000;

/** The folders browsers write into, and the processes they are made of: both ours, both gone when a browser is done. */
@Injectable()
export class BrowserScratchService {
  /** A new folder for one browser. The process id in its name lets a later run see whom it belonged to. */
  async create(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid.toFixed(0)}-`));
    if (process.platform !== 'linux') return folder;
    const machineFile = process.env['FONTCONFIG_FILE'] ?? '/etc/fonts/fonts.conf';
    await writeFile(join(folder, FONT_CONFIGURATION), fontConfiguration(machineFile, await unpackFonts()));
    return folder;
  }

  async remove(folder: string): Promise<void> {
    // A browser that was killed may still be writing its last file.
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }

  /** Removes what earlier runs left behind when they were killed: folders over an hour old whose process is gone. */
  async sweep(nowMs: number): Promise<void> {
    for (const name of readdirSync(tmpdir()).filter((each) => each.startsWith(PREFIX))) {
      const folder = join(tmpdir(), name);
      const owner = Number.parseInt(name.slice(PREFIX.length), 10);
      if (Number.isNaN(owner) || runs(owner)) continue;
      const changedMs = statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? nowMs;
      if (nowMs - changedMs > ABANDONED_AFTER_MS) await this.remove(folder).catch(() => undefined);
    }
  }

  /**
   * Kills a browser with all it started, by the id of its own process group, and waits until none answers. Not for long:
   * nobody survives the signal, and the dead keep their ids until the system's first process has collected them.
   */
  async killGroup(pid: number): Promise<void> {
    const target = process.platform === 'win32' ? pid : -pid;
    for (let tries = 0; tries < 10; tries += 1) {
      try {
        process.kill(target, 'SIGKILL');
      } catch {
        return;
      }
      await pause(20);
    }
  }
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, and belongs to another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { brotliDecompressSync, createBrotliDecompress } from 'node:zlib';

/*
 * Why not the package's own executablePath(): it takes any file called `chromium` in the shared temporary folder for
 * the browser, one that another process is still writing and one that a stranger put there included. Here everything
 * goes into a folder of the user's own, under another name first, and is renamed when it is whole.
 */

/** Unpacks the Chromium of @sparticuz/chromium once per user and version; the path of the executable. */
export async function unpackChromium(): Promise<string> {
  return once('chromium', async (unfinished) => {
    const source = createReadStream(join(packageFolder(), 'bin', 'chromium.br'));
    await pipeline(source, createBrotliDecompress(), createWriteStream(unfinished, { mode: 0o700 }));
  });
}

/** Unpacks the shared libraries (NSS, expat) that bare machines lack; the folder that holds them. */
export async function unpackLibraries(): Promise<string> {
  return once('libraries', (unfinished) => unpackArchive('al2023.tar.br', unfinished));
}

/** Unpacks one plain typeface; its folder. On a machine without any font Chromium prints no text, whatever a page brings. */
export async function unpackFonts(): Promise<string> {
  return once('fonts', (unfinished) => unpackArchive('fonts.tar.br', unfinished));
}

async function unpackArchive(archive: string, folder: string): Promise<void> {
  await mkdir(folder);
  const compressed = await readFile(join(packageFolder(), 'bin', archive));
  for (const { name, bytes } of filesOfTar(brotliDecompressSync(compressed))) {
    await writeFile(join(folder, basename(name)), bytes, { mode: 0o700 });
  }
}

async function once(name: string, write: (unfinished: string) => Promise<void>): Promise<string> {
  const folder = await ownFolder();
  const target = join(folder, name);
  if (existsSync(target)) return target;
  const work = await mkdtemp(join(folder, 'part-'));
  try {
    await write(join(work, name));
    await rename(join(work, name), target);
  } catch (error) {
    // Another process may have finished first: a folder cannot be renamed over its twin.
    if (!existsSync(target)) throw error;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return target;
}

async function ownFolder(): Promise<string> {
  const owner = process.getuid?.() ?? 0;
  const folder = join(tmpdir(), `sevidence-chromium-${packageVersion()}-${owner.toFixed(0)}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { uid, mode } = await stat(folder);
  if (uid !== owner || (mode & 0o022) !== 0) throw new Error(`${folder} belongs to somebody else`);
  return folder;
}

const require = createRequire(import.meta.url);

function packageFolder(): string {
  return join(dirname(require.resolve('@sparticuz/chromium')), '..', '..');
}

function packageVersion(): string {
  return (require(join(packageFolder(), 'package.json')) as { version: string }).version;
}

const BLOCK = 512;

/** The plain files of a tar archive: 512-byte headers, each followed by its file padded to whole blocks. */
function* filesOfTar(archive: Buffer): Generator<{ name: string; bytes: Buffer }> {
  for (let at = 0; at + BLOCK <= archive.length;) {
    const name = archive.toString('latin1', at, at + 100).replace(/\0.*$/s, '');
    if (name === '') return;
    const size = Number.parseInt(archive.toString('latin1', at + 124, at + 136), 8) || 0;
    const kind = archive.toString('latin1', at + 156, at + 157);
    const start = at + BLOCK;
    if (kind === '0' || kind === '\0') yield { name, bytes: archive.subarray(start, start + size) };
    at = start + Math.ceil(size / BLOCK) * BLOCK;
  }
}

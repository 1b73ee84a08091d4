import { escapeXml } from './escaping.js';

/**
 * What the browser is told when it starts. The printed page needs nothing from outside, so every door is shut twice:
 * no script, no name resolves, and whatever still tries goes to a proxy that nobody serves (loopback included).
 */
const FLAGS = [
  '--blink-settings=scriptEnabled=false',
  '--proxy-server=http://127.0.0.1:9',
  '--proxy-bypass-list=<-loopback>',
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--no-pings',
  '--disable-gpu',
  // Containers give /dev/shm 64 MB, and a long report needs more.
  '--disable-dev-shm-usage',
  // Hinting moves glyphs by whole pixels, so lines would break differently from one machine to the next.
  '--font-render-hinting=none',
];

/** Command-line flags besides Puppeteer's own. Without a sandbox the browser is told so; it would refuse to start. */
export function browserFlags(sandbox: boolean): string[] {
  return sandbox ? [...FLAGS] : [...FLAGS, '--no-sandbox'];
}

const HARMLESS = ['PATH', 'LANG', 'LC_ALL', 'LD_LIBRARY_PATH', 'SystemRoot', 'SystemDrive'];

/**
 * The environment the browser gets: only what it needs to start, so no token or database address of ours is in reach
 * of whoever breaks out of a page. Its home, temporary files and font configuration are in the scratch folder.
 */
export function browserEnvironment(
  ours: Readonly<Record<string, string | undefined>>,
  scratchFolder: string,
): Record<string, string> {
  const kept = HARMLESS.flatMap((name) => (ours[name] === undefined ? [] : [[name, ours[name]] as const]));
  return {
    ...Object.fromEntries(kept),
    HOME: scratchFolder,
    TMPDIR: scratchFolder,
    TEMP: scratchFolder,
    TMP: scratchFolder,
    FONTCONFIG_FILE: `${scratchFolder}/${FONT_CONFIGURATION}`,
  };
}

/** The file in the scratch folder that names the fonts, in fontconfig's XML. */
export const FONT_CONFIGURATION = 'fonts.conf';

/** The machine's own font configuration, and one folder more, so that there is always at least one font. */
export function fontConfiguration(machineFile: string, folder: string): string {
  return [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">',
    '<fontconfig>',
    `<include ignore_missing="yes">${escapeXml(machineFile)}</include>`,
    `<dir>${escapeXml(folder)}</dir>`,
    '</fontconfig>',
  ].join('\n');
}

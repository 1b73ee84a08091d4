import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { nativeFiles } from './generator/native.mjs';
import { pagerdutyFiles } from './generator/pagerduty.mjs';
import { incidents } from './generator/storylines.mjs';

/** Every file of the example organisation by name, the same bytes each time. */
export function generate() {
  return { ...nativeFiles(incidents), ...pagerdutyFiles(incidents) };
}

/** Run as a program, it writes the files beside itself, into `fernweg/`. */
const thisFile = fileURLToPath(import.meta.url);
if (process.argv[1] === thisFile) {
  const folder = join(dirname(thisFile), 'fernweg');
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(generate())) writeFileSync(join(folder, name), text);
  process.stdout.write(`Wrote ${String(incidents.length)} incidents to ${folder}\n`);
}

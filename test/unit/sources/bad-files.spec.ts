import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const DOCS = new URL('../../../docs/', import.meta.url);
const SOURCES = new URL('../../../src/sources/', import.meta.url);
const IMPORTING = new URL('../../../src/ledger/importing/', import.meta.url);

const page = readFileSync(new URL('bad-files.md', DOCS), 'utf8');
const sourcePages = readdirSync(new URL('sources/', DOCS)).map((name) =>
  readFileSync(new URL(`sources/${name}`, DOCS), 'utf8'),
);

/** Every code that stands in the code of a folder: two words or more in capitals, in quotes. */
function codesIn(folder: URL, pattern: RegExp): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(({ name }) =>
    name.endsWith('.ts'),
  );
  const texts = files.map(({ parentPath, name }) => readFileSync(`${parentPath}/${name}`, 'utf8'));
  return [...new Set(texts.flatMap((text) => [...text.matchAll(pattern)].map(([, code = '']) => code)))].sort();
}

const CODES = codesIn(SOURCES, /'([A-Z]+(?:_[A-Z0-9]+)+)'/g);
const LEDGER_CODES = codesIn(IMPORTING, /(?:^|[ {])code: '([A-Z_]+)'/gm);

describe('docs/bad-files.md', () => {
  it.each(CODES)('explains %s, or the page of its source does', (code) => {
    expect([page, ...sourcePages].some((text) => text.includes(`\`${code}\``))).toBe(true);
  });

  it.each(LEDGER_CODES)('explains %s, which the ledger tells', (code) => {
    expect(page).toContain(`\`${code}\``);
  });

  it('explains each code once', () => {
    const rows = page.split('\n').flatMap((line) => /^\| `([A-Z_]+)`/.exec(line)?.[1] ?? []);
    expect(rows).toEqual([...new Set(rows)]);
    expect(rows.length).toBeGreaterThan(40);
  });

  it('explains no code that nothing tells', () => {
    const rows = page.split('\n').flatMap((line) => /^\| `([A-Z_]+)`/.exec(line)?.[1] ?? []);
    expect(rows.filter((code) => ![...CODES, ...LEDGER_CODES, 'FILE_ALREADY_IMPORTED'].includes(code))).toEqual([]);
  });
});

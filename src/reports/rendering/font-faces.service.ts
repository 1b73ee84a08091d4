import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { chooseSlices, fontFaceRule, hanOrder, parseFontFaces, type FontSlice } from './font-selection.js';
import { codePointsOf } from './unicode-range.js';

const require = createRequire(import.meta.url);

/**
 * Where each package is installed; its stylesheets stand there, its files in `files/`. The text families are static
 * because a browser embeds variable fonts in a PDF as Type 3, without names; the scripts are variable, a third the size.
 */
const FOLDERS = {
  'source-serif-4': dirname(require.resolve('@fontsource/source-serif-4/package.json')),
  'source-sans-3': dirname(require.resolve('@fontsource/source-sans-3/package.json')),
  'noto-sans-arabic': dirname(require.resolve('@fontsource-variable/noto-sans-arabic/package.json')),
  'noto-sans-devanagari': dirname(require.resolve('@fontsource-variable/noto-sans-devanagari/package.json')),
  'noto-sans-jp': dirname(require.resolve('@fontsource-variable/noto-sans-jp/package.json')),
  'noto-sans-kr': dirname(require.resolve('@fontsource-variable/noto-sans-kr/package.json')),
  'noto-sans-sc': dirname(require.resolve('@fontsource-variable/noto-sans-sc/package.json')),
} as const;

type FontPackage = keyof typeof FOLDERS;

/** Page numbers and styled words need Latin, whatever the text is written in. */
const ALWAYS = 'Aa0';

/**
 * The typefaces of the reports, as CSS that needs no file. They ship with the product, so a page breaks its lines the
 * same way on every machine, and a name prints in its own script where no font is installed.
 */
@Injectable()
export class FontFacesService {
  private readonly families = new Map<FontPackage, FontSlice[]>();
  private readonly files = new Map<string, string>();

  /**
   * `@font-face` rules with `data:` sources for exactly the slices whose characters stand in the text, and basic Latin.
   * Pass all the text the page shows, or the page itself. Names the families as `FONT_STACK` does.
   */
  cssFor(text: string): string {
    const serif = this.family('source-serif-4', '400.css', '400-italic.css');
    const sans = this.family('source-sans-3', '400.css', '600.css');
    // Their other slices declare Latin and symbols; the symbols are not in the files.
    const arabic = this.family('noto-sans-arabic', 'index.css').filter(({ file }) => file.includes('arabic-arabic'));
    const devanagari = this.family('noto-sans-devanagari', 'index.css').filter(({ file }) =>
      file.includes('devanagari-devanagari'),
    );
    const han = hanOrder(text).map((each) => this.family(`noto-sans-${each}`, 'index.css'));
    const chosen = chooseSlices(codePointsOf(`${ALWAYS}${text}`), [...serif, ...sans], [arabic, devanagari, ...han]);
    return chosen.map((each) => fontFaceRule(each, this.file(each.slice.file))).join('\n');
  }

  private family(name: FontPackage, ...sheets: string[]): FontSlice[] {
    const known = this.families.get(name);
    if (known !== undefined) return known;
    const slices = sheets.flatMap((sheet) => parseFontFaces(readFileSync(join(FOLDERS[name], sheet), 'utf8')));
    this.families.set(name, slices);
    return slices;
  }

  /** Files are named after their package, so the name alone says where to look. */
  private file(name: string): string {
    const known = this.files.get(name);
    if (known !== undefined) return known;
    const owner = [...this.families.keys()].find((family) => name.startsWith(`${family}-`));
    if (owner === undefined) throw new Error(`No font package has a file called ${name}.`);
    const base64 = readFileSync(join(FOLDERS[owner], 'files', name)).toString('base64');
    this.files.set(name, base64);
    return base64;
  }
}

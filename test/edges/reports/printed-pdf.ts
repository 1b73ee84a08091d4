import { inflateSync } from 'node:zlib';
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** What a reader finds in a PDF. */
export interface PrintedPdf {
  readonly pages: number;
  readonly title: unknown;
  readonly language: unknown;
  readonly tagged: boolean;
  /** Headings of the outline, the first level and what hangs under it, in order. */
  readonly outline: string[];
  /** All text, pages and items joined, whitespace collapsed, compatibility forms resolved. */
  readonly text: string;
  /** Each page's text alone. */
  readonly textOfPages: string[];
}

interface OutlineItem {
  readonly title: string;
  readonly items: readonly OutlineItem[];
}

export async function readPdf(bytes: Uint8Array): Promise<PrintedPdf> {
  const task = getDocument({ data: bytes.slice(), verbosity: VerbosityLevel.ERRORS, isEvalSupported: false });
  const pdf = await task.promise;
  try {
    const metadata = await pdf.getMetadata();
    const info = metadata.info as Readonly<Record<string, unknown>>;
    const markInfo = await pdf.getMarkInfo();
    const outline = (await pdf.getOutline()) as readonly OutlineItem[] | null;
    const textOfPages: string[] = [];
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const content = await (await pdf.getPage(number)).getTextContent();
      const items = content.items.map((item) => ('str' in item ? item.str + (item.hasEOL ? ' ' : '') : ''));
      textOfPages.push(tidy(items.join('')));
    }
    return {
      pages: pdf.numPages,
      title: info['Title'],
      language: info['Language'],
      tagged: markInfo?.Marked === true,
      outline: headings(outline ?? []),
      text: textOfPages.join(' '),
      textOfPages,
    };
  } finally {
    await task.destroy();
  }
}

function headings(items: readonly OutlineItem[]): string[] {
  return items.flatMap((item) => [item.title, ...headings(item.items)]);
}

function tidy(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, ' ').trim();
}

/** Every `/ActualText` of the page contents: what a run of glyphs stands for where the glyphs do not say it. */
export function actualTexts(bytes: Uint8Array): string[] {
  const file = Buffer.from(bytes);
  const found: string[] = [];
  for (let at = file.indexOf('stream\n'); at !== -1; at = file.indexOf('stream\n', at + 1)) {
    const content = inflated(file.subarray(at + 'stream\n'.length, file.indexOf('endstream', at)));
    for (const [, hex = ''] of content.matchAll(/\/ActualText\s*<FEFF([0-9A-F]+)>/gi)) {
      found.push(Buffer.from(hex, 'hex').swap16().toString('utf16le'));
    }
  }
  return found;
}

function inflated(stream: Buffer): string {
  try {
    return inflateSync(stream).toString('latin1');
  } catch {
    return '';
  }
}

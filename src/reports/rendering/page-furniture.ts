import { FONT_STACK } from './font-selection.js';

/** What every printed page carries besides its text. */
export interface Furniture {
  /** The title a viewer shows in its window and a search finds. */
  readonly title: string;
  /** Printed at the foot of every page, with the page number. Absent: the page's own `@page` rules stand alone. */
  readonly footer?: string;
}

/**
 * The page with its title and footer. The footer is an `@page` margin box rather than Chromium's footer template,
 * because a template sees neither the page's fonts nor its language.
 */
export function furnish(html: string, { title, footer }: Furniture): string {
  const head = `<title>${escapeText(title)}</title>`;
  const titled = /<head(\s[^>]*)?>/i.test(html)
    ? html.replace(/<head(\s[^>]*)?>/i, (tag) => `${tag}${head}`)
    : withHead(html, head);
  if (footer === undefined) return titled;
  const style = `<style>${footerRule(footer)}</style>`;
  return titled.replace(/<\/head>/i, () => `${style}</head>`);
}

function withHead(html: string, head: string): string {
  const root = /^\s*(<!doctype[^>]*>)?\s*(<html[^>]*>)?/i.exec(html)?.[0] ?? '';
  return `${root}<head>${head}</head>${html.slice(root.length)}`;
}

function footerRule(footer: string): string {
  const type = `font:7.5pt ${FONT_STACK.sans};color:#6b6b6b`;
  const page = 'counter(page) " of " counter(pages)';
  return `@page{@bottom-left{content:${cssString(footer)};${type}}@bottom-right{content:${page};${type}}}`;
}

/** Anything but letters, digits and spaces goes in as an escape, so no text can end the string or the style. */
function cssString(text: string): string {
  const escaped = text.replace(/[^\p{L}\p{N} ]/gu, (character) => `\\${(character.codePointAt(0) ?? 0).toString(16)} `);
  return `"${escaped}"`;
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

import { escapeXml } from './escaping.js';

/** What every printed page carries besides its text. */
export interface Furniture {
  /** The title a viewer shows in its window and a search finds. */
  readonly title: string;
}

/** The page with its title. What stands at the foot of its pages is its own: `@page` margin boxes. */
export function furnish(html: string, { title }: Furniture): string {
  const head = `<title>${escapeXml(title)}</title>`;
  return /<head(\s[^>]*)?>/i.test(html)
    ? html.replace(/<head(\s[^>]*)?>/i, (tag) => `${tag}${head}`)
    : withHead(html, head);
}

function withHead(html: string, head: string): string {
  const root = /^\s*(<!doctype[^>]*>)?\s*(<html[^>]*>)?/i.exec(html)?.[0] ?? '';
  return `${root}<head>${head}</head>${html.slice(root.length)}`;
}

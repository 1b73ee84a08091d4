import type { PacketDocument } from './packet-document.js';
import { wordCount } from './words/plain-text.js';

/** The most words the first page may hold: ninety seconds of reading. */
export const FIRST_PAGE_WORDS = 290;

/** Month names, years and the key of the strip, and the page number: words the layout brings along, at most. */
const FURNITURE_WORDS = 34;

/** The parts of a document that stand on its first page in words. */
export type FirstPage = Pick<
  PacketDocument,
  'person' | 'period' | 'maker' | 'unlinked' | 'paragraph' | 'claims' | 'glance' | 'cannotShow' | 'footer'
>;

/** Everything the first page says, without what the layout brings along. */
export function firstPageText(page: FirstPage): string {
  return [
    page.person.name,
    `Incident work, ${page.period}`,
    page.maker,
    page.unlinked ?? '',
    page.paragraph.text,
    ...page.claims.map(({ text }) => text),
    ...page.glance.flatMap(({ label, words }) => [label, words]),
    'Not on this page',
    ...page.cannotShow,
    page.footer,
  ].join('\n');
}

/** How many words a reader finds on the first page, counted generously. */
export function firstPageWords(page: FirstPage): number {
  return wordCount(firstPageText(page)) + FURNITURE_WORDS;
}

/** Words no first page says: they judge a person where the record only counts. */
const UNSAID = ['insufficient', 'developing', 'score', 'failure', 'missed'] as const;

const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/gu;
/** Marks that would turn the direction of what follows; names get their own isolation in the views. */
const DIRECTION = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;

/**
 * A name as it stands inside a sentence of another direction: where it runs from right to left, it is isolated, so that
 * a number or comma after it stays where it is. Other names are unchanged.
 */
export function isolated(name: string): string {
  return RIGHT_TO_LEFT.test(name) ? `\u2068${name}\u2069` : name;
}

/** What a reader sees as one letter, emoji and combined marks included. */
const LETTERS = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** One line of text without control characters, direction overrides or runs of space. */
export function plainLine(text: string): string {
  return text.replace(CONTROL, ' ').replace(DIRECTION, '').replace(/\s+/gu, ' ').trim();
}

/** The text on one line, cut with an ellipsis to at most so many characters, at a word where one ends nearby. */
export function shortened(text: string, maxChars: number): string {
  const line = plainLine(text);
  if (line.length <= maxChars) return line;
  const letters = Array.from(LETTERS.segment(line), ({ segment }) => segment);
  if (letters.length <= maxChars) return line;
  const cut = letters.slice(0, maxChars - 1).join('');
  const space = cut.lastIndexOf(' ');
  return `${(space > cut.length * 0.6 ? cut.slice(0, space) : cut).trimEnd()}…`;
}

/** Whether a text may stand on the first page: false where it quotes one of the words it never says. */
export function isSayable(text: string): boolean {
  const lower = text.toLowerCase();
  return !UNSAID.some((word) => lower.includes(word));
}

/** Words as a reader counts them: runs of anything between spaces. */
export function wordCount(text: string): number {
  return text.split(/\s+/u).filter((word) => word !== '').length;
}

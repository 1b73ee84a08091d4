/** The options of a file as they are kept: canonical JSON of what its records depend on. */
type Options = Readonly<Record<string, unknown>>;

/** What each option is called, in the order they are told of. */
const WORDS: readonly (readonly [string, string])[] = [
  ['source', 'format'],
  ['connection', 'connection'],
  ['mapping', 'mapping'],
  ['zone', 'zone'],
  ['channels', 'channels'],
  ['includePrivate', 'private incidents'],
  ['encoding', 'encoding'],
];

/** Which options differ, in words: `zone none then, Europe/Lisbon now; channels inc-* then, none now`. */
export function optionDifferences(before: string, now: string): string {
  const [then, later] = [before, now].map((text) => JSON.parse(text) as Options);
  return WORDS.flatMap(([option, word]) => {
    const [was, is] = [then?.[option], later?.[option]];
    return JSON.stringify(was) === JSON.stringify(is) ? [] : [`${word} ${differenceOf(option, was, is)}`];
  }).join('; ');
}

/** A mapping is kept by the hash of its text, which tells a person nothing. */
function differenceOf(option: string, was: unknown, is: unknown): string {
  if (option === 'mapping' && was !== undefined && is !== undefined) return 'of another content then';
  const [then, now] = [was, is].map((value) => (option === 'mapping' && value !== undefined ? 'one' : wordOf(value)));
  return `${then ?? ''} then, ${now ?? ''} now`;
}

function wordOf(value: unknown): string {
  if (value === undefined) return 'none';
  if (value === true) return 'read';
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

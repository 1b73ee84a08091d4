/** Whether a channel of that name is read. */
export type ChannelChoice = (name: string) => boolean;

/** `inc-204`, `sev1-checkout`, `payments_outage`, `war-room-7`: a word of its own, at either end or between separators. */
const SPEAKS_OF_INCIDENTS = /(?:^|[-_.])(?:inc\d*|incident\d*|sev\d?|outage\d*|war[-_]?room)(?=$|[-_.])/i;

/** Conversations of two or a few people: an export names them by id or by their members. They are of no incident. */
const DIRECT = /^(?:D[A-Z0-9]{6,}|mpdm-.*)$/;

/** The channels that the patterns name (`inc-*`, with or without `#`), or those whose name speaks of incidents. */
export function channelChoice(patterns: readonly string[] | undefined): ChannelChoice {
  const chosen = patterns?.map(matcherOf) ?? [(name: string) => SPEAKS_OF_INCIDENTS.test(name)];
  return (name) => !DIRECT.test(name) && chosen.some((matches) => matches(name));
}

/** Without an expression: one of many stars could be tried in more ways than there is time for. */
function matcherOf(pattern: string): ChannelChoice {
  const [first = '', ...others] = pattern.replace(/^#/, '').toLowerCase().split(/\*+/);
  const last = others.pop();
  return (name) => {
    const text = name.toLowerCase();
    if (last === undefined) return text === first;
    const end = text.length - last.length;
    if (!text.startsWith(first) || !text.endsWith(last) || end < first.length) return false;
    return holdsInOrder(text.slice(first.length, end), others);
  };
}

function holdsInOrder(text: string, pieces: readonly string[]): boolean {
  let from = 0;
  for (const piece of pieces) {
    const at = text.indexOf(piece, from);
    if (at < 0) return false;
    from = at + piece.length;
  }
  return true;
}

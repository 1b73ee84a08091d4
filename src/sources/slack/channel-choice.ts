/** Whether a channel of that name is read. */
export type ChannelChoice = (name: string) => boolean;

/** `inc-204`, `sev1-checkout`, `payments_outage`, `war-room-7`: a word of its own, at either end or between separators. */
const SPEAKS_OF_INCIDENTS = /(?:^|[-_.])(?:inc\d*|incident\d*|sev\d?|outage\d*|war[-_]?room)(?=$|[-_.])/i;

/** Conversations of two or a few people: an export names them by id or by their members. They are of no incident. */
const DIRECT = /^(?:D[A-Z0-9]{6,}|mpdm-.*)$/;

/** The channels that the patterns name (`inc-*`, with or without `#`), or those whose name speaks of incidents. */
export function channelChoice(patterns: readonly string[] | undefined): ChannelChoice {
  const chosen = patterns === undefined ? [SPEAKS_OF_INCIDENTS] : patterns.map(asExpression);
  return (name) => !DIRECT.test(name) && chosen.some((expression) => expression.test(name));
}

function asExpression(pattern: string): RegExp {
  const pieces = pattern.replace(/^#/, '').split(/\*+/);
  return new RegExp(`^${pieces.map((piece) => piece.replace(/[^\p{L}\p{N}\s]/gu, '\\$&')).join('.*')}$`, 'i');
}

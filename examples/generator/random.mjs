/**
 * Everything that looks like chance is drawn from a text, so that the same story always yields the same bytes and a new
 * story changes no other.
 */

/** FNV-1a over UTF-16 code units: a 32-bit number for a text. */
function hash(text) {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}

/** A generator of numbers in [0, 1), mulberry32, seeded by a text. */
export function random(seed) {
  let state = hash(`fernweg 2026 ${seed}`);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A whole number from `low` to `high`, both included. */
export function between(seed, low, high) {
  return low + Math.floor(random(seed)() * (high - low + 1));
}

/** A code of `length` characters of the alphabet, as systems use for their ids. */
export function code(seed, length, alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789') {
  const next = random(seed);
  return Array.from({ length }, () => alphabet[Math.floor(next() * alphabet.length)]).join('');
}

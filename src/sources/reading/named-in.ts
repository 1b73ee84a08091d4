import type { IncidentRecord } from '../../domain/record.js';

/** A record of another system that a text names: by a key such as `INC-204`, in whatever system has one, or by its page. */
export type NamedRef = NonNullable<IncidentRecord['refs']>[number];

/** A word of up to ten letters and digits, and a number: how trackers and incident managers write their keys. */
const KEY = /(?<![A-Za-z0-9-])([A-Za-z][A-Za-z0-9]{1,9})-(\d{1,7})(?![A-Za-z0-9]|-\d)/g;

const URL_IN_TEXT = /https?:\/\/[^\s<>"'`|\\^{}[\]]+/g;

/** Records keep no longer links, and looking for the end of a longer one could take for ever. */
const LONGEST_URL = 2048;

/** More names than these in one record are a list, not a reference. */
const MOST_NAMED = 50;

/**
 * The keys and pages that texts name (title, body, branch, labels), each once, keys in capitals. Whether any of them is an
 * incident is for the ledger to find out.
 */
export function namedIn(...texts: readonly (string | null | undefined)[]): NamedRef[] {
  const named = new Map<string, NamedRef>();
  for (const text of texts) {
    if (!text) continue;
    for (const [found] of text.matchAll(URL_IN_TEXT)) {
      if (found.length > LONGEST_URL) continue;
      const url = found.replace(/[).,;:!?]+$/, '');
      named.set(url, { system: '*', url });
    }
    for (const [key] of text.replace(URL_IN_TEXT, ' ').matchAll(KEY)) {
      const id = key.toUpperCase();
      named.set(id, { system: '*', id });
    }
  }
  return [...named.values()].slice(0, MOST_NAMED);
}

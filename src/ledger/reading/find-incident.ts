import { compareText } from '../../domain/compare-text.js';
import { nearWords } from '../../domain/near-words.js';
import { Problem } from '../../domain/problem.js';
import type { IncidentStub } from './incident-stub.js';
import { comparableUrl } from './names.js';

const MOST_CHOICES = 8;

/**
 * The one incident record meant by an id of the ledger, `connection:id`, its page, or an id or key of its own system in any
 * case: the first of these ways that finds any decides. Throws INCIDENT_UNKNOWN naming close matches, or INCIDENT_AMBIGUOUS
 * listing the choices.
 */
export function findIncident(query: string, incidents: readonly IncidentStub[]): IncidentStub {
  const wanted = query.trim();
  for (const matches of waysToName(wanted)) {
    const found = incidents.filter(matches);
    if (found.length === 1 && found[0] !== undefined) return found[0];
    if (found.length > 1) throw ambiguous(wanted, found);
  }
  throw unknown(wanted, incidents);
}

/** How a record is named and no other is. */
export function fullNameOf({ connection, nativeId }: Pick<IncidentStub, 'connection' | 'nativeId'>): string {
  return `${connection}:${nativeId}`;
}

function waysToName(wanted: string): ((incident: IncidentStub) => boolean)[] {
  const lower = wanted.toLowerCase();
  const page = comparableUrl(wanted);
  return [
    ({ id }) => id === lower,
    (incident) => fullNameOf(incident) === wanted,
    ({ url }) => url !== undefined && comparableUrl(url) === page,
    ({ nativeId }) => nativeId === wanted,
    ({ nativeId, keys = [] }) => [nativeId, ...keys].some((key) => key.toLowerCase() === lower),
  ];
}

function ambiguous(wanted: string, found: readonly IncidentStub[]): Problem {
  const choices = found.map(fullNameOf).sort(compareText).slice(0, MOST_CHOICES).join(', ');
  return new Problem(
    'INCIDENT_AMBIGUOUS',
    `"${wanted}" may be any of ${String(found.length)}: ${choices}. Write one of these instead.`,
  );
}

function unknown(wanted: string, incidents: readonly IncidentStub[]): Problem {
  const near = nearWords(wanted, [...new Set(incidents.flatMap(({ nativeId, keys = [] }) => [nativeId, ...keys]))]);
  const hint = near.length === 0 ? 'See `sevidence incidents`.' : `Did you mean ${near.join(', ')}?`;
  return new Problem('INCIDENT_UNKNOWN', `No incident record in the ledger answers to "${wanted}". ${hint}`);
}

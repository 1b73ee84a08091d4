import type { Unresolved } from '../../ledger/reading/list-unresolved.js';
import { alignColumns } from '../terminal-text.js';

const WHY: Record<Unresolved['why'], string> = {
  'claimed-twice': 'claimed by several incidents',
  'names-another-head': 'names another incident',
  'without-head': 'belongs to no incident',
  'merged-in-a-circle': 'merged in a circle',
  'merged-into-unknown': 'belongs to a record not in the ledger',
  'item-claimed-twice': 'claimed by several incidents',
  'unknown-incident': 'not in the ledger',
};

/** What is open about incidents as a table, and beneath it what can be done about each kind of it. */
export function describeUnresolved(open: readonly Unresolved[]): string {
  if (open.length === 0) return 'Nothing is unresolved.';
  const rows = open.map(({ connection, reference, kind, why, others, names, count }) => [
    `${connection}:${reference}`,
    kind,
    WHY[why] +
      (count === undefined ? '' : count === 1 ? ', named by one record' : `, named by ${String(count)} records`),
    [...others.map((other) => `${other.connection}:${other.reference}`), ...names].join(' '),
  ]);
  const remedies = new Set(open.map(({ why }) => remedyFor(why)));
  return [alignColumns([['RECORD', 'KIND', 'WHY', 'NAMES'], ...rows]), [...remedies].join('\n')].join('\n\n');
}

/** Only a record that is there can be put somewhere. */
function remedyFor(why: Unresolved['why']): string {
  switch (why) {
    case 'unknown-incident':
      return 'What is not in the ledger cannot be linked: import the export that holds it, into the connection it is listed under; nothing can be done by hand.';
    case 'item-claimed-twice':
      return 'An action item cannot be linked: let it name one incident where it is kept, and import it again.';
    default:
      return '`sevidence incidents link RECORD INCIDENT` puts a record where it belongs; `sevidence incidents unlink RECORD` keeps it apart.';
  }
}

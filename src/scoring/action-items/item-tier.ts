import type { Tier } from '../../domain/evidence.js';
import type { ActionItem, IncidentFile } from '../../domain/incident-file.js';
import { tierOfRecord } from '../tier.js';
import { closingDuring } from './closing.js';
import { lastTenureOf } from './ownership.js';
import { isCorroborated, proofOf } from './proof.js';

/**
 * How far an action item can be trusted as evidence about a person (law 5): corroborated once a colleague or a merged
 * change shows that it was done, else as the record of its closing, else as the item's own. One item has one tier a
 * person, wherever it is printed.
 */
export function itemTier(item: ActionItem, person: string, file: IncidentFile): Tier {
  const closing = closingDuring(item, lastTenureOf(item, person));
  if (closing !== undefined && isCorroborated(proofOf(item, closing, person, file))) return 'corroborated';
  return tierOfRecord(closing?.event ?? item, person);
}

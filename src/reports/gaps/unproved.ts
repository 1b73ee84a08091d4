import type { ActionItem, IncidentFile } from '../../domain/incident-file.js';
import type { Closing } from '../../scoring/action-items/closing.js';
import { proofOf } from '../../scoring/action-items/proof.js';
import type { PacketFacts } from '../packet/packet-facts.js';

/** Whether the item was done by the person and nothing that was imported shows it. Dropping an item needs no proof. */
export function isProofMissing(
  item: ActionItem,
  closing: Closing | undefined,
  file: IncidentFile,
  { personId }: PacketFacts,
): boolean {
  if (closing === undefined || (item.resolution !== undefined && item.resolution !== 'done')) return false;
  return proofOf(item, closing, personId, file).proof === 'none';
}

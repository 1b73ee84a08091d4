import type { ActionItem, ActionItemEvent, IncidentFile, RecordedEvent } from '../../domain/incident-file.js';
import type { Proof } from '../../domain/observation.js';
import { isMergedChange } from '../merged-change.js';
import { oncePerFile } from '../once-per-file.js';
import { isColleague } from '../roles.js';
import { isArtifact, isSamePage, isWebPage } from '../substantive.js';
import type { Closing } from './closing.js';

/** What shows that a closed item was done. */
export interface ProofOfClosing {
  readonly proof: Proof;
  /** Somebody other than the assignee closed or verified it, whatever else there is. */
  readonly secondPerson: boolean;
  readonly mergedChange: RecordedEvent | undefined;
  readonly verification: ActionItemEvent | undefined;
}

/**
 * The strongest proof on record: a merged change of this incident that the item links, or any that names the item, else an
 * evidence link (the pages of
 * the item and the incident themselves are none), else a closer or verifier other than the assignee. Bots are nobody.
 */
export function proofOf(item: ActionItem, closing: Closing, person: string, file: IncidentFile): ProofOfClosing {
  const isOther = (who: string | undefined): boolean => isColleague(who, person, file);
  const verification = item.events.find(({ kind, actor }) => kind === 'verified' && isOther(actor));
  const secondPerson = isOther(closing.by) || isOther(item.verifiedBy) || verification !== undefined;
  const mergedChange = mergedChanges(file).find((event) => isLinked(event, item)) ?? item.changes?.find(isMergedChange);
  return {
    proof: strongest(mergedChange, isArtifactLinked(item, file), secondPerson),
    secondPerson,
    mergedChange,
    verification,
  };
}

const mergedChanges = oncePerFile(({ events }) => events.filter(isMergedChange));

/** Whether a second party or a merged change shows that it was done. */
export function isCorroborated({ secondPerson, mergedChange }: ProofOfClosing): boolean {
  return secondPerson || mergedChange !== undefined;
}

function strongest(mergedChange: RecordedEvent | undefined, linked: boolean, secondPerson: boolean): Proof {
  if (mergedChange !== undefined) return 'merged-change';
  if (linked) return 'linked';
  return secondPerson ? 'second-person' : 'none';
}

function isArtifactLinked({ evidenceUrl, url }: ActionItem, file: IncidentFile): boolean {
  if (evidenceUrl === undefined || !isArtifact(evidenceUrl, file)) return false;
  return !isSamePage(evidenceUrl, url);
}

function isLinked(fix: RecordedEvent, { evidenceUrl, url }: ActionItem): boolean {
  const changeUrl = fix.details['changeUrl'];
  const pages = [fix.url, typeof changeUrl === 'string' ? changeUrl : undefined];
  const links = [evidenceUrl ?? '', url ?? ''].filter(isWebPage);
  return pages.some((page) => links.some((link) => isSamePage(link, page)));
}

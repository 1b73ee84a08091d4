import { recordId } from '../record-id.js';
import type { AttachDecisions } from '../reading/merge-groups.js';
import { type Decision, type IdentityLink, type IncidentKey, inForce } from './decisions.js';
import { keyOf, type NamedHandle } from './handle.js';

/** What holds after all decisions: of two about the same thing the later. */
export interface Decided {
  readonly attach: AttachDecisions;
  readonly links: readonly IdentityLink[];
  /** Handles that are nobody but themselves. */
  readonly apart: readonly NamedHandle[];
  /** A handle of each locked person. */
  readonly locked: readonly NamedHandle[];
  /** Suggestions that were turned down, by {@link pairKey}. */
  readonly dismissed: ReadonlySet<string>;
  /** By handle: whether it is a program's. */
  readonly bots: ReadonlyMap<string, BotMark>;
}

/** Somebody said whether a handle is a program's; the number tells which of two came later. */
export interface BotMark {
  readonly bot: boolean;
  readonly number: number;
}

/** One text for a suggestion that the one handle is the person of the other. */
export function pairKey(handle: NamedHandle, person: NamedHandle): string {
  return JSON.stringify([keyOf(handle), keyOf(person)]);
}

/** Folds the decisions in their order. */
export function decidedBy(decisions: readonly Decision[]): Decided {
  const handles = new Map<string, IdentityLink | NamedHandle>();
  const incidents = new Map<string, IncidentKey | undefined>();
  const locked = new Map<string, NamedHandle>();
  const dismissed = new Set<string>();
  const bots = new Map<string, BotMark>();
  for (const decision of inForce(decisions)) {
    switch (decision.kind) {
      case 'link-handle':
      case 'unlink-handle':
        handles.set(keyOf(decision.body), decision.body);
        break;
      case 'link-incident':
        incidents.set(idOf(decision.body.record), decision.body.head);
        break;
      case 'unlink-incident':
        incidents.set(idOf(decision.body.record), undefined);
        break;
      case 'lock-person':
        locked.set(keyOf(decision.body), decision.body);
        break;
      case 'unlock-person':
        locked.delete(keyOf(decision.body));
        break;
      case 'dismiss-suggestion':
        dismissed.add(pairKey(decision.body, personOf(decision.body)));
        break;
      case 'mark-bot':
      case 'mark-human':
        bots.set(keyOf(decision.body), { bot: decision.kind === 'mark-bot', number: decision.number });
        break;
      case 'undo':
        break;
    }
  }
  const [links, apart] = [[...handles.values()].filter(isLink), [...handles.values()].filter((one) => !isLink(one))];
  return { attach: attachOf(incidents), links, apart, locked: [...locked.values()], dismissed, bots };
}

function isLink(body: IdentityLink | NamedHandle): body is IdentityLink {
  return 'personHandle' in body || 'email' in body;
}

function personOf(body: { personConnection: string; personHandle: string }): NamedHandle {
  return { connection: body.personConnection, handle: body.personHandle };
}

function attachOf(incidents: ReadonlyMap<string, IncidentKey | undefined>): AttachDecisions {
  const linked = new Map<string, string>();
  const apart = new Set<string>();
  for (const [record, head] of incidents) {
    if (head === undefined) apart.add(record);
    else linked.set(record, idOf(head));
  }
  return { linked, apart };
}

function idOf({ connection, id }: IncidentKey): string {
  return recordId(connection, 'incident', id);
}

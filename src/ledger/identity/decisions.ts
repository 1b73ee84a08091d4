import type { NamedHandle } from './handle.js';

/** An incident record, by what makes it one: that outlives every re-import. */
export interface IncidentKey {
  readonly connection: string;
  readonly id: string;
}

/** A decision that a handle is a person, who is named by a handle of theirs or, where none is known yet, by an e-mail. */
export type IdentityLink = NamedHandle & (HandleTarget | EmailTarget);

interface HandleTarget {
  readonly personConnection: string;
  readonly personHandle: string;
}

interface EmailTarget {
  readonly email: string;
}

interface Bodies {
  /** The record belongs to the head, whatever else names it. */
  'link-incident': { readonly record: IncidentKey; readonly head: IncidentKey };
  /** The record belongs to no head, whatever names it. */
  'unlink-incident': { readonly record: IncidentKey };
  'link-handle': IdentityLink;
  /** The handle is itself alone: no e-mail and no crosswalk links it. */
  'unlink-handle': NamedHandle;
  'lock-person': NamedHandle;
  'unlock-person': NamedHandle;
  'dismiss-suggestion': NamedHandle & HandleTarget;
  'mark-bot': NamedHandle;
  'mark-human': NamedHandle;
  /** What the decision named by `undoes` says holds no longer. */
  undo: object;
}

type DecisionKind = keyof Bodies;

/** What was decided. */
export type Act = { [K in DecisionKind]: { readonly kind: K; readonly body: Bodies[K] } }[DecisionKind];

/** A decision of a person, kept for good: by whom, when, what, and which earlier one it takes back. */
export type Decision = Act & {
  /** 1, 2, 3 in the order they were made. */
  readonly number: number;
  readonly decidedAt: string;
  readonly decidedBy: string;
  readonly undoes?: number;
};

/** The decisions that no later one took back. Taking back a taking back restores what was decided. */
export function inForce(decisions: readonly Decision[]): Decision[] {
  const undone = new Set<number>();
  const latestFirst = [...decisions].sort((a, b) => b.number - a.number);
  const holding = latestFirst.filter(({ number, undoes }) => {
    if (undone.has(number)) return false;
    if (undoes !== undefined) undone.add(undoes);
    return true;
  });
  return holding.reverse();
}

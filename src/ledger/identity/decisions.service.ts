import { Injectable } from '@nestjs/common';
import { Problem } from '../../domain/problem.js';
import type { LedgerSnapshot } from '../ledger-snapshot.js';
import type { LedgerService } from '../ledger.service.js';
import { personIdOfEmail } from '../record-id.js';
import type { WriteGate } from '../storage/write-gate.service.js';
import { type Act, type Decision, inForce } from './decisions.js';
import { appendDecisions, type Decider } from './decisions.store.js';
import type { NamedHandle } from './handle.js';

/** The decisions of people, whatever they are about: kept for good, listed, and taken back by later ones. */
@Injectable()
export class DecisionsService {
  constructor(
    private readonly ledger: LedgerService,
    private readonly gate: WriteGate,
  ) {}

  /** Every decision in order; `inForce` tells whether a later one took it back. */
  list(): Promise<(Decision & { readonly inForce: boolean })[]> {
    return this.ledger.read(async (snapshot) => {
      const decisions = await snapshot.decisions();
      const holding = new Set(inForce(decisions).map(({ number }) => number));
      return decisions.map((decision) => ({ ...decision, inForce: holding.has(decision.number) }));
    });
  }

  /** Keeps what was decided, all or nothing, and answers the number of the last decision. */
  decide(acts: readonly (Act & { readonly undoes?: number })[], decider: Decider): Promise<number> {
    return this.gate.write((sql) => appendDecisions(sql, acts, decider));
  }

  /**
   * Takes a decision back; answers it, and the number of the one that does. Taking back what took something back restores
   * that. Throws DECISION_UNKNOWN; USAGE when it is taken back already; PERSON_LOCKED when it, or what it restores, is about
   * somebody who is locked.
   */
  async undo(number: number, decider: Decider): Promise<{ readonly undone: Decision; readonly decision: number }> {
    const undone = await this.ledger.read(async (snapshot) => {
      const decisions = await snapshot.decisions();
      const found = decisionToUndo(decisions, number);
      const meant = decisionMeant(decisions, found);
      if (meant.kind !== 'lock-person') await refuseLocked(snapshot, handlesIn(meant));
      if ('email' in meant.body) await refuseLockedEmail(snapshot, meant.body.email);
      return found;
    });
    return { undone, decision: await this.decide([{ kind: 'undo', body: {}, undoes: number }], decider) };
  }
}

function decisionToUndo(decisions: readonly Decision[], number: number): Decision {
  const found = decisions.find((decision) => decision.number === number);
  if (found === undefined) {
    throw new Problem('DECISION_UNKNOWN', `There is no decision ${String(number)}. See \`sevidence decisions list\`.`);
  }
  if (!inForce(decisions).includes(found)) {
    throw new Problem('USAGE', `Decision ${String(number)} is taken back already, so there is nothing to undo.`);
  }
  return found;
}

/** What a decision is about in the end: that of a taking back is about what was taken back. */
function decisionMeant(decisions: readonly Decision[], decision: Decision): Decision {
  const earlier = decisions.find(({ number }) => number === decision.undoes && number < decision.number);
  return earlier === undefined ? decision : decisionMeant(decisions, earlier);
}

/** The handles a decision is about: none where it is about incidents. */
function handlesIn({ body }: Decision): NamedHandle[] {
  const handles: NamedHandle[] = [];
  if ('handle' in body) handles.push({ connection: body.connection, handle: body.handle });
  if ('personHandle' in body) handles.push({ connection: body.personConnection, handle: body.personHandle });
  return handles;
}

/** Throws PERSON_LOCKED when one of the handles is, today, somebody who is locked. */
export async function refuseLocked(snapshot: LedgerSnapshot, handles: readonly NamedHandle[]): Promise<void> {
  const people = await snapshot.identities();
  for (const { connection, handle } of handles) {
    const person = people.personOf(connection, handle);
    if (!(await snapshot.isLocked(person.id))) continue;
    throw locked(`${connection}:${handle} is ${person.name}, who is locked`);
  }
}

/** The same for a person named by e-mail. */
async function refuseLockedEmail(snapshot: LedgerSnapshot, email: string): Promise<void> {
  if (await snapshot.isLocked(personIdOfEmail(email))) throw locked('The person it names by e-mail is locked');
}

function locked(who: string): Problem {
  return new Problem(
    'PERSON_LOCKED',
    `${who}: nothing about them is decided. Open them with \`sevidence people unlock\` first.`,
  );
}

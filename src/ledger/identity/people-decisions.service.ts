import { Injectable } from '@nestjs/common';
import type { Person } from '../../domain/person.js';
import { Problem, type Rejection } from '../../domain/problem.js';
import type { InputFile } from '../../sources/source.js';
import { refusalOf } from '../importing/import-tally.js';
import type { LedgerSnapshot } from '../ledger-snapshot.js';
import type { LedgerService } from '../ledger.service.js';
import { decidedBy, pairKey } from './decided.js';
import type { Act } from './decisions.js';
import { type DecisionsService, refuseLocked } from './decisions.service.js';
import type { Decider } from './decisions.store.js';
import { keyOf, type NamedHandle } from './handle.js';
import { readLinkRows } from './link-rows.js';
import { planLinks } from './plan-links.js';

/** A decision that a handle is, or is not, somebody. */
export interface AboutHandle extends Decider, NamedHandle {}

/** A decision that relates a handle to a person: anything {@link LedgerSnapshot.findPerson} understands. */
export interface AboutHandleAndPerson extends AboutHandle {
  readonly person: string;
}

/** What was decided: about whom, as they are then resolved, and the number under which it can be taken back. */
export interface PersonDecision {
  readonly person: Person;
  readonly decision: number;
}

/** What a file of links did, or would do. */
export interface LinksReport {
  readonly file: string;
  readonly applied: boolean;
  readonly rows: number;
  readonly linked: number;
  /** Rows that say what is so already, or twice. */
  readonly unchanged: number;
  /** The numbers of the first and last decision, where any was made. */
  readonly decisions?: readonly [number, number];
}

/** What people decide about who is who. */
@Injectable()
export class PeopleDecisionsService {
  constructor(
    private readonly ledger: LedgerService,
    private readonly decisions: DecisionsService,
    /** The ids of all sources there are. */
    private readonly sources: readonly string[],
  ) {}

  /**
   * Records that a handle is a person, and answers the person as then resolved. A later decision about the same handle replaces
   * it. Throws PERSON_UNKNOWN or PERSON_AMBIGUOUS for the person; USAGE when the handle is that person already, since a decision
   * that restates it could only close a circle; PERSON_LOCKED.
   */
  async linkHandle({ connection, handle, person, ...decider }: AboutHandleAndPerson): Promise<PersonDecision> {
    const anchor = await this.ledger.read(async (snapshot) => {
      const target = await snapshot.findPerson(person);
      const [first] = target.handles;
      const same = target.handles.some((one) => one.connection === connection && one.handle === handle);
      if (same || first === undefined) {
        throw new Problem('USAGE', `${connection}:${handle} is ${target.name} already, so there is nothing to link.`);
      }
      await refuseLocked(snapshot, [{ connection, handle }, first]);
      return first;
    });
    const body = { connection, handle, personConnection: anchor.connection, personHandle: anchor.handle };
    const decision = await this.decisions.decide([{ kind: 'link-handle', body }], decider);
    return { person: await this.personOf({ connection, handle }), decision };
  }

  /**
   * Records that a handle is nobody but itself: what linked it, were it an e-mail, a crosswalk or a decision, does so no longer.
   * Throws USAGE when it is by itself already; PERSON_LOCKED.
   */
  async unlinkHandle({ connection, handle, ...decider }: AboutHandle): Promise<PersonDecision> {
    await this.ledger.read(async (snapshot) => {
      const { apart } = decidedBy(await snapshot.decisions());
      const person = (await snapshot.identities()).personOf(connection, handle);
      const isAlone = !person.linked && person.handles.length === 1;
      if (isAlone || apart.some((one) => keyOf(one) === keyOf({ connection, handle }))) {
        throw new Problem('USAGE', `${connection}:${handle} is linked to nobody, so there is nothing to unlink.`);
      }
      await refuseLocked(snapshot, [{ connection, handle }]);
    });
    const decision = await this.decisions.decide([{ kind: 'unlink-handle', body: { connection, handle } }], decider);
    return { person: await this.personOf({ connection, handle }), decision };
  }

  /** Closes decisions about a person until they are unlocked. Throws USAGE when they are locked already. */
  async lockPerson(query: string, decider: Decider): Promise<PersonDecision> {
    const { person, anchor } = await this.ledger.read(async (snapshot) => {
      const found = await snapshot.findPerson(query);
      const [first] = found.handles;
      if (first === undefined || (await snapshot.isLocked(found.id))) {
        throw new Problem('USAGE', `${found.name} is locked already.`);
      }
      return { person: found, anchor: { connection: first.connection, handle: first.handle } };
    });
    return { person, decision: await this.decisions.decide([{ kind: 'lock-person', body: anchor }], decider) };
  }

  /** Opens decisions about a person again. Throws USAGE when they are not locked. */
  async unlockPerson(query: string, decider: Decider): Promise<PersonDecision> {
    const { person, acts } = await this.ledger.read(async (snapshot) => {
      const found = await snapshot.findPerson(query);
      const { locked } = decidedBy(await snapshot.decisions());
      const people = await snapshot.identities();
      const theirs = locked.filter(({ connection, handle }) => people.personOf(connection, handle).id === found.id);
      if (theirs.length === 0) throw new Problem('USAGE', `${found.name} is not locked.`);
      return { person: found, acts: theirs.map((body): Act => ({ kind: 'unlock-person', body })) };
    });
    return { person, decision: await this.decisions.decide(acts, decider) };
  }

  /** Turns a suggestion down: it is not made again. Throws USAGE when it was turned down already; PERSON_LOCKED. */
  async dismissSuggestion({ connection, handle, person, ...decider }: AboutHandleAndPerson): Promise<PersonDecision> {
    const { target, anchor } = await this.ledger.read(async (snapshot) => {
      const found = await snapshot.findPerson(person);
      const { dismissed } = decidedBy(await snapshot.decisions());
      const [first] = found.handles;
      if (first === undefined || found.handles.some((one) => dismissed.has(pairKey({ connection, handle }, one)))) {
        throw new Problem('USAGE', `That ${connection}:${handle} is ${found.name} was turned down already.`);
      }
      await refuseLocked(snapshot, [{ connection, handle }, first]);
      return { target: found, anchor: first };
    });
    const body = { connection, handle, personConnection: anchor.connection, personHandle: anchor.handle };
    return { person: target, decision: await this.decisions.decide([{ kind: 'dismiss-suggestion', body }], decider) };
  }

  /** Says whether whoever a handle is is a program or a person. Throws USAGE when they count as that already; PERSON_LOCKED. */
  async mark({ connection, handle, ...decider }: AboutHandle, as: 'bot' | 'human'): Promise<PersonDecision> {
    await this.ledger.read(async (snapshot) => {
      const person = (await snapshot.identities()).personOf(connection, handle);
      const { bots } = decidedBy(await snapshot.decisions());
      const isSaid = person.handles.some((one) => bots.has(keyOf(one)));
      if (person.bot === (as === 'bot') && (isSaid || person.bot)) {
        throw new Problem('USAGE', `${person.name} counts as a ${as} already.`);
      }
      await refuseLocked(snapshot, [{ connection, handle }]);
    });
    const decision = await this.decisions.decide([{ kind: `mark-${as}`, body: { connection, handle } }], decider);
    return { person: await this.personOf({ connection, handle }), decision };
  }

  /**
   * Links handles as a CSV file says (`person_email,source,native_id`): every row, or none. What is so already changes nothing.
   * Throws IMPORT_INVALID_ROWS or FILE_EMPTY with each row that cannot hold.
   */
  async importLinks(
    file: InputFile,
    { dryRun = false, ...decider }: Decider & { dryRun?: boolean },
  ): Promise<LinksReport> {
    const { rows, rejections } = await readLinkRows(file);
    const { links, unchanged } = await this.ledger.read(async (snapshot) => {
      const plan = planLinks(rows, await this.knowledge(snapshot));
      const all = [...rejections, ...plan.rejections.map((one): Rejection => ({ file: file.name, ...one }))];
      if (all.length > 0) throw refusalOf(all, { rejected: all.length, read: plan.links.length + plan.unchanged });
      return plan;
    });
    const report = { file: file.name, rows: rows.length, linked: links.length, unchanged };
    if (dryRun || links.length === 0) return { ...report, applied: false };
    const acts = links.map((body): Act => ({ kind: 'link-handle', body }));
    const last = await this.decisions.decide(acts, decider);
    return { ...report, applied: true, decisions: [last - acts.length + 1, last] };
  }

  private async knowledge(snapshot: LedgerSnapshot): Promise<Parameters<typeof planLinks>[1]> {
    const people = await snapshot.identities();
    const { locked } = decidedBy(await snapshot.decisions());
    const lockedIds = new Set(locked.map(({ connection, handle }) => people.personOf(connection, handle).id));
    return {
      people,
      isLocked: (personId) => lockedIds.has(personId),
      connections: await snapshot.connections(),
      sources: this.sources,
    };
  }

  private personOf({ connection, handle }: NamedHandle): Promise<Person> {
    return this.ledger.read(async (snapshot) => (await snapshot.identities()).personOf(connection, handle));
  }
}

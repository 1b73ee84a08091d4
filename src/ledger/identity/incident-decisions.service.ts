import { Injectable } from '@nestjs/common';
import { Problem } from '../../domain/problem.js';
import type { LedgerService } from '../ledger.service.js';
import { fullNameOf } from '../reading/find-incident.js';
import type { IncidentStub } from '../reading/incident-stub.js';
import { decidedBy } from './decided.js';
import type { IncidentKey } from './decisions.js';
import type { DecisionsService } from './decisions.service.js';
import type { Decider } from './decisions.store.js';

/** What was decided about a record, and the number under which it can be taken back. */
export interface IncidentDecision {
  readonly record: IncidentStub;
  readonly decision: number;
}

/** What people decide about which records are one incident. */
@Injectable()
export class IncidentDecisionsService {
  constructor(
    private readonly ledger: LedgerService,
    private readonly decisions: DecisionsService,
  ) {}

  /**
   * Records that an incident record belongs to a head, whatever else names it. Both are anything
   * {@link LedgerSnapshot.findIncident} understands. Throws INCIDENT_UNKNOWN or INCIDENT_AMBIGUOUS; USAGE when the head is none,
   * or the record stands in its file already.
   */
  async link(
    record: string,
    head: string,
    decider: Decider,
  ): Promise<IncidentDecision & { readonly head: IncidentStub }> {
    const found = await this.ledger.read(async (snapshot) => {
      const [one, other] = [await snapshot.findIncident(record), await snapshot.findIncident(head)];
      const [itsHead, otherHead] = [await snapshot.headOf(one.id), await snapshot.headOf(other.id)];
      if (otherHead !== other.id) {
        throw new Problem('USAGE', `${fullNameOf(other)} heads no incident of its own. Name the head it belongs to.`);
      }
      if (itsHead === other.id) {
        throw new Problem('USAGE', `${fullNameOf(one)} belongs to ${fullNameOf(other)} already.`);
      }
      return { record: one, head: other };
    });
    const body = { record: keyOfIncident(found.record), head: keyOfIncident(found.head) };
    return { ...found, decision: await this.decisions.decide([{ kind: 'link-incident', body }], decider) };
  }

  /** Records that an incident record belongs to no head, whatever names it. Throws as {@link link} does; USAGE when that is decided already. */
  async unlink(record: string, decider: Decider): Promise<IncidentDecision> {
    const found = await this.ledger.read(async (snapshot) => {
      const one = await snapshot.findIncident(record);
      if (decidedBy(await snapshot.decisions()).attach.apart.has(one.id)) {
        throw new Problem('USAGE', `${fullNameOf(one)} is kept apart already.`);
      }
      return one;
    });
    const body = { record: keyOfIncident(found) };
    return { record: found, decision: await this.decisions.decide([{ kind: 'unlink-incident', body }], decider) };
  }
}

function keyOfIncident({ connection, nativeId }: IncidentStub): IncidentKey {
  return { connection, id: nativeId };
}

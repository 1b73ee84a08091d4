import { Injectable } from '@nestjs/common';
import { IncidentDecisionsService } from '../../ledger/identity/incident-decisions.service.js';
import type { IncidentEntry } from '../../ledger/ledger-snapshot.js';
import { LedgerService } from '../../ledger/ledger.service.js';
import { fullNameOf } from '../../ledger/reading/find-incident.js';
import { alignColumns } from '../terminal-text.js';
import { describeUnresolved } from './describe-unresolved.js';
import { IdentityIo } from './identity-io.service.js';
import type { ByOption, IncidentsOptions } from './identity-options.js';

/** Which records are one incident: the list, what is open about it, and decisions. */
@Injectable()
export class IncidentsCommand {
  constructor(
    private readonly ledger: LedgerService,
    private readonly decisions: IncidentDecisionsService,
    private readonly io: IdentityIo,
  ) {}

  async list({ unresolved = false, format }: IncidentsOptions): Promise<void> {
    if (unresolved) {
      const open = await this.ledger.read((snapshot) => snapshot.unresolved());
      this.io.print(format === 'json' ? JSON.stringify(open, null, 2) : describeUnresolved(open));
      return;
    }
    const incidents = await this.ledger.read(async (snapshot) => {
      const all: IncidentEntry[] = [];
      for await (const incident of snapshot.incidents()) all.push(incident);
      return all;
    });
    this.io.print(format === 'json' ? JSON.stringify(incidents, null, 2) : describeIncidents(incidents));
  }

  async link(record: string, head: string, options: ByOption): Promise<void> {
    const decided = await this.decisions.link(record, head, this.io.decider(options));
    this.io.tell(options, decided, `${fullNameOf(decided.record)} belongs to ${fullNameOf(decided.head)} now.`);
  }

  async unlink(record: string, options: ByOption): Promise<void> {
    const decided = await this.decisions.unlink(record, this.io.decider(options));
    this.io.tell(options, decided, `${fullNameOf(decided.record)} is kept apart now.`);
  }
}

function describeIncidents(incidents: readonly IncidentEntry[]): string {
  if (incidents.length === 0) return 'No incidents yet. Bring records in with `sevidence import FILE...`.';
  const rows = incidents.map(({ reference, title, declaredAt, severity, mode, systems }) => [
    reference,
    `${declaredAt.slice(0, 16).replace('T', ' ')}Z`,
    severity === undefined ? '' : String(severity),
    systems.join(' '),
    mode === 'real' ? title : `${title} (${mode})`,
  ]);
  return alignColumns([['INCIDENT', 'DECLARED', 'SEV', 'SYSTEMS', 'TITLE'], ...rows]);
}

import { Injectable } from '@nestjs/common';
import { IncidentDecisionsService } from '../../ledger/identity/incident-decisions.service.js';
import type { IncidentEntry } from '../../ledger/ledger-snapshot.js';
import { LedgerService } from '../../ledger/ledger.service.js';
import { fullNameOf } from '../../ledger/reading/find-incident.js';
import type { Unresolved } from '../../ledger/reading/list-unresolved.js';
import { alignColumns } from '../terminal-text.js';
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

const WHY: Record<Unresolved['why'], string> = {
  'claimed-twice': 'claimed by several incidents',
  'names-another-head': 'names another incident',
  'without-head': 'belongs to no incident',
  'merged-in-a-circle': 'merged in a circle',
  'merged-into-unknown': 'belongs to a record not in the ledger',
  'item-claimed-twice': 'claimed by several incidents',
  'unknown-incident': 'not in the ledger',
};

function describeUnresolved(open: readonly Unresolved[]): string {
  if (open.length === 0) return 'Nothing is unresolved.';
  const rows = open.map(({ connection, reference, kind, why, others, names, count }) => [
    `${connection}:${reference}`,
    kind,
    WHY[why] +
      (count === undefined ? '' : count === 1 ? ', named by one record' : `, named by ${String(count)} records`),
    [...others.map((other) => `${other.connection}:${other.reference}`), ...names].join(' '),
  ]);
  return [
    alignColumns([['RECORD', 'KIND', 'WHY', 'NAMES'], ...rows]),
    '`sevidence incidents link RECORD INCIDENT` puts a record where it belongs; `sevidence incidents unlink RECORD` keeps it apart.',
  ].join('\n\n');
}

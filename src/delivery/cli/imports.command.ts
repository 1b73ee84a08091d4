import { Injectable } from '@nestjs/common';
import { ImportHistory, type PastImport } from '../../ledger/import-history.service.js';
import { ClockService } from '../clock.service.js';
import { safeForTerminal } from '../terminal-text.js';
import type { FormatOption } from './command-line.js';
import { SessionService } from './session.service.js';

const FILES_NAMED = 3;

@Injectable()
export class ImportsCommand {
  constructor(
    private readonly imports: ImportHistory,
    private readonly clock: ClockService,
    private readonly session: SessionService,
  ) {}

  async list({ format }: FormatOption): Promise<void> {
    const imports = await this.imports.list();
    if (format === 'json') this.session.print(JSON.stringify({ imports }, null, 2));
    else this.session.print(imports.length === 0 ? 'Nothing was imported yet.' : imports.map(lineOf).join('\n'));
  }

  async show(id: string): Promise<void> {
    const rows = await this.imports.quarantined(id);
    if (rows.length === 0) this.session.remark('The import set no row aside.');
    else this.session.print(rows.map((row) => JSON.stringify(row)).join('\n'));
  }

  async withdraw(id: string): Promise<void> {
    const past = await this.imports.withdraw(id, { by: 'command line', now: this.clock.now() });
    this.session.print(`Import ${String(past.number)} is withdrawn: the ledger is as if it had never been made.`);
  }
}

/** `3  2026-07-01 09:30  pagerduty as "pagerduty"  1,204 records from a.json, b.json  applied`. */
function lineOf(past: PastImport): string {
  const records = Object.values<number>({ ...past.counts }).reduce((sum, count) => sum + count, 0);
  const parts = [
    String(past.number).padStart(4),
    past.importedAt.slice(0, 16).replace('T', ' '),
    `${past.sources.join(', ')} as ${past.connections.map((name) => `"${name}"`).join(', ')}`,
    `${records.toLocaleString('en-US')} records from ${filesIn(past)}`,
    statusOf(past),
    past.id,
  ];
  return safeForTerminal(parts.join('  '));
}

function filesIn({ files }: PastImport): string {
  const more = files.length - FILES_NAMED;
  const named = files.slice(0, FILES_NAMED).join(', ');
  return more > 0 ? `${named} and ${String(more)} more` : named;
}

function statusOf({ status, quarantined, withdrawn }: PastImport): string {
  if (withdrawn !== undefined) return `withdrawn ${withdrawn.at.slice(0, 10)}`;
  return status === 'applied' ? 'applied' : `applied, ${String(quarantined)} set aside`;
}

import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Injectable } from '@nestjs/common';
import { LedgerService } from '../../ledger/ledger.service.js';
import { packetFileName } from '../file-names.js';
import { DEMO_LEDGER, type DemoOptions } from './command-line.js';
import { ImportCommand } from './import.command.js';
import { PacketCommand } from './packet.command.js';
import { SessionService } from './session.service.js';

const EXAMPLES = fileURLToPath(new URL('../../../examples/fernweg/', import.meta.url));

/** The example organisation's half-year, and a day after its last record. */
const PERIOD = { period: '2026H1', asOf: '2026-07-31' };

/** Imports the example organisation into a ledger of its own and prints a packet for each of its engineers. */
@Injectable()
export class DemoCommand {
  constructor(
    private readonly ledger: LedgerService,
    private readonly imports: ImportCommand,
    private readonly packets: PacketCommand,
    private readonly session: SessionService,
  ) {}

  async run({ out }: DemoOptions): Promise<void> {
    const names = await readdir(EXAMPLES);
    const files = names.filter((name) => /\.(ndjson|json)$/.test(name)).map((name) => join(EXAMPLES, name));
    this.session.print(
      `Importing ${String(files.length)} files of the example organisation into ${join(out, DEMO_LEDGER)}`,
    );
    await this.imports.run(files, { source: 'auto', format: 'text' });
    const entries = await this.ledger.read((snapshot) => snapshot.people());
    const engineers = entries.map(({ person }) => person).filter((person) => person.linked && !person.bot);
    this.session.print(`\nPrinting a packet for each of ${String(engineers.length)} engineers, January to June 2026`);
    for (const person of engineers) {
      const path = join(out, packetFileName(person, 'pdf'));
      const note = join(EXAMPLES, packetFileName(person, 'md').replace('packet-', 'note-'));
      // Whoever wrote a note prepares their own packet.
      const own = existsSync(note) ? { note, self: true } : {};
      await this.packets.run(person.id, { ...PERIOD, out: path, ...own });
    }
    this.session.print(nextSteps(out, engineers[0]?.email ?? 'ada@example.com'));
  }
}

function nextSteps(out: string, email: string): string {
  const ledger = `DATABASE_URL=${join(out, DEMO_LEDGER)}`;
  return [
    '\nOpen one of them, then try:',
    `  ${ledger} npx sevidence people list`,
    `  ${ledger} npx sevidence score ${email} --period 2026H1`,
    `  ${ledger} npx sevidence packet ${email} --period 2026Q2 --out ${join(out, 'quarter.html')}`,
    'or your own records:',
    '  npx sevidence import YOUR-EXPORT.json && npx sevidence people list',
    'docs/sources/ says what to export from each tool, and how.',
  ].join('\n');
}

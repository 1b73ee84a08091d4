import { Injectable } from '@nestjs/common';
import { DecisionsService } from '../../ledger/identity/decisions.service.js';
import type { Decision } from '../../ledger/identity/decisions.js';
import { alignColumns } from '../terminal-text.js';
import { IdentityIo } from './identity-io.service.js';
import type { ByOption, FormatOption } from './identity-options.js';

/** What people decided, for whoever audits it. */
@Injectable()
export class DecisionsCommand {
  constructor(
    private readonly decisions: DecisionsService,
    private readonly io: IdentityIo,
  ) {}

  async list({ format }: FormatOption): Promise<void> {
    const all = await this.decisions.list();
    if (format === 'json') this.io.print(JSON.stringify(all, null, 2));
    else if (all.length === 0) this.io.print('Nothing has been decided.');
    else {
      const rows = all.map((decision) => [
        String(decision.number),
        decision.decidedAt,
        decision.decidedBy,
        describe(decision) + (decision.inForce ? '' : ' (taken back)'),
      ]);
      this.io.print(alignColumns([['NO', 'WHEN', 'BY', 'WHAT'], ...rows]));
    }
  }

  async undo(number: number, options: ByOption): Promise<void> {
    const { undone, decision } = await this.decisions.undo(number, this.io.decider(options));
    this.io.tell(options, { decision }, `Taken back: ${describe(undone)}.`);
  }
}

function describe(decision: Decision): string {
  const { kind, body, undoes } = decision;
  switch (kind) {
    case 'link-handle':
      return `${handleOf(body)} is ${'email' in body ? body.email : `${body.personConnection}:${body.personHandle}`}`;
    case 'unlink-handle':
      return `${handleOf(body)} is nobody but itself`;
    case 'lock-person':
      return `${handleOf(body)} is locked`;
    case 'unlock-person':
      return `${handleOf(body)} is unlocked`;
    case 'dismiss-suggestion':
      return `${handleOf(body)} is not ${body.personConnection}:${body.personHandle}`;
    case 'mark-bot':
      return `${handleOf(body)} is a program`;
    case 'mark-human':
      return `${handleOf(body)} is a person`;
    case 'link-incident':
      return `${body.record.connection}:${body.record.id} belongs to ${body.head.connection}:${body.head.id}`;
    case 'unlink-incident':
      return `${body.record.connection}:${body.record.id} is kept apart`;
    case 'undo':
      return `takes back decision ${String(undoes)}`;
  }
}

function handleOf({ connection, handle }: { readonly connection: string; readonly handle: string }): string {
  return `${connection}:${handle}`;
}

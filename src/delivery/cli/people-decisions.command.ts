import { Injectable } from '@nestjs/common';
import { findHandle } from '../../ledger/identity/find-handle.js';
import type { NamedHandle } from '../../ledger/identity/handle.js';
import { type LinksReport, PeopleDecisionsService } from '../../ledger/identity/people-decisions.service.js';
import { LedgerService } from '../../ledger/ledger.service.js';
import type { ByOption, HandleOptions, LinksFileOptions } from './identity-options.js';
import { IdentityIo } from './identity-io.service.js';

/** Keeps what somebody decides about who is who. */
@Injectable()
export class PeopleDecisionsCommand {
  constructor(
    private readonly ledger: LedgerService,
    private readonly decisions: PeopleDecisionsService,
    private readonly io: IdentityIo,
  ) {}

  async link(query: string, person: string, options: HandleOptions): Promise<void> {
    const handle = await this.handleMeant(query, options);
    const decided = await this.decisions.linkHandle({ ...handle, person, ...this.io.decider(options) });
    this.io.tell(options, decided, `${textOf(handle)} is now ${decided.person.name}.`);
  }

  async unlink(query: string, options: HandleOptions): Promise<void> {
    const handle = await this.handleMeant(query, options);
    const decided = await this.decisions.unlinkHandle({ ...handle, ...this.io.decider(options) });
    this.io.tell(options, decided, `${textOf(handle)} is nobody but itself now.`);
  }

  async dismiss(query: string, person: string, options: HandleOptions): Promise<void> {
    const handle = await this.handleMeant(query, options);
    const decided = await this.decisions.dismissSuggestion({ ...handle, person, ...this.io.decider(options) });
    this.io.tell(options, decided, `That ${textOf(handle)} is ${decided.person.name} will not be suggested again.`);
  }

  async mark(query: string, as: 'bot' | 'human', options: HandleOptions): Promise<void> {
    const handle = await this.handleMeant(query, options);
    const decided = await this.decisions.mark({ ...handle, ...this.io.decider(options) }, as);
    this.io.tell(options, decided, `${decided.person.name} counts as a ${as} now.`);
  }

  async lock(person: string, options: ByOption): Promise<void> {
    const decided = await this.decisions.lockPerson(person, this.io.decider(options));
    this.io.tell(options, decided, `${decided.person.name} is locked: no further decision about them is taken.`);
  }

  async unlock(person: string, options: ByOption): Promise<void> {
    const decided = await this.decisions.unlockPerson(person, this.io.decider(options));
    this.io.tell(options, decided, `${decided.person.name} is open to decisions again.`);
  }

  async import(path: string, options: LinksFileOptions): Promise<void> {
    const file = await this.io.open(path);
    const report = await this.decisions.importLinks(file, {
      ...this.io.decider(options),
      ...(options.dryRun === undefined ? {} : { dryRun: options.dryRun }),
    });
    this.io.print(options.format === 'json' ? JSON.stringify(report, null, 2) : describeLinks(report));
  }

  private handleMeant(query: string, { connection }: HandleOptions): Promise<NamedHandle> {
    return this.ledger.read(async (snapshot) => {
      const entries = await snapshot.people();
      return findHandle(
        query,
        entries.map(({ person }) => person),
        connection,
      );
    });
  }
}

function describeLinks({ rows, linked, unchanged, applied, decisions }: LinksReport): string {
  const counts = `${rows === 1 ? '1 row' : `${String(rows)} rows`}: ${String(linked)} to link, ${String(unchanged)} as they are already.`;
  if (decisions === undefined) return `${counts} Nothing was decided${applied || linked === 0 ? '' : ' (dry run)'}.`;
  const [first, last] = decisions.map(String);
  return `${counts} Kept as ${first === last ? `decision ${first ?? ''}` : `decisions ${first ?? ''} to ${last ?? ''}`}.`;
}

function textOf({ connection, handle }: NamedHandle): string {
  return `${connection}:${handle}`;
}

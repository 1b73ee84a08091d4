import { Injectable } from '@nestjs/common';
import { Problem } from '../../domain/problem.js';
import type { LedgerSnapshot, PersonEntry } from '../../ledger/ledger-snapshot.js';
import { LedgerService } from '../../ledger/ledger.service.js';
import { ClockService } from '../clock.service.js';
import { alignColumns, safeForTerminal } from '../terminal-text.js';
import type { FormatOption, LinkOptions } from './command-line.js';
import { SessionService } from './session.service.js';

@Injectable()
export class PeopleCommand {
  constructor(
    private readonly ledger: LedgerService,
    private readonly clock: ClockService,
    private readonly session: SessionService,
  ) {}

  async list({ format }: FormatOption): Promise<void> {
    const entries = await this.ledger.read((snapshot) => snapshot.people());
    this.session.print(format === 'json' ? JSON.stringify(entries, null, 2) : describePeople(entries));
  }

  async link(handle: string, query: string, { connection }: LinkOptions): Promise<void> {
    const { person, identity } = await this.ledger.read(async (snapshot) => ({
      person: await snapshot.findPerson(query),
      identity: await findHandle(snapshot, handle, connection),
    }));
    const linked = await this.ledger.linkHandle({
      ...identity,
      person: person.id,
      by: 'command line',
      now: this.clock.now(),
    });
    this.session.print(safeForTerminal(`${identity.connection}:${identity.handle} is now ${linked.name}.`));
  }
}

async function findHandle(
  snapshot: LedgerSnapshot,
  handle: string,
  connection: string | undefined,
): Promise<{ connection: string; handle: string }> {
  const all = (await snapshot.people()).flatMap(({ person }) => person.handles);
  const found = all.filter((one) => one.handle === handle && (connection ?? one.connection) === one.connection);
  const [first, second] = found;
  if (first === undefined) {
    throw new Problem(
      'PERSON_UNKNOWN',
      `No record names the handle "${handle}". \`sevidence people list\` shows every handle.`,
    );
  }
  if (second !== undefined) {
    const choices = found.map((one) => one.connection).join(', ');
    throw new Problem(
      'PERSON_AMBIGUOUS',
      `"${handle}" stands in several connections: ${choices}. Choose one with --connection.`,
    );
  }
  return { connection: first.connection, handle: first.handle };
}

function describePeople(entries: readonly PersonEntry[]): string {
  if (entries.length === 0) return 'Nobody yet. Bring records in with `sevidence import FILE...`.';
  const people = entries.filter(({ person }) => person.linked);
  const handles = entries.filter(({ person }) => !person.linked);
  const parts = [];
  if (people.length > 0)
    parts.push(alignColumns([['PERSON', 'E-MAIL', 'EVENTS', 'ITEMS', 'HANDLES'], ...people.map(personRow)]));
  if (handles.length > 0) {
    parts.push(
      'Not linked to a person (their events score for nobody else; `sevidence people link HANDLE PERSON` links one):',
    );
    parts.push(alignColumns([['HANDLE', 'NAME', 'EVENTS', 'ITEMS'], ...handles.map(handleRow)]));
  }
  return parts.join('\n\n');
}

function personRow({ person, events, actionItems, ambiguousEmail }: PersonEntry): string[] {
  const handles = person.handles.map(({ connection, handle }) => `${connection}:${handle}`).join(' ');
  const marks = (person.bot ? ' (bot)' : '') + (ambiguousEmail === undefined ? '' : ' (e-mail claimed twice)');
  return [person.name + marks, person.email ?? '', String(events), String(actionItems), handles];
}

function handleRow({ person, events, actionItems, ambiguousEmail }: PersonEntry): string[] {
  const [first] = person.handles;
  const marks = (person.bot ? ' (bot)' : '') + (ambiguousEmail === undefined ? '' : ' (e-mail claimed twice)');
  return [
    `${first?.connection ?? ''}:${first?.handle ?? ''}`,
    person.name + marks,
    String(events),
    String(actionItems),
  ];
}

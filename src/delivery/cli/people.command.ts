import { Injectable } from '@nestjs/common';
import type { PersonEntry, Suggestions } from '../../ledger/ledger-snapshot.js';
import { LedgerService } from '../../ledger/ledger.service.js';
import { alignColumns, safeForTerminal } from '../terminal-text.js';
import type { FormatOption } from './identity-options.js';
import { SessionService } from './session.service.js';

/** Looks at who the records name, and decides nothing. */
@Injectable()
export class PeopleCommand {
  constructor(
    private readonly ledger: LedgerService,
    private readonly session: SessionService,
  ) {}

  async list({ format }: FormatOption): Promise<void> {
    const entries = await this.ledger.read((snapshot) => snapshot.people());
    this.session.print(format === 'json' ? JSON.stringify(entries, null, 2) : describePeople(entries));
  }

  async suggest({ format }: FormatOption): Promise<void> {
    this.session.progress('Reading every incident ...');
    const found = await this.ledger
      .read((snapshot) => snapshot.suggestions())
      .finally(() => {
        this.session.progress('');
      });
    this.session.print(format === 'json' ? JSON.stringify(withCommands(found), null, 2) : describeSuggestions(found));
  }
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

function personRow(entry: PersonEntry): string[] {
  const { person, events, actionItems } = entry;
  const handles = person.handles.map(({ connection, handle }) => `${connection}:${handle}`).join(' ');
  return [person.name + marksOf(entry), person.email ?? '', String(events), String(actionItems), handles];
}

function handleRow(entry: PersonEntry): string[] {
  const { person, events, actionItems } = entry;
  const [first] = person.handles;
  const handle = `${first?.connection ?? ''}:${first?.handle ?? ''}`;
  return [handle, person.name + marksOf(entry), String(events), String(actionItems)];
}

function marksOf({ person, ambiguousEmail, contradicted, locked }: PersonEntry): string {
  const marks = [
    person.bot ? 'bot' : undefined,
    locked === true ? 'locked' : undefined,
    ambiguousEmail === undefined ? undefined : 'e-mail claimed twice',
    contradicted === true ? 'crosswalks disagree' : undefined,
  ];
  return marks.map((mark) => (mark === undefined ? '' : ` (${mark})`)).join('');
}

interface Commands {
  readonly accept: string;
  readonly dismiss: string;
}

/** Suggestions with the commands that settle them. */
function withCommands({ links, bots }: Suggestions): {
  links: (Suggestions['links'][number] & Commands)[];
  bots: (Suggestions['bots'][number] & Commands)[];
} {
  return {
    links: links.map((link) => {
      const who = `${quoted(handleText(link.handle))} ${quoted(link.person.email ?? handleText(link.person.handle))}`;
      return { ...link, accept: `sevidence people link ${who}`, dismiss: `sevidence people dismiss ${who}` };
    }),
    bots: bots.map((bot) => {
      const mark = `sevidence people mark ${quoted(handleText(bot.handle))}`;
      return { ...bot, accept: `${mark} bot`, dismiss: `${mark} human` };
    }),
  };
}

function describeSuggestions(found: Suggestions): string {
  const { links, bots } = withCommands(found);
  if (links.length + bots.length === 0) return 'Nothing to suggest.';
  const parts = [
    ...links.map(({ handle, person, strength, reasons, accept, dismiss }) =>
      block(
        `${strength}: ${handleText(handle)} (${handle.name}) may be ${person.name}, who ${reasons.map(({ words }) => words).join(', ')}`,
        { accept, dismiss },
      ),
    ),
    ...bots.map(({ name, handle, reasons, accept, dismiss }) =>
      block(`program? ${handleText(handle)} (${name}) ${reasons.join(', ')}`, { accept, dismiss }),
    ),
  ];
  return [...parts, 'Nothing is linked or marked before somebody decides.'].join('\n\n');
}

function block(sentence: string, { accept, dismiss }: Commands): string {
  return [sentence, `  yes: ${accept}`, `  no:  ${dismiss}`].map(safeForTerminal).join('\n');
}

function handleText({ connection, handle }: { readonly connection: string; readonly handle: string }): string {
  return `${connection}:${handle}`;
}

/** Ready to paste into a shell. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

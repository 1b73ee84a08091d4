import { Argument, type Command, InvalidArgumentError, Option } from 'commander';
import type {
  ByOption,
  FormatOption,
  HandleOptions,
  IdentityHandlers,
  IncidentsOptions,
  LinksFileOptions,
} from './identity-options.js';
import { formatOption, PERSON } from './program-options.js';

const HANDLE = 'the handle as the source writes it, or connection:handle';
const RECORD = 'an id or key such as INC-204, connection:id, or its page';

/** The commands by which people say who is who and what belongs together. */
export function addIdentity(program: Command, handlers: IdentityHandlers): void {
  const people = program.command('people').description('who the records name');
  addLookingAtPeople(people, handlers);
  addDecidingOnHandles(people, handlers);
  addDecidingOnPeople(people, handlers);
  addIncidents(program, handlers);
  addDecisions(program, handlers);
}

function addLookingAtPeople(people: Command, handlers: IdentityHandlers): void {
  people
    .command('list')
    .description('people, and handles nobody has linked to a person yet, with their event counts')
    .addOption(formatOption())
    .action((options: FormatOption) => handlers.peopleList(options));
  people
    .command('suggest')
    .description(
      'who the handles nobody has linked may be, and which accounts may be programs, with reasons; decides nothing',
    )
    .addOption(formatOption())
    .action((options: FormatOption) => handlers.peopleSuggest(options));
}

function addDecidingOnHandles(people: Command, handlers: IdentityHandlers): void {
  deciding(people.command('link').description('say that a handle of a source is a person'))
    .argument('<handle>', HANDLE)
    .argument('<person>', PERSON)
    .addOption(connectionOption())
    .action((handle: string, person: string, options: HandleOptions) => handlers.peopleLink(handle, person, options));
  deciding(people.command('unlink').description('say that a handle is nobody but itself, whatever links it'))
    .argument('<handle>', HANDLE)
    .addOption(connectionOption())
    .action((handle: string, options: HandleOptions) => handlers.peopleUnlink(handle, options));
  deciding(people.command('dismiss').description('turn a suggestion down for good'))
    .argument('<handle>', HANDLE)
    .argument('<person>', PERSON)
    .addOption(connectionOption())
    .action((handle: string, person: string, options: HandleOptions) =>
      handlers.peopleDismiss(handle, person, options),
    );
  deciding(people.command('mark').description('say whether an account is a program; programs never count'))
    .argument('<handle>', HANDLE)
    .addArgument(new Argument('<as>', 'bot or human').choices(['bot', 'human']))
    .addOption(connectionOption())
    .action((handle: string, as: 'bot' | 'human', options: HandleOptions) => handlers.peopleMark(handle, as, options));
}

function addDecidingOnPeople(people: Command, handlers: IdentityHandlers): void {
  deciding(people.command('lock').description('refuse every further decision about a person'))
    .argument('<person>', PERSON)
    .action((person: string, options: ByOption) => handlers.peopleLock(person, options));
  deciding(people.command('unlock').description('allow decisions about a person again'))
    .argument('<person>', PERSON)
    .action((person: string, options: ByOption) => handlers.peopleUnlock(person, options));
  deciding(people.command('import').description('link handles as a CSV file says: every row, or none'))
    .argument('<file>', 'CSV with the columns person_email, source and native_id')
    .option('--dry-run', 'check and count, then decide nothing')
    .action((file: string, options: LinksFileOptions) => handlers.peopleImport(file, options));
}

function addIncidents(program: Command, handlers: IdentityHandlers): void {
  // Without positional options the list would take the options of its subcommands.
  const incidents = program.command('incidents').enablePositionalOptions().description('incidents, newest first');
  incidents
    .option('--unresolved', 'only what a person has to settle: claimed twice, without a head, unknown')
    .addOption(formatOption())
    .action((options: IncidentsOptions) => handlers.incidentsList(options));
  deciding(incidents.command('link').description('say that a record belongs to an incident'))
    .argument('<record>', RECORD)
    .argument('<head>', RECORD)
    .action((record: string, head: string, options: ByOption) => handlers.incidentsLink(record, head, options));
  deciding(incidents.command('unlink').description('keep a record apart, whatever names it'))
    .argument('<record>', RECORD)
    .action((record: string, options: ByOption) => handlers.incidentsUnlink(record, options));
}

function addDecisions(program: Command, handlers: IdentityHandlers): void {
  const decisions = program.command('decisions').description('what people decided: who, when, what');
  decisions
    .command('list')
    .description('every decision ever made, also those taken back')
    .addOption(formatOption())
    .action((options: FormatOption) => handlers.decisionsList(options));
  deciding(decisions.command('undo').description('take a decision back; it stays on record'))
    .argument('<number>', 'the number of the decision, as `sevidence decisions list` shows it', parseNumber)
    .action((number: number, options: ByOption) => handlers.decisionsUndo(number, options));
}

function deciding(command: Command): Command {
  return command.option('--by <name>', 'who decides; kept with the decision', 'command line').addOption(formatOption());
}

function connectionOption(): Option {
  return new Option('--connection <connection>', 'the connection the handle stands in, when several have it');
}

function parseNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('A decision is named by its number.');
  return Number(text);
}

import { Command, InvalidArgumentError, Option } from 'commander';
import type {
  CommandHandlers,
  DemoOptions,
  FormatOption,
  GapsOptions,
  ImportOptions,
  LinkOptions,
  PacketOptions,
  ScoreOptions,
  ServeOptions,
} from './command-line.js';

const PERSON = 'an id, an e-mail, a handle of a source, or `me` (set SEVIDENCE_ME)';

/** The command line as data: names, arguments and help. What the commands do is given in `handlers`. */
export function buildProgram(handlers: CommandHandlers, version: string): Command {
  const program = new Command('sevidence')
    .exitOverride()
    .description(
      'Turns incident records into evidence of ownership that an engineer can hand in and a sceptic can check.',
    )
    .version(version)
    .showHelpAfterError('(run with --help to see what can be given)')
    .addHelpText(
      'after',
      '\nThe ledger is the SQLite file or PostgreSQL database named by DATABASE_URL (sevidence.db in this folder when unset).' +
        '\nExit codes: 0 done, 2 usage, 3 data refused and nothing applied, 5 temporary, 6 storage, 70 a defect.',
    );
  addRecords(program, handlers);
  addReports(program, handlers);
  addLedger(program, handlers);
  return program;
}

function addRecords(program: Command, handlers: CommandHandlers): void {
  program
    .command('import')
    .description('bring incident records in; all files are one import: everything or nothing')
    .argument('<files...>', 'exports, saved API responses or native records')
    .option('--source <format>', 'the format, or auto to recognise it from the content', 'auto')
    .option('--as <connection>', 'what your organisation calls this account of the source')
    .option('--zone <iana>', 'the time zone of dates that carry none, such as Europe/Berlin')
    .option('--replace', 'import although the same files were imported before under other options')
    .option('--dry-run', 'read, check and count, then keep nothing')
    .addOption(formatOption())
    .action((files: string[], options: ImportOptions) => handlers.import(files, options));
  const people = program.command('people').description('who the records name');
  people
    .command('list')
    .description('people, and handles nobody has linked to a person yet, with their event counts')
    .addOption(formatOption())
    .action((options: FormatOption) => handlers.peopleList(options));
  people
    .command('link')
    .description('say that a handle of a source is a person')
    .argument('<handle>', 'the handle as the source writes it')
    .argument('<person>', PERSON)
    .option('--connection <connection>', 'the connection the handle stands in, when several have it')
    .action((handle: string, person: string, options: LinkOptions) => handlers.peopleLink(handle, person, options));
}

function addReports(program: Command, handlers: CommandHandlers): void {
  withPeriod(program.command('score').description('what the records say of one person, behaviour by behaviour'))
    .argument('<person>', PERSON)
    .addOption(formatOption())
    .action((person: string, options: ScoreOptions) => handlers.score(person, options));
  withPeriod(program.command('packet').description('print the evidence packet of one person'))
    .argument('<person>', PERSON)
    .option('--note <file>', "a text file with the opening paragraph in the person's own words")
    .option('--by <name>', 'who prepares it, when that is not the person; the packet says so')
    .option('--out <file>', 'where to write it; the ending chooses the format (packet-<person>.pdf when absent)')
    .addOption(new Option('--format <format>', 'pdf, html or json').choices(['pdf', 'html', 'json']))
    .action((person: string, options: PacketOptions) => handlers.packet(person, options));
  withPeriod(program.command('gaps').description('what is missing from a record, and the command that mends it'))
    .argument('<person>', PERSON)
    .addOption(formatOption())
    .action((person: string, options: GapsOptions) => handlers.gaps(person, options));
}

function addLedger(program: Command, handlers: CommandHandlers): void {
  program
    .command('digest')
    .description('one SHA-256 over everything the ledger holds')
    .action(() => handlers.digest());
  program
    .command('migrate')
    .description('bring the ledger to the schema of this version')
    .action(() => handlers.migrate());
  program
    .command('serve')
    .description('answer over HTTP on 127.0.0.1')
    .option('--port <port>', 'the TCP port (PORT, or 3000, when absent)', parsePort)
    .action((options: ServeOptions) => handlers.serve(options));
  program
    .command('demo')
    .description('import the example organisation and print a packet for each of its engineers')
    .option('--out <folder>', 'where to write', 'out')
    .action((options: DemoOptions) => handlers.demo(options));
}

function withPeriod(command: Command): Command {
  return command
    .option('--period <period>', '2026H1, 2026Q2, 2026 or 18mo; the last half-year that ended when absent')
    .option('--from <day>', 'first day, such as 2026-01-01')
    .option('--to <day>', 'last day, included')
    .option('--as-of <instant>', 'count only facts up to this day or instant; now when absent');
}

function formatOption(): Option {
  return new Option('--format <format>', 'text for reading, json for programs')
    .choices(['text', 'json'])
    .default('text');
}

function parsePort(text: string): string {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
    throw new InvalidArgumentError('A port is a number up to 65535.');
  return text;
}

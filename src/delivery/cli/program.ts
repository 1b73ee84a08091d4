import { Command, InvalidArgumentError, Option } from 'commander';
import { ENCODINGS } from '../../sources/source.js';
import type {
  CommandHandlers,
  DemoOptions,
  FormatOption,
  GapsOptions,
  ImportOptions,
  PacketOptions,
  ScoreOptions,
  ServeOptions,
} from './command-line.js';
import { addIdentity } from './identity-program.js';
import { formatOption, PERSON } from './program-options.js';

const IMPORT = 'the number of the import, or its id';

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
        '\nExit codes: 0 done, 2 usage, 3 data refused and nothing applied, 4 applied with rows set aside, 5 temporary,' +
        ' 6 storage, 70 a defect.',
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
    .argument(
      '<files...>',
      'exports, saved API responses or native records; plain, gzip, ZIP, or the folder of one export',
    )
    .option('--source <format>', 'the format, or auto to recognise it from the content', 'auto')
    .option('--as <connection>', 'what your organisation calls this account of the source')
    .option('--map <file>', 'a mapping file for a format of your own, or the name of one that ships')
    .option('--zone <iana>', 'the time zone of dates that carry none, such as Europe/Berlin')
    .addOption(
      new Option('--mode <mode>', 'strict: any fault refuses everything; quarantine: rows at fault are set aside')
        .choices(['strict', 'quarantine'])
        .default('strict'),
    )
    .option('--channels <names>', 'chat channels to read, such as inc-*,outage-*', listOf)
    .option('--include-private', 'read incidents marked private as well')
    .addOption(
      new Option('--encoding <encoding>', 'how text without a byte order mark is written (utf-8 when absent)').choices(
        ENCODINGS,
      ),
    )
    .option('--strict-headers', 'refuse files with columns that the format does not know')
    .option('--replace', 'import although the same files were imported before under other options')
    .option('--dry-run', 'read, check and count, then keep nothing')
    .addOption(formatOption())
    .action((files: string[], options: ImportOptions) => handlers.import(files, options));
  program
    .command('map')
    .description('mapping files, for formats that no source reads')
    .command('suggest')
    .description('a first mapping from the header and a sample of rows, for you to finish')
    .argument('<file>', 'CSV, JSON or NDJSON of any tool')
    .action((file: string) => handlers.mapSuggest(file));
  addImports(program, handlers);
  addIdentity(program, handlers);
}

function addImports(program: Command, handlers: CommandHandlers): void {
  const imports = program.command('imports').description('what was brought in, and taken back');
  imports
    .command('list')
    .description('every import: when, what, how many records, whether withdrawn')
    .addOption(formatOption())
    .action((options: FormatOption) => handlers.importsList(options));
  imports
    .command('show')
    .description('the rows an import set aside, one JSON object a line')
    .argument('<id>', IMPORT)
    .action((id: string) => handlers.importsShow(id));
  imports
    .command('withdraw')
    .description('take back what only that import asserted, as if it had never been made')
    .argument('<id>', IMPORT)
    .action((id: string) => handlers.importsWithdraw(id));
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

function parsePort(text: string): string {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
    throw new InvalidArgumentError('A port is a number up to 65535.');
  return text;
}

function listOf(names: string): string[] {
  const list = names.split(',').map((name) => name.trim());
  if (list.includes('')) throw new InvalidArgumentError('Names are separated by single commas.');
  return list;
}

import { compareText } from '../../../domain/compare-text.js';
import { EVENT_KINDS } from '../../../domain/event.js';
import { SOURCES } from '../../index.js';
import type { FileSample } from '../../source.js';
import { wordKey } from '../mapping.js';
import { guessCovers } from './guess-covers.js';
import { type DateGuess, guessDates } from './guess-dates.js';
import { guessFields, guessPeople, guessRow, isGuessedByContent, type RowGuess } from './guess-fields.js';
import { severityOf, stateOf } from './guess-words.js';
import { type SampleColumn, type SampleTable, sampleTable } from './sample-table.js';
import { canName, yamlList, yamlText } from './yaml-text.js';

/**
 * A first mapping for a file nobody has a source for, from its header and a sample of rows: YAML that can be used, with comments
 * where a person has to look. Undefined when the sample shows no rows.
 */
export function suggestMapping(sample: FileSample): string | undefined {
  const shown = sampleTable(sample.head);
  const columns = shown?.columns.filter(({ name }) => canName(name)) ?? [];
  if (shown === undefined || columns.length === 0) return undefined;
  const table = { ...shown, columns };
  const row = guessRow(table);
  const fields = fieldLines(table, row);
  return [
    ...headLines(sample.name, table),
    'tables:',
    ...(table.rows === undefined ? [] : [`  - rows: ${yamlText(table.rows)}`]),
    `  ${table.rows === undefined ? '-' : ' '} recognise: ${yamlList(tellingColumns(table, row))} # columns by which such a file is known`,
    `    each: ${row} # or incident, event, update (of a history), person, action-item, shift`,
    `    covers: ${yamlList(guessCovers(guessFields(table, row), row))} # what this file would hold had it happened; claim no more than that`,
    '    fields:',
    ...fields.map((line) => `      ${line}`),
    ...(row === 'incident' ? furtherLines(table) : []),
    ...leftLines(table, fields),
    '',
  ].join('\n');
}

function headLines(file: string, table: SampleTable): string[] {
  const marks = [...new Set(table.columns.flatMap((column) => column.marks))].sort(compareText).slice(0, 20);
  const delimiter = DELIMITER_NAMES[table.delimiter];
  return [
    '# A first mapping, made from the header and a sample of rows. Read each line before you import;',
    '# docs/sources/mapping.md says what can be written.',
    `source: ${sourceName(file)}`,
    'title: My incident tool # as reports call it',
    'version: 1 # raise it when the mapping reads the same file otherwise',
    `format: ${table.format}`,
    ...(table.format === 'csv' && delimiter !== undefined ? [`delimiter: ${delimiter}`] : []),
    ...dateLines(guessDates(table.columns)),
    ...(marks.length === 0 ? [] : [`missing: ${yamlList(marks)} # seen in the sample; they mean nothing is recorded`]),
    '',
  ];
}

const DELIMITER_NAMES: Readonly<Record<string, string>> = { ';': 'semicolon', '\t': 'tab', '|': 'pipe' };

function dateLines(guess: DateGuess | undefined): string[] {
  if (guess === undefined)
    return ['# No column looks like dates. date: { format: dd/MM/yyyy HH:mm, zone: Europe/Lisbon }'];
  const { format, needsZone, remark } = guess;
  return [
    ...(remark === undefined ? [] : [`# CHECK: ${remark}.`]),
    ...(needsZone
      ? ['# CHECK: the dates carry no offset. Add zone: Europe/Lisbon (where they were written) below, or give --zone.']
      : []),
    `date: { format: ${yamlText(format)} }`,
  ];
}

/** A short name from the file's, which no source has. */
function sourceName(file: string): string {
  const base = file.replace(/^.*[/\\]/, '').replace(/\.[^.]*$/, '');
  const words = base.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const slug = words.join('-').slice(0, 30).replace(/-$/, '');
  const named = /^[a-z]/.test(slug) ? slug : `my-${slug === '' ? 'tool' : slug}`;
  return SOURCES.some(({ id }) => id === named) ? `my-${named}` : named;
}

const NEEDED: Readonly<Record<RowGuess, readonly string[]>> = {
  incident: ['id', 'title', 'declaredAt'],
  event: ['incident', 'kind', 'at'],
  update: ['incident', 'at'],
  person: ['id', 'name'],
};

function tellingColumns(table: SampleTable, row: RowGuess): string[] {
  const fields = guessFields(table, row);
  const found = NEEDED[row].flatMap((field) => fields.get(field)?.name ?? []);
  return found.length > 0 ? found : table.columns.slice(0, 3).map(({ name }) => name);
}

function fieldLines(table: SampleTable, row: RowGuess): string[] {
  const fields = guessFields(table, row);
  const missing = NEEDED[row].filter((field) => !fields.has(field));
  return [
    ...missing.map((field) => missingLine(field, table, fields)),
    ...[...fields].flatMap(([field, column]) => fieldLine(field, column, row)),
    ...(row === 'incident' ? refLines(table, fields) : []),
  ];
}

/** A column of keys such as SHOP-12 beside the id of the incident itself names records of a tracker. */
function refLines(table: SampleTable, fields: ReadonlyMap<string, SampleColumn>): string[] {
  const taken = new Set(fields.values());
  const keys = table.columns.find(
    (column) =>
      !taken.has(column) && column.values.length > 0 && column.values.every((value) => TRACKER_KEY.test(value)),
  );
  if (keys === undefined) return [];
  return [`refs: [{ system: =jira, id: ${yamlText(keys.name)} }] # CHECK: which tracker these keys are of`];
}

const TRACKER_KEY = /^[A-Z][A-Z0-9]{1,9}-\d{1,7}$/;

/** What a record needs and no column seems to hold: something that can be read, to be put right by a person. */
function missingLine(field: string, table: SampleTable, fields: ReadonlyMap<string, SampleColumn>): string {
  const stand = (fields.get('id') ?? fields.get('incident') ?? table.columns[0])?.name ?? '';
  if (field === 'kind')
    return `kind: =note # CHANGE THIS: what each row tells; one of ${EVENT_KINDS.slice(0, 8).join(', ')}, ...`;
  return `${field}: ${yamlText(stand)} # CHANGE THIS: no column looks like it`;
}

const PEOPLE_FIELDS = ['actor', 'assignee', 'openedBy', 'resolvedBy'];

function fieldLine(field: string, column: SampleColumn, row: RowGuess): string[] {
  const name = yamlText(column.name);
  if (field === 'severity') return [...severityLines(column), `severityLabel: ${name}`];
  if (field === 'state') return stateLines(column);
  if (field === 'kind' && row === 'event') return kindLines(column);
  if (isGuessedByContent(field, column, row))
    return [`${field}: ${name} # CHECK: dates, but its name does not say of what`];
  return [PEOPLE_FIELDS.includes(field) ? `${field}: ${personOf(column)}` : `${field}: ${name}`];
}

function personOf(column: SampleColumn): string {
  return `{ name: ${yamlText(column.name)} }`;
}

function severityLines(column: SampleColumn): string[] {
  return valueLines('severity', column, { guess: severityOf, wanted: '1 (worst) to 5' });
}

function stateLines(column: SampleColumn): string[] {
  return [
    ...valueLines('state', column, { guess: stateOf, wanted: 'resolved, closed, mitigated, or left out' }),
    '  otherwise: keep',
  ];
}

function kindLines(column: SampleColumn): string[] {
  const guess = (word: string): string | undefined =>
    EVENT_KINDS.find((kind) => wordKey(kind) === wordKey(word)) ??
    EVENT_WORDS.find(([pattern]) => pattern.test(word))?.[1];
  return valueLines('kind', column, { guess, wanted: 'an event kind, see docs/sources/native.md' });
}

const EVENT_WORDS: readonly (readonly [RegExp, string])[] = [
  [/ack/i, 'acknowledged'],
  [/^paged|page sent|notif/i, 'paged'],
  [/escalat/i, 'escalated'],
  [/join|arriv/i, 'joined'],
  [/mitigat/i, 'mitigation'],
  [/resol/i, 'resolved'],
  [/clos/i, 'closed'],
  [/open|declar|creat/i, 'declared'],
  [/update/i, 'status-update'],
  [/note|comment/i, 'note'],
];

interface ValueGuess {
  readonly guess: (word: string) => string | number | undefined;
  readonly wanted: string;
}

/** A field with the words of its column; those without a guess are left for a person. */
function valueLines(field: string, column: SampleColumn, { guess, wanted }: ValueGuess): string[] {
  const words = [...new Set(column.values)].sort().slice(0, 20);
  const known = words.flatMap((word) => {
    const meant = guess(word);
    return meant === undefined ? [] : [`    ${yamlText(word)}: ${String(meant)}`];
  });
  const open = words
    .filter((word) => guess(word) === undefined)
    .map((word) => `    # ${yamlText(word)}: ? (${wanted})`);
  const values = known.length === 0 ? ['  values: {}'] : ['  values:', ...known];
  return [`${field}: # CHECK: what each word means`, `  from: ${yamlText(column.name)}`, ...values, ...open];
}

/** Further records of an incident's row: who did what, and when, as far as columns say it. */
function furtherLines(table: SampleTable): string[] {
  const fields = guessFields(table, 'incident');
  const people = guessPeople(table);
  const person = (role: string, field: string): string => {
    const column = people.get(role);
    return column === undefined ? '' : `, ${field}: ${personOf(column)}`;
  };
  const at = (field: string): string | undefined => fields.get(field)?.name;
  const [declaredAt, resolvedAt] = [at('declaredAt'), at('resolvedAt')];
  const [commander, responders] = [people.get('commander'), people.get('responders')];
  const events = [
    ...(declaredAt === undefined
      ? []
      : [`{ kind: =declared, at: ${yamlText(declaredAt)}${person('declared', 'actor')} }`]),
    ...(resolvedAt === undefined
      ? []
      : [`{ kind: =resolved, at: ${yamlText(resolvedAt)}${person('resolved', 'actor')} }`]),
  ].map((line) => ['      - each: event', `        fields: ${line}`]);
  if (commander !== undefined) events.push(commanderLines(commander));
  if (responders !== undefined) events.push(responderLines(responders));
  return events.length === 0 ? [] : ['    also: # further records of the same row', ...events.flat()];
}

function commanderLines(column: SampleColumn): string[] {
  return [
    '      - each: event',
    `        when: { ${yamlText(column.name)}: { exists: true } }`,
    `        fields: { kind: =role-assumed, subject: ${personOf(column)}, details: { role: =commander } }`,
  ];
}

function responderLines(column: SampleColumn): string[] {
  const split = column.values.some((value) => value.includes(';')) ? ';' : ',';
  return [
    '      - each: event # CHECK: whether being named here means that they came',
    `        for: { from: ${yamlText(column.name)}, split: '${split}' }`,
    '        fields: { kind: =joined, actor: { name: . } }',
  ];
}

/** Columns that nothing was made of, for a person to see. */
function leftLines(table: SampleTable, fields: readonly string[]): string[] {
  const used = fields.join('\n');
  const people = new Set([...guessPeople(table).values()].map(({ name }) => name));
  const left = table.columns.filter(({ name }) => !used.includes(yamlText(name)) && !people.has(name));
  if (left.length === 0) return [];
  return [
    '',
    `# Not used: ${left
      .slice(0, 60)
      .map(({ name }) => yamlText(name))
      .join(', ')}`,
  ];
}

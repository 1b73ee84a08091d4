import { holdsDates } from './guess-dates.js';
import type { SampleColumn, SampleTable } from './sample-table.js';

/** What a row seems to be. */
export type RowGuess = 'incident' | 'event' | 'update' | 'person';

/** How a field seems to be found: a pattern for the column's last name, and what it must hold. */
interface Clue {
  readonly field: string;
  readonly name: RegExp;
  readonly holds: 'dates' | 'words' | 'names' | 'links' | 'anything';
}

const ID = /^(id|uid|ref|reference|number|key|incident|incident[ _]?(id|number|ref|key)|ticket|case|sys_id)$/i;

const INCIDENT: readonly Clue[] = [
  { field: 'id', name: ID, holds: 'anything' },
  {
    field: 'title',
    name: /^(title|summary|subject|headline|short[ _]?description|name|message|description)$/i,
    holds: 'anything',
  },
  { field: 'declaredAt', name: /open|creat|declar|report|start|begin|date|^at$|time/i, holds: 'dates' },
  { field: 'detectedAt', name: /detect/i, holds: 'dates' },
  { field: 'mitigatedAt', name: /mitigat|stabl|contain/i, holds: 'dates' },
  { field: 'resolvedAt', name: /resol|fixed|^end|ended|restored/i, holds: 'dates' },
  { field: 'closedAt', name: /clos/i, holds: 'dates' },
  { field: 'updatedAt', name: /updat|modif|chang/i, holds: 'dates' },
  { field: 'severity', name: /^sev|severity|priority|impact|urgency/i, holds: 'words' },
  { field: 'service', name: /service|component|system|product/i, holds: 'anything' },
  { field: 'team', name: /team|group|squad/i, holds: 'anything' },
  { field: 'url', name: /url|link|permalink/i, holds: 'links' },
];

const UPDATE: readonly Clue[] = [
  { field: 'incident', name: ID, holds: 'anything' },
  { field: 'seq', name: /mod_?count|revision|^seq|^change$|version/i, holds: 'anything' },
  { field: 'at', name: /updat|modif|chang|saved/i, holds: 'dates' },
  { field: 'actor', name: /(updat|modif|chang|saved)\w*[ _]?by/i, holds: 'names' },
  { field: 'title', name: /^(title|summary|subject|short[ _]?description)$/i, holds: 'anything' },
  { field: 'state', name: /state|status/i, holds: 'words' },
  { field: 'severity', name: /^sev|severity|priority/i, holds: 'words' },
  { field: 'assignee', name: /assign(ed|ee)|owner/i, holds: 'names' },
  { field: 'openedAt', name: /open|creat/i, holds: 'dates' },
  { field: 'openedBy', name: /(open|creat)\w*[ _]?by/i, holds: 'names' },
  { field: 'resolvedAt', name: /resol/i, holds: 'dates' },
  { field: 'resolvedBy', name: /resol\w*[ _]?by/i, holds: 'names' },
  { field: 'closedAt', name: /clos/i, holds: 'dates' },
];

const EVENT: readonly Clue[] = [
  { field: 'incident', name: /^incident|^inc[ _]?(id|number)?$|ticket|case/i, holds: 'anything' },
  { field: 'id', name: /^(id|event[ _]?id|uid)$/i, holds: 'anything' },
  { field: 'kind', name: /^(kind|event|type|action|what|event[ _]?type)$/i, holds: 'words' },
  { field: 'at', name: /^(at|ts|time|timestamp|date|when)$|_at$|occur|creat/i, holds: 'dates' },
  { field: 'actor', name: /actor|user|^by$|author|who|person|name/i, holds: 'names' },
  { field: 'url', name: /url|link/i, holds: 'links' },
];

const PERSON: readonly Clue[] = [
  { field: 'id', name: /^(id|uid|user[ _]?id|handle|login|username)$/i, holds: 'anything' },
  { field: 'name', name: /name/i, holds: 'anything' },
  { field: 'email', name: /mail/i, holds: 'anything' },
  { field: 'timeZone', name: /zone|^tz$/i, holds: 'anything' },
  { field: 'team', name: /team|group/i, holds: 'anything' },
];

const CLUES: Readonly<Record<RowGuess, readonly Clue[]>> = {
  incident: INCIDENT,
  update: UPDATE,
  event: EVENT,
  person: PERSON,
};

/** Columns that name people in an incident's row, by what they did. */
const PEOPLE: readonly (readonly [string, RegExp])[] = [
  ['declared', /(open|creat|declar|report|start)\w*[ _]?by|reporter|caller/i],
  ['resolved', /(resol|clos|fix)\w*[ _]?by/i],
  ['commander', /commander|lead|^ic$|manager/i],
  ['responders', /responder|participant|involved|attendee/i],
];

/** What a row seems to be, judged from the columns and from whether ids repeat. */
export function guessRow(table: SampleTable): RowGuess {
  const found = (clues: readonly Clue[], field: string): SampleColumn | undefined => assign(table, clues).get(field);
  if (found(PERSON, 'email') !== undefined && found(INCIDENT, 'declaredAt') === undefined) return 'person';
  if (
    found(EVENT, 'kind') !== undefined &&
    found(EVENT, 'incident') !== undefined &&
    found(EVENT, 'at') !== undefined
  ) {
    return 'event';
  }
  const id = found(UPDATE, 'incident');
  const repeats = id !== undefined && new Set(id.values).size < id.values.length;
  return repeats && found(UPDATE, 'at') !== undefined ? 'update' : 'incident';
}

/** The instant that a record needs. */
const WHEN: Readonly<Partial<Record<RowGuess, string>>> = { incident: 'declaredAt', event: 'at', update: 'at' };

/** The column of each field that one seems to be there for. */
export function guessFields(table: SampleTable, row: RowGuess): ReadonlyMap<string, SampleColumn> {
  const fields = assign(table, CLUES[row]);
  const when = WHEN[row];
  const dates = when === undefined || fields.has(when) ? undefined : spareDates(table, fields);
  if (when !== undefined && dates !== undefined) fields.set(when, dates);
  const closed = fields.get('closedAt');
  if (row !== 'incident' || closed === undefined || fields.has('resolvedAt')) return fields;
  // Where one column says when it was over, that is when it was resolved.
  fields.delete('closedAt');
  return fields.set('resolvedAt', closed);
}

/** A column of dates whose name says nothing: better looked at than left out. */
function spareDates({ columns }: SampleTable, fields: ReadonlyMap<string, SampleColumn>): SampleColumn | undefined {
  const taken = new Set(fields.values());
  return columns.find((column) => !taken.has(column) && holdsDates(column));
}

/** Whether the column was chosen for what it holds alone, so that a person has to look. */
export function isGuessedByContent(field: string, column: SampleColumn, row: RowGuess): boolean {
  const clue = CLUES[row].find((one) => one.field === field);
  return field === WHEN[row] && clue?.name.test(lastName(column)) !== true;
}

/** The columns that name people in an incident's row, by what they did. */
export function guessPeople({ columns }: SampleTable): ReadonlyMap<string, SampleColumn> {
  return new Map(
    PEOPLE.flatMap(([role, name]) => {
      const column = columns.find((one) => name.test(lastName(one)) && holds(one, 'names'));
      return column === undefined ? [] : [[role, column] as const];
    }),
  );
}

/** Each column serves one field, the first whose clue it answers. */
function assign({ columns }: SampleTable, clues: readonly Clue[]): Map<string, SampleColumn> {
  const taken = new Set<SampleColumn>();
  const assigned = new Map<string, SampleColumn>();
  for (const clue of clues) {
    const column = columns.find((one) => !taken.has(one) && clue.name.test(lastName(one)) && holds(one, clue.holds));
    if (column === undefined) continue;
    taken.add(column);
    assigned.set(clue.field, column);
  }
  return assigned;
}

function lastName({ name }: SampleColumn): string {
  return name.split('.').at(-1) ?? name;
}

function holds(column: SampleColumn, what: Clue['holds']): boolean {
  const { values } = column;
  switch (what) {
    case 'dates':
      return holdsDates(column);
    case 'words':
      return new Set(values).size <= 20 && values.every(({ length }) => length <= 40) && !holdsDates(column);
    case 'names':
      return !holdsDates(column);
    case 'links':
      return values.every((value) => /^https?:/i.test(value));
    case 'anything':
      return !holdsDates(column);
  }
}

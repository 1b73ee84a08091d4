import type { CoverageKind } from '../../../domain/event.js';
import type { RowGuess } from './guess-fields.js';
import { severityOf, stateOf } from './guess-words.js';
import type { SampleColumn } from './sample-table.js';

type Fields = ReadonlyMap<string, SampleColumn>;

/** Kinds of event, and whether the suggested mapping makes them. */
type Told = readonly (readonly [CoverageKind, boolean])[];

/** What the suggested records of a row tell, and nothing that a person has yet to add. */
export function guessCovers(fields: Fields, row: RowGuess): CoverageKind[] {
  return toldBy(fields, row).flatMap(([kind, isTold]) => (isTold ? [kind] : []));
}

function toldBy(fields: Fields, row: RowGuess): Told {
  switch (row) {
    case 'incident':
      return [
        ['declared', fields.has('declaredAt')],
        ['resolved', fields.has('resolvedAt')],
      ];
    case 'update':
      return toldByUpdates(fields);
    default:
      return [];
  }
}

/** A history tells an end only by a state that is one, and a change of severity only by words that are severities. */
function toldByUpdates(fields: Fields): Told {
  const states = new Set(fields.get('state')?.values.map(stateOf));
  const ends = states.has('resolved') || states.has('closed');
  const severities = fields.get('severity')?.values ?? [];
  return [
    ['declared', fields.has('openedAt')],
    ['assigned', fields.has('assignee')],
    ['severity-changed', severities.some((word) => severityOf(word) !== undefined)],
    ['state-changed', fields.has('state')],
    ['resolved', ends],
    ['reopened', ends],
    ['closed', states.has('closed')],
  ];
}

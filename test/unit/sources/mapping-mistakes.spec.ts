import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Problem } from '../../../src/domain/problem.js';
import { parseMapping } from '../../../src/sources/mapping/parse-mapping.js';

const FOLDER = new URL('../../imports/not-ok/', import.meta.url);

/** The lines and sentences that each mistaken mapping is answered with. */
const MISTAKES: Readonly<Record<string, readonly (readonly [number, string])[]>> = {
  'not-yaml': [
    [
      4,
      'This is not YAML from here on (Flow sequence in block collection must be sufficiently indented and end with a ]); mend it at this place.',
    ],
  ],
  'same-key': [[3, 'This is not YAML from here on (Map keys must be unique); mend it at this place.']],
  empty: [[1, 'The mapping must begin with source:, title:, version: and tables:.']],
  'near-words': [
    [2, 'titel is nothing a mapping knows here; did you mean title?'],
    [6, 'tables[0].recognize is nothing a mapping knows here; did you mean recognise?'],
    [12, 'tables[0].also[0].wen is nothing a mapping knows here; did you mean when?'],
  ],
  'source-name': [[1, 'source must be a short name in small letters, digits and hyphens, such as sev-sheet.']],
  'source-taken': [[1, 'source is the name of a source that Sevidence has; choose another, such as my-pagerduty.']],
  'version-missing': [[1, 'version is missing.']],
  'no-tables': [[4, 'tables must be a list with at least one table.']],
  'row-meaning': [[6, 'tables[0].each is not a word that is known here; did you mean incident?']],
  'unknown-field': [
    [10, 'tables[0].fields.declardAt is no field of an incident; did you mean declaredAt?'],
    [
      12,
      'tables[0].fields.colour is no field of an incident; known are id, title, declaredAt, severity, severityLabel, mode, service, team, detectedAt, mitigatedAt, resolvedAt, closedAt, url, refs, keys, kind, mergedInto, customersAffected, impact, factors, updatedAt.',
    ],
  ],
  'field-lacking': [[7, 'tables[0].fields lacks declaredAt, without which there is no incident.']],
  'nothing-said': [
    [
      9,
      'tables[0].fields.title says nothing; name a column or member, write =text for a fixed text, or remove the line.',
    ],
  ],
  'date-format': [
    [
      4,
      'date.format has the letter D, which stands for nothing; dates are written with yyyy MM dd HH mm ss SSS, d M H h a MMM and Z, or as iso, epoch-seconds or epoch-ms.',
    ],
    [4, 'date.zone is not an IANA time zone; write it as Europe/Lisbon.'],
    [
      11,
      'tables[0].fields.declaredAt.date.format has the letter e, which stands for nothing; dates are written with yyyy MM dd HH mm ss SSS, d M H h a MMM and Z, or as iso, epoch-seconds or epoch-ms.',
    ],
    [12, 'tables[0].fields.resolvedAt.date.format lacks the year (yyyy), the month (MM or M) or the day (dd or d).'],
    [
      13,
      'tables[0].fields.closedAt.date.format has hours from 1 to 12 (h) without am or pm (a); write HH or H for 24 hours.',
    ],
  ],
  'event-kind': [
    [
      10,
      'tables[0].fields.kind.values.fixed says "resolvd", which is not a word that kind knows; did you mean resolved?',
    ],
  ],
  'severity-words': [[11, 'tables[0].fields.severity.values.low must be a severity from 1 (worst) to 5.']],
  covers: [
    [
      7,
      'tables[0].covers[1] is not a word that is known here; did you mean paged or page-timed-out or page-withdrawn?',
    ],
  ],
  role: [
    [
      7,
      'tables[0].fields.details.role says "comander", which is not a word that details.role knows; did you mean commander?',
    ],
  ],
  brace: [
    [7, 'tables[0].fields.id opens or closes a brace without its pair; write {member} for each member of the text.'],
  ],
  refs: [[12, 'tables[0].fields.refs[0] needs system: and either id: or url:, or namedIn: and the texts to look in.']],
  condition: [[7, 'tables[0].when.state.exist is nothing a mapping knows here; did you mean exists?']],
  nobody: [[7, 'tables[0].fields.actor.nmae is nothing a mapping knows here; known are id, name.']],
  'forbidden-detail': [[7, 'tables[0].fields.details.__proto__ cannot be the name of anything; choose another.']],
  'two-names': [[8, 'tables[1].name is taken: two tables are called incidents; give each its own.']],
  delimiter: [[5, 'delimiter must be comma, semicolon, tab, pipe or one such character.']],
};

function problemOf(name: string): Problem {
  const file = `mapping-${name}.yaml`;
  try {
    parseMapping(readFileSync(new URL(file, FOLDER), 'utf8'), file);
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error(`${file} was accepted`);
}

describe('a mistake in a mapping file is told with its line and how to mend it', () => {
  it.each(Object.keys(MISTAKES))('%s', (name) => {
    const problem = problemOf(name);
    expect(problem.code).toBe('MAPPING_INVALID');
    expect(problem.rejections.map(({ line, message }) => [line, message])).toEqual(MISTAKES[name]);
  });

  it('every mistaken mapping is told of here', () => {
    const files = readdirSync(FOLDER).flatMap((name) => /^mapping-(.+)\.yaml$/.exec(name)?.[1] ?? []);
    expect(files.sort()).toEqual(Object.keys(MISTAKES).sort());
  });

  it('says the first in one sentence with the file and the line, and how many follow', () => {
    expect(problemOf('near-words').detail).toBe(
      'mapping-near-words.yaml, line 2: titel is nothing a mapping knows here; did you mean title? (2 more mistakes follow.)',
    );
  });

  it('a file that repeats itself without end is refused rather than unfolded', () => {
    const lines = Array.from(
      { length: 30 },
      (_, n) => `l${String(n + 1)}: &l${String(n + 1)} [*l${String(n)}, *l${String(n)}]`,
    );
    const bomb = ['l0: &l0 [a, a]', ...lines].join('\n');
    expect(() => parseMapping(bomb, 'bomb.yaml')).toThrow(
      'bomb.yaml, line 1: The mapping refers to its own parts too often; write them out.',
    );
  });
});

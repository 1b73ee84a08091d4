import { describe, expect, test } from '@jest/globals';
import type { ImportRequest } from '../../../src/ledger/import-report.js';
import { ImportTally } from '../../../src/ledger/importing/import-tally.js';
import { optionDifferences } from '../../../src/ledger/importing/option-differences.js';
import { fileToImport, repeatKey } from '../../../src/ledger/importing/repeat-key.js';
import { NATIVE } from '../../../src/sources/native/native.js';

const INSPECTED = { file: { name: 'f', open: () => [] as never }, sha256: 'a'.repeat(64), bytes: 5 };
const key = (asked: Partial<ImportRequest>): string => repeatKey([fileToImport(INSPECTED, NATIVE, asked)]);

describe('a repeated file is another import', () => {
  test.each<[string, Partial<ImportRequest>]>([
    ['under another connection', { connection: 'ours' }],
    ['in another zone', { zone: 'Europe/Berlin' }],
    ['with other channels', { channels: ['inc-*'] }],
    ['with private incidents', { includePrivate: true }],
    ['in another encoding', { encoding: 'latin1' }],
    ['through a mapping', { mapping: { name: 'm.yaml', text: 'source: ours' } }],
  ])('%s', (_what, asked) => {
    expect(key(asked)).not.toBe(key({}));
  });

  test.each<[string, Partial<ImportRequest>]>([
    ['in quarantine mode', { mode: 'quarantine' }],
    ['without private incidents, said or unsaid', { includePrivate: false }],
    ['with headers looked at more strictly', { strictHeaders: true }],
  ])('but not %s', (_what, asked) => {
    expect(key(asked)).toBe(key({}));
  });

  test('but not with the same channels in another order', () => {
    expect(key({ channels: ['b', 'a', 'b'] })).toBe(key({ channels: ['a', 'b'] }));
  });

  test('through a mapping of other content, whatever its name', () => {
    const mapped = (name: string, text: string): string => key({ mapping: { name, text } });
    expect(mapped('a.yaml', 'x')).toBe(mapped('b.yaml', 'x'));
    expect(mapped('a.yaml', 'x')).not.toBe(mapped('a.yaml', 'y'));
  });
});

describe('what differs from an earlier import is told in words', () => {
  const optionsOf = (asked: Partial<ImportRequest>): string => fileToImport(INSPECTED, NATIVE, asked).options;
  const mapped = (text: string): Partial<ImportRequest> => ({ mapping: { name: 'm.yaml', text } });

  test.each<[string, Partial<ImportRequest>, Partial<ImportRequest>, string]>([
    ['a zone', {}, { zone: 'Europe/Lisbon' }, 'zone none then, Europe/Lisbon now'],
    ['a connection', { connection: 'ours' }, {}, 'connection ours then, native now'],
    ['channels', { channels: ['b', 'a'] }, {}, 'channels a, b then, none now'],
    ['private incidents', {}, { includePrivate: true }, 'private incidents none then, read now'],
    ['an encoding', { encoding: 'latin1' }, { encoding: 'utf-8' }, 'encoding latin1 then, utf-8 now'],
    ['a first mapping', {}, mapped('a'), 'mapping none then, one now'],
    ['another mapping', mapped('a'), mapped('b'), 'mapping of another content then'],
    [
      'two of them',
      { connection: 'ours' },
      { zone: 'UTC' },
      'connection ours then, native now; zone none then, UTC now',
    ],
  ])('%s', (_what, before, now, words) => {
    expect(optionDifferences(optionsOf(before), optionsOf(now))).toBe(words);
  });
});

describe('an import in quarantine mode', () => {
  const rejection = { file: 'a.csv', line: 2, field: 'at', code: 'TIME_INVALID', message: 'There is no such day.' };

  test('counts several faults of one row once', () => {
    const tally = new ImportTally('quarantine');
    tally.reject([rejection, { ...rejection, field: 'severity' }, { ...rejection, line: 3 }]);
    tally.reject([{ ...rejection, line: 3, field: 'title' }]);
    expect(tally.quarantined).toBe(2);
    expect(tally.refused).toBe(false);
    expect(tally.refusal()).toBeUndefined();
  });

  test('is refused by a fault of a whole file, however few the rows, and told that one first', () => {
    const tally = new ImportTally('quarantine');
    tally.countRead([], 'native');
    const whole = { ...rejection, line: 9, code: 'CSV_QUOTE_NOT_CLOSED', scope: 'file' as const, message: 'Open.' };
    tally.reject([rejection, whole]);
    expect(tally.refused).toBe(true);
    expect(tally.refusal()).toMatchObject({ code: 'IMPORT_INVALID_ROWS', rejections: [whole] });
  });
});

import { describe, expect, test } from '@jest/globals';
import { ambiguous, chooseSet } from '../../../src/delivery/archives/choose-set.js';
import { mostExpanded } from '../../../src/delivery/archives/archive-limits.js';
import type { Source } from '../../../src/sources/source.js';

const source = (id: string, wanted?: string): Source => ({
  id,
  title: id,
  version: 1,
  covers: [],
  recognises: () => false,
  ...(wanted === undefined ? {} : { isSet: (names) => names.includes(wanted) }),
  read: () => [] as never,
});
const SOURCES = [source('none'), source('chat', 'users.json'), source('table', 'people.csv')];

describe('files of several names', () => {
  test.each([
    [['users.json', 'inc-1/2026-01-01.json'], 'chat'],
    [['export/users.json', 'export/inc-1/2026-01-01.json'], 'chat'],
    [['people.csv'], 'table'],
    [['export/users.json', 'other/users.json'], undefined],
    [['a.json', 'b.json'], undefined],
    [[], undefined],
  ])('%j are the export of %s', (names, id) => {
    expect(chooseSet(names, SOURCES)?.id).toBe(id);
  });

  test('that nobody takes are counted in the refusal', () => {
    expect(ambiguous('a.zip', 2)).toMatchObject({ code: 'ARCHIVE_AMBIGUOUS', status: 422 });
    expect(ambiguous('a.zip', 2).detail).toContain('a.zip holds 2 files');
    expect(ambiguous('a.zip', 0).code).toBe('FILE_EMPTY');
  });
});

test.each([
  // Up to a megabyte no ratio is looked at; then 200 for each packed byte; and the limit in any case.
  [10, 1_000_000],
  [5_001, 1_000_200],
  [1_000_000, 100_000_000],
])('%d packed bytes may expand to %d', (packed, most) => {
  expect(mostExpanded(packed, { entries: 1, expandedBytes: 100_000_000 })).toBe(most);
});

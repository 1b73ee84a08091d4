import { expect, test } from '@jest/globals';
import { describeUnresolved } from '../../../src/delivery/cli/describe-unresolved.js';
import type { Unresolved } from '../../../src/ledger/reading/list-unresolved.js';

const open = (why: Unresolved['why'], more: Partial<Unresolved> = {}): Unresolved => ({
  connection: 'native',
  reference: 'INC-7',
  why,
  kind: 'incident',
  others: [],
  names: [],
  ...more,
});

test('an incident that only references know is to be imported, since nothing can be decided about it by hand', () => {
  const text = describeUnresolved([open('unknown-incident', { count: 2 })]);
  expect(text).toContain('native:INC-7');
  expect(text).toContain('named by 2 records');
  expect(text).toContain('import the export that holds it');
  expect(text).not.toContain('sevidence incidents link');
});

test('an action item that two incidents claim is to be mended where it is kept, since only incident records are linked', () => {
  const text = describeUnresolved([open('item-claimed-twice', { kind: 'action-item' })]);
  expect(text).toContain('An action item cannot be linked');
  expect(text).not.toContain('sevidence incidents link');
});

test.each<Unresolved['why']>(['claimed-twice', 'names-another-head', 'without-head', 'merged-into-unknown'])(
  'a record that is there (%s) can be linked or kept apart by hand',
  (why) => {
    expect(describeUnresolved([open(why)])).toContain('`sevidence incidents link RECORD INCIDENT`');
  },
);

test('each remedy is told once, and only where something needs it', () => {
  const text = describeUnresolved([
    open('without-head'),
    open('claimed-twice'),
    open('unknown-incident', { count: 1 }),
    open('unknown-incident', { reference: 'INC-8', count: 1 }),
  ]);
  expect(text.match(/sevidence incidents link/g)).toHaveLength(1);
  expect(text.match(/cannot be linked/g)).toHaveLength(1);
  expect(text).not.toContain('action item');
  expect(describeUnresolved([])).toBe('Nothing is unresolved.');
});

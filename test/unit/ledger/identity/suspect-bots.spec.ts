import { expect, test } from '@jest/globals';
import { type ActsOf, tallyActs } from '../../../../src/ledger/identity/acts.js';
import { keyOf } from '../../../../src/ledger/identity/handle.js';
import { suspectBots } from '../../../../src/ledger/identity/suspect-bots.js';
import type { Person } from '../../../../src/domain/person.js';
import { aFile, anEvent } from '../../../builders/incidents.js';
import { minute } from '../../../builders/moments.js';
import { aPerson } from '../../../builders/people.js';

const handle = { connection: 'servicenow', handle: 'x7' };

function suspected(acts: Partial<ActsOf>, ended = 0, more: Partial<Person> = {}, decided = new Map()) {
  const person = { ...aPerson('x'), name: 'Ada', handles: [handle], ...more };
  const of = new Map([['x', { incidents: 0, ended: 0, byHour: new Array<number>(24).fill(0), ...acts }]]);
  return suspectBots({ people: [person], acts: { ended, of, together: new Map() }, decided }).flatMap(
    ({ reasons }) => reasons,
  );
}

test('an account that ends nearly all incidents is suspected, with the counts', () => {
  expect(suspected({ ended: 98 }, 100)).toEqual(['resolved or closed 98 of 100 incidents']);
});

test.each([
  // 79 of 100 is below four in five; of 19 incidents one person may well end all.
  ['most but not nearly all of them', 79, 100],
  ['all of a few', 19, 19],
])('somebody who ends %s is not', (_case, ended, all) => {
  expect(suspected({ ended }, all)).toEqual([]);
});

test('an account that never rests is suspected', () => {
  // 24 hours of 5 acts: 120 acts, 40 of them in any eight hours.
  expect(suspected({ byHour: new Array<number>(24).fill(5) })).toEqual([
    'acts around the clock: 40 of 120 acts in its quietest eight hours',
  ]);
});

test('somebody who sleeps, or did little, is not', () => {
  const asleep = Array.from({ length: 24 }, (_, hour) => (hour < 8 ? 1 : 10));
  expect(suspected({ byHour: asleep })).toEqual([]);
  expect(suspected({ byHour: new Array<number>(24).fill(4) })).toEqual([]);
});

test.each(['svc-deploy', 'Jira Automation', 'ops_bot'])('the name of a program is suspected: %s', (name) => {
  expect(suspected({}, 0, { name })).toEqual(['has the name of a program']);
});

test.each(['Abbott', 'Apiwat', 'Talbot'])('a name that merely holds such letters is not: %s', (name) => {
  expect(suspected({}, 0, { name })).toEqual([]);
});

test('what is known to be a program, or was decided upon, is not brought up', () => {
  expect(suspected({ ended: 98 }, 100, { bot: true })).toEqual([]);
  const decided = new Map([[keyOf(handle), { bot: false, number: 1 }]]);
  expect(suspected({ ended: 98 }, 100, {}, decided)).toEqual([]);
});

test('acts are tallied by incident, ending and hour, and handles with whom they appear', async () => {
  const events = [
    anEvent('joined', minute(0), { actor: 'ada' }),
    anEvent('resolved', minute(65), { actor: 'x' }),
    anEvent('closed', minute(66), { actor: 'x' }),
  ];
  const file = aFile({ events, people: [aPerson('ada'), { ...aPerson('x'), linked: false }] });
  const files = async function* () {
    yield await Promise.resolve(file);
    yield { ...file, events: events.slice(0, 1) };
    yield { ...file, incident: null };
  };
  const acts = await tallyActs(files());
  const hour = Number(minute(65).slice(11, 13));
  expect(acts.ended).toBe(1);
  expect(acts.of.get('x')).toMatchObject({ incidents: 2, ended: 1 });
  expect(acts.of.get('x')?.byHour[hour]).toBe(2);
  expect(acts.together.get('x')?.get('ada')).toBe(2);
});

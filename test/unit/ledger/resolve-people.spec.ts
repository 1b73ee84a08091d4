import { describe, expect, test } from '@jest/globals';
import type { IdentityLink } from '../../../src/ledger/identity/decisions.js';
import { keyOf } from '../../../src/ledger/identity/handle.js';
import { resolvePeople } from '../../../src/ledger/identity/resolve-people.js';
import type { UserEntry } from '../../../src/ledger/identity/user-entry.js';
import { handleId, personIdOfEmail, recordId } from '../../../src/ledger/record-id.js';

function user(connection: string, handle: string, more: Partial<UserEntry> = {}): UserEntry {
  return { connection, source: connection, type: 'person', handle, name: handle, ...more };
}

function link(from: string, to: string): IdentityLink {
  const [connection = '', handle = ''] = from.split(':');
  const [personConnection = '', personHandle = ''] = to.split(':');
  return { connection, handle, personConnection, personHandle };
}

describe('an e-mail', () => {
  test('links user records of different connections, in any case', () => {
    const people = resolvePeople(
      [user('native', 'ana', { email: 'ana@x.org' }), user('pagerduty', 'P1', { email: 'Ana@X.org' })],
      [],
      [],
    );
    expect(people.personOf('pagerduty', 'P1')).toBe(people.personOf('native', 'ana'));
    expect(people.personOf('pagerduty', 'P1')).toMatchObject({ id: personIdOfEmail('ana@x.org'), linked: true });
    expect(people.all.size).toBe(1);
  });

  test('that nobody else has still makes a person', () => {
    const people = resolvePeople([user('pagerduty', 'P1', { email: 'a@x.org' })], [], []);
    expect(people.personOf('pagerduty', 'P1')).toMatchObject({ id: personIdOfEmail('a@x.org'), linked: true });
  });

  test('in a bare handle links nobody', () => {
    const people = resolvePeople(
      [user('native', 'ana', { email: 'a@x.org' }), user('slack', 'U1', { type: 'handle', email: 'a@x.org' })],
      [],
      [],
    );
    expect(people.personOf('slack', 'U1')).toMatchObject({ id: handleId('slack', 'U1'), linked: false });
  });

  test('that two user records of one connection claim merges nobody, anywhere, and is flagged', () => {
    const people = resolvePeople(
      [
        user('native', 'ana', { email: 'shared@x.org' }),
        user('native', 'bo', { email: 'Shared@x.org' }),
        user('pagerduty', 'P1', { email: 'shared@x.org' }),
      ],
      [],
      [],
    );
    expect(people.all.size).toBe(3);
    expect([...people.ambiguousEmails.values()]).toEqual(['shared@x.org', 'shared@x.org', 'shared@x.org']);
    expect(people.personOf('native', 'ana')).toMatchObject({ id: recordId('native', 'person', 'ana'), linked: true });
    expect(people.personOf('pagerduty', 'P1').linked).toBe(false);
  });

  test('that is blank is none', () => {
    const people = resolvePeople([user('a', '1', { email: ' ' }), user('b', '2', { email: ' ' })], [], []);
    expect(people.all.size).toBe(2);
  });
});

describe('a handle', () => {
  test('of a native person is that person without any e-mail', () => {
    const people = resolvePeople([user('native', 'ana')], [], []);
    expect(people.personOf('native', 'ana')).toMatchObject({ id: recordId('native', 'person', 'ana'), linked: true });
  });

  test('of a user record without an e-mail stays unlinked, with its name', () => {
    const people = resolvePeople([user('pagerduty', 'P1', { name: 'Ana' })], [], []);
    expect(people.personOf('pagerduty', 'P1')).toMatchObject({
      id: handleId('pagerduty', 'P1'),
      name: 'Ana',
      linked: false,
    });
  });

  test('that looks like one of another connection or column is not merged with it', () => {
    const named = [
      { connection: 'a', handle: 'ana' },
      { connection: 'b', handle: 'ana' },
      { connection: 'sn', handle: 'opened_by:7' },
      { connection: 'sn', handle: 'resolved_by:7' },
    ];
    expect(resolvePeople([], named, []).all.size).toBe(4);
  });

  test('that nothing names yet is its own identity all the same', () => {
    const people = resolvePeople([], [], []);
    expect(people.personOf('a', 'new')).toMatchObject({ id: handleId('a', 'new'), name: 'new', linked: false });
  });
});

describe('a bare name', () => {
  const named = [{ connection: 'pagerduty', handle: 'name:Ana' }];

  test('is the one user of exactly that name in its connection', () => {
    const people = resolvePeople([user('pagerduty', 'P1', { name: 'Ana', email: 'a@x.org' })], named, []);
    expect(people.personOf('pagerduty', 'name:Ana').id).toBe(personIdOfEmail('a@x.org'));
    expect(people.all.size).toBe(1);
  });

  test('of an unlinked user is that user, and stays unlinked', () => {
    const people = resolvePeople([user('pagerduty', 'P1', { name: 'Ana' })], named, []);
    expect(people.personOf('pagerduty', 'name:Ana')).toMatchObject({ id: handleId('pagerduty', 'P1'), linked: false });
  });

  test('is that one handle though a record repeats the bare name beside it', () => {
    const entries: UserEntry[] = ['P1', 'name:Ana'].map((handle) => ({
      connection: 'pagerduty',
      source: 'pagerduty',
      type: 'handle',
      handle,
      name: 'Ana',
    }));
    const people = resolvePeople(entries, named, []);
    expect(people.personOf('pagerduty', 'name:Ana').id).toBe(handleId('pagerduty', 'P1'));
    expect(people.all.size).toBe(1);
  });

  test.each([
    ['two users carry', [user('pagerduty', 'P1', { name: 'Ana' }), user('pagerduty', 'P2', { name: 'Ana' })]],
    ['only another connection knows', [user('native', 'ana', { name: 'Ana' })]],
    ['is spelt another way', [user('pagerduty', 'P1', { name: 'ana' })]],
  ])('that %s is its own identity', (_case, users) => {
    const person = resolvePeople(users, named, []).personOf('pagerduty', 'name:Ana');
    expect(person).toMatchObject({ id: handleId('pagerduty', 'name:Ana'), name: 'Ana', linked: false });
  });
});

describe('a decision', () => {
  test('links a handle nobody describes', () => {
    const people = resolvePeople([user('native', 'ana')], [], [link('pagerduty:P1', 'native:ana')]);
    expect(people.personOf('pagerduty', 'P1')).toBe(people.personOf('native', 'ana'));
    expect(people.personOf('native', 'ana').handles).toContainEqual({ connection: 'pagerduty', handle: 'P1' });
  });

  test('overrides an e-mail', () => {
    const people = resolvePeople(
      [user('native', 'ana', { email: 'a@x.org' }), user('native', 'bo'), user('pd', 'P1', { email: 'a@x.org' })],
      [],
      [link('pd:P1', 'native:bo')],
    );
    expect(people.personOf('pd', 'P1').id).toBe(recordId('native', 'person', 'bo'));
    expect(people.personOf('native', 'ana').handles).toHaveLength(1);
  });

  test('about the target of a decision is followed to its end', () => {
    const links = [link('a:1', 'b:2'), link('b:2', 'native:ana')];
    const people = resolvePeople([user('native', 'ana')], [], links);
    expect(people.personOf('a', '1').id).toBe(recordId('native', 'person', 'ana'));
  });

  test('in a circle makes all in it one person, with whoever was linked to them', () => {
    const links = [link('a:1', 'b:2'), link('b:2', 'a:1'), link('c:3', 'b:2')];
    for (const decisions of [links, [...links].reverse()]) {
      const people = resolvePeople([], [], decisions);
      const ids = [people.personOf('a', '1'), people.personOf('b', '2'), people.personOf('c', '3')].map(({ id }) => id);
      expect(ids).toEqual(Array(3).fill(handleId('a', '1')));
      expect(people.all.size).toBe(1);
    }
  });

  test('leaves the person who was named their name, e-mail and zone, though the other record is a native one', () => {
    const people = resolvePeople(
      [
        user('native', 'ana', { email: 'ana@home.org', name: 'Ana of old', timeZone: 'Asia/Tokyo' }),
        user('pd', 'P1', { email: 'Ana@work.org', name: 'Ana Silva', timeZone: 'Europe/Lisbon' }),
      ],
      [],
      [link('native:ana', 'pd:P1')],
    );
    const person = people.personOf('native', 'ana');
    expect(person).toMatchObject({
      id: personIdOfEmail('ana@work.org'),
      name: 'Ana Silva',
      email: 'Ana@work.org',
      timeZone: 'Europe/Lisbon',
    });
    expect(people.emails.get(person.id)).toEqual(['ana@work.org', 'ana@home.org']);
  });

  test('takes from the other record what the person who was named lacks', () => {
    const people = resolvePeople(
      [user('native', 'ana', { timeZone: 'Asia/Tokyo', name: 'A' }), user('pd', 'P1', { name: 'Ana Silva' })],
      [],
      [link('native:ana', 'pd:P1')],
    );
    expect(people.personOf('pd', 'P1')).toMatchObject({ name: 'Ana Silva', timeZone: 'Asia/Tokyo' });
  });
});

describe('what is said of a person', () => {
  test('comes from the native record first, then from the first connection that says it', () => {
    const people = resolvePeople(
      [
        user('zeta', '1', { email: 'a@x.org', name: 'Z', timeZone: 'Asia/Tokyo', fte: 0.5 }),
        user('alpha', '2', { email: 'a@x.org', name: 'A', team: 'infra' }),
        user('native', 'ana', { email: 'a@x.org', name: 'Ana', team: 'pay' }),
      ],
      [],
      [],
    );
    const id = personIdOfEmail('a@x.org');
    expect(people.all.get(id)).toMatchObject({ name: 'Ana', timeZone: 'Asia/Tokyo', timeZoneRecorded: true });
    expect(people.profiles.get(id)).toEqual({ fte: 0.5, teams: ['pay'] });
  });

  test('is full time in UTC where nobody says', () => {
    const people = resolvePeople([user('native', 'ana')], [], []);
    const person = people.personOf('native', 'ana');
    expect(person).toMatchObject({ timeZone: 'UTC', timeZoneRecorded: false, bot: false });
    expect(people.profiles.get(person.id)).toEqual({ fte: 1, teams: [] });
  });

  test('does not depend on the order of the records', () => {
    const users = [
      user('native', 'ana', { email: 'a@x.org', name: 'Ana' }),
      user('pd', 'P1', { email: 'a@x.org', name: 'Ana S.' }),
      user('pd', 'P2', { name: 'Bo' }),
    ];
    const named = [{ connection: 'pd', handle: 'name:Bo' }];
    const forward = resolvePeople(users, named, []);
    const backward = resolvePeople([...users].reverse(), named, []);
    expect([...backward.all.values()]).toEqual([...forward.all.values()]);
  });
});

test.each([
  ['the source says so', user('pd', 'P1', { bot: true })],
  ['the name ends in [bot]', user('github', 'g', { name: 'renovate[bot]' })],
  ['the name is that of a service account', user('sn', 's', { name: 'Service Account' })],
])('a bot is marked where %s', (_case, entry) => {
  expect(resolvePeople([entry], [], []).personOf(entry.connection, entry.handle).bot).toBe(true);
});

test.each(['Abbot', 'Talbot Bott', 'Otto System'])('%s is a person', (name) => {
  expect(resolvePeople([user('native', 'x', { name })], [], []).personOf('native', 'x').bot).toBe(false);
});

describe("a vendor's own crosswalk", () => {
  const ana = user('incident-io', '01A', { email: 'a@x.org', sameAs: [{ system: 'slack', id: 'U1' }] });

  test('links the handle of the one account of that system, named by a record or not', () => {
    const people = resolvePeople([ana, user('slack', 'U9')], [], []);
    expect(people.personOf('slack', 'U1')).toMatchObject({ id: personIdOfEmail('a@x.org'), linked: true });
    expect(people.all.get(personIdOfEmail('a@x.org'))?.handles).toContainEqual({ connection: 'slack', handle: 'U1' });
  });

  test('links a user record of that system, whatever it is called there', () => {
    const people = resolvePeople([ana, user('slack', 'U1', { name: 'anouk' })], [], []);
    expect(people.personOf('slack', 'U1').id).toBe(personIdOfEmail('a@x.org'));
  });

  test('links a user without an e-mail to whom the other system knows', () => {
    const unknown = user('grafana', 'G1', { sameAs: [{ system: 'slack', id: 'U1' }] });
    const people = resolvePeople([unknown, user('slack', 'U1', { email: 'a@x.org' })], [], []);
    expect(people.personOf('grafana', 'G1').id).toBe(personIdOfEmail('a@x.org'));
  });

  test('makes two handles one, though nobody knows yet whose', () => {
    const people = resolvePeople([user('grafana', 'G1', { sameAs: [{ system: 'slack', id: 'U1' }] })], [], [], {
      sources: new Map([['slack', ['slack']]]),
    });
    expect(people.personOf('slack', 'U1')).toBe(people.personOf('grafana', 'G1'));
    expect(people.personOf('slack', 'U1').linked).toBe(false);
  });

  test('links nobody in a system that was not read', () => {
    expect(resolvePeople([ana], [], []).personOf('slack', 'U1').linked).toBe(false);
  });

  test('is for the one of several accounts that knows the handle', () => {
    const named = [{ connection: 'slack-eu', handle: 'U1' }];
    const people = resolvePeople([ana, user('slack-us', 'U7', { source: 'slack' })], named, [], {
      sources: new Map([['slack-eu', ['slack']]]),
    });
    expect(people.personOf('slack-eu', 'U1').id).toBe(personIdOfEmail('a@x.org'));
    expect(people.personOf('slack-us', 'U1').linked).toBe(false);
  });

  test.each([
    ['several accounts know', ['slack-eu', 'slack-us']],
    ['none of several accounts knows', []],
  ])('links nobody where %s the handle, and says so', (_case, knowing) => {
    const people = resolvePeople(
      [ana],
      knowing.map((connection) => ({ connection, handle: 'U1' })),
      [],
      {
        sources: new Map(['slack-eu', 'slack-us'].map((connection) => [connection, ['slack']])),
      },
    );
    expect(people.personOf('slack-eu', 'U1').linked).toBe(false);
    expect([...people.contradicted]).toEqual([personIdOfEmail('a@x.org')]);
  });

  test('links nobody where two people claim one handle, and says so', () => {
    const bo = user('rootly', '7', { email: 'b@x.org', sameAs: [{ system: 'slack', id: 'U1' }] });
    const people = resolvePeople([ana, bo, user('slack', 'U1')], [], []);
    expect(people.personOf('slack', 'U1')).toMatchObject({ id: handleId('slack', 'U1'), linked: false });
    expect(people.contradicted).toContain(handleId('slack', 'U1'));
  });

  test("does not outweigh the e-mail of the handle's own user record", () => {
    const people = resolvePeople([ana, user('slack', 'U1', { email: 'b@x.org' })], [], []);
    expect(people.personOf('slack', 'U1').id).toBe(personIdOfEmail('b@x.org'));
    expect(people.personOf('incident-io', '01A').id).toBe(personIdOfEmail('a@x.org'));
    expect(people.contradicted.size).toBe(2);
  });

  test('links nobody where two users of one connection claim one handle', () => {
    const twin = user('incident-io', '01B', { sameAs: [{ system: 'slack', id: 'U1' }] });
    const people = resolvePeople([ana, twin, user('slack', 'U1')], [], []);
    expect(people.personOf('slack', 'U1').linked).toBe(false);
    expect(people.personOf('incident-io', '01B').linked).toBe(false);
  });

  describe('of a user whose e-mail is claimed twice', () => {
    const [first, second] = [
      user('incident-io', 'UA', { email: 'a@x.org', sameAs: [{ system: 'slack', id: 'U1' }] }),
      user('incident-io', 'UB', { email: 'a@x.org' }),
    ];

    test('links nobody to whoever has another e-mail in the other system, and says so', () => {
      const others = [user('slack', 'U1', { email: 'z@x.org' }), user('github', 'zed', { email: 'z@x.org' })];
      const people = resolvePeople([first, second, ...others], [], []);
      expect(people.personOf('incident-io', 'UA')).toMatchObject({ id: handleId('incident-io', 'UA'), linked: false });
      expect(people.personOf('slack', 'U1').id).toBe(personIdOfEmail('z@x.org'));
      expect(people.all.get(personIdOfEmail('z@x.org'))?.handles).toEqual([
        { connection: 'github', handle: 'zed', name: 'zed' },
        { connection: 'slack', handle: 'U1', name: 'U1' },
      ]);
      expect(people.contradicted).toEqual(new Set([handleId('incident-io', 'UA'), personIdOfEmail('z@x.org')]));
    });

    test('links nobody to whoever has another e-mail that is claimed twice too', () => {
      const others = [user('slack', 'U1', { email: 'z@x.org' }), user('slack', 'U2', { email: 'z@x.org' })];
      const people = resolvePeople([first, second, ...others], [], []);
      expect(people.all.size).toBe(4);
      expect(people.contradicted).toEqual(new Set([handleId('incident-io', 'UA'), handleId('slack', 'U1')]));
    });

    test('still makes two accounts one where both have that e-mail, though nobody knows whose', () => {
      const people = resolvePeople([first, second, user('slack', 'U1', { email: 'A@x.org' })], [], []);
      expect(people.personOf('slack', 'U1')).toBe(people.personOf('incident-io', 'UA'));
      expect(people.personOf('slack', 'U1').linked).toBe(false);
      expect(people.contradicted.size).toBe(0);
    });

    test('goes with the handle once somebody has decided whose that is', () => {
      const others = [user('slack', 'U1', { email: 'z@x.org' }), user('native', 'ana')];
      const people = resolvePeople([first, second, ...others], [], [link('slack:U1', 'native:ana')]);
      expect(people.personOf('incident-io', 'UA').id).toBe(recordId('native', 'person', 'ana'));
    });
  });

  test('goes with a handle that was decided upon', () => {
    const people = resolvePeople(
      [user('native', 'ana'), { ...ana, email: 'other@x.org' }, user('slack', 'U1')],
      [],
      [link('incident-io:01A', 'native:ana')],
    );
    expect(people.personOf('slack', 'U1').id).toBe(recordId('native', 'person', 'ana'));
  });

  test('is overridden by a decision about the handle', () => {
    const people = resolvePeople([user('native', 'bo'), ana, user('slack', 'U1')], [], [link('slack:U1', 'native:bo')]);
    expect(people.personOf('slack', 'U1').id).toBe(recordId('native', 'person', 'bo'));
    expect(people.personOf('incident-io', '01A').id).toBe(personIdOfEmail('a@x.org'));
  });
});

describe('a handle that was said to be nobody but itself', () => {
  const apart = [{ connection: 'slack', handle: 'U1' }];

  test('is linked by no e-mail', () => {
    const users = [user('native', 'ana', { email: 'a@x.org' }), user('slack', 'U1', { email: 'a@x.org' })];
    const people = resolvePeople(users, [], [], { apart });
    expect(people.personOf('slack', 'U1')).toMatchObject({ id: handleId('slack', 'U1'), linked: false });
    expect(people.personOf('native', 'ana').id).toBe(personIdOfEmail('a@x.org'));
  });

  test('is linked by no crosswalk', () => {
    const ana = user('incident-io', '01A', { email: 'a@x.org', sameAs: [{ system: 'slack', id: 'U1' }] });
    expect(resolvePeople([ana, user('slack', 'U1')], [], [], { apart }).personOf('slack', 'U1').linked).toBe(false);
  });
});

describe('a decision that names somebody by e-mail', () => {
  const decided: IdentityLink = { connection: 'github', handle: 'al', email: 'a@x.org' };

  test('makes a person whom no user record knows, found by that e-mail', () => {
    const people = resolvePeople([user('github', 'al', { name: 'Al' })], [], [decided]);
    expect(people.personOf('github', 'al')).toMatchObject({ name: 'Al', email: 'a@x.org', linked: true });
    expect(people.emails.get(personIdOfEmail('a@x.org'))).toEqual(['a@x.org']);
  });

  test('is joined by the user record that brings the e-mail later', () => {
    const people = resolvePeople([user('jira', '7', { email: 'A@x.org' }), user('github', 'al')], [], [decided]);
    expect(people.personOf('github', 'al')).toBe(people.personOf('jira', '7'));
  });
});

describe('whether somebody is a program', () => {
  const bots = (...marks: [string, boolean][]) =>
    new Map(marks.map(([handle, bot], index) => [keyOf({ connection: 'github', handle }), { bot, number: index + 1 }]));

  test('is what a person said, against any name', () => {
    const users = [user('github', 'deploys'), user('github', 'ana[bot]')];
    const people = resolvePeople(users, [], [], { bots: bots(['deploys', true], ['ana[bot]', false]) });
    expect(['deploys', 'ana[bot]'].map((handle) => people.personOf('github', handle).bot)).toEqual([true, false]);
  });

  test('is what was said last of any handle of theirs', () => {
    const users = ['one', 'two'].map((handle) => user('github', handle));
    const people = resolvePeople(users, [], [link('github:two', 'github:one')], {
      bots: bots(['one', true], ['two', false]),
    });
    expect(people.personOf('github', 'one').bot).toBe(false);
  });
});

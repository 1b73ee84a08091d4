import { describe, expect, test } from '@jest/globals';
import { readLinkRows } from '../../../../src/ledger/identity/link-rows.js';
import { type LinkKnowledge, planLinks } from '../../../../src/ledger/identity/plan-links.js';
import { resolvePeople } from '../../../../src/ledger/identity/resolve-people.js';
import type { UserEntry } from '../../../../src/ledger/identity/user-entry.js';

function csv(...lines: string[]) {
  return {
    name: 'people.csv',
    open: async function* () {
      yield await Promise.resolve(Buffer.from(lines.join('\r\n')));
    },
  };
}

const HEADER = 'person_email,source,native_id';

describe('a file that says who is who', () => {
  test('is read by its columns, whatever their order and whatever else it holds', async () => {
    const read = await readLinkRows(csv('source,note,native_id,person_email', 'slack,x, U1 ,Ana@Shop.example'));
    expect(read).toEqual({
      rows: [{ line: 2, email: 'ana@shop.example', source: 'slack', handle: 'U1' }],
      rejections: [],
    });
  });

  test.each([
    ['a column is missing', ['person_email,source', 'a@b.org,slack'], [1, 'native_id', 'HEADER_MISSING']],
    ['a column stands twice', ['person_email,source,source', 'a@b.org,x,y'], [1, 'source', 'HEADER_DUPLICATE']],
    ['a cell is empty', [HEADER, 'a@b.org,slack,U1', 'a@b.org,,U2'], [3, 'source', 'FIELD_MISSING']],
    ['an e-mail is none', [HEADER, 'ana,slack,U1'], [2, 'person_email', 'EMAIL_INVALID']],
    ['a row is short', [HEADER, 'a@b.org,slack'], [2, undefined, 'CSV_COLUMN_COUNT']],
    ['it is empty', [''], [undefined, undefined, 'FILE_EMPTY']],
  ])('is refused by line and field where %s', async (_case, lines, [line, field, code]) => {
    const { rejections } = await readLinkRows(csv(...lines));
    expect(rejections.map((one) => [one.line, one.field, one.code])).toEqual([[line, field, code]]);
  });

  test('echoes no address in what it says of a fault', async () => {
    const { rejections } = await readLinkRows(csv(HEADER, 'not an address,slack,U1'));
    expect(JSON.stringify(rejections)).not.toContain('not an address');
  });
});

describe('a row', () => {
  const entry = (connection: string, handle: string, more: Partial<UserEntry> = {}): UserEntry => ({
    connection,
    source: connection,
    type: 'person',
    handle,
    name: handle,
    ...more,
  });
  const people = resolvePeople(
    [
      entry('jira', '7', { email: 'ana@shop.example' }),
      entry('slack', 'U9', { email: 'ana@shop.example' }),
      entry('pagerduty', 'P1', { email: 'twice@shop.example' }),
      entry('pagerduty', 'P2', { email: 'twice@shop.example' }),
    ],
    [],
    [],
  );
  const connections = new Map([
    ['jira', ['jira']],
    ['slack-eu', ['slack']],
    ['pd-1', ['pagerduty']],
    ['pd-2', ['pagerduty']],
  ]);

  function plan(rows: [email: string, source: string, handle: string][], more: Partial<LinkKnowledge> = {}) {
    const knowledge = { people, connections, isLocked: () => false, sources: ['github', 'slack'], ...more };
    return planLinks(
      rows.map(([email, source, handle], index) => ({ line: index + 2, email, source, handle })),
      knowledge,
    );
  }

  test('links a handle to whom the e-mail is, named by a handle of theirs', () => {
    expect(plan([['ana@shop.example', 'slack', 'U1']]).links).toEqual([
      { connection: 'slack-eu', handle: 'U1', personConnection: 'jira', personHandle: '7' },
    ]);
  });

  test('names a person by e-mail where nobody has it yet', () => {
    expect(plan([['new@shop.example', 'jira', '8']]).links).toEqual([
      { connection: 'jira', handle: '8', email: 'new@shop.example' },
    ]);
  });

  test('may be of a source not read yet', () => {
    expect(plan([['new@shop.example', 'github', 'octo']]).links).toMatchObject([{ connection: 'github' }]);
  });

  test('that says what is so already, or twice, changes nothing', () => {
    const row: [string, string, string] = ['new@shop.example', 'jira', '8'];
    expect(plan([['ana@shop.example', 'jira', '7'], row, row])).toMatchObject({
      links: [{ handle: '8' }],
      unchanged: 2,
    });
  });

  test.each([
    ['no source', [['a@b.org', 'slakc', 'U1']], 2, 'SOURCE_UNKNOWN'],
    ['a source of several accounts', [['a@b.org', 'pagerduty', 'P9']], 2, 'CONNECTION_AMBIGUOUS'],
    [
      'somebody else than an earlier row',
      [
        ['a@b.org', 'jira', '8'],
        ['c@d.org', 'jira', '8'],
      ],
      3,
      'ROW_CONFLICT',
    ],
    ['an e-mail that two user records claim', [['twice@shop.example', 'jira', '8']], 2, 'IDENTITY_AMBIGUOUS'],
  ] as [string, [string, string, string][], number, string][])(
    'is refused where it names %s',
    (_case, rows, line, code) => {
      expect(plan(rows).rejections.map((one) => [one.line, one.code])).toEqual([[line, code]]);
    },
  );

  test('is refused where it concerns somebody locked', () => {
    const isLocked = (id: string): boolean => id === people.personOf('jira', '7').id;
    expect(plan([['ana@shop.example', 'slack', 'U1']], { isLocked }).rejections).toMatchObject([
      { line: 2, code: 'PERSON_LOCKED' },
    ]);
  });
});

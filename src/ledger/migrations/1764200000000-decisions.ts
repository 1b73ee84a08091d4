import { type MigrationInterface, type QueryRunner, Table, type TableColumnOptions } from 'typeorm';

const column = (name: string, type: 'text' | 'integer', more: Partial<TableColumnOptions> = {}) =>
  ({ name, type, ...more }) satisfies TableColumnOptions;

const DECISIONS = new Table({
  name: 'decisions',
  columns: [
    column('number', 'integer', { isPrimary: true }),
    column('decided_at', 'text'),
    column('decided_by', 'text'),
    column('kind', 'text'),
    column('body', 'text'),
    column('undoes', 'integer', { isNullable: true }),
  ],
});

const IDENTITY_LINKS = new Table({
  name: 'identity_links',
  columns: [
    column('connection', 'text', { isPrimary: true }),
    column('handle', 'text', { isPrimary: true }),
    column('person_connection', 'text'),
    column('person_handle', 'text'),
    column('decided_by', 'text'),
    column('decided_at', 'text'),
  ],
});

interface LinkRow {
  readonly connection: string;
  readonly handle: string;
  readonly person_connection: string;
  readonly person_handle: string;
  readonly decided_by: string;
  readonly decided_at: string;
}

interface DecisionRow {
  readonly number: number;
  readonly decided_at: string;
  readonly decided_by: string;
  readonly kind: string;
  readonly body: string;
  readonly undoes: number | null;
}

/** Every decision of a person is kept for good. Who was said to be whom becomes the first of them, in the order it was said. */
export class Decisions1764200000000 implements MigrationInterface {
  readonly name = 'Decisions1764200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(DECISIONS);
    const links = (await runner.query('SELECT * FROM identity_links')) as LinkRow[];
    const keyOf = ({ decided_at, connection, handle }: LinkRow): string => [decided_at, connection, handle].join('\n');
    links.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    for (const [index, link] of links.entries()) await insert(runner, 'decisions', decisionOf(link, index + 1));
    await runner.dropTable('identity_links');
    for (const statement of appendOnly(runner)) await runner.query(statement);
  }

  /** What identity_links has no place for is lost. */
  async down(runner: QueryRunner): Promise<void> {
    const decisions = (await runner.query('SELECT * FROM decisions ORDER BY number')) as DecisionRow[];
    await runner.createTable(IDENTITY_LINKS);
    for (const link of linksIn(decisions)) await insert(runner, 'identity_links', link);
    await runner.dropTable('decisions');
  }
}

function decisionOf(link: LinkRow, number: number): DecisionRow {
  const { connection, handle, person_connection, person_handle, decided_at, decided_by } = link;
  const body = JSON.stringify({ connection, handle, personConnection: person_connection, personHandle: person_handle });
  return { number, decided_at, decided_by, kind: 'link-handle', body, undoes: null };
}

function linksIn(decisions: readonly DecisionRow[]): LinkRow[] {
  const undone = new Set<number>();
  for (const { number, undoes } of [...decisions].reverse()) {
    if (undoes !== null && !undone.has(number)) undone.add(undoes);
  }
  const links = new Map<string, LinkRow>();
  for (const { number, kind, body, decided_at, decided_by } of decisions) {
    if (undone.has(number) || !kind.endsWith('link-handle')) continue;
    const said = JSON.parse(body) as Record<string, string>;
    const { connection = '', handle = '', personConnection: person_connection, personHandle: person_handle } = said;
    const key = JSON.stringify([connection, handle]);
    links.delete(key);
    if (kind !== 'link-handle' || person_connection === undefined || person_handle === undefined) continue;
    links.set(key, { connection, handle, person_connection, person_handle, decided_by, decided_at });
  }
  return [...links.values()];
}

async function insert(runner: QueryRunner, table: string, row: object): Promise<void> {
  const values = Object.values(row) as unknown[];
  const marks = values.map((_, index) => (isPostgres(runner) ? `$${String(index + 1)}` : '?'));
  await runner.query(`INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${marks.join(', ')})`, values);
}

/** A decision is evidence of who decided: no statement may change or remove it, not even one of ours. */
function appendOnly(runner: QueryRunner): string[] {
  if (isPostgres(runner)) {
    return [
      'CREATE TRIGGER decisions_append_only BEFORE UPDATE OR DELETE ON decisions FOR EACH ROW EXECUTE FUNCTION refuse_change()',
    ];
  }
  return ['UPDATE', 'DELETE'].map(
    (act) =>
      `CREATE TRIGGER decisions_no_${act.toLowerCase()} BEFORE ${act} ON decisions
       BEGIN SELECT RAISE(ABORT, 'decisions is append-only'); END`,
  );
}

function isPostgres(runner: QueryRunner): boolean {
  return runner.dataSource.options.type === 'postgres';
}

import { type MigrationInterface, type QueryRunner, Table, type TableColumnOptions } from 'typeorm';

const column = (name: string, type: 'text' | 'integer' | 'bigint', more: Partial<TableColumnOptions> = {}) =>
  ({ name, type, ...more }) satisfies TableColumnOptions;
const key = { isPrimary: true };
const optional = { isNullable: true };

/** The first tables. Text and integers only, so that a column means the same in both databases. */
export class Spine1764000000000 implements MigrationInterface {
  readonly name = 'Spine1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.createTable(table);
    await runner.query('INSERT INTO write_fence (id, n) VALUES (1, 0)');
    for (const statement of appendOnly(runner)) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...TABLES].reverse()) await runner.dropTable(table);
    if (isPostgres(runner)) await runner.query('DROP FUNCTION refuse_change()');
  }
}

const TABLES = [
  new Table({ name: 'write_fence', columns: [column('id', 'integer', key), column('n', 'integer')] }),
  new Table({
    name: 'imports',
    columns: [
      column('number', 'integer', key),
      column('id', 'text'),
      column('imported_at', 'text'),
      column('sha256', 'text'),
      column('options', 'text'),
      column('counts', 'text'),
      column('status', 'text'),
    ],
  }),
  new Table({
    name: 'import_files',
    columns: [
      column('import_number', 'integer', key),
      column('n', 'integer', key),
      column('name', 'text'),
      column('sha256', 'text'),
      column('bytes', 'bigint'),
      column('source', 'text'),
      column('source_version', 'integer'),
      column('options', 'text'),
    ],
    indices: [{ name: 'import_files_by_sha256', columnNames: ['sha256'] }],
  }),
  new Table({
    name: 'source_records',
    columns: [
      column('import_number', 'integer', key),
      column('n', 'integer', key),
      column('file', 'text'),
      column('line', 'integer', optional),
      column('pointer', 'text', optional),
      column('sha256', 'text'),
      column('raw', 'text', optional),
      column('text_in', 'integer', optional),
    ],
  }),
  new Table({
    name: 'records',
    columns: [
      column('id', 'text', key),
      column('connection', 'text'),
      column('source', 'text'),
      column('type', 'text'),
      column('native_id', 'text'),
      column('parent', 'text', optional),
      column('at', 'text', optional),
      column('actor', 'text', optional),
      column('subject', 'text', optional),
      column('updated_at', 'text', optional),
      column('body', 'text'),
      column('source_import', 'integer'),
      column('source_n', 'integer'),
      column('seen_import', 'integer'),
    ],
    indices: [
      { name: 'records_by_parent', columnNames: ['parent'] },
      { name: 'records_by_type', columnNames: ['type'] },
    ],
  }),
  new Table({
    name: 'mentions',
    withoutRowid: true,
    columns: [column('connection', 'text', key), column('handle', 'text', key), column('parent', 'text', key)],
  }),
  new Table({
    name: 'identity_links',
    columns: [
      column('connection', 'text', key),
      column('handle', 'text', key),
      column('person_connection', 'text'),
      column('person_handle', 'text'),
      column('decided_by', 'text'),
      column('decided_at', 'text'),
    ],
  }),
];

/** What was received is evidence: no statement may change or remove it, not even one of ours. */
function appendOnly(runner: QueryRunner): string[] {
  if (isPostgres(runner)) {
    return [
      `CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$`,
      'CREATE TRIGGER source_records_append_only BEFORE UPDATE OR DELETE ON source_records FOR EACH ROW EXECUTE FUNCTION refuse_change()',
    ];
  }
  return ['UPDATE', 'DELETE'].map(
    (act) =>
      `CREATE TRIGGER source_records_no_${act.toLowerCase()} BEFORE ${act} ON source_records
       BEGIN SELECT RAISE(ABORT, 'source_records is append-only'); END`,
  );
}

function isPostgres(runner: QueryRunner): boolean {
  return runner.dataSource.options.type === 'postgres';
}

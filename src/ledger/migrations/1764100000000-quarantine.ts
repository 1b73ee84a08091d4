import { type MigrationInterface, type QueryRunner, Table, type TableColumnOptions } from 'typeorm';

const column = (name: string, type: 'text' | 'integer', more: Partial<TableColumnOptions> = {}) =>
  ({ name, type, ...more }) satisfies TableColumnOptions;
const key = { isPrimary: true };
const optional = { isNullable: true };

/** Rows set aside, and what it takes to withdraw an import: who asserted which version of a record, and which imports were. */
export class Quarantine1764100000000 implements MigrationInterface {
  readonly name = 'Quarantine1764100000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.createTable(table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...TABLES].reverse()) await runner.dropTable(table);
  }
}

const TABLES = [
  new Table({
    name: 'quarantine',
    columns: [
      column('import_number', 'integer', key),
      column('n', 'integer', key),
      column('file', 'text'),
      column('line', 'integer', optional),
      column('column_number', 'integer', optional),
      column('pointer', 'text', optional),
      column('field', 'text', optional),
      column('code', 'text'),
      column('message', 'text'),
      column('raw', 'text', optional),
    ],
  }),
  new Table({
    name: 'assertions',
    withoutRowid: true,
    columns: [
      column('record_id', 'text', key),
      column('import_number', 'integer', key),
      column('n', 'integer', key),
      column('source', 'text'),
      column('body', 'text', optional),
      column('source_import', 'integer'),
      column('source_n', 'integer'),
    ],
  }),
  new Table({
    name: 'withdrawals',
    columns: [column('import_number', 'integer', key), column('withdrawn_at', 'text'), column('withdrawn_by', 'text')],
  }),
];

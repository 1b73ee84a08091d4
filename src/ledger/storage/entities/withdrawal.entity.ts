import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * Versions of a record beside the live one, and who asserted which: what the ledger goes back to when an import is withdrawn.
 * A record that one import brought and no other speaks of has no row here.
 */
@Entity('assertions', { withoutRowid: true })
export class AssertionEntity {
  @PrimaryColumn('text', { name: 'record_id' })
  recordId!: string;

  /** The import that asserted it. */
  @PrimaryColumn('integer', { name: 'import_number' })
  importNumber!: number;

  /** The source record that holds the version; 0 where the import asserted again what was there. */
  @PrimaryColumn('integer')
  n!: number;

  @Column('text')
  source!: string;

  /** Canonical JSON, unmerged; null where it is the version that `sourceImport` and `sourceN` name. */
  @Column('text', { nullable: true })
  body!: string | null;

  @Column('integer', { name: 'source_import' })
  sourceImport!: number;

  @Column('integer', { name: 'source_n' })
  sourceN!: number;
}

/** Imports taken back, by whom and when. */
@Entity('withdrawals')
export class WithdrawalEntity {
  @PrimaryColumn('integer', { name: 'import_number' })
  importNumber!: number;

  @Column('text', { name: 'withdrawn_at' })
  withdrawnAt!: string;

  @Column('text', { name: 'withdrawn_by' })
  withdrawnBy!: string;
}

import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** The live version of every record, by natural key. */
@Entity('records')
@Index('records_by_parent', ['parent'])
@Index('records_by_type', ['type'])
export class RecordEntity {
  /** UUIDv5 of (connection, type, native id). */
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  connection!: string;

  @Column('text')
  source!: string;

  @Column('text')
  type!: string;

  @Column('text', { name: 'native_id' })
  nativeId!: string;

  /** The incident it stands in, or the action item it happened to; an incident is its own parent. */
  @Column('text', { nullable: true })
  parent!: string | null;

  @Column('text', { nullable: true })
  at!: string | null;

  @Column('text', { nullable: true })
  actor!: string | null;

  @Column('text', { nullable: true })
  subject!: string | null;

  @Column('text', { name: 'updated_at', nullable: true })
  updatedAt!: string | null;

  /** Canonical JSON. */
  @Column('text')
  body!: string;

  /** Where this version was read: the key of a source record. */
  @Column('integer', { name: 'source_import' })
  sourceImport!: number;

  @Column('integer', { name: 'source_n' })
  sourceN!: number;

  /** The latest import that asserted the record, in whichever version. */
  @Column('integer', { name: 'seen_import' })
  seenImport!: number;
}

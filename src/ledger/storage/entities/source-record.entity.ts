import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Records as they were received, every version of them. Append-only: triggers refuse UPDATE and DELETE. */
@Entity('source_records')
export class SourceRecordEntity {
  @PrimaryColumn('integer', { name: 'import_number' })
  importNumber!: number;

  /** Counts the source records of one import, from 1. */
  @PrimaryColumn('integer')
  n!: number;

  @Column('text')
  file!: string;

  @Column('integer', { nullable: true })
  line!: number | null;

  @Column('text', { nullable: true })
  pointer!: string | null;

  /** Of the text, hex. */
  @Column('text')
  sha256!: string;

  /** The text as received; null where `textIn` says which source record of the import holds the same text. */
  @Column('text', { nullable: true })
  raw!: string | null;

  @Column('integer', { name: 'text_in', nullable: true })
  textIn!: number | null;
}

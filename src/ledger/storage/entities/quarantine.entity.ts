import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One fault of a row that was set aside while the rest of its import was applied. */
@Entity('quarantine')
export class QuarantineEntity {
  @PrimaryColumn('integer', { name: 'import_number' })
  importNumber!: number;

  /** Counts the faults of one import, from 1. */
  @PrimaryColumn('integer')
  n!: number;

  @Column('text')
  file!: string;

  @Column('integer', { nullable: true })
  line!: number | null;

  /** `column` is a word of SQL. */
  @Column('integer', { name: 'column_number', nullable: true })
  columnNumber!: number | null;

  @Column('text', { nullable: true })
  pointer!: string | null;

  @Column('text', { nullable: true })
  field!: string | null;

  @Column('text')
  code!: string;

  @Column('text')
  message!: string;

  /** The row as received, where it was at hand. */
  @Column('text', { nullable: true })
  raw!: string | null;
}

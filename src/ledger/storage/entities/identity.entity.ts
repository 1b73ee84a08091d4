import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Which handles are named where: finds the incidents of a person without reading them all. A superset; never removed from. */
@Entity('mentions', { withoutRowid: true })
export class MentionEntity {
  @PrimaryColumn('text')
  connection!: string;

  @PrimaryColumn('text')
  handle!: string;

  /** An incident or an action item; empty outside both. */
  @PrimaryColumn('text')
  parent!: string;
}

/** One row that every write unit updates first, so that writers of all processes stand in one queue. */
@Entity('write_fence')
export class WriteFenceEntity {
  @PrimaryColumn('integer')
  id!: number;

  @Column('integer')
  n!: number;
}

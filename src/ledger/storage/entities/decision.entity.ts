import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What people decided about identities and incidents. Never changed or removed: a later decision takes an earlier one back. */
@Entity('decisions')
export class DecisionEntity {
  /** 1, 2, 3 in the order they were made. */
  @PrimaryColumn('integer')
  number!: number;

  @Column('text', { name: 'decided_at' })
  decidedAt!: string;

  @Column('text', { name: 'decided_by' })
  decidedBy!: string;

  @Column('text')
  kind!: string;

  /** Canonical JSON, by kind. Records and handles are named as their connections name them, which outlives re-imports. */
  @Column('text')
  body!: string;

  /** The number of the decision it takes back. */
  @Column('integer', { nullable: true })
  undoes!: number | null;
}

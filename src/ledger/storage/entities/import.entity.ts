import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One import: what was asked, and what it did. */
@Entity('imports')
export class ImportEntity {
  /** Counts imports, from 1; what source records and live records point at. */
  @PrimaryColumn('integer')
  number!: number;

  /** UUIDv5 of the repeat key. */
  @Column('text')
  id!: string;

  @Column('text', { name: 'imported_at' })
  importedAt!: string;

  /** SHA-256 of the files' hashes. */
  @Column('text')
  sha256!: string;

  /** JSON: what else the records depend on, as each file has it. */
  @Column('text')
  options!: string;

  /** JSON: read, added, changed, unchanged; in quarantine mode also how many rows were set aside. */
  @Column('text')
  counts!: string;

  /** `applied`, `applied_with_quarantine` or `withdrawn`. */
  @Column('text')
  status!: string;
}

/** One file of an import. */
@Entity('import_files')
@Index('import_files_by_sha256', ['sha256'])
export class ImportFileEntity {
  @PrimaryColumn('integer', { name: 'import_number' })
  importNumber!: number;

  @PrimaryColumn('integer')
  n!: number;

  @Column('text')
  name!: string;

  @Column('text')
  sha256!: string;

  @Column('bigint')
  bytes!: number;

  @Column('text')
  source!: string;

  @Column('integer', { name: 'source_version' })
  sourceVersion!: number;

  /** What else the records depend on, such as source, connection and zone, as canonical JSON. */
  @Column('text')
  options!: string;
}

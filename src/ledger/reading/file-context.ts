import type { Coverage, RecordedEvent } from '../../domain/incident-file.js';
import type { Person } from '../../domain/person.js';
import type { Source } from '../../sources/source.js';
import type { People } from '../identity/resolve-people.js';
import { evidenceOf, type StoredRecord } from './stored-record.js';

/** What every incident file of a snapshot is read against. */
export interface FileContext {
  readonly people: People;
  /** What each connection declares; one without any declaration is absent. */
  readonly coverage: ReadonlyMap<string, readonly Coverage[]>;
  readonly sources: ReadonlyMap<string, Source>;
}

/** Who vouches for a record: the part that incidents, events and items share. */
export type Vouching = Pick<RecordedEvent, 'system' | 'handKept' | 'by' | 'evidence'>;

/** Resolves the handles of one incident file, and remembers everybody it named. */
export class Cast {
  readonly named: Record<string, Person> = {};

  constructor(private readonly people: People) {}

  /** The id of the person a handle is; undefined stays undefined. */
  idOf(connection: string, handle: string | undefined): string | undefined {
    if (handle === undefined) return undefined;
    const person = this.people.personOf(connection, handle);
    this.named[person.id] = person;
    return person.id;
  }
}

/** Who vouches for a record kept by the ledger. */
export function vouchingOf(stored: StoredRecord, origin: Origin | undefined, cast: Cast): Vouching {
  const by = cast.idOf(stored.connection, origin?.by);
  const system = origin?.system ?? stored.source;
  const handKept = stored.source === 'native' && origin === undefined;
  const evidence = evidenceOf(stored);
  return by === undefined ? { system, handKept, evidence } : { system, handKept, by, evidence };
}

interface Origin {
  readonly system: string;
  readonly by?: string | undefined;
}

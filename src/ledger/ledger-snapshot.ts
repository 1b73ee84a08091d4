import type { Incident, IncidentFile } from '../domain/incident-file.js';
import type { Availability, Person } from '../domain/person.js';

/** A person, or an unlinked handle, with how often the records name them. */
export interface PersonEntry {
  readonly person: Person;
  /** Events that name them as actor or subject. */
  readonly events: number;
  /** Action items assigned to them. */
  readonly actionItems: number;
  /** Set where an e-mail is claimed by two user records of one connection: nobody is merged, a person decides. */
  readonly ambiguousEmail?: string;
}

/** One consistent view of the ledger: everything a report reads comes from one snapshot. */
export interface LedgerSnapshot {
  /** People first, then unlinked handles, each by name. */
  readonly people: () => Promise<PersonEntry[]>;
  /**
   * The one person meant by an id, an e-mail (any case), `connection:handle`, a handle, or a full name.
   * Throws PERSON_UNKNOWN (naming close matches) or PERSON_AMBIGUOUS (listing the choices).
   */
  readonly findPerson: (query: string) => Promise<Person>;
  /** By person id; people about whom nothing is recorded are absent. */
  readonly availability: () => Promise<Record<string, Availability>>;
  /** Every incident file, by id, in keyset pages: memory does not grow with the ledger. The file of loose action items is last. */
  readonly incidentFiles: () => AsyncIterable<IncidentFile>;
  /** The incident files that name the person anywhere. */
  readonly incidentFilesOf: (personId: string) => AsyncIterable<IncidentFile>;
  /** Incident heads, newest first. */
  readonly incidents: () => AsyncIterable<Incident>;
  /** SHA-256 over all live business content: equal content gives equal digests on every database. */
  readonly digest: () => Promise<string>;
}

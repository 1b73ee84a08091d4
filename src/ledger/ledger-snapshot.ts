import type { Incident, IncidentFile } from '../domain/incident-file.js';
import type { Availability, Person } from '../domain/person.js';
import type { Decision } from './identity/decisions.js';
import type { People } from './identity/resolve-people.js';
import type { LinkSuggestion } from './identity/suggest-links.js';
import type { BotSuspicion } from './identity/suspect-bots.js';
import type { IncidentStub } from './reading/incident-stub.js';
import type { Unresolved } from './reading/list-unresolved.js';

/** A person, or an unlinked handle, with how often the records name them. */
export interface PersonEntry {
  readonly person: Person;
  /** Events that name them as actor or subject. */
  readonly events: number;
  /** Action items assigned to them, each once in however many systems it stands. */
  readonly actionItems: number;
  /** Set where an e-mail is claimed by two user records of one connection: nobody is merged, a person decides. */
  readonly ambiguousEmail?: string;
  /** Set where vendors' crosswalks contradict each other about a handle of theirs, or name it in one of several accounts. */
  readonly contradicted?: boolean;
  /** Set where decisions about them are closed until somebody unlocks them. */
  readonly locked?: boolean;
}

/** An incident head, with the systems that its file was read from. */
export interface IncidentEntry extends Incident {
  /** Source ids, such as `pagerduty`. */
  readonly systems: readonly string[];
}

/** What a person might decide about identities, with the reasons for it. */
export interface Suggestions {
  readonly links: readonly LinkSuggestion[];
  readonly bots: readonly BotSuspicion[];
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
  /** Everybody, and who every handle is. */
  readonly identities: () => Promise<People>;
  readonly isLocked: (personId: string) => Promise<boolean>;
  /** By person id; people about whom nothing is recorded are absent. */
  readonly availability: () => Promise<Record<string, Availability>>;
  /** Every incident file, by id, in keyset pages: memory does not grow with the ledger. The file of loose action items is last. */
  readonly incidentFiles: () => AsyncIterable<IncidentFile>;
  /** The incident files that name the person anywhere. */
  readonly incidentFilesOf: (personId: string) => AsyncIterable<IncidentFile>;
  /** Incident heads, newest first. */
  readonly incidents: () => AsyncIterable<IncidentEntry>;
  /** The one incident record meant by `connection:id`, an id or key, or its page. Throws INCIDENT_UNKNOWN or INCIDENT_AMBIGUOUS. */
  readonly findIncident: (query: string) => Promise<IncidentStub>;
  /** The head of the file an incident record stands in; undefined for a ticket, channel or change without one. */
  readonly headOf: (recordId: string) => Promise<string | undefined>;
  /** What about incidents only a person can settle. */
  readonly unresolved: () => Promise<Unresolved[]>;
  /** Who might be whom, and which accounts might be programs: reads every incident file. */
  readonly suggestions: () => Promise<Suggestions>;
  /** Every decision ever made, in order. */
  readonly decisions: () => Promise<Decision[]>;
  /** The sources that each connection was read by. */
  readonly connections: () => Promise<ReadonlyMap<string, readonly string[]>>;
  /** SHA-256 over all live business content: equal content gives equal digests on every database. */
  readonly digest: () => Promise<string>;
}

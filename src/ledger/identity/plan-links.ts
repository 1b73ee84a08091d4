import { nearWords } from '../../domain/near-words.js';
import type { Person } from '../../domain/person.js';
import type { Rejection } from '../../domain/problem.js';
import type { IdentityLink } from './decisions.js';
import { keyOf, type NamedHandle } from './handle.js';
import type { LinkRow } from './link-rows.js';
import type { People } from './resolve-people.js';

/** What rows are held against. */
export interface LinkKnowledge {
  readonly people: People;
  readonly isLocked: (personId: string) => boolean;
  /** The sources that each connection was read by. */
  readonly connections: ReadonlyMap<string, readonly string[]>;
  /** The ids of all sources there are: one not read yet will be a connection of that name. */
  readonly sources: readonly string[];
}

/** What a file of rows asks for. */
export interface LinkPlan {
  /** In the order of the rows, each handle once. */
  readonly links: readonly IdentityLink[];
  /** Rows that say what is so already, or twice. */
  readonly unchanged: number;
  readonly rejections: readonly Omit<Rejection, 'file'>[];
}

type Refusal = Pick<Rejection, 'field' | 'code' | 'message'>;

/** What to decide so that every row holds. Rows that cannot hold are told with their line; nothing is decided then. */
export function planLinks(rows: readonly LinkRow[], knowledge: LinkKnowledge): LinkPlan {
  const byEmail = peopleByEmail(knowledge.people);
  const links: IdentityLink[] = [];
  const rejections: Omit<Rejection, 'file'>[] = [];
  const said = new Map<string, LinkRow>();
  let unchanged = 0;
  for (const row of rows) {
    const decided = planRow(row, said, { ...knowledge, byEmail });
    if (decided === 'unchanged') unchanged += 1;
    else if ('code' in decided) rejections.push({ line: row.line, ...decided });
    else links.push(decided);
  }
  return { links, unchanged, rejections };
}

function planRow(
  row: LinkRow,
  said: Map<string, LinkRow>,
  { people, isLocked, connections, sources, byEmail }: LinkKnowledge & { byEmail: ReadonlyMap<string, Person[]> },
): IdentityLink | Refusal | 'unchanged' {
  const connection = connectionOf(row.source, connections, sources);
  if (typeof connection !== 'string') return connection;
  const handle = { connection, handle: row.handle };
  const before = said.get(keyOf(handle));
  if (before !== undefined) return before.email === row.email ? 'unchanged' : conflictWith(before);
  said.set(keyOf(handle), row);
  const [person, ...others] = byEmail.get(row.email) ?? [];
  if (others.length > 0) return twice();
  const current = people.personOf(connection, row.handle);
  if (current.id === person?.id) return 'unchanged';
  if (isLocked(current.id) || (person !== undefined && isLocked(person.id))) return locked();
  return { ...handle, ...targetOf(person, row.email) };
}

function peopleByEmail({ all, emails }: People): ReadonlyMap<string, Person[]> {
  const byEmail = new Map<string, Person[]>();
  for (const [id, own] of emails) {
    const person = all.get(id);
    if (person === undefined) continue;
    for (const email of new Set(own)) byEmail.set(email, [...(byEmail.get(email) ?? []), person]);
  }
  return byEmail;
}

/** Somebody known is named by a handle of theirs, which outlives changes of e-mail; nobody yet by the e-mail itself. */
function targetOf(person: Person | undefined, email: string): ReturnType<typeof anchorOf> | { email: string } {
  const [anchor] = person?.handles ?? [];
  return anchor === undefined ? { email } : anchorOf(anchor);
}

function anchorOf({ connection, handle }: NamedHandle): { personConnection: string; personHandle: string } {
  return { personConnection: connection, personHandle: handle };
}

function connectionOf(
  source: string,
  connections: LinkKnowledge['connections'],
  sources: readonly string[],
): string | Refusal {
  if (connections.has(source)) return source;
  const [only, ...others] = [...connections].filter(([, systems]) => systems.includes(source)).map(([name]) => name);
  if (only === undefined && sources.includes(source)) return source;
  if (only !== undefined && others.length === 0) return only;
  if (only !== undefined) {
    const message = `is read from several connections (${[only, ...others].join(', ')}); name the one that is meant.`;
    return { field: 'source', code: 'CONNECTION_AMBIGUOUS', message };
  }
  const near = nearWords(source, [...connections.keys(), ...sources]);
  const hint = near.length === 0 ? 'see `sevidence people list`' : `write ${near.join(' or ')}`;
  return { field: 'source', code: 'SOURCE_UNKNOWN', message: `is no connection and no source; ${hint}.` };
}

function conflictWith({ line }: LinkRow): Refusal {
  const message = `says that this handle is somebody else than line ${String(line)} does; keep one of the two.`;
  return { field: 'native_id', code: 'ROW_CONFLICT', message };
}

function twice(): Refusal {
  return {
    field: 'person_email',
    code: 'IDENTITY_AMBIGUOUS',
    message: 'is claimed by several user records that are not one person; link those first, or correct one of them.',
  };
}

function locked(): Refusal {
  return {
    field: 'person_email',
    code: 'PERSON_LOCKED',
    message: 'concerns a person who is locked; `sevidence people unlock` opens them again.',
  };
}

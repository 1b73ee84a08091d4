import type { Person } from '../../domain/person.js';
import { Problem } from '../../domain/problem.js';
import type { NamedHandle } from './handle.js';

/**
 * The one handle meant by itself or by `connection:handle`. Throws PERSON_UNKNOWN where no record names it, or
 * PERSON_AMBIGUOUS where several connections do and none was chosen.
 */
export function findHandle(query: string, people: Iterable<Person>, connection?: string): NamedHandle {
  const all = [...people].flatMap(({ handles }) => handles);
  const chosen = all.filter((one) => (connection ?? one.connection) === one.connection);
  const exact = chosen.filter(({ handle }) => handle === query);
  const found = exact.length > 0 ? exact : chosen.filter((one) => `${one.connection}:${one.handle}` === query);
  const [first, second] = found;
  if (first === undefined) {
    throw new Problem(
      'PERSON_UNKNOWN',
      `No record names the handle "${query}". \`sevidence people list\` shows every handle.`,
    );
  }
  if (second !== undefined) {
    const choices = found.map((one) => one.connection).join(', ');
    throw new Problem(
      'PERSON_AMBIGUOUS',
      `"${query}" stands in several connections: ${choices}. Choose one with --connection.`,
    );
  }
  return { connection: first.connection, handle: first.handle };
}

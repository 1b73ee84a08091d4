/** A handle as one connection writes it. Handles of other connections that look the same are others. */
export interface NamedHandle {
  readonly connection: string;
  readonly handle: string;
}

/** One text for both, unambiguous whatever characters they hold. */
export function keyOf({ connection, handle }: NamedHandle): string {
  return `${String(connection.length)}:${connection}${handle}`;
}

/** A handle that is only the name of somebody begins with this. */
export const NAME_PREFIX = 'name:';

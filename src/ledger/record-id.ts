import { hash } from 'node:crypto';

/** The namespace of every id Sevidence makes. Never change it: printed reports carry ids made under it. */
export const ID_NAMESPACE = '5e71de2c-0e1d-4c55-9a41-7b6f2d9013a8';

const NAMESPACE = Buffer.from(ID_NAMESPACE.replaceAll('-', ''), 'hex');

/** Holds the namespace and room for most names, so that no bytes are allocated for each id. */
const ROOM = Buffer.alloc(2048);
NAMESPACE.copy(ROOM);

/** UTF-8 has at most three bytes for each code unit. */
const MOST_UNITS = Math.floor((ROOM.length - NAMESPACE.length) / 3);

/** UUIDv5 (RFC 9562, 5.5). An import makes hundreds of thousands, hence by hand; the tests hold it against the uuid package. */
function idOf(...parts: string[]): string {
  const digest = hash('sha1', namedBytes(JSON.stringify(parts)), 'hex');
  const variant = ((Number.parseInt(digest.charAt(16), 16) & 3) | 8).toString(16);
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-5${digest.slice(13, 16)}-${variant}${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
}

/** The namespace followed by the name, valid until the next call. */
function namedBytes(name: string): Uint8Array {
  if (name.length > MOST_UNITS) return Buffer.concat([NAMESPACE, Buffer.from(name)]);
  return ROOM.subarray(0, NAMESPACE.length + ROOM.write(name, NAMESPACE.length));
}

/** The id of a record: UUIDv5 of (connection, type, native id). The same record has the same id in every ledger. */
export function recordId(connection: string, type: string, nativeId: string): string {
  return idOf(connection, type, nativeId);
}

/** The id of a handle that nobody has linked to a person: UUIDv5 of (connection, 'handle', handle). */
export function handleId(connection: string, handle: string): string {
  return idOf(connection, 'handle', handle);
}

/** The id of a person known by e-mail, the same whichever sources name them: UUIDv5 of ('person', lower-cased e-mail). */
export function personIdOfEmail(email: string): string {
  return idOf('person', email.toLowerCase());
}

/** The id of an import: the same files under the same options are the same import. */
export function importIdOf(repeatKey: string): string {
  return idOf('import', repeatKey);
}

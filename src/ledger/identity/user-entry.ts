import type { NamedHandle } from './handle.js';

/** A user record or a bare handle of one connection, with what it says. */
export interface UserEntry extends NamedHandle {
  /** The source that read it. A person record of the native format is a person by definition. */
  readonly source: string;
  /** `person`: a user record of the system. `handle`: only a name seen beside an id. */
  readonly type: 'person' | 'handle';
  readonly name: string;
  readonly email?: string;
  readonly timeZone?: string;
  readonly team?: string;
  readonly fte?: number;
  readonly bot?: boolean;
  /** Who the person is in other systems, as the vendor itself says. */
  readonly sameAs?: readonly { readonly system: string; readonly id?: string | undefined }[];
}

export function isNative({ source }: UserEntry): boolean {
  return source === 'native';
}

export function isNativePerson(user: UserEntry): boolean {
  return isNative(user) && user.type === 'person';
}

/** The e-mail that may link a handle: that of the source's own user record. */
export function emailOf(user: UserEntry): string | undefined {
  return user.type === 'person' ? comparableEmail(user.email) : undefined;
}

/** The e-mail of a user record as others are compared with it; undefined where none is written. */
export function comparableEmail(written: string | undefined): string | undefined {
  const email = written?.trim().toLowerCase();
  return email === '' ? undefined : email;
}

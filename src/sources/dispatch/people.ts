import { compareText } from '../../domain/compare-text.js';
import { type PersonRecord, updatedAtOf } from '../../domain/record.js';
import type { BatchBuilder, Place } from '../reading/batch-builder.js';
import { present } from '../reading/present.js';
import type { Contact } from './shapes.js';

/**
 * Whom a contact stands for: its e-mail in small letters, since each project of Dispatch keeps a contact of its own for the
 * same person. A contact without one is known by its number alone.
 */
export function handleOf({ email, id }: Pick<Contact, 'email' | 'id'>, schema = ''): string | undefined {
  const address = email?.trim().toLowerCase() ?? '';
  if (address !== '') return address;
  return id ? `${schema === '' ? '' : `${schema}/`}contact/${id}` : undefined;
}

/** Somebody known by name alone. */
export function byName(name: string): string {
  return `name:${name}`;
}

/** The one of them; undefined where there are none or several. */
export function only(handles: readonly string[]): string | undefined {
  const [first, ...others] = new Set(handles);
  return others.length === 0 ? first : undefined;
}

interface Known {
  readonly record: PersonRecord;
  readonly place: Place;
}

/** The people of one file, one record each: of several contacts with one e-mail the one last changed speaks. */
export class PeopleBook {
  private readonly people = new Map<string, Known>();

  contact(contact: Contact, handle: string, place: Place): void {
    const record = personOf(contact, handle);
    const known = this.people.get(handle);
    if (known === undefined || isLater(record, known.record)) this.people.set(handle, { record, place });
  }

  end(batch: BatchBuilder): void {
    for (const { record, place } of this.people.values()) batch.add(record, place);
  }
}

/** A contact inside another object may have no date; any that has one holds. */
const UNDATED = '1990-01-01T00:00:00.000Z';

function personOf(
  { name, email, is_external: external, updated_at: updatedAt }: Contact,
  handle: string,
): PersonRecord {
  const isExternal = external === true || external === 't';
  const shown = name?.trim() ?? '';
  return {
    type: 'person',
    id: handle,
    name: shown === '' ? handle : shown,
    updatedAt: updatedAt ?? UNDATED,
    ...present({ email: email?.trim(), external: isExternal ? true : undefined }),
  };
}

/** Whatever the order in which they are read, the same record is left. */
function isLater(one: PersonRecord, other: PersonRecord): boolean {
  const [at, before] = [updatedAtOf(one) ?? '', updatedAtOf(other) ?? ''];
  return (compareText(at, before) || compareText(one.name, other.name)) > 0;
}

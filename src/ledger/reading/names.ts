/** A record of some system, as another names it: by its id there, its page, or both. */
export interface Ref {
  readonly system: string;
  readonly id?: string | undefined;
  readonly url?: string | undefined;
  /** A key or page that a field of its own names, though not whose it is: as certain as a named system. */
  readonly explicit?: boolean;
}

/** Whether a reference was only found in a text. */
export function isMention({ system, explicit }: Ref): boolean {
  return system === ANY_SYSTEM && explicit !== true;
}

/** What a record can be called by. */
export interface Named {
  readonly id: string;
  readonly source: string;
  readonly connection: string;
  readonly nativeId: string;
  readonly keys?: readonly string[];
  readonly url?: string;
}

/** The system that stands for any: a key found in free text does not say whose it is. */
export const ANY_SYSTEM = '*';

/** Letters, a dash and a number: how incident managers and trackers write their keys. */
const KEY = /^[A-Za-z][A-Za-z0-9]*-\d+$/;

/**
 * An address as it is compared: scheme and host in any case, without fragment and closing slash. A query stays, since it may
 * be all that tells two pages apart. What is no address is compared as it is written.
 */
export function comparableUrl(written: string): string {
  const [address = ''] = written.trim().split('#');
  const [, origin = '', rest = ''] = /^([a-z][a-z0-9+.-]*:\/\/[^/?]*)(.*)$/i.exec(address) ?? ['', '', address];
  return origin.toLowerCase() + rest.replace(/\/$/, '');
}

/** Every name that a reference may call the record by. */
function namesOf({ source, connection, nativeId, keys = [], url }: Named): string[] {
  const names = new Set<string>();
  for (const id of [nativeId, ...keys]) {
    names.add(nameIn(source, id)).add(nameIn(connection, id));
    if (KEY.test(id)) names.add(nameIn(ANY_SYSTEM, id.toUpperCase()));
  }
  if (url !== undefined) names.add(pageName(url));
  return [...names];
}

/** What a reference calls the record it means. A key without a system is compared in capitals. */
export function namesMeant({ system, id, url }: Ref): string[] {
  const names = [];
  if (id !== undefined) names.push(nameIn(system, system === ANY_SYSTEM ? id.toUpperCase() : id));
  if (url !== undefined) names.push(pageName(url));
  return names;
}

/** A reference as a person would write it. */
export function describeRef({ system, id, url }: Ref): string {
  if (id === undefined) return url ?? system;
  return system === ANY_SYSTEM ? id : `${system}:${id}`;
}

/** The reference that one text makes: an address, or a key of some system. */
export function refOfText(text: string): Ref {
  const isPage = /^https?:\/\//i.test(text);
  return { system: ANY_SYSTEM, explicit: true, ...(isPage ? { url: text } : { id: text }) };
}

function nameIn(system: string, id: string): string {
  return JSON.stringify([system, id]);
}

function pageName(url: string): string {
  return comparableUrl(url);
}

/** Finds records by what they are called. */
export class NameIndex<T extends Named> {
  private readonly byName = new Map<string, T[]>();

  constructor(records: Iterable<T>) {
    for (const record of records) {
      for (const name of namesOf(record)) {
        const others = this.byName.get(name);
        if (others === undefined) this.byName.set(name, [record]);
        else others.push(record);
      }
    }
  }

  /** The records that a reference may mean. */
  meantBy(ref: Ref): T[] {
    return [...new Set(namesMeant(ref).flatMap((name) => this.byName.get(name) ?? []))];
  }

  /** Those of one connection that go by the id. */
  in(connection: string, id: string): T[] {
    const known = this.byName.get(nameIn(connection, id)) ?? [];
    return known.filter((record) => record.connection === connection);
  }
}

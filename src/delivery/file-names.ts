import type { Person } from '../domain/person.js';

/**
 * The name of a person's packet: `packet-ada-lovelace.pdf`. Where the name is not in Latin letters the e-mail serves,
 * and without one the name as it is.
 */
export function packetFileName(person: Pick<Person, 'id' | 'name' | 'email'>, ending: string): string {
  const latin = [person.name, person.email?.split('@')[0] ?? ''].filter((text) => !OTHER_SCRIPTS.test(text));
  const slug = [...latin, person.name, person.id].map(slugOf).find((text) => text !== '');
  return `packet-${slug ?? 'person'}.${ending}`;
}

const OTHER_SCRIPTS = /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u;

function slugOf(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
}

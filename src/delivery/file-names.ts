import type { Person } from '../domain/person.js';

/**
 * The name of a person's packet: `packet-ada-lovelace.pdf`. Where plain letters cannot write the name, the e-mail serves,
 * and without one the name as it is.
 */
export function packetFileName(person: Pick<Person, 'id' | 'name' | 'email'>, ending: string): string {
  const [name = '', email = ''] = [person.name, person.email?.split('@')[0] ?? ''].map(slugOf);
  const plain = [name, email].find((slug) => /^[a-z0-9-]+$/.test(slug));
  return `packet-${plain ?? (name === '' ? person.id : name)}.${ending}`;
}

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

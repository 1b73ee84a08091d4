import { Problem } from '../../domain/problem.js';

/** Where a ledger is kept. */
export type LedgerLocation =
  { readonly kind: 'sqlite'; readonly path: string } | { readonly kind: 'postgres'; readonly url: string };

/** Reads `DATABASE_URL`: a file path, also as `sqlite:path` or `file:path`, or `postgres://...`. Throws USAGE. */
export function parseDatabaseUrl(databaseUrl: string): LedgerLocation {
  const text = databaseUrl.trim();
  if (/^postgres(ql)?:\/\//i.test(text)) return { kind: 'postgres', url: text };
  const path = text.replace(/^(?:sqlite|file):(?:\/\/(?=\/|[^/]))?/i, '');
  if (path === '' || /^[a-z][a-z0-9+.-]+:\/\//i.test(path)) {
    throw new Problem(
      'USAGE',
      'DATABASE_URL is neither a file path nor a postgres:// address. Write a path such as ./sevidence.db, or postgres://user@host/database.',
    );
  }
  if (path === ':memory:') {
    throw new Problem(
      'USAGE',
      'DATABASE_URL is :memory:, where every command would find an empty ledger of its own. Write a path such as ./sevidence.db.',
    );
  }
  return { kind: 'sqlite', path };
}

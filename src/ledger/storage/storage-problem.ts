import { Problem, type ProblemCode } from '../../domain/problem.js';

const DETAILS = {
  STORAGE_FULL: 'The disk or quota of the ledger is full. Nothing was kept. Make room, then try again.',
  STORE_BUSY: 'Another process is writing to the ledger. Nothing was kept. Try again in a moment.',
  STORE_NOT_READY: 'The ledger cannot be opened. Check DATABASE_URL, and that this account may read and write there.',
} as const satisfies Partial<Record<ProblemCode, string>>;

/** SQLite result codes and PostgreSQL SQLSTATEs, as far as a person can do something about them. */
const CODES: readonly (readonly [RegExp, keyof typeof DETAILS])[] = [
  [/^(SQLITE_FULL|SQLITE_IOERR_WRITE|ENOSPC|EDQUOT|53100)$/, 'STORAGE_FULL'],
  [/^(SQLITE_BUSY.*|SQLITE_LOCKED.*|40001|40P01|55P03|53300)$/, 'STORE_BUSY'],
  [
    /^(SQLITE_(NOTADB|CORRUPT.*|CANTOPEN.*|READONLY.*|PERM)|ECONNREFUSED|ENOTFOUND|ECONNRESET|ETIMEDOUT|EACCES|28P01|28000|3D000|57P0[123]|08\w{3})$/,
    'STORE_NOT_READY',
  ],
];

/** The database's own code of an error, whichever library wrapped it. */
function databaseCodeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, driverError } = error as { code?: unknown; driverError?: unknown };
  return databaseCodeOf(driverError) ?? (typeof code === 'string' ? code : undefined);
}

/** What a front door can say of a database error; any other error is returned as it is. */
export function storageProblem(error: unknown): unknown {
  if (error instanceof Problem) return error;
  const code = databaseCodeOf(error);
  const known = code === undefined ? undefined : CODES.find(([pattern]) => pattern.test(code));
  return known === undefined ? error : Object.assign(new Problem(known[1], DETAILS[known[1]]), { cause: error });
}

/** Whether the same unit of work may succeed when run again: somebody else held the lock, nothing is wrong with the work. */
export function isBusy(error: unknown): boolean {
  const problem = storageProblem(error);
  return problem instanceof Problem && problem.code === 'STORE_BUSY';
}

import { describePlace, placeOf, type Warning } from '../../domain/problem.js';
import type { PersonRecord } from '../../domain/record.js';
import { handlesDecided } from '../identity/decisions.store.js';
import { keyOf } from '../identity/handle.js';
import { comparableEmail } from '../identity/user-entry.js';
import type { Sql } from '../storage/dialect.js';

interface UserRow {
  readonly connection: string;
  readonly handle: string;
  readonly body: string;
  readonly seenImport: number;
  readonly file: string;
  readonly line: number | null;
  readonly pointer: string | null;
}

/**
 * A warning for each e-mail that two user records of one connection claim, where this import asserted one of them. Such an
 * e-mail links nobody; records that a decision has linked claim nothing any more.
 */
export async function ambiguousEmailWarnings(sql: Sql, importNumber: number): Promise<Warning[]> {
  const rows = await sql.all<UserRow>(
    `SELECT r.connection, r.native_id AS handle, r.body, r.seen_import AS "seenImport", s.file, s.line, s.pointer
     FROM records r JOIN source_records s ON s.import_number = r.source_import AND s.n = r.source_n
     WHERE r.type = 'person' ORDER BY r.source_import, r.source_n`,
  );
  const decided = new Set((await handlesDecided(sql)).map(keyOf));
  const claims = new Map<string, UserRow[]>();
  for (const row of rows.filter((one) => !decided.has(keyOf(one)))) {
    const email = comparableEmail((JSON.parse(row.body) as PersonRecord).email);
    if (email === undefined) continue;
    const key = JSON.stringify([row.connection, email]);
    claims.set(key, [...(claims.get(key) ?? []), row]);
  }
  return [...claims.values()].flatMap((users) => {
    const [first, second] = users;
    const asserted = users.some(({ seenImport }) => seenImport === importNumber);
    return first !== undefined && second !== undefined && asserted ? [warningOf(first, second)] : [];
  });
}

function warningOf(first: UserRow, second: UserRow): Warning {
  return {
    ...placeOf(second),
    field: 'email',
    code: 'IDENTITY_AMBIGUOUS',
    message:
      `The user record at ${describePlace(placeOf(first))} has the same e-mail, so it links nobody, and the two are kept ` +
      'apart. Correct one of them, or say that they are one person with `sevidence people link`.',
  };
}

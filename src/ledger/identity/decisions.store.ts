import { canonicalJson } from '../importing/canonical-json.js';
import type { Sql, WriteSql } from '../storage/dialect.js';
import type { Act, Decision } from './decisions.js';
import type { NamedHandle } from './handle.js';
import { decidedBy } from './decided.js';

interface DecisionRow {
  readonly number: number;
  readonly decidedAt: string;
  readonly decidedBy: string;
  readonly kind: Decision['kind'];
  readonly body: string;
  readonly undoes: number | null;
}

/** Every decision ever made, in order. */
export async function readDecisions(sql: Sql): Promise<Decision[]> {
  const rows = await sql.all<DecisionRow>(
    `SELECT number, decided_at AS "decidedAt", decided_by AS "decidedBy", kind, body, undoes
     FROM decisions ORDER BY number`,
  );
  return rows.map(({ body, undoes, ...row }) => {
    const decision = { ...row, body: JSON.parse(body) as unknown } as Decision;
    return undoes === null ? decision : { ...decision, undoes };
  });
}

/** The handles that decisions in force are about: those they link, and those they keep apart. */
export async function handlesDecided(sql: Sql): Promise<NamedHandle[]> {
  const { links, apart } = decidedBy(await readDecisions(sql));
  return [...links, ...apart];
}

/** Who decided something, and when. */
export interface Decider {
  readonly by: string;
  readonly now: string;
}

/** Writes decisions after all others, in the order given, and answers the number of the last. */
export async function appendDecisions(
  sql: WriteSql,
  acts: readonly (Act & { readonly undoes?: number })[],
  { by, now }: Decider,
): Promise<number> {
  const [row] = await sql.all<{ last: number }>(
    'SELECT CAST(COALESCE(MAX(number), 0) AS INTEGER) AS last FROM decisions',
  );
  const last = row?.last ?? 0;
  await sql.insert(
    { into: 'decisions (number, decided_at, decided_by, kind, body, undoes)', columns: 6, then: '' },
    acts.map(({ kind, body, undoes }, index) => [last + index + 1, now, by, kind, canonicalJson(body), undoes ?? null]),
  );
  return last + acts.length;
}

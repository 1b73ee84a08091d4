/** The severities incident.io sets up for a new account. */
const DEFAULTS: ReadonlyMap<string, number> = new Map([
  ['critical', 1],
  ['major', 2],
  ['minor', 3],
]);

/**
 * The severity that a name says: a digit (SEV1, Sev-2, P3), or one of the default names. The rank says nothing: it is the
 * organisation's own count, and a low rank is a mild incident where a low SEV is a grave one.
 */
export function severityOf(name: string | null | undefined): number | undefined {
  const digit = /^(?:p|sev|severity)[\s_-]?([1-5])\b/i.exec(name ?? '')?.[1];
  return digit === undefined ? DEFAULTS.get(name?.trim().toLowerCase() ?? '') : Number(digit);
}

/**
 * The severity that a name holds: P1 to P5, SEV1, SEV-2, Severity 3. Any other name orders nothing by itself, so it is a label
 * only.
 */
export function severityInName(name: string | null | undefined): number | undefined {
  const digit = /^(?:p|sev|severity)[\s_-]?([1-5])\b/i.exec(name?.trim() ?? '')?.[1];
  return digit === undefined ? undefined : Number(digit);
}

/** Two-sided standard normal quantiles: Phi^-1(0.90) and Phi^-1(0.975). */
const Z = { 80: 1.2815515655446004, 95: 1.959963984540054 } as const;

/**
 * Wilson's score interval (1927) at 80 or 95 %, an independent check on the Jeffreys interval:
 * (p + z^2/2n -+ z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n). Throws RangeError unless n >= 1 and 0 <= y <= n.
 */
export function wilsonInterval(met: number, opportunities: number, percent: 80 | 95): [number, number] {
  if (!(opportunities >= 1) || !(met >= 0) || met > opportunities) {
    throw new RangeError(
      `Wilson's interval needs 0 <= y <= n and n >= 1, not ${String(met)} of ${String(opportunities)}`,
    );
  }
  const n = opportunities;
  const p = met / n;
  const z = Z[percent];
  const centre = p + (z * z) / (2 * n);
  const spread = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  return [Math.max(0, (centre - spread) / scale), Math.min(1, (centre + spread) / scale)];
}

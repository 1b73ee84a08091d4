import betaCdf from '@stdlib/stats-base-dists-beta-cdf';
import betaQuantile from '@stdlib/stats-base-dists-beta-quantile';

/** The Jeffreys posterior of a proportion: Beta(alpha, beta). */
export interface Posterior {
  readonly alpha: number;
  readonly beta: number;
}

/**
 * Posterior of the chance of success after `met` of `opportunities`: Beta(y + 1/2, n - y + 1/2), from the Jeffreys prior
 * Beta(1/2, 1/2). Brown, Cai and DasGupta 2001 recommend its equal-tailed interval for small n.
 * Throws RangeError unless both are whole, n >= 1 and 0 <= y <= n: nothing observed says nothing.
 */
export function jeffreysPosterior(met: number, opportunities: number): Posterior {
  if (!Number.isInteger(met) || !Number.isInteger(opportunities) || opportunities < 1) {
    throw new RangeError(`${String(met)} of ${String(opportunities)} is no proportion: whole counts, n at least 1`);
  }
  if (met < 0 || met > opportunities) {
    throw new RangeError(`${String(met)} of ${String(opportunities)} is no proportion: y lies between 0 and n`);
  }
  return { alpha: met + 0.5, beta: opportunities - met + 0.5 };
}

/** Mean of the posterior, (y + 1/2) / (n + 1). */
export function posteriorMean({ alpha, beta }: Posterior): number {
  return alpha / (alpha + beta);
}

/** The equal-tailed interval that holds `mass` of the posterior. Never forced to 0 or 1, not even at y = 0 or y = n. */
export function equalTailedInterval({ alpha, beta }: Posterior, mass: number): [number, number] {
  if (!(mass > 0 && mass < 1))
    throw new RangeError(`The mass of an interval lies between 0 and 1, not ${String(mass)}`);
  const tail = (1 - mass) / 2;
  return [betaQuantile(tail, alpha, beta), betaQuantile(1 - tail, alpha, beta)];
}

/** P(p >= line), the posterior probability that the true rate reaches the line. */
export function probabilityAtLeast({ alpha, beta }: Posterior, line: number): number {
  return 1 - betaCdf(line, alpha, beta);
}

/** P(p < line). */
export function probabilityBelow({ alpha, beta }: Posterior, line: number): number {
  return betaCdf(line, alpha, beta);
}

import type { Random } from '../support/random.ts';
import type { ThinkTime } from './scenario.ts';

/**
 * Draws a think time in milliseconds; what falls outside the bounds is set to the nearer one. Where both bounds are the same nothing is drawn.
 *
 * - uniform: `min + u (max - min)`
 * - exponential: `-mean ln(1 - u)`, by inversion (Devroye, "Non-Uniform Random Variate Generation", 1986, II.2)
 * - normal: `mean + deviation z`, z by Box and Muller, "A Note on the Generation of Random Normal Deviates", 1958
 * - lognormal: `exp(m + s z)` with the mean and deviation of the variable itself, not of its logarithm: see `logParameters`
 */
export function drawThink({ minMs, maxMs, distribution, meanMs = 0, deviationMs = 0 }: ThinkTime, random: Random): number {
  if (minMs === maxMs) return minMs;
  switch (distribution) {
    case 'exponential':
      return bounded(-meanMs * Math.log(1 - random.next()), minMs, maxMs);
    case 'normal':
      return bounded(meanMs + deviationMs * standardNormal(random), minMs, maxMs);
    case 'lognormal': {
      const { location, scale } = logParameters(meanMs, deviationMs);
      return bounded(Math.exp(location + scale * standardNormal(random)), minMs, maxMs);
    }
    default:
      return minMs + random.next() * (maxMs - minMs);
  }
}

/** The mean and deviation of the logarithm of a log-normal variable: `s^2 = ln(1 + (deviation / mean)^2)`, `m = ln(mean) - s^2 / 2`. */
export function logParameters(mean: number, deviation: number): { readonly location: number; readonly scale: number } {
  const variance = Math.log1p((deviation / mean) ** 2);
  return { location: Math.log(mean) - variance / 2, scale: Math.sqrt(variance) };
}

function standardNormal(random: Random): number {
  // 1 - u is never 0, whose logarithm has no end.
  const radius = Math.sqrt(-2 * Math.log(1 - random.next()));
  return radius * Math.cos(2 * Math.PI * random.next());
}

function bounded(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value));
}

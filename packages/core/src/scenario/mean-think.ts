import { logParameters } from './draw-think.ts';
import type { ThinkTime } from './scenario.ts';

/**
 * The mean of a think time in milliseconds, its bounds applied, in closed form: for bounds a and b, `E = a P(X < a) + b P(X > b)` and the part of
 * the mean between them.
 *
 * - exponential: `a + mean (e^(-a / mean) - e^(-b / mean))`
 * - normal: the part between is `mean (P(b) - P(a)) + deviation (p(a) - p(b))`, with p and P the density and share of the standard normal
 * - lognormal: the part between is `mean (P(zb - s) - P(za - s))`, with `z = (ln x - m) / s`
 */
export function meanThink({ minMs, maxMs, distribution, meanMs = 0, deviationMs = 0 }: ThinkTime): number {
  if (minMs === maxMs) return minMs;
  const isConstant = deviationMs === 0 && (distribution === 'normal' || distribution === 'lognormal');
  if (isConstant) return Math.min(maxMs, Math.max(minMs, meanMs));
  switch (distribution) {
    case 'exponential':
      return minMs + meanMs * (Math.exp(-minMs / meanMs) - Math.exp(-maxMs / meanMs));
    case 'normal': {
      const from = (minMs - meanMs) / deviationMs;
      const to = (maxMs - meanMs) / deviationMs;
      const between = meanMs * (shareBelow(to) - shareBelow(from)) + deviationMs * (density(from) - density(to));
      return between + atBounds({ minMs, maxMs, from, to });
    }
    case 'lognormal': {
      const { location, scale } = logParameters(meanMs, deviationMs);
      const from = (Math.log(minMs) - location) / scale;
      const to = (Math.log(maxMs) - location) / scale;
      return meanMs * (shareBelow(to - scale) - shareBelow(from - scale)) + atBounds({ minMs, maxMs, from, to });
    }
    default:
      return (minMs + maxMs) / 2;
  }
}

/** What the shares set to the bounds add to the mean; `from` and `to` are the bounds in deviations from the mean. */
function atBounds({ minMs, maxMs, from, to }: Readonly<Record<'minMs' | 'maxMs' | 'from' | 'to', number>>): number {
  return minMs * shareBelow(from) + (maxMs === Number.POSITIVE_INFINITY ? 0 : maxMs * shareBelow(-to));
}

function density(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}

/** The share of the standard normal below z, within 7.5e-8: Abramowitz and Stegun, "Handbook of Mathematical Functions", 26.2.17. */
function shareBelow(z: number): number {
  if (z < 0) return 1 - shareBelow(-z);
  if (z === Number.POSITIVE_INFINITY) return 1;
  const t = 1 / (1 + 0.2316419 * z);
  const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return 1 - density(z) * series;
}

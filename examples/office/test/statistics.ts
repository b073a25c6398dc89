import { expect } from 'vitest';

/** Pearson's chi-square of counts against what was expected of them. */
export function chiSquare(counts: readonly number[], expected: readonly number[]): number {
  return expected.reduce((sum, mean, index) => sum + ((counts[index] ?? 0) - mean) ** 2 / mean, 0);
}

/** What a chi-square with so many degrees of freedom stays below, but for one time in ten thousand. */
export const chiSquareLimit = { 1: 15.1, 2: 18.4, 4: 23.5 } as const;

/** Holds how often something happened to four standard deviations of a binomial distribution. */
export function expectShare(happened: number, of: number, share: number): void {
  expect(Math.abs(happened - of * share) / Math.sqrt(of * share * (1 - share))).toBeLessThan(4);
}

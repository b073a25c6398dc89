/** Pearson's chi-square of counts against what was expected of them. */
export function chiSquare(counts: readonly number[], expected: readonly number[]): number {
  return expected.reduce((sum, mean, index) => sum + ((counts[index] ?? 0) - mean) ** 2 / mean, 0);
}

/** What a chi-square with so many degrees of freedom stays below, but for one time in ten thousand. */
export const chiSquareLimit = { 1: 15.1, 2: 18.4, 4: 23.5 } as const;

/** How far it is from a share that something happened so often, in standard deviations of a binomial distribution. */
export function deviations(happened: number, of: number, share: number): number {
  return Math.abs(happened - of * share) / Math.sqrt(of * share * (1 - share));
}

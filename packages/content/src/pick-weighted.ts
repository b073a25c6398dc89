import type { Random } from '@rushhour/core';

/** Something that is picked so often beside others. */
export interface Weighted {
  /** Not negative. */
  readonly weight: number;
}

/**
 * Picks one, each as often as its weight says. Weights need not add up to 1.
 *
 * @returns undefined when all weights are 0
 */
export function pickWeighted<Item extends Weighted>(items: readonly Item[], random: Random): Item | undefined {
  let left = random.next() * items.reduce((sum, { weight }) => sum + weight, 0);
  const likely = items.filter(({ weight }) => weight > 0);
  return likely.find(({ weight }) => (left -= weight) < 0) ?? likely.at(-1);
}

import type { Random } from '@rushhour/core';

/** A tone of the seed: the sample of 16 bits at a place. */
export function createTone(random: Random): (at: number) => number {
  const period = 40 + random.fork('tone').below(200);
  // Two parabolas, one up, one down: what a sine is differs from one machine to another.
  return (at) => {
    const phase = ((at % period) / period) * 2;
    const within = phase % 1;
    return Math.round(4 * within * (1 - within) * (phase < 1 ? 12_000 : -12_000));
  };
}

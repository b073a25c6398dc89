import type { Random } from '../support/random.ts';
import type { StrategyInput } from './strategy.ts';

/** Exactly `draws` x instructions draws with replacement, each instruction as likely as its `weight` (default 1). */
export function* weightedStrategy({ draws, instructions }: StrategyInput, random: Random): Generator<number, void> {
  let sum = 0;
  const upTo = Float64Array.from(instructions, ({ weight = 1 }) => (sum += weight));
  const total = Math.round(draws * instructions.length);
  for (let drawn = 0; drawn < total; drawn += 1) {
    const at = random.next() * sum;
    let index = 0;
    while (index < upTo.length - 1 && at >= (upTo[index] ?? 0)) index += 1;
    yield index;
  }
}

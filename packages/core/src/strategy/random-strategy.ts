import type { Random } from '../support/random.ts';
import type { StrategyInput } from './strategy.ts';

/**
 * Exactly `draws` x instructions draws with replacement, each instruction equally likely. A given line is missed with probability
 * (1 - 1/n)^(draws x n), about e^-draws: 4.5e-5 for the default of 10.
 */
export function* randomStrategy({ draws, instructions }: StrategyInput, random: Random): Generator<number, void> {
  const total = Math.round(draws * instructions.length);
  for (let drawn = 0; drawn < total; drawn += 1) yield random.below(instructions.length);
}

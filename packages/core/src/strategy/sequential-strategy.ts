import type { StrategyInput } from './strategy.ts';

/** Every instruction once, in the order written. */
export function* sequentialStrategy({ instructions }: StrategyInput): Generator<number, void> {
  for (let index = 0; index < instructions.length; index += 1) yield index;
}

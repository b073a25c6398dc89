import type { Random } from '../support/random.ts';
import type { StrategyInput } from './strategy.ts';

/** Every instruction once, in an order drawn for the play (Fisher-Yates, Durstenfeld's form). */
export function* shuffleStrategy({ instructions }: StrategyInput, random: Random): Generator<number, void> {
  const order = Uint32Array.from(instructions, (_, index) => index);
  for (let last = order.length - 1; last >= 0; last -= 1) {
    const chosen = random.below(last + 1);
    const value = order[chosen] ?? 0;
    order[chosen] = order[last] ?? 0;
    yield value;
  }
}

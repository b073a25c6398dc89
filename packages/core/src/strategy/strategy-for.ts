import type { OrderName } from '../scenario/scenario.ts';
import { markovStrategy } from './markov-strategy.ts';
import { randomStrategy } from './random-strategy.ts';
import { sequentialStrategy } from './sequential-strategy.ts';
import { shuffleStrategy } from './shuffle-strategy.ts';
import type { Strategy } from './strategy.ts';
import { weightedStrategy } from './weighted-strategy.ts';

/** The strategy of each order. */
export const strategyFor: Readonly<Record<OrderName, Strategy>> = {
  sequential: sequentialStrategy,
  random: randomStrategy,
  shuffle: shuffleStrategy,
  weighted: weightedStrategy,
  markov: markovStrategy,
};

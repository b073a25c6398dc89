import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { open } from '../scenario/scenario-builder.ts';
import { createRandom } from '../support/random.ts';
import { randomStrategy } from './random-strategy.ts';
import { sequentialStrategy } from './sequential-strategy.ts';
import { shuffleStrategy } from './shuffle-strategy.ts';
import type { StrategyInput } from './strategy.ts';
import { weightedStrategy } from './weighted-strategy.ts';

function input(count: number, { draws = 10, weights }: { draws?: number; weights?: readonly number[] } = {}): StrategyInput {
  const position = { file: 'test', line: 1, column: 1 };
  return {
    draws,
    instructions: Array.from({ length: count }, (_, index) => ({
      ...open('https://a.example/', {}, weights ? { weight: weights[index] } : {}),
      position,
    })),
  };
}

const seeds = fc.string();
const sizes = fc.integer({ min: 1, max: 40 });

describe('a strategy', () => {
  test('sequential plays every instruction once, in order', () => {
    expect([...sequentialStrategy(input(4))]).toEqual([0, 1, 2, 3]);
  });

  test('random makes exactly draws x instructions draws, whatever the seed', () => {
    fc.assert(
      fc.property(seeds, sizes, fc.integer({ min: 1, max: 20 }), (seed, count, draws) => {
        const drawn = [...randomStrategy(input(count, { draws }), createRandom(seed))];
        expect(drawn).toHaveLength(draws * count);
        expect(drawn.every((index) => index >= 0 && index < count)).toBe(true);
      }),
    );
  });

  test('random draws with replacement, evenly: a chi-square of 10 lines over 100,000 draws stays below its 0.1 % point', () => {
    const counts = new Array<number>(10).fill(0);
    for (const index of randomStrategy(input(10, { draws: 10_000 }), createRandom(7))) counts[index] = (counts[index] ?? 0) + 1;
    const chiSquare = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
    expect(chiSquare).toBeLessThan(27.88);
  });

  test('random misses a line as rarely as (1 - 1/n)^(10 n) says', () => {
    const lines = 20;
    let missed = 0;
    for (let play = 0; play < 5000; play += 1) {
      missed += lines - new Set(randomStrategy(input(lines), createRandom('miss').fork(play))).size;
    }
    // Expected 100,000 x 3.5e-5 = 3.5; a Poisson of that mean exceeds 15 once in 10^6.
    expect(missed).toBeLessThan(16);
  });

  test('shuffle plays every instruction exactly once', () => {
    fc.assert(
      fc.property(seeds, sizes, (seed, count) => {
        expect([...shuffleStrategy(input(count), createRandom(seed))].sort((a, b) => a - b)).toEqual([...sequentialStrategy(input(count))]);
      }),
    );
  });

  test('shuffle reaches every order of three about equally often', () => {
    const orders = new Map<string, number>();
    for (let play = 0; play < 6000; play += 1) {
      const order = [...shuffleStrategy(input(3), createRandom('orders').fork(play))].join('');
      orders.set(order, (orders.get(order) ?? 0) + 1);
    }
    expect(orders.size).toBe(6);
    for (const count of orders.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  test('weighted never draws a weight of zero and follows the others', () => {
    const counts = [0, 0, 0];
    for (const index of weightedStrategy(input(3, { draws: 10_000, weights: [1, 0, 3] }), createRandom(1))) {
      counts[index] = (counts[index] ?? 0) + 1;
    }
    expect(counts[1]).toBe(0);
    expect((counts[2] ?? 0) / (counts[0] ?? 1)).toBeCloseTo(3, 0);
  });

  test('the same seed gives the same sequence', () => {
    for (const strategy of [randomStrategy, shuffleStrategy, weightedStrategy]) {
      fc.assert(
        fc.property(seeds, sizes, (seed, count) => {
          expect([...strategy(input(count), createRandom(seed))]).toEqual([...strategy(input(count), createRandom(seed))]);
        }),
        { numRuns: 20 },
      );
    }
  });
});

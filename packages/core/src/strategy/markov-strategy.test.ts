import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { open } from '../scenario/scenario-builder.ts';
import { createRandom } from '../support/random.ts';
import { markovStrategy } from './markov-strategy.ts';
import type { StrategyInput } from './strategy.ts';

type Weights = Readonly<Record<string, number>>;

/** A chain whose states are called by their index. */
function chain(rows: readonly (Weights | undefined)[], draws = 10): StrategyInput {
  const position = { file: 'test', line: 1, column: 1 };
  const instructions = rows.map((next, index) => ({
    ...open('https://a.example/', {}, { name: `s${index}` }),
    ...(next && { next }),
    position,
  }));
  return { draws, instructions };
}

function walk(input: StrategyInput, seed: string | number): number[] {
  return [...markovStrategy(input, createRandom(seed))];
}

describe('markov', () => {
  test('starts at the first and ends behind an instruction without `next`', () => {
    expect(walk(chain([{ s2: 1 }, undefined, { s1: 1 }]), 1)).toEqual([0, 2, 1]);
  });

  test('ends at `end`, and where there is nothing', () => {
    expect(walk(chain([{ end: 1 }, undefined]), 1)).toEqual([0]);
    expect(walk(chain([]), 1)).toEqual([]);
  });

  test('makes draws x instructions steps at most', () => {
    expect(walk(chain([{ s1: 1 }, { s0: 1 }], 7), 1)).toHaveLength(14);
  });

  const rows = fc.integer({ min: 1, max: 6 }).chain((count) =>
    fc.array(
      fc.option(
        fc.dictionary(fc.constantFrom('end', ...Array.from({ length: count }, (_, index) => `s${index}`)), fc.constantFrom(0, 1, 2.5), {
          minKeys: 1,
        }),
        { nil: undefined },
      ),
      { minLength: count, maxLength: count },
    ),
  );

  test('goes only where a weight above 0 leads, and the same way for the same seed', () => {
    fc.assert(
      fc.property(rows, fc.string(), (weights, seed) => {
        const steps = walk(chain(weights), seed);
        expect(walk(chain(weights), seed)).toEqual(steps);
        const taken = steps.slice(1).map((state, at) => weights[steps[at] ?? -1]?.[`s${state}`] ?? 0);
        expect(taken.every((weight) => weight > 0)).toBe(true);
        expect(steps.length).toBeLessThanOrEqual(10 * weights.length);
      }),
    );
  });

  test('visits states as often as its stationary distribution says', () => {
    // The stationary distribution p solves p = p M; for these rates it is (6, 9, 4) / 19.
    const steps = walk(chain([{ s1: 1 }, { s0: 2, s1: 3, s2: 4 }, { s0: 1 }], 100_000), 'stationary');
    const counts = [0, 1, 2].map((state) => steps.filter((step) => step === state).length / steps.length);
    for (const [state, share] of [6, 9, 4].map((weight) => weight / 19).entries()) expect(counts[state]).toBeCloseTo(share, 2);
  });

  test('takes each transition as often as its weight says, by a chi-square below its 0.1 % point', () => {
    const weights = [1, 2, 3, 4];
    const input = chain([{ s1: 1, s2: 2, s3: 3, end: 4 }, undefined, undefined, undefined]);
    const counts = [0, 0, 0, 0];
    for (let play = 0; play < 10_000; play += 1) {
      const [, second] = walk(input, play);
      const taken = second === undefined ? 3 : second - 1;
      counts[taken] = (counts[taken] ?? 0) + 1;
    }
    const chiSquare = weights.reduce((sum, weight, state) => sum + ((counts[state] ?? 0) - weight * 1000) ** 2 / (weight * 1000), 0);
    expect(chiSquare).toBeLessThan(16.27);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../support/random.ts';
import { drawThink } from './draw-think.ts';
import { meanThink } from './mean-think.ts';
import type { ThinkTime } from './scenario.ts';
import { parseThink } from './think.ts';

const endless = Number.POSITIVE_INFINITY;

test.each([
  ['0-1s', { minMs: 0, maxMs: 1000 }],
  ['1-2m', { minMs: 60_000, maxMs: 120_000 }],
  ['500ms', { minMs: 500, maxMs: 500 }],
  ['200ms-2s', { minMs: 200, maxMs: 2000 }],
  ['0', { minMs: 0, maxMs: 0 }],
  [250, { minMs: 250, maxMs: 250 }],
  [
    { minMs: 1, maxMs: 2 },
    { minMs: 1, maxMs: 2 },
  ],
  ['uniform(0-1s)', { minMs: 0, maxMs: 1000 }],
  ['exponential(2s)', { minMs: 0, maxMs: endless, distribution: 'exponential', meanMs: 2000 }],
  ['exponential(2s,100ms-10s)', { minMs: 100, maxMs: 10_000, distribution: 'exponential', meanMs: 2000 }],
  ['normal(2s, 500ms)', { minMs: 0, maxMs: endless, distribution: 'normal', meanMs: 2000, deviationMs: 500 }],
  ['lognormal(2s,1s,0-1m)', { minMs: 0, maxMs: 60_000, distribution: 'lognormal', meanMs: 2000, deviationMs: 1000 }],
  [
    { distribution: 'normal', mean: '2s', deviation: 500, min: '100ms' },
    { minMs: 100, maxMs: endless, distribution: 'normal', meanMs: 2000, deviationMs: 500 },
  ],
  [
    { min: '1s', max: '2s' },
    { minMs: 1000, maxMs: 2000 },
  ],
  [
    { minMs: 0, maxMs: endless, distribution: 'exponential', meanMs: 5 },
    { minMs: 0, maxMs: endless, distribution: 'exponential', meanMs: 5 },
  ],
])('%j is a think time', (value, think) => {
  expect(parseThink(value)).toEqual(think);
});

test.each([
  '',
  '1-2',
  '2s-1s',
  '-1s',
  '1s-',
  '1-2-3s',
  'inf',
  Number.NaN,
  null,
  { minMs: 2, maxMs: 1 },
  { minMs: 0, maxMs: endless },
  'gamma(2s)',
  'exponential()',
  'exponential(0)',
  'exponential(2)',
  'exponential(2s,1s)x',
  'normal(2s)',
  'normal(2s,1s,5s-1s)',
  'lognormal(0,1s)',
  'normal(2s,1s,0-5s,1)',
  {},
  { max: 'soon' },
  { distribution: 'normal', mean: '2s' },
  { distribution: 'exponential', mean: '2s', deviation: '1s' },
  { mean: '2s', max: '3s' },
  { max: '1s', mode: '2s' },
])('%j is none', (value) => {
  expect(parseThink(value)).toBeUndefined();
});

test('what was read is read as itself again', () => {
  for (const text of ['0-1s', 'exponential(2s)', 'normal(2s,500ms,0-4s)', 'lognormal(2s,1s)']) {
    const think = parseThink(text);
    expect(parseThink(think)).toEqual(think);
  }
});

/** Mean and deviation of draws. */
function moments(think: ThinkTime, draws: number) {
  const random = createRandom('moments');
  let sum = 0;
  let squares = 0;
  for (let drawn = 0; drawn < draws; drawn += 1) {
    const value = drawThink(think, random);
    sum += value;
    squares += value * value;
  }
  const mean = sum / draws;
  return { mean, deviation: Math.sqrt(squares / draws - mean * mean) };
}

function read(text: string): ThinkTime {
  const think = parseThink(text);
  if (think === undefined) throw new Error(`${text} is no think time`);
  return think;
}

describe('a drawn think time', () => {
  test('is uniform by one draw, and none when there is nothing to draw', () => {
    const random = createRandom(1);
    const [first, second] = [createRandom(1)].flatMap((twin) => [twin.next(), twin.next()]);
    expect(drawThink(read('200ms-2s'), random)).toBe(200 + (first ?? 0) * 1800);
    expect(drawThink(read('500ms'), random)).toBe(500);
    expect(drawThink(read('normal(2s,1s,3s-3s)'), random)).toBe(3000);
    expect(random.next()).toBe(second);
  });

  test.each([
    ['exponential(2s)', 2000, 2000],
    ['normal(20s,2s)', 20_000, 2000],
    ['lognormal(2s,1s)', 2000, 1000],
    ['lognormal(2s,500ms)', 2000, 500],
    ['0-1s', 500, 1000 / Math.sqrt(12)],
  ])('%s has the mean and deviation it names', (text, mean, deviation) => {
    const drawn = moments(read(text), 50_000);
    // Four standard errors and more: 4 x deviation / sqrt(50,000); deviations of skewed draws spread wider.
    expect(Math.abs(drawn.mean - mean)).toBeLessThan(deviation * 0.02);
    expect(Math.abs(drawn.deviation - deviation)).toBeLessThan(deviation * 0.05);
  });

  const milliseconds = fc.integer({ min: 1, max: 10_000 });
  const thinks: fc.Arbitrary<ThinkTime> = fc
    .record({
      distribution: fc.constantFrom('uniform' as const, 'exponential' as const, 'normal' as const, 'lognormal' as const),
      meanMs: milliseconds,
      deviationMs: milliseconds,
      minMs: fc.integer({ min: 0, max: 5000 }),
      width: fc.integer({ min: 0, max: 20_000 }),
    })
    .map(({ distribution, meanMs, deviationMs, minMs, width }) => {
      const bounds = { minMs, maxMs: minMs + width };
      if (distribution === 'uniform') return bounds;
      return { ...bounds, distribution, meanMs, ...(distribution !== 'exponential' && { deviationMs }) };
    });

  test('lies between its bounds, whatever the distribution', () => {
    fc.assert(
      fc.property(thinks, fc.string(), (think, seed) => {
        const random = createRandom(seed);
        for (let drawn = 0; drawn < 20; drawn += 1) {
          const value = drawThink(think, random);
          expect(value >= think.minMs && value <= think.maxMs).toBe(true);
        }
      }),
    );
  });

  test('has the mean that is forecast, bounds applied', () => {
    fc.assert(
      fc.property(thinks, (think) => {
        const { mean, deviation } = moments(think, 4000);
        expect(Math.abs(mean - meanThink(think))).toBeLessThan(5.5 * (deviation / Math.sqrt(4000)) + 2e-3 * (think.maxMs + 1));
      }),
      { numRuns: 60 },
    );
  });
});

test.each([
  ['500ms', 500],
  ['0-1s', 500],
  ['exponential(2s)', 2000],
  ['exponential(2s,0-2s)', 2000 * (1 - Math.exp(-1))],
  ['normal(1m,1s)', 60_000],
  ['normal(0,1s)', 1000 / Math.sqrt(2 * Math.PI)],
  ['normal(2s,0,3s-5s)', 3000],
  ['lognormal(2s,1s)', 2000],
  ['lognormal(2s,0)', 2000],
])('the mean of %s is known', (text, mean) => {
  expect(Math.abs(meanThink(read(text)) - mean)).toBeLessThan(0.01);
});

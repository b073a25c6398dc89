import { describe, expect, test } from 'vitest';
import type { Load } from '../pace/load.ts';
import type { Pace } from '../pace/pace.ts';
import { createPopulation } from './population.ts';
import type { Profile } from './profile.ts';
import { createRandom } from '../support/random.ts';
import { forecast } from './forecast.ts';
import { plainProfile } from '../runner/run-settings.ts';

const open: Pace = { kind: 'open', unit: 'rate', peak: 0, offPeak: 0, arrivals: 'poisson', backlog: 10, patienceMs: 2000 };

function forecastOf(
  profile: Partial<Profile>,
  { lengthMs, cycleMs = 1000, bucketMs = lengthMs }: { lengthMs: number; cycleMs?: number; bucketMs?: number },
) {
  const people = { ...plainProfile('people', { minMs: cycleMs, maxMs: cycleMs }), ...profile };
  const population = createPopulation({ profiles: [people], bounds: {}, scale: 1, startMs: 0, random: createRandom(1) });
  return forecast(population, { fromMs: 0, toMs: lengthMs, bucketMs, cycleMs: () => cycleMs });
}

describe('what is expected of a load', () => {
  test('is exact where it jumps in the middle of a second', () => {
    const stages: Load['stages'] = [
      { kind: 'constant', level: 600, durationMs: 2500 },
      { kind: 'constant', level: 6000, durationMs: 700 },
      { kind: 'ramp', from: 1200, to: 0, durationMs: 3300 },
    ];
    const { total, peakPerMinute, peakAt } = forecastOf({ pace: open, load: { unit: 'rate', stages } }, { lengthMs: 10_000 });
    expect(total).toBeCloseTo(25 + 70 + 33, 3);
    expect(peakPerMinute).toBe(6000);
    expect(peakAt).toBe(2500);
  });

  test('of users is one action of everybody who comes, and then one a cycle', () => {
    const stages: Load['stages'] = [
      { kind: 'constant', level: 10, durationMs: 5000 },
      { kind: 'constant', level: 4, durationMs: 5000 },
      { kind: 'constant', level: 6, durationMs: 2000 },
    ];
    const { expected } = forecastOf({ count: 10, load: { unit: 'users', stages } }, { lengthMs: 12_000, bucketMs: 1000 });
    expect(expected.map(Math.round)).toEqual([20, 10, 10, 10, 10, 4, 4, 4, 4, 4, 8, 6]);
  });
});

test('a closed pace acts at once when the run begins, so that what is told is the most there can be', () => {
  expect(forecastOf({ count: 5 }, { lengthMs: 10_500 }).total).toBeCloseTo(5 + 5 * 10.5, 6);
});

test('who never waits does endlessly much, but only when there', () => {
  const hours = [{ startMinute: 60, endMinute: 120, weekdays: 127 }];
  const { expected } = forecastOf({ hours }, { lengthMs: 3 * 3_600_000, cycleMs: 0, bucketMs: 3_600_000 });
  expect(expected).toEqual([0, Infinity, 0]);
});

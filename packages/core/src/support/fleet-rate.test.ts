import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { systemClock, type Clock } from './clock.ts';
import { createFleetRate } from './fleet-rate.ts';

/** A clock that reads what the test sets; its origin is its own, its wall clock that of all. */
function clockOf(time: { now: number }, originMs: number): Clock {
  return { ...systemClock, now: () => time.now - originMs, wallTime: () => 1_767_225_600_000 + time.now };
}

/** When a fleet that wants to begin all the time begins, each process on a clock of its own. */
function startsOf(perSecond: number, count: number, untilMs: number, isEven = false) {
  const time = { now: 0 };
  const shards = Array.from({ length: count }, (_, index) => {
    const originMs = index * 7.3;
    const rate = createFleetRate(perSecond, { clock: clockOf(time, originMs), shard: { index, count }, isEven });
    return { rate, originMs, starts: [] as number[] };
  });
  for (;;) {
    let next = Infinity;
    for (const { rate, originMs, starts } of shards) {
      const now = time.now - originMs;
      while (rate.take(now)) starts.push(time.now);
      next = Math.min(next, rate.freeAt(now) + originMs);
    }
    if (next > untilMs) return shards.map(({ starts }) => starts);
    // As of a timer that is a little late.
    time.now = Math.max(time.now + 0.001, next + 0.01);
  }
}

function mostInAnyWindow(starts: readonly number[], windowMs: number): number {
  const sorted = starts.toSorted((a, b) => a - b);
  let most = 0;
  let from = 0;
  for (const [at, start] of sorted.entries()) {
    while ((sorted[from] ?? 0) <= start - windowMs) from += 1;
    most = Math.max(most, at - from + 1);
  }
  return most;
}

describe('a rate of the fleet', () => {
  it('of 100 a second is 100 in any second, for 20 processes as for one', () => {
    for (const count of [1, 3, 20, 64]) {
      const starts = startsOf(100, count, 5000).flat();
      expect(mostInAnyWindow(starts, 1000)).toBe(100);
    }
  });

  it('is never passed, however many share it, and leaves nobody out', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.2, max: 40, noNaN: true }),
        fc.integer({ min: 1, max: 64 }),
        fc.boolean(),
        (perSecond, count, isEven) => {
          const limit = Math.ceil(perSecond);
          const windowMs = (1000 * limit) / perSecond;
          const shards = startsOf(perSecond, count, (3 * count * windowMs) / limit + 2 * windowMs, isEven);
          expect(mostInAnyWindow(shards.flat(), windowMs)).toBeLessThanOrEqual(limit);
          for (const starts of shards) expect(starts.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 100, examples: [[7.26978202093447, 6, true]] },
    );
  });

  it('that is even keeps its distance', () => {
    const [starts = []] = startsOf(5, 1, 2000, true);
    expect(starts.slice(1).every((start, at) => start - (starts[at] ?? 0) >= 200)).toBe(true);
  });

  it('of fewer turns than processes loses little of it', () => {
    const starts = startsOf(5, 20, 60_000).flat();
    expect(starts.length).toBeGreaterThan(5 * 60 * 0.9);
  });

  it('is not taken twice when the wall clock is set back', () => {
    const time = { now: 0 };
    let setBackMs = 0;
    const clock: Clock = { ...clockOf(time, 0), wallTime: () => 1_767_225_600_000 + time.now - setBackMs };
    const rate = createFleetRate(1, { clock, shard: { index: 0, count: 2 } });
    time.now = rate.freeAt(0);
    expect(rate.take(time.now)).toBe(true);
    time.now += 100;
    setBackMs = 100;
    expect(rate.take(time.now)).toBe(false);
  });
});

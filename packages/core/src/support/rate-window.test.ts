import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRateWindow } from './rate-window.ts';

const waits = fc.array(fc.double({ min: 0, max: 700, noNaN: true }), { maxLength: 200 });
const limits = fc.integer({ min: 1, max: 20 });

describe('a rate window', () => {
  it('gives its turns at once, and the next when the first is a window ago', () => {
    const window = createRateWindow(2, 1000);
    expect([window.take(0), window.take(400), window.take(999), window.take(1000), window.take(1001)]).toEqual([
      true,
      true,
      false,
      true,
      false,
    ]);
    expect([window.freeAt(1001), window.freeAt(1400), window.freeAt(2000)]).toEqual([1400, 1400, 2000]);
  });

  it('of none never gives one', () => {
    const window = createRateWindow(0, 1000);
    expect([window.take(5), window.freeAt(5)]).toEqual([false, Infinity]);
  });

  it('never gives more than its limit in any window, whenever it is asked', () => {
    fc.assert(
      fc.property(limits, waits, (limit, gaps) => {
        const window = createRateWindow(limit, 1000);
        const taken: number[] = [];
        let now = 0;
        for (const gap of gaps) {
          now += gap;
          if (window.take(now)) taken.push(now);
        }
        for (const from of taken) expect(taken.filter((at) => at >= from && at < from + 1000).length).toBeLessThanOrEqual(limit);
      }),
    );
  });

  it('gives a turn at the time it named, and none before', () => {
    fc.assert(
      fc.property(limits, waits, (limit, gaps) => {
        const window = createRateWindow(limit, 1000);
        let now = 0;
        for (const gap of gaps) {
          now += gap;
          const freeAt = window.freeAt(now);
          expect(freeAt).toBeGreaterThanOrEqual(now);
          expect(window.take(now)).toBe(freeAt === now);
          if (freeAt === now) continue;
          now = freeAt;
          expect(window.take(now)).toBe(true);
        }
      }),
    );
  });

  it('refuses nobody while there is room', () => {
    fc.assert(
      fc.property(limits, waits, (limit, gaps) => {
        const window = createRateWindow(limit, 1000);
        const taken: number[] = [];
        let now = 0;
        for (const gap of gaps) {
          now += gap;
          const isFree = taken.filter((at) => at + 1000 > now).length < limit;
          expect(window.take(now)).toBe(isFree);
          if (isFree) taken.push(now);
        }
      }),
    );
  });
});

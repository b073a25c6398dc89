import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Clock } from './clock.ts';
import { createQueuedTimer, createTimerQueue, type QueuedTimer } from './timer-queue.ts';

/** A clock with one timer at a time, moved by hand. */
function manualClock() {
  let now = 0;
  let pending: { due: number; callback: () => void } | undefined;
  const clock: Clock = {
    now: () => now,
    wallTime: () => now,
    setTimer(delayMs, callback) {
      const mine = { due: now + delayMs, callback };
      pending = mine;
      return { cancel: () => void (pending === mine && (pending = undefined)) };
    },
    defer: (callback) => callback(),
  };
  return {
    clock,
    get armed() {
      return pending !== undefined;
    },
    advanceTo(time: number) {
      while (pending !== undefined && pending.due <= time) {
        const { due, callback } = pending;
        pending = undefined;
        now = due;
        callback();
      }
      now = time;
    },
  };
}

describe('a timer queue', () => {
  test('fires in due order, ties in the order they were set, on one timer of the clock', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 60 }), (dues) => {
        const manual = manualClock();
        const queue = createTimerQueue(manual.clock);
        const fired: number[] = [];
        dues.forEach((due, number) =>
          queue.set(
            createQueuedTimer(() => fired.push(number)),
            due,
          ),
        );
        manual.advanceTo(100);
        expect(fired).toEqual([...dues.keys()].sort((a, b) => (dues[a] ?? 0) - (dues[b] ?? 0) || a - b));
        expect(manual.armed).toBe(false);
      }),
    );
  });

  test('a wait that is moved or called off among many does not disturb the others', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(9), fc.option(fc.integer({ min: 1, max: 50 }))), { maxLength: 80 }), (moves) => {
        const manual = manualClock();
        const queue = createTimerQueue(manual.clock);
        const wanted = new Map<number, number>();
        const fired = new Map<number, number>();
        const timers: QueuedTimer[] = Array.from({ length: 10 }, (_, number) =>
          createQueuedTimer(() => void fired.set(number, manual.clock.now())),
        );
        for (const [number, due] of moves) {
          const timer = timers[number];
          if (timer === undefined) continue;
          if (due === null) {
            queue.cancel(timer);
            wanted.delete(number);
          } else {
            queue.set(timer, due);
            wanted.set(number, due);
          }
        }
        manual.advanceTo(100);
        expect(new Map([...fired].sort())).toEqual(new Map([...wanted].sort()));
      }),
    );
  });

  test('a wait set from inside another one fires in its turn', () => {
    const manual = manualClock();
    const queue = createTimerQueue(manual.clock);
    const fired: string[] = [];
    const later = createQueuedTimer(() => fired.push('later'));
    queue.set(
      createQueuedTimer(() => {
        fired.push('first');
        queue.set(later, 7);
      }),
      5,
    );
    queue.set(
      createQueuedTimer(() => fired.push('last')),
      9,
    );
    manual.advanceTo(20);
    expect(fired).toEqual(['first', 'later', 'last']);
  });
});

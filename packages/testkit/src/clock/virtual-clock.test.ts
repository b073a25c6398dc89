import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createVirtualClock } from './virtual-clock.ts';

describe('virtual clock', () => {
  test('stands still until it is moved', async () => {
    const clock = createVirtualClock({ startAt: Date.UTC(2026, 5, 1) });
    expect(clock.now()).toBe(0);
    expect(new Date(clock.wallTime()).toISOString()).toBe('2026-06-01T00:00:00.000Z');
    await clock.advance(1500);
    expect(clock.now()).toBe(1500);
    expect(new Date(clock.wallTime()).toISOString()).toBe('2026-06-01T00:00:01.500Z');
  });

  test('fires timers when they are due, and those due together in the order they were set', async () => {
    const clock = createVirtualClock();
    const fired: string[] = [];
    const note = (name: string) => () => void fired.push(`${name}@${clock.now()}`);
    clock.setTimer(20, note('late'));
    clock.setTimer(10, note('first'));
    clock.setTimer(10, note('second'));
    await clock.advance(10);
    expect(fired).toEqual(['first@10', 'second@10']);
    await clock.advance(9);
    expect(fired).toHaveLength(2);
    await clock.advance(1);
    expect(fired.at(-1)).toBe('late@20');
  });

  test('fires any set of timers in order of due time, then of setting', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 60 }), async (delays) => {
        const clock = createVirtualClock();
        const fired: number[] = [];
        delays.forEach((delay, index) => clock.setTimer(delay, () => void fired.push(index)));
        await clock.runToEnd();
        const expected = delays.map((delay, index) => ({ delay, index })).toSorted((a, b) => a.delay - b.delay || a.index - b.index);
        expect(fired).toEqual(expected.map(({ index }) => index));
      }),
      { numRuns: 50 },
    );
  });

  test('does not fire a timer that was called off', async () => {
    const clock = createVirtualClock();
    let fired = 0;
    const timer = clock.setTimer(5, () => void (fired += 1));
    timer.cancel();
    timer.cancel();
    expect(clock.waiting).toBe(0);
    await clock.advance(10);
    expect(fired).toBe(0);
  });

  test('runs timers set by timers within the same advance', async () => {
    const clock = createVirtualClock();
    const times: number[] = [];
    const tick = () => {
      times.push(clock.now());
      clock.setTimer(10, tick);
    };
    clock.setTimer(10, tick);
    await clock.advance(35);
    expect(times).toEqual([10, 20, 30]);
    expect(clock.now()).toBe(35);
  });

  test('lets long promise chains and deferred callbacks end between two timers', async () => {
    const clock = createVirtualClock();
    const seen: string[] = [];
    clock.setTimer(1, () => {
      void (async () => {
        for (let link = 0; link < 10_000; link += 1) await Promise.resolve();
        clock.defer(() => {
          void Promise.resolve().then(() => clock.defer(() => void seen.push(`chain@${clock.now()}`)));
        });
      })();
    });
    clock.setTimer(2, () => void seen.push('next'));
    await clock.advance(2);
    expect(seen).toEqual(['chain@1', 'next']);
  });

  test('lets libraries that defer by setImmediate end between two timers', async () => {
    const clock = createVirtualClock();
    const seen: string[] = [];
    clock.setTimer(1, () => setImmediate(() => void seen.push(`immediate@${clock.now()}`)));
    clock.setTimer(2, () => void seen.push('next'));
    await clock.advance(2);
    expect(seen).toEqual(['immediate@1', 'next']);
  });

  test('runs until a promise settles, no further', async () => {
    const clock = createVirtualClock();
    const wait = (milliseconds: number) => new Promise<void>((resolve) => void clock.setTimer(milliseconds, resolve));
    const work = (async () => {
      await wait(3_600_000);
      await wait(1000);
      return 'done';
    })();
    clock.setTimer(86_400_000, () => undefined);
    await expect(clock.runUntil(work)).resolves.toBe('done');
    expect(clock.now()).toBe(3_601_000);
    expect(clock.waiting).toBe(1);
  });

  test('rejects as the promise does', async () => {
    const clock = createVirtualClock();
    const work = new Promise((_resolve, reject) => void clock.setTimer(5, () => reject(new Error('no'))));
    await expect(clock.runUntil(work)).rejects.toThrow('no');
  });

  test('says so when nothing is left to wait for', async () => {
    const clock = createVirtualClock();
    await expect(clock.runUntil(new Promise(() => undefined))).rejects.toMatchObject({ code: 'clock_stalled' });
  });

  test('gives up at the limit when timers go on for ever', async () => {
    const clock = createVirtualClock();
    const tick = () => void clock.setTimer(1000, tick);
    tick();
    await expect(clock.runUntil(new Promise(() => undefined), { limitMs: 60_000 })).rejects.toMatchObject({ code: 'clock_stalled' });
    expect(clock.now()).toBe(60_000);
  });

  test('hands on what a callback throws, and goes on working', async () => {
    const clock = createVirtualClock();
    clock.setTimer(1, () => {
      throw new Error('broken callback');
    });
    await expect(clock.advance(1)).rejects.toThrow('broken callback');
    await clock.advance(1);
    expect(clock.now()).toBe(2);
  });

  test('moves one step after the other when asked twice at once', async () => {
    const clock = createVirtualClock();
    const times: number[] = [];
    clock.setTimer(15, () => void times.push(clock.now()));
    await Promise.all([clock.advance(10), clock.advance(10)]);
    expect(times).toEqual([15]);
    expect(clock.now()).toBe(20);
  });

  test('keeps thousands of users exactly on time', async () => {
    const clock = createVirtualClock();
    const counts = Array.from({ length: 2000 }, () => 0);
    let running = counts.length;
    const done = new Promise<void>((resolve) => {
      counts.forEach((_count, user) => {
        void (async () => {
          for (let action = 0; action < 10; action += 1) {
            await new Promise<void>((wake) => void clock.setTimer(100 + user, wake));
            counts[user] = (counts[user] ?? 0) + 1;
            expect(clock.now()).toBe((action + 1) * (100 + user));
          }
          running -= 1;
          if (running === 0) resolve();
        })();
      });
    });
    await clock.runUntil(done);
    expect(counts.every((count) => count === 10)).toBe(true);
    expect(clock.now()).toBe(10 * 2099);
  });

  test('stands still for work of the outside world, and goes on when it is done, however it ended', async () => {
    const clock = createVirtualClock();
    const fired: number[] = [];
    clock.setTimer(10, () => {
      const load = readFile(import.meta.filename).then(() => clock.setTimer(5, () => fired.push(clock.now())));
      clock.holdFor(load);
      clock.holdFor(readFile('no such file'));
    });
    clock.setTimer(1000, () => fired.push(clock.now()));
    await clock.runToEnd();
    expect(fired).toEqual([15, 1000]);
  });

  test('lets the wall time jump without moving', async () => {
    const clock = createVirtualClock({ startAt: 0 });
    clock.jumpWallTime(3_600_000);
    expect(clock.now()).toBe(0);
    expect(clock.wallTime()).toBe(3_600_000);
  });
});

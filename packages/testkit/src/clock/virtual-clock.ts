import { RushhourError, type Clock, type Timer } from '@rushhour/core';
import { createTimerQueue, type QueuedTimer } from './timer-queue.ts';
import { nextTurn } from './next-turn.ts';

/** How a virtual clock starts. */
export interface VirtualClockOptions {
  /** Wall time at the start: milliseconds since 1970, or a date. @default 2026-01-01T00:00:00.000Z */
  readonly startAt?: number | Date;
}

/** How far {@link VirtualClock.runUntil} goes. */
export interface RunUntilOptions {
  /** Virtual milliseconds after which it gives up. @default a week */
  readonly limitMs?: number;
}

/**
 * A clock that stands still until it is told to move. Timers fire in the order they are due, those due together in the order they were set,
 * and between two timers every promise job and deferred callback has run. `now()` starts at 0.
 *
 * It knows of promises, timers and deferred callbacks, not of sockets, files or threads: code that waits for one of those is not waited for,
 * unless `holdFor` is told of it.
 */
export interface VirtualClock extends Clock {
  /** How many timers are waiting. */
  readonly waiting: number;
  /** Lets everything that needs no time run to where it waits for time. */
  settle(): Promise<void>;
  /** Moves time forward and fires what falls due. Rejects with what a callback throws. */
  advance(milliseconds: number): Promise<void>;
  /**
   * Moves from timer to timer until the promise settles, and settles with it.
   *
   * @throws `clock_stalled` when no timer is left or the limit is reached, and the promise still has not settled.
   */
  runUntil<Value>(promise: Promise<Value>, options?: RunUntilOptions): Promise<Value>;
  /** Moves from timer to timer until none is left. */
  runToEnd(options?: RunUntilOptions): Promise<void>;
  /** Stands still until the promise settles, however it does: for work that other clocks measure, such as loading a module or reading a file. */
  holdFor(work: Promise<unknown>): void;
  /** Makes the wall time jump, as NTP does; `now()` stays. */
  jumpWallTime(milliseconds: number): void;
}

const defaultStart = Date.UTC(2026, 0, 1);
const weekMs = 7 * 24 * 3_600_000;
/** Turns of the event loop without anything new on the clock after which all is taken as settled: libraries defer by `setImmediate` too. */
const quietTurns = 2;
/** Turns granted to a promise when no timer is left. */
const lastTurns = 1000;

/**
 * Makes a virtual clock.
 *
 * @example
 * ```ts
 * const clock = createVirtualClock();
 * const summary = await clock.runUntil(new ScenarioRunner({ clock, duration: '24h', scenarios, plugins }).run());
 * ```
 */
export function createVirtualClock(options: VirtualClockOptions = {}): VirtualClock {
  const timers = createTimerQueue();
  let wallOffset = Number(options.startAt ?? defaultStart);
  let now = 0;
  const deferred: (() => void)[] = [];
  let changes = 0;
  const holds = new Set<Promise<unknown>>();
  /** Moves of the clock, one after the other. */
  let moves: Promise<unknown> = Promise.resolve();

  const settle = async (): Promise<void> => {
    for (let quiet = 0; quiet < quietTurns; quiet += 1) {
      const before = changes;
      await nextTurn();
      await Promise.all(holds);
      for (let left = deferred.length; left > 0; left -= 1) deferred.shift()?.();
      if (changes !== before || deferred.length > 0) quiet = -1;
    }
  };

  const fire = async (timer: QueuedTimer): Promise<void> => {
    now = Math.max(now, timer.dueAt);
    timer.callback();
    await settle();
  };

  const inTurn = <Value>(move: () => Promise<Value>): Promise<Value> => {
    const result = moves.then(move);
    moves = result.catch(() => undefined);
    return result;
  };

  /** Fires what is next, unless it is due after the end; says whether there was something. */
  const step = async (endAt: number): Promise<boolean> => {
    const timer = timers.take(endAt);
    if (timer === undefined) return false;
    await fire(timer);
    return true;
  };

  const stalled = (limitMs: number): RushhourError =>
    new RushhourError('clock_stalled', {
      message:
        timers.size === 0
          ? `Nothing is left to wait for at ${now} ms, but the work has not ended.`
          : `The work has not ended after ${limitMs} ms of virtual time.`,
    });

  return {
    now: () => now,
    wallTime: () => wallOffset + now,
    setTimer(delayMs, callback): Timer {
      changes += 1;
      return timers.add(now + Math.max(0, delayMs), callback);
    },
    defer(callback) {
      changes += 1;
      deferred.push(callback);
    },
    get waiting() {
      return timers.size;
    },
    settle: () => inTurn(settle),
    advance: (milliseconds) =>
      inTurn(async () => {
        const endAt = now + Math.max(0, milliseconds);
        await settle();
        while (await step(endAt));
        now = endAt;
      }),
    runUntil: (promise, { limitMs = weekMs } = {}) =>
      inTurn(async () => {
        const endAt = now + limitMs;
        let open = true;
        const close = () => {
          open = false;
        };
        promise.then(close, close);
        await settle();
        while (open && (await step(endAt)));
        for (let turn = 0; open && timers.size === 0 && turn < lastTurns; turn += 1) await settle();
        if (open) throw stalled(limitMs);
        return promise;
      }),
    runToEnd: ({ limitMs = weekMs } = {}) =>
      inTurn(async () => {
        const endAt = now + limitMs;
        await settle();
        while (await step(endAt));
        if (timers.size > 0) throw stalled(limitMs);
      }),
    holdFor(work) {
      const release = () => {
        changes += 1;
        holds.delete(hold);
      };
      const hold = work.then(release, release);
      holds.add(hold);
    },
    jumpWallTime(milliseconds) {
      wallOffset += milliseconds;
    },
  };
}

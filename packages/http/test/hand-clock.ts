import { systemClock, type Clock } from '@rushhour/core';

/** A clock that a test moves. */
export interface HandClock extends Clock {
  /** Moves it, fires what falls due, and lets real sockets have some turns of the event loop. */
  advance(ms: number): Promise<void>;
  /** How many timers wait. */
  readonly waiting: number;
}

/** Lets what is on loopback arrive: it takes a few turns of the event loop. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** Makes a clock at 0 whose wall clock begins with 2026. */
export function createHandClock(): HandClock {
  let now = 0;
  const timers = new Set<{ readonly due: number; readonly callback: () => void }>();
  return {
    ...systemClock,
    now: () => now,
    wallTime: () => Date.UTC(2026, 0, 1) + now,
    get waiting() {
      return timers.size;
    },
    setTimer(delayMs, callback) {
      const timer = { due: now + delayMs, callback };
      timers.add(timer);
      return { cancel: () => void timers.delete(timer) };
    },
    async advance(ms) {
      const end = now + ms;
      for (;;) {
        const [next] = [...timers].filter(({ due }) => due <= end).toSorted((a, b) => a.due - b.due);
        if (next === undefined) break;
        timers.delete(next);
        now = Math.max(now, next.due);
        next.callback();
        await new Promise((resolve) => setImmediate(resolve));
      }
      now = end;
      await settle();
    },
  };
}

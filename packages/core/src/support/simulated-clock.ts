import type { Clock, Timer } from './clock.ts';
import { createQueuedTimer, type QueuedTimer } from './timer-queue.ts';

/** A clock that is moved by hand, for planning: nothing that happens on it waits. */
export interface SimulatedClock {
  readonly clock: Clock;
  /** Moves to a time, firing what is due until then in order. */
  advanceTo(atMs: number): void;
}

/** Makes a clock at 0 for few timers at a time; its wall time is the same. */
export function createSimulatedClock(): SimulatedClock {
  let timers: QueuedTimer[] = [];
  let now = 0;
  let order = 0;

  const set = (due: number, fire: () => void): Timer => {
    const timer = createQueuedTimer(fire);
    timer.due = due;
    timer.order = order += 1;
    timers.push(timer);
    return { cancel: () => void (timers = timers.filter((one) => one !== timer)) };
  };

  return {
    clock: {
      now: () => now,
      wallTime: () => now,
      setTimer: (delayMs, callback) => set(now + Math.max(0, delayMs), callback),
      defer: (callback) => void set(now, callback),
    },
    advanceTo(atMs) {
      for (;;) {
        let next: QueuedTimer | undefined;
        for (const timer of timers) {
          if (next === undefined || timer.due < next.due || (timer.due === next.due && timer.order < next.order)) next = timer;
        }
        if (next === undefined || next.due > atMs) break;
        const taken = next;
        timers = timers.filter((one) => one !== taken);
        now = Math.max(now, taken.due);
        taken.fire();
      }
      now = atMs;
    },
  };
}

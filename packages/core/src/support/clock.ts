import { performance } from 'node:perf_hooks';

/** A wait that can be called off. */
export interface Timer {
  /** Calls the wait off; does nothing when it is over. */
  cancel(): void;
}

/**
 * The only way to time. A host may pass another one (the testkit has a virtual clock).
 */
export interface Clock {
  /** Milliseconds since an origin of the clock's own, monotonic. */
  now(): number;
  /** Milliseconds since 1970-01-01 UTC; may jump. */
  wallTime(): number;
  /** Calls back once after a delay in milliseconds (any length; long ones do not overflow). */
  setTimer(delayMs: number, callback: () => void): Timer;
  /** Calls back once after pending input and output had their turn. */
  defer(callback: () => void): void;
}

/** Longest delay `setTimeout` takes before it overflows into a hot loop. */
const longestDelayMs = 2 ** 31 - 1;

/** The clock of this machine: `performance.now`, `Date.now`, `setTimeout`, `setImmediate`. */
export const systemClock: Clock = {
  // Imported, because the global is a getter that is run at each call.
  now: () => performance.now(),
  wallTime: () => Date.now(),
  setTimer(delayMs, callback) {
    let handle: NodeJS.Timeout;
    const arm = (remainingMs: number) => {
      handle = setTimeout(
        () => {
          if (remainingMs > longestDelayMs) arm(remainingMs - longestDelayMs);
          else callback();
        },
        Math.min(remainingMs, longestDelayMs),
      );
    };
    arm(Math.max(0, delayMs));
    return { cancel: () => clearTimeout(handle) };
  },
  defer(callback) {
    setImmediate(callback);
  },
};

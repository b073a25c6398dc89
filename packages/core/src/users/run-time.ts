import type { Clock } from '../support/clock.ts';

/** How the time of the clock and the time of the people belong together: `simulated = startMs + (clock - origin) * speed`. */
export interface RunTime {
  /** Simulated time at which users begin, in milliseconds since 1970-01-01 UTC. */
  readonly startMs: number;
  readonly speed: number;
  /** The clock when users begin. */
  readonly origin: number;
  /** Simulated time now. */
  simulatedNow(): number;
  toSimulated(clockMs: number): number;
  toClock(simulatedMs: number): number;
}

/** Ties simulated time to a clock as it is now. */
export function createRunTime(clock: Clock, { startMs, speed }: { readonly startMs: number; readonly speed: number }): RunTime {
  const origin = clock.now();
  const toSimulated = (clockMs: number) => startMs + (clockMs - origin) * speed;
  return {
    startMs,
    speed,
    origin,
    toSimulated,
    toClock: (simulatedMs) => origin + (simulatedMs - startMs) / speed,
    simulatedNow: () => toSimulated(clock.now()),
  };
}

import type { ErrorSummary, RunPhase } from '@rushhour/core';
import type { ProfileRate } from './profile-rates.ts';

/** Where a run stands, as a view shows it. */
export interface RunProgress {
  readonly phase: RunPhase;
  readonly elapsedMs: number;
  readonly users: number;
  /** Plays that have ended. */
  readonly plays: number;
  readonly started: number;
  readonly ok: number;
  readonly failed: number;
  /** Failures that were asked for; they are among the failed. */
  readonly injected: number;
  readonly interrupted: number;
  /** Actions per second in each of the last seconds, oldest first. */
  readonly rates: readonly number[];
  /** Milliseconds, since the start of the run. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** The most common first. */
  readonly failures: readonly Pick<ErrorSummary, 'action' | 'type' | 'fault' | 'count'>[];
  /** Arrivals that never started. */
  readonly dropped: number;
  readonly profiles: readonly ProfileRate[];
  /** Whether any profile acts at intended times. */
  readonly isOpen: boolean;
  readonly isPaused: boolean;
  /** What rates are multiplied by now. */
  readonly rate: number;
}

/** What ends a run, where something does. */
export interface RunLimits {
  readonly durationMs?: number | undefined;
  readonly playsPerUser?: number | undefined;
  /** Of all users together. */
  readonly actions?: number | undefined;
}

/** How many actions have begun and not ended. */
export function underWay({ started, ok, failed, interrupted }: RunProgress): number {
  return Math.max(0, started - ok - failed - interrupted);
}

/** Actions per second of the last full second; the mean while there was none. */
export function rateNow(progress: RunProgress): number {
  return progress.rates.at(-1) ?? meanRate(progress);
}

/** Actions per second since the start. */
export function meanRate({ started, elapsedMs }: RunProgress): number {
  return elapsedMs < 1 ? 0 : (started / elapsedMs) * 1000;
}

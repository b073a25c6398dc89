import type { Threshold } from '../plan/threshold.ts';
import type { Clock, Timer } from '../support/clock.ts';
import type { RunAccount } from './account.ts';
import { evaluateThresholds } from './evaluate-thresholds.ts';

const intervalMs = 1000;

/** What thresholds are watched with. */
export interface WatchThresholdsOptions {
  readonly clock: Clock;
  /** The account as it is now. */
  readonly account: () => RunAccount;
  /** Ends the run; called once at most. */
  readonly stop: (reason: string) => void;
}

/**
 * Ends a run by the first threshold with `abortOnFail` that is not met, looked at every second once its delay from now is over, until it is
 * cancelled. Where nothing was recorded yet there is nothing to judge.
 */
export function watchThresholds(thresholds: readonly Threshold[], { clock, account, stop }: WatchThresholdsOptions): Timer {
  const watched = thresholds.filter(({ abortOnFail }) => abortOnFail);
  const startedAt = clock.now();
  let tick: Timer | undefined;
  const wait = () => {
    if (watched.length > 0) tick = clock.setTimer(intervalMs, look);
  };
  const look = () => {
    const elapsedMs = clock.now() - startedAt;
    const due = watched.filter(({ delayMs }) => elapsedMs >= delayMs);
    const missed = due.length === 0 ? undefined : evaluateThresholds(due, account()).find(({ value, passed }) => value !== null && !passed);
    if (missed === undefined) wait();
    else stop(`the threshold "${missed.check}" is not met: ${missed.value}`);
  };
  wait();
  return { cancel: () => tick?.cancel() };
}

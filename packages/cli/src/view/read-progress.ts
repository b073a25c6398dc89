import type { RunPhase, RunSummary } from '@rushhour/core';
import { createProfileRates } from './profile-rates.ts';
import type { RunProgress } from './run-progress.ts';

/** How many seconds of rates are kept. */
const keptSeconds = 60;

/** What an account does not tell. */
export interface ProgressState {
  readonly phase: RunPhase;
  readonly users: number;
  readonly playsEnded: number;
  readonly isPaused: boolean;
  readonly rate: number;
  /** Of all actions; absent where one profile has them all. */
  readonly latency?: Pick<RunProgress, 'p50' | 'p95' | 'p99'> | undefined;
}

/** Makes progress of the accounts a runner gives while it runs; each reading also ages the rates. */
export type ProgressReader = (summary: RunSummary, now: ProgressState) => RunProgress;

/** Makes a reader. It asks for the account now and then, so that a view costs the run nothing per action. */
export function createProgressReader(): ProgressReader {
  const rates: number[] = [];
  let secondsSeen = 0;
  let startedBefore = 0;
  const profileRates = createProfileRates();

  return ({ durationMs, actions, byProfile, errors, rate: { targetPerMinute } }, { phase, users, playsEnded, isPaused, rate, latency }) => {
    const seconds = Math.floor(durationMs / 1000);
    if (seconds > secondsSeen) {
      const perSecond = (actions.started - startedBefore) / (seconds - secondsSeen);
      for (let second = Math.max(secondsSeen, seconds - keptSeconds); second < seconds; second += 1) rates.push(perSecond);
      rates.splice(0, Math.max(0, rates.length - keptSeconds));
      secondsSeen = seconds;
      startedBefore = actions.started;
    }
    const [only] = Object.values(byProfile);
    const { p50 = 0, p95 = 0, p99 = 0 } = latency ?? only?.durationMs ?? {};
    const { started, ok, failed, injected, interrupted } = actions;
    return {
      phase,
      elapsedMs: durationMs,
      users,
      plays: playsEnded,
      started,
      ok,
      failed,
      injected,
      interrupted,
      rates: [...rates],
      p50,
      p95,
      p99,
      failures: errors,
      dropped: Object.values(actions.dropped).reduce((sum, count) => sum + count, 0),
      profiles: profileRates({ durationMs, byProfile }),
      isOpen: targetPerMinute !== null,
      isPaused,
      rate,
    };
  };
}

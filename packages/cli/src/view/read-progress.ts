import type { RunPhase, RunSummary } from '@rushhour/core';
import type { RunProgress } from './run-progress.ts';

/** How many seconds of rates are kept. */
const keptSeconds = 60;

/** Makes progress of the accounts a runner gives while it runs; each reading also ages the rates. */
export type ProgressReader = (
  summary: RunSummary,
  now: { readonly phase: RunPhase; readonly users: number; readonly playsEnded: number },
) => RunProgress;

/** Makes a reader. It asks for the account now and then, so that a view costs the run nothing per action. */
export function createProgressReader(): ProgressReader {
  const rates: number[] = [];
  let secondsSeen = 0;
  let startedBefore = 0;

  return ({ durationMs, actions, byProfile, errors }, { phase, users, playsEnded }) => {
    const seconds = Math.floor(durationMs / 1000);
    if (seconds > secondsSeen) {
      const rate = (actions.started - startedBefore) / (seconds - secondsSeen);
      for (let second = Math.max(secondsSeen, seconds - keptSeconds); second < seconds; second += 1) rates.push(rate);
      rates.splice(0, Math.max(0, rates.length - keptSeconds));
      secondsSeen = seconds;
      startedBefore = actions.started;
    }
    // Every action has a profile; the most used one speaks for the run.
    const [all] = Object.values(byProfile).toSorted((a, b) => b.started - a.started);
    const { p50 = 0, p95 = 0, p99 = 0 } = all?.durationMs ?? {};
    const { started, ok, failed, interrupted } = actions;
    return {
      phase,
      elapsedMs: durationMs,
      users,
      plays: playsEnded,
      started,
      ok,
      failed,
      interrupted,
      rates: [...rates],
      p50,
      p95,
      p99,
      failures: errors,
    };
  };
}

import { intervalBetween } from '@rushhour/core';
import { createProgressReader } from '../view/read-progress.ts';
import type { RunView } from '../view/run-view.ts';
import type { RunnerFace } from './runner-face.ts';

/** Makes what brings a view up to date; it does nothing before the run has begun. */
export function followProgress(
  runner: Pick<RunnerFace, 'on' | 'summary' | 'account' | 'phase' | 'isPaused' | 'rate'>,
  view: RunView,
): () => void {
  const read = createProgressReader();
  let users = 0;
  runner.on('runStart', (event) => {
    ({ users } = event);
  });
  return () => {
    const summary = runner.summary();
    if (summary === undefined) return;
    const { phase, isPaused, rate } = runner;
    const playsBegun = Object.values(summary.byScenario).reduce((sum, { plays }) => sum + plays, 0);
    const playsEnded = Math.max(0, playsBegun - (summary.series.at(-1)?.users ?? 0));
    // One profile's latencies are those of all; several have to be put together.
    const account = Object.keys(summary.byProfile).length > 1 ? runner.account() : undefined;
    const latency = account === undefined ? undefined : intervalBetween(undefined, account).total.durationMs;
    view.update(read(summary, { phase, users, playsEnded, isPaused, rate, latency }));
  };
}

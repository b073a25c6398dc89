import type { RunSummary } from '@rushhour/core';

/** What a profile achieves of what it intends, in actions a minute over the last seconds. */
export interface ProfileRate {
  readonly name: string;
  readonly intended: number;
  readonly achieved: number;
}

/** The accounts a reading compares. */
type Counts = Pick<RunSummary, 'durationMs' | 'byProfile'>;

const windowMs = 10_000;

/** Makes what reads the rates of profiles off one account after another: those of the last ten seconds, or of what there is. */
export function createProfileRates(): (now: Counts) => readonly ProfileRate[] {
  let earlier: readonly Counts[] = [];
  return (now) => {
    // One a second is enough to compare with; the oldest kept is the one just outside the window.
    if (now.durationMs - (earlier.at(-1)?.durationMs ?? -Infinity) >= 1000)
      earlier = [...earlier, { durationMs: now.durationMs, byProfile: now.byProfile }];
    while ((earlier[1]?.durationMs ?? Infinity) <= now.durationMs - windowMs) earlier = earlier.slice(1);
    const [before] = earlier;
    // In the first second of a run everything is new.
    const base = before === undefined || now.durationMs - before.durationMs < 1000 ? undefined : before;
    const minutes = Math.max(now.durationMs - (base?.durationMs ?? 0), 1) / 60_000;
    return Object.entries(now.byProfile).map(([name, { scheduled, started }]) => {
      const then = base?.byProfile[name];
      return { name, intended: (scheduled - (then?.scheduled ?? 0)) / minutes, achieved: (started - (then?.started ?? 0)) / minutes };
    });
  };
}

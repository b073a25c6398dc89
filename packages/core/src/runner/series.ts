import { createHistogram } from '../support/histogram.ts';
import type { ActionFigures } from './group-statistics.ts';
import type { SeriesPoint } from './summary.ts';

const intervalMs = 10_000;
const longest = 360;

/** The run in intervals of ten seconds: the last hour, older ones are let go. */
export interface Series {
  start(atMs: number): void;
  end(atMs: number, figures: ActionFigures): void;
  /** All intervals up to a time, the one under way included. */
  points(atMs: number): readonly SeriesPoint[];
}

/** Makes an empty series; `users` tells how many users are in a play now. Times are milliseconds from the start of the run. */
export function createSeries(users: () => number): Series {
  const closed: SeriesPoint[] = [];
  const durations = createHistogram();
  let begin = 0;
  let started = 0;
  let ok = 0;
  let failed = 0;
  let bytesReceived = 0;

  const current = (): SeriesPoint => ({
    at: begin / 1000,
    started,
    ok,
    failed,
    p50: durations.percentile(0.5),
    p99: durations.percentile(0.99),
    bytesReceived,
    users: users(),
  });

  const roll = (atMs: number) => {
    while (atMs >= begin + intervalMs) {
      closed.push(current());
      if (closed.length > longest) closed.shift();
      durations.reset();
      started = 0;
      ok = 0;
      failed = 0;
      bytesReceived = 0;
      begin += intervalMs;
    }
  };

  return {
    start(atMs) {
      if (atMs >= begin + intervalMs) roll(atMs);
      started += 1;
    },
    end(atMs, figures) {
      if (atMs >= begin + intervalMs) roll(atMs);
      if (figures.outcome === 'ok') ok += 1;
      else if (figures.outcome === 'failed') failed += 1;
      bytesReceived += figures.bytesReceived;
      durations.record(figures.durationMs);
    },
    points(atMs) {
      roll(atMs);
      return [...closed, current()];
    },
  };
}

import { createHistogram } from '../support/histogram.ts';
import { sparseHistogram } from '../support/sparse-histogram.ts';
import type { SeriesAccount } from './account.ts';
import type { DropReason } from './drop-reason.ts';
import type { ActionFigures } from './group-statistics.ts';

const intervalMs = 10_000;

/** How many intervals are kept beside the one under way: an hour. */
export const longestSeries = 360;

/**
 * The run in intervals of ten seconds: the last hour, older ones are let go. What is told of an interval that is over counts in the one
 * under way. Times are milliseconds of the clock.
 */
export interface Series {
  /** An action fell due; it counts in the interval of what is told next, which saves reading the clock. */
  arrive(): void;
  drop(reason: DropReason, atMs: number): void;
  start(atMs: number): void;
  end(atMs: number, figures: ActionFigures): void;
  /** All intervals up to a time, the one under way included. */
  points(atMs: number): readonly SeriesAccount[];
}

/** How a series is made. */
export interface SeriesOptions {
  /** How many users are in a play now. */
  readonly users: () => number;
  /** Start of the run in milliseconds of the clock. */
  readonly startedAt: number;
}

/** Makes an empty series. */
export function createSeries({ users, startedAt }: SeriesOptions): Series {
  const closed: SeriesAccount[] = [];
  const durations = createHistogram();
  const dropped = new Map<DropReason, number>();
  /** From the start of the run. */
  let begin = 0;
  let nextAt = startedAt + intervalMs;
  let arrived = 0;
  let scheduled = 0;
  let started = 0;
  let ok = 0;
  let failed = 0;
  let bytesReceived = 0;

  const current = (): SeriesAccount => ({
    at: begin / 1000,
    scheduled,
    started,
    ok,
    failed,
    dropped: Object.fromEntries(dropped),
    bytesReceived,
    users: users(),
    durations: sparseHistogram(durations.snapshot()),
  });

  const roll = (atMs: number) => {
    while (atMs >= nextAt) {
      closed.push(current());
      if (closed.length > longestSeries) closed.shift();
      durations.reset();
      dropped.clear();
      scheduled = 0;
      started = 0;
      ok = 0;
      failed = 0;
      bytesReceived = 0;
      begin += intervalMs;
      nextAt = startedAt + begin + intervalMs;
    }
  };

  const reach = (atMs: number) => {
    if (atMs >= nextAt) roll(atMs);
    scheduled += arrived;
    arrived = 0;
  };

  return {
    arrive() {
      arrived += 1;
    },
    drop(reason, atMs) {
      reach(atMs);
      dropped.set(reason, (dropped.get(reason) ?? 0) + 1);
    },
    start(atMs) {
      reach(atMs);
      started += 1;
    },
    end(atMs, figures) {
      reach(atMs);
      if (figures.outcome === 'ok') ok += 1;
      else if (figures.outcome === 'failed') failed += 1;
      bytesReceived += figures.bytesReceived;
      durations.record(figures.durationMs);
    },
    points(atMs) {
      reach(atMs);
      return [...closed, current()];
    },
  };
}

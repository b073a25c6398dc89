import { subtractHistogram } from '../support/sparse-histogram.ts';
import { sumByKey } from '../support/sum-by-key.ts';
import type { ProfileAccount, RunAccount } from './account.ts';
import { mergeProfiles } from './merge-profiles.ts';
import { summariseDurations } from './summarise-durations.ts';
import type { ArrivalCounts, DropCounts, OutcomeCounts } from './summary.ts';

/** What happened between two looks at a run. An action that began in one interval may end in another. */
export interface IntervalFigures extends OutcomeCounts, ArrivalCounts {
  /** Failures that were asked for; they are among the failed. */
  readonly injected: number;
  readonly bytesSent: number;
  readonly bytesReceived: number;
  /** Service times of the actions that ended in the interval, in milliseconds. */
  readonly durationMs: { readonly p50: number; readonly p95: number; readonly p99: number };
}

/** What happened between two looks at a run, in all and by profile. */
export interface RunInterval {
  /** Milliseconds from the start of the run. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly total: IntervalFigures;
  readonly byProfile: Readonly<Record<string, IntervalFigures>>;
}

/**
 * Tells what happened between two accounts of the same run, percentiles included.
 *
 * @param before - the earlier account; undefined for the start of the run
 * @param after - the later one
 */
export function intervalBetween(before: RunAccount | undefined, after: RunAccount): RunInterval {
  const earlier = new Map(Object.entries(before?.profiles ?? {}));
  const byProfile = Object.entries(after.profiles).map(([name, profile]): [string, IntervalFigures] => [
    name,
    figuresBetween(earlier.get(name) ?? mergeProfiles([]), profile),
  ]);
  return {
    fromMs: before?.durationMs ?? 0,
    toMs: after.durationMs,
    total: figuresBetween(mergeProfiles([...earlier.values()]), mergeProfiles(Object.values(after.profiles))),
    byProfile: Object.fromEntries(byProfile),
  };
}

function figuresBetween(before: ProfileAccount, after: ProfileAccount): IntervalFigures {
  const { p50, p95, p99 } = summariseDurations(subtractHistogram(after.durations, before.durations));
  return {
    scheduled: after.scheduled - before.scheduled,
    started: after.started - before.started,
    ok: after.ok - before.ok,
    failed: after.failed - before.failed,
    interrupted: after.interrupted - before.interrupted,
    injected: after.injected - before.injected,
    dropped: dropsBetween(before.dropped, after.dropped),
    bytesSent: after.bytesSent - before.bytesSent,
    bytesReceived: after.bytesReceived - before.bytesReceived,
    durationMs: { p50, p95, p99 },
  };
}

function dropsBetween(before: DropCounts, after: DropCounts): DropCounts {
  const negated = Object.fromEntries(Object.entries(before).map(([reason, count]) => [reason, -count]));
  return Object.fromEntries(Object.entries(sumByKey([after, negated])).filter(([, count]) => count > 0));
}

import { createHistogram, type Histogram } from '../support/histogram.ts';
import type { Outcome } from '../execution/outcome.ts';
import type { DurationSummary, GroupSummary, OutcomeCounts, Percentiles } from './summary.ts';

/** What one group of actions adds up to: an action, a plugin, a profile or a step. */
export interface GroupStatistics {
  start(): void;
  end(end: ActionFigures): void;
  summary(): GroupSummary;
}

/** The figures of an action that ended. */
export interface ActionFigures {
  readonly outcome: Outcome;
  readonly durationMs: number;
  readonly responseMs: number;
  readonly bytesSent: number;
  readonly bytesReceived: number;
}

/** Makes an empty group. Its memory is bounded whatever is recorded. */
export function createGroupStatistics(): GroupStatistics {
  const counts = createOutcomeCounter();
  const durations = createHistogram();
  const responses = createHistogram();
  let bytesSent = 0;
  let bytesReceived = 0;
  return {
    start: counts.start,
    end(end) {
      counts.end(end.outcome);
      bytesSent += end.bytesSent;
      bytesReceived += end.bytesReceived;
      durations.record(end.durationMs);
      responses.record(end.responseMs);
    },
    summary: () => ({
      ...counts.summary(),
      bytesSent,
      bytesReceived,
      durationMs: summariseDurations(durations),
      responseMs: summarisePercentiles(responses),
    }),
  };
}

/** Counts outcomes; `started = ok + failed + interrupted` once nothing is under way. */
export function createOutcomeCounter() {
  let started = 0;
  let ok = 0;
  let failed = 0;
  let interrupted = 0;
  return {
    start() {
      started += 1;
    },
    end(outcome: Outcome) {
      if (outcome === 'ok') ok += 1;
      else if (outcome === 'failed') failed += 1;
      else interrupted += 1;
    },
    summary: (): OutcomeCounts => ({ started, ok, failed, interrupted }),
  };
}

/** The distribution of a histogram, rounded to the microsecond. */
export function summariseDurations(histogram: Histogram): DurationSummary {
  return {
    mean: roundMs(histogram.meanMs),
    p50: roundMs(histogram.percentile(0.5)),
    p90: roundMs(histogram.percentile(0.9)),
    p95: roundMs(histogram.percentile(0.95)),
    p99: roundMs(histogram.percentile(0.99)),
    max: roundMs(histogram.maxMs),
  };
}

/** Three percentiles of a histogram, rounded to the microsecond. */
export function summarisePercentiles(histogram: Histogram): Percentiles {
  return { p50: roundMs(histogram.percentile(0.5)), p99: roundMs(histogram.percentile(0.99)), max: roundMs(histogram.maxMs) };
}

function roundMs(value: number): number {
  return Math.round(value * 1000) / 1000;
}

import { readHistogram, type SparseHistogram } from '../support/sparse-histogram.ts';
import type { DurationSummary, Percentiles } from './summary.ts';

/** The distribution of a histogram, rounded to the microsecond. */
export function summariseDurations(durations: SparseHistogram): DurationSummary {
  const histogram = readHistogram(durations);
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
export function summarisePercentiles(durations: SparseHistogram): Percentiles {
  const histogram = readHistogram(durations);
  return { p50: roundMs(histogram.percentile(0.5)), p99: roundMs(histogram.percentile(0.99)), max: roundMs(histogram.maxMs) };
}

function roundMs(value: number): number {
  return Math.round(value * 1000) / 1000;
}

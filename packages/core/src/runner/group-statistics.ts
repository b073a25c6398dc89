import { createHistogram, type Histogram } from '../support/histogram.ts';
import type { Outcome } from '../scenario/outcome.ts';
import type { DurationSummary, GroupSummary, OutcomeCounts, Percentiles } from './summary.ts';

/** The figures of an action that ended. */
export interface ActionFigures {
  readonly outcome: Outcome | undefined;
  readonly durationMs: number;
  readonly responseMs: number;
  readonly bytesSent: number;
  readonly bytesReceived: number;
}

/** What some actions add up to. A class, because one is recorded into for every action. Its memory is bounded whatever is recorded. */
export class GroupStatistics {
  #started = 0;
  #ok = 0;
  #failed = 0;
  #interrupted = 0;
  #bytesSent = 0;
  #bytesReceived = 0;
  readonly #durations = createHistogram();
  readonly #responses = createHistogram();

  start() {
    this.#started += 1;
  }

  end({ outcome, durationMs, responseMs, bytesSent, bytesReceived }: ActionFigures) {
    if (outcome === 'ok') this.#ok += 1;
    else if (outcome === 'failed') this.#failed += 1;
    else this.#interrupted += 1;
    this.#bytesSent += bytesSent;
    this.#bytesReceived += bytesReceived;
    this.#durations.record(durationMs);
    this.#responses.record(responseMs);
  }

  /** Adds what another one counted. */
  add(other: GroupStatistics) {
    this.#started += other.#started;
    this.#ok += other.#ok;
    this.#failed += other.#failed;
    this.#interrupted += other.#interrupted;
    this.#bytesSent += other.#bytesSent;
    this.#bytesReceived += other.#bytesReceived;
    this.#durations.merge(other.#durations.snapshot());
    this.#responses.merge(other.#responses.snapshot());
  }

  /** `started = ok + failed + interrupted` once nothing is under way. */
  counts(): OutcomeCounts {
    return { started: this.#started, ok: this.#ok, failed: this.#failed, interrupted: this.#interrupted };
  }

  summary(): GroupSummary {
    return {
      ...this.counts(),
      bytesSent: this.#bytesSent,
      bytesReceived: this.#bytesReceived,
      durationMs: summariseDurations(this.#durations),
      responseMs: summarisePercentiles(this.#responses),
    };
  }
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

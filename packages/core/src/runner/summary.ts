import type { ActionName } from '../scenario/scenario.ts';
import type { RequestPhase } from '../plugin/http-port.ts';

/** Percentiles in milliseconds; 0 when nothing was recorded. At most 1 % above the exact value. */
export interface Percentiles {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** A distribution of durations in milliseconds. */
export interface DurationSummary extends Percentiles {
  readonly mean: number;
  readonly p90: number;
  readonly p95: number;
}

/** Started actions and what became of them. `started = ok + failed + interrupted`, exactly. */
export interface OutcomeCounts {
  readonly started: number;
  readonly ok: number;
  readonly failed: number;
  readonly interrupted: number;
}

/** One row of `byAction`, `byPlugin`, `byProfile` or `byStep`. */
export interface GroupSummary extends OutcomeCounts {
  readonly bytesSent: number;
  readonly bytesReceived: number;
  /** Service time: from the start of the action. */
  readonly durationMs: DurationSummary;
  /** From the intended start of the action. */
  readonly responseMs: Percentiles;
}

/** One row of `byScenario`. */
export interface ScenarioSummary extends OutcomeCounts {
  /** Plays begun. */
  readonly plays: number;
}

/** One kind of failure. Bounded: the least common share a row of type `_other`. */
export interface ErrorSummary {
  readonly type: string;
  readonly action: ActionName;
  readonly count: number;
  /** One message, shortened, without secrets. */
  readonly example: string;
}

/** Ten seconds of a run. */
export interface SeriesPoint {
  /** Start of the interval in seconds from the start of the run. */
  readonly at: number;
  readonly started: number;
  readonly ok: number;
  readonly failed: number;
  readonly p50: number;
  readonly p99: number;
  readonly bytesReceived: number;
  /** Users in a play at the end of the interval. */
  readonly users: number;
}

/** The account of a run, version 1. `scheduled = started + sum(dropped)` and `started = ok + failed + interrupted`, exactly, however the run ended. */
export interface RunSummary {
  readonly version: 1;
  readonly name: string;
  readonly seed: string;
  /** `i/n`. */
  readonly shard: string;
  /** The run id. */
  readonly run: string;
  readonly startedAt: string;
  readonly durationMs: number;
  readonly actions: OutcomeCounts & {
    readonly scheduled: number;
    /** Failures that were asked for. */
    readonly injected: number;
    /** By reason. */
    readonly dropped: Readonly<Record<string, number>>;
  };
  readonly byAction: Readonly<Partial<Record<ActionName, GroupSummary>>>;
  readonly byPlugin: Readonly<Record<string, GroupSummary>>;
  readonly byProfile: Readonly<Record<string, GroupSummary>>;
  readonly byStep: Readonly<Record<string, GroupSummary>>;
  readonly byScenario: Readonly<Record<string, ScenarioSummary>>;
  readonly requests: {
    readonly sent: number;
    readonly answered: number;
    readonly unanswered: number;
    readonly byStatus: Readonly<Record<string, number>>;
    readonly phasesMs: Readonly<Record<RequestPhase, DurationSummary>>;
  };
  readonly latenessMs: Percentiles;
  readonly errors: readonly ErrorSummary[];
  readonly rate: { readonly targetPerMinute: number | null; readonly achievedPerMinute: number };
  readonly created: { readonly made: number; readonly removed: number; readonly left: number };
  readonly series: readonly SeriesPoint[];
  readonly generator: { readonly limited: boolean; readonly eventLoopDelayP99Ms: number; readonly maxRssBytes: number };
  readonly thresholds: readonly never[];
}

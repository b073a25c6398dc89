import type { LedgerCounts } from '../ledger/ledger.ts';
import type { ThresholdResult } from '../plan/threshold.ts';
import type { RequestPhase } from '../plugin/http-port.ts';
import type { ActionName } from '../scenario/scenario.ts';

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

/** Arrivals that never started, by {@link DropReason}; a reason that did not occur is absent. */
export type DropCounts = Readonly<Record<string, number>>;

/** What was intended and what never started. `scheduled = started + sum(dropped)` once nothing waits. */
export interface ArrivalCounts {
  readonly scheduled: number;
  readonly dropped: DropCounts;
}

/** One row of `byAction`, `byPlugin` or `byStep`. */
export interface GroupSummary extends OutcomeCounts {
  readonly bytesSent: number;
  readonly bytesReceived: number;
  /** Service time: from the start of the action. */
  readonly durationMs: DurationSummary;
  /** From the intended start of the action. */
  readonly responseMs: Percentiles;
}

/** One row of `byProfile`. */
export interface ProfileSummary extends GroupSummary, ArrivalCounts {}

/** One row of `byScenario`. */
export interface ScenarioSummary extends OutcomeCounts {
  /** Plays begun. */
  readonly plays: number;
}

/** One kind of failure. Bounded: the least common share a row of type `_other`. */
export interface ErrorSummary {
  readonly type: string;
  /** What they failed by on purpose, such as `abort_upload`. @default nothing */
  readonly fault?: string;
  readonly action: ActionName;
  readonly count: number;
  /** One message, shortened, without secrets. */
  readonly example: string;
}

/** Ten seconds of a run. */
export interface SeriesPoint extends ArrivalCounts {
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

/** How the process that generated the traffic was doing. */
export interface GeneratorSummary {
  /** Whether the figures are those of an overloaded generator rather than of its targets. */
  readonly limited: boolean;
  /** Why: `event_loop_delay`, `event_loop_utilization`, `connections`, `lag`. */
  readonly reasons: readonly string[];
  /** 99th percentile of how late the event loop was, in milliseconds: in the worst ten seconds, or in all of a shorter run. */
  readonly eventLoopDelayP99Ms: number;
  /** Share (0 to 1) of the busiest ten seconds in which the event loop had work; 0 in a shorter run. */
  readonly eventLoopUtilization: number;
  readonly maxRssBytes: number;
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
  readonly tags: Readonly<Record<string, string>>;
  readonly actions: OutcomeCounts &
    ArrivalCounts & {
      /** Failures that were asked for. */
      readonly injected: number;
    };
  readonly byAction: Readonly<Partial<Record<ActionName, GroupSummary>>>;
  readonly byPlugin: Readonly<Record<string, GroupSummary>>;
  readonly byProfile: Readonly<Record<string, ProfileSummary>>;
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
  readonly rate: {
    /** Scheduled a minute; null when every profile is closed: who waits for an answer has no target. */
    readonly targetPerMinute: number | null;
    readonly achievedPerMinute: number;
  };
  readonly created: LedgerCounts;
  readonly series: readonly SeriesPoint[];
  readonly generator: GeneratorSummary;
  readonly thresholds: readonly ThresholdResult[];
}

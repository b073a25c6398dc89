import type { LedgerCounts } from '../ledger/ledger.ts';
import type { Threshold } from '../plan/threshold.ts';
import type { RequestStatistics } from '../plugin/http-port.ts';
import type { ActionName } from '../scenario/scenario.ts';
import type { SparseHistogram } from '../support/sparse-histogram.ts';
import type { ArrivalCounts, ErrorSummary, GeneratorSummary, OutcomeCounts } from './summary.ts';

/** What is fixed at the start of a run. */
export interface AccountHeader {
  readonly name: string;
  readonly seed: string;
  /** `i/n`. */
  readonly shard: string;
  /** The run id. */
  readonly run: string;
  /** ISO date and time. */
  readonly startedAt: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Whether any profile acts at intended times: then there is a target rate. */
  readonly isOpen: boolean;
  readonly thresholds: readonly Threshold[];
}

/**
 * Everything a summary is made of, as counts that add up: the accounts of the workers of a process make one account. Plain data, so it can
 * be posted between threads; taking one of a long run with many names costs about two milliseconds.
 */
export interface RunAccount extends AccountHeader {
  /** Milliseconds from the start of the run. */
  readonly durationMs: number;
  /** Actions by action, plugin, step and scenario. */
  readonly cells: readonly CellAccount[];
  /** Arrivals and actions by profile. */
  readonly profiles: Readonly<Record<string, ProfileAccount>>;
  /** Plays begun, by scenario. */
  readonly plays: Readonly<Record<string, number>>;
  /** How late actions began. */
  readonly lateness: SparseHistogram;
  readonly errors: readonly ErrorSummary[];
  /** The last hour in intervals of ten seconds. */
  readonly series: readonly SeriesAccount[];
  /** Absent when the run has no HTTP client. */
  readonly requests: RequestStatistics | undefined;
  readonly created: LedgerCounts;
  readonly generator: GeneratorAccount;
}

/** What some actions add up to. */
export interface GroupAccount extends OutcomeCounts {
  /** Failures that were asked for; they are among the failed. */
  readonly injected: number;
  readonly bytesSent: number;
  readonly bytesReceived: number;
  /** Service times. */
  readonly durations: SparseHistogram;
  /** Times from the intended start. */
  readonly responses: SparseHistogram;
}

/** What an action is counted under, beside its profile. */
export interface StatisticsNames {
  readonly action: ActionName;
  readonly plugin: string;
  readonly step: string;
  readonly scenario: string;
}

/** The actions of the same names. */
export interface CellAccount extends GroupAccount {
  readonly names: StatisticsNames;
}

/** The arrivals and actions of a profile. */
export interface ProfileAccount extends GroupAccount, ArrivalCounts {}

/** Ten seconds of a run. */
export interface SeriesAccount extends ArrivalCounts {
  /** Start of the interval in seconds from the start of the run. */
  readonly at: number;
  readonly started: number;
  readonly ok: number;
  readonly failed: number;
  readonly bytesReceived: number;
  /** Users in a play at the end of the interval. */
  readonly users: number;
  readonly durations: SparseHistogram;
}

/** How the process was doing. */
export type GeneratorAccount = Omit<GeneratorSummary, 'limited' | 'reasons'>;

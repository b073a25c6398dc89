import type { ActionName } from '../scenario/scenario.ts';
import type { Outcome } from '../scenario/outcome.ts';

/** First line of a journal. */
export interface JournalHeader {
  readonly journal: 1;
  readonly name: string;
  /** SHA-256 of the scenarios as they were played. */
  readonly hash: string;
  readonly seed: string;
  readonly run: string;
  readonly startedAt: string;
  /** `i/n`. */
  readonly shard: string;
  /** How many times faster than real time the simulated time went. */
  readonly speed: number;
  /** Simulated time at which the run began, in milliseconds since 1970-01-01 UTC; absent where nothing depends on it. */
  readonly startAt?: number;
  readonly tags: Readonly<Record<string, string>>;
  /** Names of the profiles, in the order of the plan. */
  readonly profiles: readonly string[];
  readonly scope: readonly string[];
  readonly plugins: readonly { readonly name: string; readonly instance: string }[];
}

/** One started action. */
export interface JournalEntry {
  /** Milliseconds from the start of the run. */
  readonly at: number;
  readonly intendedAt: number;
  readonly user: string;
  readonly profile: string;
  readonly scenario: string;
  /** Counts the plays of the user from 0. */
  readonly play: number;
  /** Counts the actions of the play from 0. */
  readonly index: number;
  readonly action: ActionName;
  /** As resolved; the run id written as `{run}`. */
  readonly target: string;
  readonly with: unknown;
  readonly file?: string;
  /** Instance name of the plugin that took it; empty when none did. */
  readonly plugin: string;
  readonly outcome: Outcome;
  readonly durationMs: number;
  readonly bytesSent: number;
  readonly bytesReceived: number;
  /** The error type when it failed, such as `http_404`. */
  readonly error?: string;
  /** What it failed by on purpose, such as `abort_upload`. */
  readonly fault?: string;
}

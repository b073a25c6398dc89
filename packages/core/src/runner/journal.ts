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
  readonly play: number;
  readonly index: number;
  readonly action: ActionName;
  /** As resolved; the run id written as `{run}`. */
  readonly target: string;
  readonly with: unknown;
  readonly file?: string;
  readonly plugin: string;
  readonly outcome: Outcome;
  readonly durationMs: number;
  readonly bytesSent: number;
  readonly bytesReceived: number;
  readonly error?: string;
}

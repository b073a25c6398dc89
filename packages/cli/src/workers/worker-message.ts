import type { ErrorCode, JournalHeader, RunAccount, RunPhase, Scenario, ScenarioRunner } from '@rushhour/core';

/** What a worker thread tells the thread that started it. */
export type WorkerMessage =
  /** Everything is loaded; it waits for `begin`. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'started'; readonly run: string; readonly users: number }
  | { readonly kind: 'phase'; readonly phase: RunPhase; readonly reason: string }
  | { readonly kind: 'warning'; readonly message: string }
  | { readonly kind: 'reload'; readonly scenarios: readonly Scenario[]; readonly problems: string }
  /** The answer to an order to reload: what was wrong, if anything was; then nothing changed. */
  | { readonly kind: 'reloaded'; readonly refusal: Refusal | undefined }
  | { readonly kind: 'account'; readonly account: RunAccount }
  /** The first record of its journal. */
  | { readonly kind: 'header'; readonly header: JournalHeader }
  /** Further lines of its journal, each with its end. */
  | { readonly kind: 'journal'; readonly lines: string }
  /** The run of the worker is over; nothing comes after it. */
  | { readonly kind: 'ended'; readonly account: RunAccount }
  /** The run of the worker could not begin. */
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** A mistake, as it is told between threads. */
export interface Refusal {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string | undefined;
}

/** What a worker thread is told. */
export type WorkerOrder =
  | { readonly kind: 'begin' }
  | { readonly kind: 'stop'; readonly reason: string }
  /** Ends at once; `ended` is told before anything else is done. */
  | { readonly kind: 'halt'; readonly reason: string }
  | { readonly kind: 'pause' }
  | { readonly kind: 'resume' }
  | { readonly kind: 'setRate'; readonly factor: number }
  /** Answered by `reloaded`. */
  | { readonly kind: 'reload'; readonly options: Parameters<ScenarioRunner['reload']>[0] };

/** What a worker thread is started with. */
export interface WorkerStart {
  /** The words of the command line. */
  readonly args: readonly string[];
  readonly commandName: string;
  readonly seed: string;
  readonly runId: string;
  /** Its part of the plan, `i/n`. */
  readonly shard: string;
  /** Simulated time of the start, where it is that of the clock: the same for all. */
  readonly start: string | undefined;
  readonly hasJournal: boolean;
}

import type { JournalEntry } from '../journal/journal.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { DropReason } from '../account/drop-reason.ts';
import type { RunSummary } from '../account/summary.ts';

/** What happened to one action: what a journal has of it, with its step and its message instead of its parameters. */
export interface ActionEndEvent extends Omit<JournalEntry, 'with' | 'file'> {
  /** The name the instruction is grouped by. */
  readonly step: string;
  /** The message of the error. */
  readonly message?: string;
}

/** The start of an action. */
export type ActionStartEvent = Pick<
  ActionEndEvent,
  'user' | 'profile' | 'scenario' | 'play' | 'index' | 'action' | 'target' | 'step' | 'plugin' | 'at'
>;

/** The start of a play. */
export interface PlayEvent {
  readonly user: string;
  readonly profile: string;
  readonly scenario: string;
  readonly play: number;
}

/** An arrival that was dropped. */
export interface DropEvent {
  readonly user: string;
  readonly profile: string;
  readonly reason: DropReason;
  /** Milliseconds from the start of the run. */
  readonly intendedAt: number;
}

/** The phases of a run, in their order. */
export type RunPhase = 'ready' | 'running' | 'draining' | 'aborting' | 'cleaning' | 'flushing' | 'stopped';

/** The events of a runner and what each carries. */
export interface RunnerEvents {
  /** The run has begun. */
  runStart: (event: { readonly run: string; readonly seed: string; readonly users: number }) => void;
  /** The run moved to another phase of its stop. */
  phase: (event: { readonly phase: RunPhase; readonly reason: string }) => void;
  playStart: (event: PlayEvent) => void;
  playEnd: (event: PlayEvent & { readonly actions: number }) => void;
  /** An arrival of an open pace that will never start. */
  drop: (event: DropEvent) => void;
  actionStart: (event: ActionStartEvent) => void;
  actionEnd: (event: ActionEndEvent) => void;
  /** Scenario files changed and were taken over, or were bad and the last good version stays (then with problems). */
  reload: (event: { readonly scenarios: readonly Scenario[]; readonly problems: string }) => void;
  /** Something a host may want to show; each text once a run. */
  warning: (event: { readonly message: string }) => void;
  /** The run is over. */
  runEnd: (summary: RunSummary) => void;
}

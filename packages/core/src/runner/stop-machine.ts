import type { Clock, Timer } from '../support/clock.ts';
import type { RunPhase } from './events.ts';
import type { RunSettings } from './run-settings.ts';

/*
 * How a run ends. Every phase has a deadline, so that all of it fits into the grace period of a pod.
 *
 * | phase    | begins with                     | meanwhile                                   | leaves when               | at the latest after |
 * | -------- | ------------------------------- | ------------------------------------------- | ------------------------- | ------------------- |
 * | ready    |                                 | everything is checked                       | `begin`                   |                     |
 * | running  | `begin`                         | users play                                  | a limit, `stop`, idle     |                     |
 * | draining | a limit or `stop`               | no action begins, those under way may end   | nothing is under way      | drain (20 s)        |
 * | aborting | late, or only handlers run      | actions under way are cut, handlers unwind  | no handler runs           | abort (5 s)         |
 * | cleaning | nothing under way               | sessions are closed, in reverse order       | all are closed            | clean (10 s)        |
 * | flushing | sessions closed                 | journal and telemetry are written out       | all is written            | flush (5 s)         |
 * | stopped  | all written, or `halt` anywhere | the books are closed                        |                           |                     |
 */

/** What the phases of a stop do; each is called at most once, in the order of the table. */
export interface StopActions {
  /** No action begins any more. */
  drain(): void;
  /** Cuts what is under way. */
  abort(): void;
  /** Closes what is open. */
  clean(signal: AbortSignal): Promise<void>;
  /** Writes out what is left. */
  flush(signal: AbortSignal): Promise<void>;
  entered(phase: RunPhase, reason: string): void;
}

/** The state machine of a run. */
export interface StopMachine {
  readonly phase: RunPhase;
  begin(): void;
  /** Starts the stop; does nothing when it has started. */
  stop(reason: string): void;
  /** Nothing is under way. */
  idle(): void;
  /** No action is under way, but handlers of actions that were cut still run. */
  unwinding(): void;
  /** Ends at once: what is under way is cut, nothing is waited for. */
  halt(reason: string): void;
  /** Resolves when the run has stopped. */
  readonly stopped: Promise<void>;
}

/** Makes the machine in phase `ready`. */
export function createStopMachine(
  deadlines: RunSettings['stop'],
  { clock, actions }: { readonly clock: Clock; readonly actions: StopActions },
): StopMachine {
  let phase: RunPhase = 'ready';
  let timer: Timer | undefined;
  let signal = new AbortController();
  const { promise: stopped, resolve: tellStopped } = Promise.withResolvers<void>();

  const enter = (next: RunPhase, reason: string) => {
    timer?.cancel();
    timer = undefined;
    phase = next;
    actions.entered(next, reason);
  };

  /** Moves on after a deadline, unless the phase has been left. */
  const limit = (ms: number, late: () => void) => {
    timer = clock.setTimer(ms, late);
  };

  const draining = (reason: string) => {
    enter('draining', reason);
    limit(deadlines.drainMs, () => aborting('actions were still under way'));
    actions.drain();
  };

  const aborting = (reason: string) => {
    enter('aborting', reason);
    limit(deadlines.abortMs, () => cleaning('handlers were still running'));
    actions.abort();
  };

  const cleaning = (reason: string) => {
    enter('cleaning', reason);
    within(deadlines.cleanMs, actions.clean, () => flushing('sessions are closed'));
  };

  const flushing = (reason: string) => {
    enter('flushing', reason);
    within(deadlines.flushMs, actions.flush, () => {
      enter('stopped', 'all is written');
      tellStopped();
    });
  };

  /** Runs a phase's work and goes on when it is done, has failed, or is late. */
  const within = (ms: number, work: (signal: AbortSignal) => Promise<void>, next: () => void) => {
    const mine = new AbortController();
    signal = mine;
    const goOn = () => {
      if (signal !== mine || phase === 'stopped') return;
      signal = new AbortController();
      next();
    };
    limit(ms, () => {
      mine.abort();
      goOn();
    });
    work(mine.signal).then(goOn, goOn);
  };

  return {
    get phase() {
      return phase;
    },
    begin() {
      enter('running', 'started');
    },
    stop(reason) {
      if (phase === 'running') draining(reason);
    },
    idle() {
      if (phase === 'running') draining('all users are done');
      if (phase === 'draining' || phase === 'aborting') cleaning('nothing is under way');
    },
    unwinding() {
      if (phase === 'running') draining('all users are done');
      if (phase === 'draining') aborting('handlers were still running');
    },
    halt(reason) {
      if (phase === 'stopped') return;
      const wasCut = phase === 'aborting' || phase === 'cleaning' || phase === 'flushing';
      enter('stopped', reason);
      signal.abort();
      if (!wasCut) actions.abort();
      tellStopped();
    },
    stopped,
  };
}
